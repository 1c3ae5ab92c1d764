using Meent.Reflect;

namespace Meent.Monitor.Statements;

/// <summary>What a school counts with in figures of one series and school year.</summary>
/// <param name="Run">the vintage with which it came in; null while it waits</param>
/// <param name="Areas">areas of the day on which it stated it</param>
/// <param name="Board">the board of that day, which reads what the school states; null where there is none</param>
public sealed record StatedSchool(Guid PlaceId, long Numerator, long Denominator, int? Run, IReadOnlyList<Guid> Areas, Guid? Board);

/// <summary>A figure of an area that came out before, shown or not.</summary>
public sealed record StatedBefore(Guid PlaceId, int Vintage, DateOnly On, bool Shown);

/// <summary>What schools stated in a school year, as it counts for one series.</summary>
/// <param name="Before">what came out of it so far</param>
public sealed record StatedSeries(string Unit, IReadOnlyList<StatedSchool> Schools, IReadOnlyList<StatedBefore> Before);

/// <summary>Decides which areas get a new figure of what their schools stated, and which of these may be shown: a pure function.</summary>
/// <remarks>
/// The rules are those of figures from answers (<see cref="SchoolSums"/>): three new schools at once, and nothing shown, now or ever, gives one or two schools by
/// subtraction. A school counts for the whole school year with what it had when it first came in, so that each school is one unknown and no two.
/// That a sum is held back near its end must not be seen either, as it tells nearly the same: so all that is held back looks alike, and of a school year
/// an area shows nothing new while another of its figures cannot come out for any reason but few schools.
/// </remarks>
public static class StatedFigures
{
    /// <summary>SDMX's code for what is held back, whatever the reason.</summary>
    public const string Held = "C";

    /// <param name="series">of one school year</param>
    /// <returns>of each series, figures to publish, and the schools (indexes) that come in with them; none where nothing is due, or nothing new could be shown</returns>
    public static IReadOnlyList<Made> Make(IReadOnlyList<StatedSeries> series, DateOnly today)
    {
        var decided = series.Select(s => Decide(s, today)).ToList();
        var closed = decided.SelectMany(d => d).Where(s => s.IsClosed).Select(s => s.Area).ToHashSet();
        return [.. series.Zip(decided, (s, sums) => Make(s, [.. sums.Where(sum => sum.IsDue)], closed))];
    }

    private static Made Make(StatedSeries of, IReadOnlyList<Sum> due, HashSet<Guid> closed)
    {
        var shown = of.Before.Where(b => b.Shown).Select(b => b.PlaceId).ToHashSet();
        var figures = due.Select(s => Figure(of.Unit, s.Area, [.. s.Schools.Select(i => of.Schools[i])], s.Held is not null || closed.Contains(s.Area)))
            // What cannot come out beside the rest leaves the figure that is there.
            .Where(f => f.Value is not null || !shown.Contains(f.PlaceId)).ToList();
        var written = figures.Select(f => f.PlaceId).ToHashSet();
        return new(figures, [.. due.Where(s => written.Contains(s.Area)).SelectMany(s => s.Schools).Where(i => of.Schools[i].Run is null).Distinct().Order()]);
    }

    /// <summary>Sums that are due; and those last held back, as they were then, which only close their area for others.</summary>
    private static List<Sum> Decide(StatedSeries of, DateOnly today)
    {
        var members = of.Schools.SelectMany((s, i) => s.Areas.Select(a => (Area: a, School: i))).ToLookup(m => m.Area, m => m.School);
        var past = of.Before.ToLookup(b => b.PlaceId);
        var sums = members.Select(m => ToDecide(m.Key, [.. m], past[m.Key].MaxBy(b => b.Vintage))).OfType<Sum>()
            .OrderByDescending(s => s.IsDue).ThenByDescending(s => s.Schools.Count).ThenBy(s => s.Area).ToList();
        var known = of.Before.Where(b => b.Shown).Select(b => members[b.PlaceId].Where(s => of.Schools[s].Run <= b.Vintage).ToHashSet()).ToList();
        var large = sums.FindAll(s => s.IsLarge);
        var held = Decide(known, [.. large.Select(s => s.Schools.ToHashSet())], Summed(of.Unit, of.Schools));
        return [.. sums.Where(s => !s.IsLarge), .. large.Select((s, i) => s with { Held = held[i] })];

        Sum? ToDecide(Guid area, IReadOnlyList<int> schools, StatedBefore? last) =>
            SchoolSums.IsDue([.. schools.Select(s => of.Schools[s].Run)], last is null ? null : (last.Vintage, last.On), today) ? new(area, schools, true, HeldBack.TooFew)
            : last is { Shown: false } ? new(area, [.. schools.Where(s => of.Schools[s].Run <= last.Vintage)], false, HeldBack.TooFew)
            : null;
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
                s.Numerator, unit == IndicatorUnit.Percent ? s.Denominator - s.Numerator : null)),
        ];
    }

    private static StatedFigure Figure(string unit, Guid place, IReadOnlyList<StatedSchool> schools, bool held) => held
        ? new(place, null, null, Held)
        : new(place, StatedIndicator.Rounded(unit, schools.Sum(s => s.Numerator), schools.Sum(s => s.Denominator)), StatedIndicator.Rounded(schools.Count), null);

    private sealed record Sum(Guid Area, IReadOnlyList<int> Schools, bool IsDue, HeldBack? Held)
    {
        public bool IsLarge => Schools.Count >= StatedIndicator.FewestOfArea;

        public bool IsClosed => IsLarge && Held is not null;
    }

    public sealed record Made(IReadOnlyList<StatedFigure> Figures, IReadOnlyList<int> Arrived);
}

/// <summary>What everybody reads of an area.</summary>
/// <param name="Value">null where it is held back</param>
/// <param name="N">schools, rounded down to five</param>
/// <param name="Confidentiality"><see cref="StatedFigures.Held"/>; null where it is shown</param>
public sealed record StatedFigure(Guid PlaceId, decimal? Value, long? N, string? Confidentiality);
