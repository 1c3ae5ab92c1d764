namespace Meent.Reflect.Results;

/// <summary>One figure of one audience through all rounds of a place and an instrument.</summary>
/// <param name="Subject">id of the area or item</param>
/// <param name="Points">one per round in which this was asked, oldest first</param>
/// <param name="Change">from the first to the last point of the line on which the last round lies; null where it has no other point</param>
public sealed record Trend(string Subject, string Audience, IReadOnlyList<TrendPoint> Points, Compared? Change)
{
    /// <summary>The round with which <see cref="Change"/> begins.</summary>
    public int Since { get; init; }

    public bool IsShown => Points.Any(p => p.Value is not null);

    /// <summary>Between which rounds the statements became others: the later one of each two, where no line leads across.</summary>
    public IEnumerable<int> Breaks
    {
        get
        {
            var shown = Points.Where(p => p.Value is not null).ToList();
            return from i in Enumerable.Range(1, Math.Max(0, shown.Count - 1))
                   where !shown.Take(i).Select(p => p.Line).Intersect(shown.Skip(i).Select(p => p.Line)).Any()
                   select shown[i].Round;
        }
    }
}

/// <summary>What one round says.</summary>
/// <param name="Round">index among the rounds of the series</param>
/// <param name="Line">points on one line are made of the same items and can be compared; 0 is the line of the newest figure</param>
/// <param name="Value">null where it is not shown, and then <paramref name="State"/> says why</param>
/// <param name="Over">items that it is made of</param>
/// <param name="Asked">items that were asked here in that round</param>
public sealed record TrendPoint(int Round, CellState State, int Line, Measured? Value, int Over, int Asked);

/// <summary>All releases of one place and one instrument as one history, from nothing but the releases.</summary>
/// <remarks>
/// A line joins only what measures the same. It begins with the newest round that was no pulse and takes in every other one that shares at
/// least half of its items (same id, same version, same audience and wording); all its points are then made of exactly the items that all
/// of them share. Rounds that were left over, a pulse or those before a thorough revision, make lines of their own in the same way, but
/// never across a round of an earlier line.
/// </remarks>
public sealed class Series
{
    private readonly IReadOnlyList<Release> rounds;

    /// <param name="releases">of one place and instrument, in any order</param>
    public Series(IEnumerable<Release> releases)
    {
        rounds = [.. releases.OrderBy(r => r.Round.Closed).ThenBy(r => r.Round.Opened)];
        Areas = FalseDiscovery([.. from area in rounds.SelectMany(r => r.Areas).Select(a => a.Id).Distinct() from audience in Audiences() select Area(area, audience)]);
        Items = FalseDiscovery([.. from item in Newest() from audience in Audiences() select Item(item.Id, item.Area, item.Text, audience)]);
    }

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<Release> Rounds => rounds;

    /// <summary>Every area and audience of which anything is shown in any round.</summary>
    public IReadOnlyList<Trend> Areas { get; }

    /// <summary>Every item and audience of which anything is shown in any round; a reworded item is one trend with a break.</summary>
    public IReadOnlyList<Trend> Items { get; }

    /// <summary>Items in the order of the newest round that asked them; own items are told apart by their words.</summary>
    public IEnumerable<ReleasedItem> Newest() =>
        rounds.Reverse().SelectMany(r => r.Items).DistinctBy(i => i.Area is null ? (i.Text, "") : (i.Id, i.Area));

    private IEnumerable<string> Audiences() => rounds.Reverse().SelectMany(r => r.Audiences).Where(a => a.HasCells).Select(a => a.Id).Distinct();

    private Trend Area(string area, string audience)
    {
        var cells = rounds.Select(r => r.AskedIn(area, audience)).ToList();
        return Draw(area, audience, cells, (round, keys, all) => all && Measured.Of(rounds[round].Areas.First(a => a.Id == area).Find(audience)) is { } whole
            ? whole
            : Measured.Over([.. keys.Select(k => Of(cells, round, k)!.Value)], Measured.Together(rounds[round], area, audience), rounds[round].Scale));
    }

    private Trend Item(string id, string? area, string? text, string audience)
    {
        var cells = rounds.Select(r => (IReadOnlyDictionary<ItemKey, ItemCell>)r.Items
            .Where(i => area is null ? i.Area is null && i.Text == text : i.Area is not null && i.Id == id)
            .Where(i => i.Find(audience) is { State: not CellState.NotAsked })
            .DistinctBy(i => i.Key).ToDictionary(i => i.Key, i => i.For(audience))).ToList();
        return Draw(area is null ? text! : id, audience, cells, (round, keys, _) => Of(cells, round, keys.First())!.Value);
    }

    private Trend Draw(
        string subject, string audience, List<IReadOnlyDictionary<ItemKey, ItemCell>> cells, Func<int, HashSet<ItemKey>, bool, Measured> value)
    {
        var points = new List<TrendPoint>();
        var number = 0;
        foreach (var (members, keys) in Lines(cells, audience))
        {
            var all = members.TrueForAll(r => cells[r].Count == keys.Count);
            points.AddRange(members.Select(r => new TrendPoint(r, CellState.Shown, number, value(r, keys, all), keys.Count, cells[r].Count)));
            number++;
        }
        points.AddRange(from round in Enumerable.Range(0, rounds.Count)
                        where cells[round].Count > 0 && points.TrueForAll(p => p.Round != round)
                        select new TrendPoint(round, Why(cells[round].Values), -1, null, 0, cells[round].Count));
        var line = points.Where(p => p.Line == 0).OrderBy(p => p.Round).ToList();
        var change = line.Count < 2 ? null
            : Comparison.Of(subject, audience, line[^1].Value, line[0].Value) with { Over = line[0].Over, Asked = Math.Max(line[0].Asked, line[^1].Asked) };
        return new(subject, audience, [.. points.OrderBy(p => p.Round)], change) { Since = line.Count > 0 ? line[0].Round : 0 };
    }

    private List<(List<int> Members, HashSet<ItemKey> Keys)> Lines(List<IReadOnlyDictionary<ItemKey, ItemCell>> cells, string audience)
    {
        var shown = Enumerable.Range(0, rounds.Count).Select(r => cells[r].Keys.Where(k => Of(cells, r, k) is not null).ToHashSet()).ToList();
        var left = Enumerable.Range(0, rounds.Count).Reverse().Where(r => shown[r].Count > 0).OrderBy(r => rounds[r].Round.IsPulse).ToList();
        var lines = new List<(List<int> Members, HashSet<ItemKey> Keys)>();
        while (left.Count > 0)
        {
            var newest = left[0];
            var keys = shown[newest];
            var members = new List<int> { newest };
            foreach (var round in left.Skip(1).Where(r => rounds[newest].Scale == rounds[r].Scale && Comparison.SameAudience(rounds[newest], rounds[r], audience)))
            {
                if (lines.Exists(l => l.Members.Exists(r => r > Math.Min(round, newest) && r < Math.Max(round, newest)))) continue;
                var shared = keys.Intersect(shown[round]).ToHashSet();
                if (shared.Count == 0 || shared.Count * 2 < shown[newest].Count) continue;
                keys = shared;
                members.Add(round);
            }
            lines.Add((members, keys));
            left.RemoveAll(members.Contains);
        }
        return lines;
    }

    private Measured? Of(List<IReadOnlyDictionary<ItemKey, ItemCell>> cells, int round, ItemKey key) => Measured.Of(cells[round][key], rounds[round].Scale);

    private static CellState Why(IEnumerable<ItemCell> cells) =>
        cells.Any(c => c.State == CellState.Suppressed) ? CellState.Suppressed : CellState.NobodyAnswered;

    private static IReadOnlyList<Trend> FalseDiscovery(IReadOnlyList<Trend> trends)
    {
        var weighed = FalseDiscoveries.Weigh([.. trends.Select(t => t.Change).OfType<Compared>()]);
        var next = 0;
        return [.. trends.Select(t => t.Change is null ? t : t with { Change = weighed[next++] }).Where(t => t.IsShown)];
    }
}
