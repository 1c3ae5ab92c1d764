using System.Globalization;
using System.Numerics;
using Meent.Foundation.Data;
using Meent.Reflect.Areas;

namespace Meent.Tests.Reflect.Areas;

/// <summary>Schools in areas and boards that close rounds and are published, without a hub.</summary>
internal sealed class AreaWorld
{
    public static readonly DateOnly Day = new(2026, 6, 1);

    private readonly List<CountedSchool> schools = [];
    private readonly List<(Guid Place, bool IsBoard, Func<int, bool> Has)> places = [];
    private readonly Dictionary<Guid, List<Edition>> editions = [];

    /// <summary>All schools that ever were, by number.</summary>
    public IReadOnlyList<CountedSchool> Schools => schools;

    public Guid Add(Func<int, bool> has, bool board = false)
    {
        // Ids in the order of making, so that what is decided on a tie is the same at every run.
        places.Add((Guid.Parse($"00000000-0000-7000-8000-{places.Count + 1:000000000000}"), board, has));
        return places[^1].Place;
    }

    /// <summary>A school closes a round in which teachers answered these statements with these means (in tenths).</summary>
    public void Close(string sector, int n, params (string Item, int Mean)[] items) => schools.Add(new(
        Ids.New(), Ids.New(), null, sector, SchoolSize.Middle, "full", 1, Day.AddDays(-20),
        new([.. items.Select(i => new CountedCell("teachers", i.Item, 1, i.Item.Split('.')[0], n, i.Mean, null))], [.. items.GroupBy(i => i.Item.Split('.')[0]).Select(g => new CountedArea("teachers", g.Key, n, (int)(g.Average(i => i.Mean) * 10)))])));

    /// <summary>Publishes what is due.</summary>
    public IReadOnlyList<Edition> Publish(DateOnly? day = null)
    {
        var facts = new AreaFacts("school", "2025-2026", 5, false, [.. schools],
        [
            .. places.Select(p => new FigurePlace(
                p.Place, [.. Enumerable.Range(0, schools.Count).Where(p.Has)], p.IsBoard, editions.GetValueOrDefault(p.Place)?[^1],
                [.. (editions.GetValueOrDefault(p.Place) ?? []).Select(PublishedFigures.Of)], new Dictionary<string, int> { ["primary"] = 40 })),
        ]);
        var made = EditionMaker.Make(facts, day ?? Day);
        foreach (var edition in made.Editions)
        {
            if (!editions.TryGetValue(edition.About.PlaceId, out var all)) editions[edition.About.PlaceId] = all = [];
            // As it is stored, so that nothing survives that the JSON does not hold.
            all.Add(Edition.FromJson(edition.ToJson()));
        }
        for (var i = 0; i < schools.Count; i++)
            if (made.Arrived.Any(a => a.Round == schools[i].Round)) schools[i] = schools[i] with { Run = facts.NextRun };
        return made.Editions;
    }

    public ItemFigure Item(Guid place, string item, string? sector = null) => editions[place][^1].Of(sector)!.Items.Single(i => i.Item == item);

    public EditionPart Part(Guid place, string? sector = null) => editions[place][^1].Of(sector)!;

    public Edition Newest(Guid place) => editions[place][^1];

    /// <summary>Everything ever published of a statement, put beside each other: the numbers of two schools that can be worked out; "" where there are none.</summary>
    public string Attack(string item)
    {
        var rows = new List<BigInteger[]>();
        foreach (var (place, _, has) in places)
            foreach (var edition in editions.GetValueOrDefault(place) ?? [])
                foreach (var part in edition.Parts.Where(p => p.Items.Any(i => i.Item == item && i is { State: FigureState.Shown, Edition: null })))
                    rows.Add([.. schools.Select((s, i) => has(i) && s.Run <= edition.About.Run && (part.Sector is null || part.Sector == s.Sector) && s.Content.Cells.Any(c => c.Item == item) ? BigInteger.One : 0)]);
        var all = Rank(rows, -1, -1);
        for (var a = 0; a < schools.Count; a++)
            for (var b = a; b < schools.Count; b++)
                if (Rank(rows, a, b) < all) return string.Create(CultureInfo.InvariantCulture, $"{a} and {b}");
        return "";
    }

    /// <summary>Rank without two columns, by fraction-free elimination (Bareiss 1968).</summary>
    public static int Rank(IEnumerable<BigInteger[]> matrix, int a, int b)
    {
        var rows = matrix.Select(r => r.Select((v, c) => c == a || c == b ? 0 : v).ToArray()).ToList();
        var rank = 0;
        for (var c = 0; rows.Count > 0 && c < rows[0].Length; c++)
        {
            var pivot = rows.FindIndex(rank, r => r[c] != 0);
            if (pivot < 0) continue;
            (rows[rank], rows[pivot]) = (rows[pivot], rows[rank]);
            for (var i = rank + 1; i < rows.Count; i++)
            {
                var (f, g) = (rows[rank][c], rows[i][c]);
                if (g == 0) continue;
                for (var k = 0; k < rows[i].Length; k++) rows[i][k] = (rows[i][k] * f) - (rows[rank][k] * g);
            }
            rank++;
        }
        return rank;
    }
}
