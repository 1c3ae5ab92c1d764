using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Microsoft.EntityFrameworkCore;

namespace Meent.Places.KeepPlaces;

/// <summary>Two places that may be one.</summary>
/// <param name="Identifier">the number of a register that both have; null where name and town or postcode are the same</param>
public sealed record LikelyTwo(Place One, Place Other, string? Identifier);

/// <summary>Looks for places that are in the hub twice.</summary>
/// <remarks>
/// One pass over the open places of one country, names and towns only, and one over the index of identifiers: 100,000 places
/// took two seconds on a busy machine with two cores. Pairs that an operator called two are left out, and so are locations of one school.
/// </remarks>
public sealed class Duplicates(HubDb db)
{
    public const int MostShown = 50;

    // More than are shown are looked at, because some are left out again.
    private const int MostLookedAt = 400;

    private sealed record Line(Guid Id, string Kind, string Name, string? Town, string? Postcode);

    /// <summary>Countries that have schools, boards or organisations.</summary>
    public Task<List<string>> Countries(CancellationToken cancel) => db.Read<Place>()
        .Where(p => p.Country != null && (p.Kind == PlaceKind.School || p.Kind == PlaceKind.Board || p.Kind == PlaceKind.Organisation)).Select(p => p.Country!).Distinct().Order().ToListAsync(cancel);

    /// <summary>Likely pairs of a country, those with one number of a register first.</summary>
    public async Task<IReadOnlyList<LikelyTwo>> In(string country, CancellationToken cancel)
    {
        var pairs = new Dictionary<(Guid, Guid), string?>();
        foreach (var (pair, identifier) in await SameIdentifier(country, cancel)) pairs.TryAdd(pair, identifier);
        foreach (var pair in await SameName(country, cancel)) pairs.TryAdd(pair, null);
        var ids = pairs.Keys.SelectMany(p => new[] { p.Item1, p.Item2 }).Distinct().ToList();
        var told = (await db.Read<PlaceTwin>().Where(t => ids.Contains(t.PlaceId)).ToListAsync(cancel)).Select(t => (t.PlaceId, t.OtherId)).ToHashSet();
        var whole = (await db.Read<PlaceLink>().Where(l => ids.Contains(l.PlaceId) && l.Role == LinkRole.Part && l.ValidTo == null).ToListAsync(cancel)).ToDictionary(l => l.PlaceId, l => l.ParentId);
        Guid Whole(Guid id) => whole.GetValueOrDefault(id, id);
        var kept = pairs.Where(p => !told.Contains(p.Key) && Whole(p.Key.Item1) != Whole(p.Key.Item2)).Take(MostShown).ToList();
        var shown = kept.SelectMany(p => new[] { p.Key.Item1, p.Key.Item2 }).ToList();
        var places = await db.Read<Place>().Where(p => shown.Contains(p.PlaceId)).ToDictionaryAsync(p => p.PlaceId, cancel);
        return [.. kept.Select(p => new LikelyTwo(places[p.Key.Item1], places[p.Key.Item2], p.Value))];
    }

    /// <summary>The two ids in the order in which they are kept.</summary>
    public static (Guid, Guid) Ordered(Guid one, Guid other) => one.CompareTo(other) < 0 ? (one, other) : (other, one);

    private async Task<List<((Guid, Guid) Pair, string Identifier)>> SameIdentifier(string country, CancellationToken cancel)
    {
        var identifiers = db.Read<PlaceIdentifier>().Where(i => i.ValidTo == null);
        var open = db.Read<Place>().Where(p => p.Country == country && p.ClosedOn == null);
        var both = from one in identifiers
                   join other in identifiers on new { one.Scheme, one.Value } equals new { other.Scheme, other.Value }
                   where one.PlaceId.CompareTo(other.PlaceId) < 0
                   join a in open on one.PlaceId equals a.PlaceId
                   join b in open on other.PlaceId equals b.PlaceId
                   where a.Kind == b.Kind
                   orderby one.Value, one.PlaceId, other.PlaceId
                   select new { One = one.PlaceId, Other = other.PlaceId, one.Value };
        return [.. (await both.Take(MostLookedAt).ToListAsync(cancel)).Select(b => (Ordered(b.One, b.Other), b.Value))];
    }

    private async Task<List<(Guid, Guid)>> SameName(string country, CancellationToken cancel)
    {
        var lines = db.Read<Place>().Where(p => p.Country == country && p.ClosedOn == null && (p.Kind == PlaceKind.School || p.Kind == PlaceKind.Board || p.Kind == PlaceKind.Organisation))
            .Select(p => new Line(p.PlaceId, p.Kind, p.Name, p.Town, p.Postcode)).AsAsyncEnumerable();
        var first = new Dictionary<string, Guid>(StringComparer.Ordinal);
        var pairs = new HashSet<(Guid, Guid)>();
        await foreach (var line in lines.WithCancellation(cancel))
        {
            var name = Folded.Text(line.Name);
            foreach (var where in new[] { Folded.Text(line.Town), Folded.Text(line.Postcode) }.Where(w => w.Length > 0).Distinct())
            {
                var key = $"{line.Kind}|{name}|{where}";
                if (!first.TryAdd(key, line.Id) && first[key] != line.Id && pairs.Count < MostLookedAt) pairs.Add(Ordered(first[key], line.Id));
            }
        }
        return [.. pairs];
    }
}
