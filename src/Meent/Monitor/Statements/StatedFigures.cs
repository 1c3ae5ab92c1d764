using Meent.Reflect;

namespace Meent.Monitor.Statements;

/// <summary>What a school counts with in figures of one series and school year.</summary>
/// <param name="Run">the vintage with which it came in; null while it waits</param>
/// <param name="Areas">areas of the day on which it stated it</param>
/// <param name="Board">the board of that day, which reads what the school states; null where there is none</param>
public sealed record StatedSchool(Guid PlaceId, long Numerator, long Denominator, int? Run, IReadOnlyList<Guid> Areas, Guid? Board);

/// <summary>A figure of an area that came out before, shown or not.</summary>
public sealed record StatedBefore(Guid PlaceId, int Vintage, DateOnly On, bool Shown);

/// <summary>Decides which areas get a new figure of what their schools stated, and which of these may be shown: a pure function.</summary>
/// <remarks>
/// The rules are those of figures from answers (<see cref="SchoolSums"/>): three new schools at once, and nothing shown, now or ever, gives one or two schools by
/// subtraction. A school counts for the whole school year with what it had when it first came in, so that each school is one unknown and no two.
/// </remarks>
public static class StatedFigures
{
    /// <param name="unit">of the series</param>
    /// <returns>figures to publish, and the schools (indexes) that come in with them; none where nothing is due, or nothing new could be shown</returns>
    public static Made Make(string unit, IReadOnlyList<StatedSchool> schools, IReadOnlyList<StatedBefore> before, DateOnly today)
    {
        var members = schools.SelectMany((s, i) => s.Areas.Select(a => (Area: a, School: i))).ToLookup(m => m.Area, m => m.School);
        var past = before.ToLookup(b => b.PlaceId);
        var due = members.Where(m => SchoolSums.IsDue([.. m.Select(s => schools[s].Run)], past[m.Key].MaxBy(b => b.Vintage) is { } last ? (last.Vintage, last.On) : null, today))
            .OrderByDescending(m => m.Count()).ThenBy(m => m.Key).ToList();
        if (due.Count == 0) return new([], []);
        var known = before.Where(b => b.Shown).Select(b => members[b.PlaceId].Where(s => schools[s].Run <= b.Vintage).ToHashSet()).ToList();
        var held = Decide(known, [.. due.Where(m => m.Count() >= StatedIndicator.FewestOfArea).Select(m => m.ToHashSet())], Summed(unit, schools));
        var figures = due.Select((m, i) => Figure(unit, m.Key, [.. m.Select(s => schools[s])], i < held.Count ? held[i] : HeldBack.TooFew))
            // What cannot come out beside the rest leaves the figure that is there.
            .Where(f => f.Value is not null || !past[f.PlaceId].Any(b => b.Shown)).ToList();
        var written = figures.Select(f => f.PlaceId).ToHashSet();
        return new(figures, [.. due.Where(m => written.Contains(m.Key)).SelectMany(m => m).Where(s => schools[s].Run is null).Distinct().Order()]);
    }

    /// <returns>of each new sum why it is held back; null where it is shown</returns>
    private static List<HeldBack?> Decide(List<HashSet<int>> known, IReadOnlyList<HashSet<int>> fresh, IReadOnlyList<SummedSchool> cells)
    {
        var held = SchoolSums.Decide(cells, [.. known.Select(k => new SchoolSum([.. k], Published: true)), .. fresh.Select(f => new SchoolSum([.. f]))]).Skip(known.Count).ToList();
        for (var i = 0; i < held.Count; i++)
        {
            if (held[i] is not null) continue;
            if (StatedRests.Leave(fresh[i], known, cells)) known.Add(fresh[i]);
            else held[i] = HeldBack.Withheld;
        }
        return held;
    }

    private static List<SummedSchool> Summed(string unit, IReadOnlyList<StatedSchool> schools)
    {
        var boards = new Dictionary<Guid, int>();
        return
        [
            .. schools.Select(s => new SummedSchool(
                s.Denominator, s.Board is { } board ? boards.TryAdd(board, boards.Count) ? boards.Count - 1 : boards[board] : null,
                Least: s.Numerator == 0, Most: unit == IndicatorUnit.Percent && s.Numerator == s.Denominator)),
        ];
    }

    private static StatedFigure Figure(string unit, Guid place, IReadOnlyList<StatedSchool> schools, HeldBack? held) => held switch
    {
        null => new(place, StatedIndicator.Rounded(unit, schools.Sum(s => s.Numerator), schools.Sum(s => s.Denominator)), StatedIndicator.Rounded(schools.Count), null),
        HeldBack.TooFew => new(place, null, null, "A"),
        HeldBack.OneSchool => new(place, null, null, "O"),
        _ => new(place, null, null, "D"),
    };

    public sealed record Made(IReadOnlyList<StatedFigure> Figures, IReadOnlyList<int> Arrived);
}

/// <summary>What everybody reads of an area.</summary>
/// <param name="Value">null where it is held back</param>
/// <param name="N">schools, rounded down to five</param>
/// <param name="Confidentiality">SDMX: A few, O one dominates, D would give others away; null where it is shown</param>
public sealed record StatedFigure(Guid PlaceId, decimal? Value, long? N, string? Confidentiality);
