namespace Meent.Reflect.Areas;

/// <summary>A statement as a group was asked it.</summary>
public readonly record struct CellKey(string Audience, string Item, int Version);

/// <summary>A round that counts for its school in a period.</summary>
/// <param name="Run">the publication with which it came in; null while it waits</param>
public sealed record CountedSchool(
    Guid School, Guid Round, int? Run, string? Sector, string? Size, string Profile, int Version, DateOnly ClosedOn, CounterContent Content);

/// <summary>An area or a board, with what was published of it.</summary>
/// <param name="Schools">indexes of the rounds that count here, those that wait too</param>
/// <param name="IsBoard">read by its own people only, and decided after the areas</param>
/// <param name="Last">the newest edition; null where there is none</param>
/// <param name="Published">what each edition, the newest too, showed for the first time</param>
/// <param name="Existing">schools there are, by sector ("" where unknown), whether they took part or not</param>
public sealed record FigurePlace(
    Guid PlaceId, IReadOnlyList<int> Schools, bool IsBoard, Edition? Last, IReadOnlyList<PublishedFigures> Published, IReadOnlyDictionary<string, int> Existing);

/// <summary>What an edition showed that was not taken over from one before: for ever known.</summary>
public sealed record PublishedFigures(int Run, IReadOnlySet<(string? Sector, CellKey Key)> Shown)
{
    public static PublishedFigures Of(Edition edition) => new(edition.About.Run,
        edition.Parts.SelectMany(p => p.Items.Where(i => i is { State: FigureState.Shown, Edition: null }).Select(i => (p.Sector, new CellKey(i.Audience, i.Item, i.Version)))).ToHashSet());
}

/// <summary>Keeps sets of shown statements that are alike once: of thousands of boards and their editions most show the same.</summary>
public sealed class SharedShown
{
    private readonly HashSet<HashSet<(string? Sector, CellKey Key)>> known = new(HashSet<(string? Sector, CellKey Key)>.CreateSetComparer());

    public PublishedFigures Of(Edition edition)
    {
        var figures = PublishedFigures.Of(edition);
        var shown = figures.Shown.ToHashSet();
        if (known.TryGetValue(shown, out var same)) return figures with { Shown = same };
        known.Add(shown);
        return figures with { Shown = shown };
    }
}

/// <summary>Everything from which the figures of one instrument and period are made.</summary>
/// <param name="Steps">points of the scale</param>
public sealed record AreaFacts(string Instrument, string Period, int Steps, bool Demonstration, IReadOnlyList<CountedSchool> Schools, IReadOnlyList<FigurePlace> Places)
{
    /// <summary>The publication that comes next.</summary>
    public int NextRun => Schools.Select(s => s.Run ?? 0).Concat(Places.Select(p => p.Last?.About.Run ?? 0)).DefaultIfEmpty().Max() + 1;

    /// <summary>The rounds that count: one per school, the latest. Once a round came into a figure it stays: a change to another one would tell of that school.</summary>
    /// <param name="all">rounds of one instrument and period</param>
    public static IEnumerable<WaitingRound> OnePerSchool(IEnumerable<WaitingRound> all) =>
        all.GroupBy(c => c.PlaceId).Select(g => g.OrderBy(c => c.Run is null).ThenBy(c => c.Run).ThenByDescending(c => c.ClosedOn).ThenByDescending(c => c.RoundId).First());
}

/// <summary>As much of an <see cref="AreaCounter"/> as it takes to see what is due.</summary>
public sealed record WaitingRound(Guid PlaceId, Guid RoundId, int? Run, DateOnly ClosedOn);
