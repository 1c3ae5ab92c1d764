namespace Meent.Reflect.Results;

/// <summary>One thing that the report says on top. <see cref="FindingText"/> makes the sentence.</summary>
public abstract record Finding
{
    private Finding()
    {
    }

    /// <summary>The area that all who answered rate highest, each against their own view of the other areas.</summary>
    public sealed record Strongest(string Area, IReadOnlyList<Said> Means) : Finding;

    public sealed record Weakest(string Area, IReadOnlyList<Said> Means) : Finding;

    /// <summary>No area stands out, neither up nor down.</summary>
    public sealed record AllAlike(double Lowest, double Highest) : Finding;

    /// <summary>The area that two groups see most differently.</summary>
    public sealed record Gap(string Area, Said Lower, Said Higher) : Finding;

    /// <summary>No two groups differ clearly on any area.</summary>
    public sealed record NoGap : Finding;

    /// <summary>The surest change since the round before.</summary>
    /// <param name="Others">further areas with a clear change</param>
    public sealed record Changed(string Area, string Audience, bool Higher, double Before, double After, string BeforeRound, int Others) : Finding
    {
        /// <summary>Statements that both rounds asked, where these are not all.</summary>
        public int? Over { get; init; }
    }

    public sealed record Unchanged(string BeforeRound) : Finding;

    public sealed record TooFewToCompare(string BeforeRound) : Finding;

    public sealed record AskedDifferently(string BeforeRound) : Finding;

    /// <summary>How many answered, and what it means.</summary>
    public sealed record Participation(IReadOnlyList<Took> Groups, Trust Trust) : Finding
    {
        /// <summary>Groups that answered and of which nothing is shown, where others are shown.</summary>
        public IReadOnlyList<Took> Hidden { get; init; } = [];

        /// <summary>Answers from which a group is shown.</summary>
        public int Threshold { get; init; }
    }

    /// <summary>Nothing may be shown.</summary>
    public sealed record TooFewToShow(int Threshold) : Finding;
}

/// <summary>What one audience says on average, 1..5.</summary>
public sealed record Said(string Audience, double Mean, Bound Bound = Bound.Exact);

/// <param name="Invited">null where unknown</param>
public sealed record Took(string Audience, int Answered, int? Invited);

/// <summary>How far those who answered can stand for all.</summary>
public enum Trust
{
    /// <summary>everybody in every group</summary>
    All,

    /// <summary>at least 60 of 100 in every group of which it is known</summary>
    Most,

    /// <summary>at least 30 of 100</summary>
    Some,

    /// <summary>fewer in at least one group</summary>
    Few,

    /// <summary>nobody noted how many were invited</summary>
    Unknown,
}

/// <summary>Finds what stands out in a release: at most five things, always in the same order.</summary>
public static class Findings
{
    /// <summary>Areas whose standing differs by less than this do not stand out from each other.</summary>
    private const double StandsOut = 0.3;

    /// <param name="before">the round before of the same place and instrument; null where there is none</param>
    public static IReadOnlyList<Finding> Of(Release release, Release? before)
    {
        if (!release.Areas.SelectMany(a => a.Cells).Any(c => c.Mean is not null))
        {
            return [new Finding.TooFewToShow(release.Thresholds.MeansFrom), Participation(release)];
        }
        List<Finding> findings = [.. Standing(release)];
        if (Groups(release) > 1) findings.Add(Gaps(release) is [var gap, ..] ? gap : new Finding.NoGap());
        if (before is not null) findings.Add(Change(release, before));
        findings.Add(Participation(release));
        return findings;
    }

    /// <summary>Clear differences between two groups, one per area, the widest first; between a group and a team only where no two
    /// groups differ.</summary>
    public static IReadOnlyList<Finding.Gap> Gaps(Release release)
    {
        var gaps = release.Areas.Select(a => Widest(a, IsGroup)).OfType<Finding.Gap>().ToList();
        if (gaps.Count == 0) gaps = [.. release.Areas.Select(a => Widest(a, c => c.Mean is not null)).OfType<Finding.Gap>()];
        return [.. gaps.OrderByDescending(g => g.Higher.Mean - g.Lower.Mean).ThenBy(g => g.Area, StringComparer.Ordinal)];
    }

    /// <summary>How far the two groups lie apart that clearly differ on an item; null where no two do.</summary>
    /// <param name="teams">a team's view counts as well</param>
    public static double? Gap(ReleasedItem item, bool teams) =>
        Widest(item.Cells.Where(c => c.Mean is not null && (teams || c.Low is not null))
            .Select(c => (new Said(c.Audience, c.Mean!.Value, c.Bound ?? Bound.Exact), c.Estimate))) is var (lower, higher) ? higher.Mean - lower.Mean : null;

    /// <summary>Areas by the distance between the lowest and the highest group, the widest first. What a team says under its name
    /// counts only where there are not two groups of people: a single voice lies far off more easily than many.</summary>
    public static IReadOnlyList<ReleasedArea> ByDistance(Release release) =>
    [
        .. release.Areas.Where(a => a.Cells.Any(c => c.State != CellState.NotAsked))
            .OrderByDescending(a => Distance(a.Cells.Where(IsGroup)) is not null)
            .ThenByDescending(a => Distance(a.Cells.Where(IsGroup)) ?? Distance(a.Cells) ?? -1),
    ];

    private static double? Distance(IEnumerable<AreaCell> cells)
    {
        var means = cells.Select(c => c.Mean).OfType<double>().ToList();
        return means.Count < 2 ? null : means.Max() - means.Min();
    }

    /// <summary>Shown, and of people who answered each for themselves: a team's joint view has no interval.</summary>
    private static bool IsGroup(AreaCell cell) => cell is { Mean: not null, Low: not null };

    /// <summary>Areas from the weakest to the strongest. Groups answer on different areas and some are milder than others, so each
    /// group's mean counts against its own mean over all areas. A team's view counts only where no group is shown at all.</summary>
    public static IReadOnlyList<(ReleasedArea Area, double Standing)> FromWeakest(Release release)
    {
        var groups = release.Areas.SelectMany(a => a.Cells).Any(IsGroup);
        bool Counts(AreaCell c) => groups ? IsGroup(c) : c.Mean is not null;
        var own = release.Areas.SelectMany(a => a.Cells).Where(Counts)
            .GroupBy(c => c.Audience).ToDictionary(g => g.Key, g => g.Average(c => c.Mean!.Value));
        return
        [
            .. release.Areas.Where(a => a.Cells.Any(Counts))
                .Select(a => (a, a.Cells.Where(Counts).Average(c => c.Mean!.Value - own[c.Audience])))
                .OrderBy(a => a.Item2),
        ];
    }

    private static IEnumerable<Finding> Standing(Release release)
    {
        var areas = FromWeakest(release);
        if (areas.Count < 2) yield break;
        if (areas[^1].Standing - areas[0].Standing < StandsOut)
        {
            var means = release.Areas.SelectMany(a => a.Cells).Select(c => c.Mean).OfType<double>().ToList();
            yield return new Finding.AllAlike(means.Min(), means.Max());
            yield break;
        }
        yield return new Finding.Strongest(areas[^1].Area.Id, Means(areas[^1].Area));
        yield return new Finding.Weakest(areas[0].Area.Id, Means(areas[0].Area));
    }

    private static List<Said> Means(ReleasedArea area) =>
        [.. area.Cells.Where(c => c.Mean is not null).Select(Said)];

    private static Finding.Gap? Widest(ReleasedArea area, Func<AreaCell, bool> counts) =>
        Widest(area.Cells.Where(counts).Select(c => (Said(c), c.Estimate))) is var (lower, higher)
            ? new(area.Id, lower, higher)
            : null;

    /// <summary>The two groups that clearly differ and lie furthest apart. A team's joint view has no interval: it is what the team says.</summary>
    private static (Said Lower, Said Higher)? Widest(IEnumerable<(Said Said, Estimate? Estimate)> groups)
    {
        var all = groups.Select(g => (g.Said, Estimate: g.Estimate ?? new(g.Said.Mean, g.Said.Mean, g.Said.Mean))).ToList();
        var pairs =
            from low in all
            from high in all
            where Comparison.Judge(Estimates.Difference(high.Estimate, low.Estimate)) == Verdict.Higher
            orderby high.Said.Mean - low.Said.Mean descending
            select (low.Said, high.Said);
        return pairs.Select(p => ((Said, Said)?)p).FirstOrDefault();
    }

    private static Said Said(AreaCell cell) => new(cell.Audience, cell.Mean!.Value, cell.Bound ?? Bound.Exact);

    private static Finding Change(Release release, Release before)
    {
        var name = before.Round.Name;
        var all = Comparison.Areas(release, before);
        var clear = all.Where(c => c.IsClear).OrderByDescending(Sureness).ToList();
        if (clear is [var first, ..])
        {
            return new Finding.Changed(
                first.Subject, first.Audience, first.Verdict == Verdict.Higher, first.Before!.Value, first.After!.Value, name,
                clear.Select(c => c.Subject).Distinct().Count() - 1) { Over = first.IsPartial ? first.Over : null };
        }
        return all.Any(c => c.IsOfGroup && c.Verdict is Verdict.NoClearChange or Verdict.MayBeChance) ? new Finding.Unchanged(name)
            : all.Any(c => c.Verdict != Verdict.AskedDifferently) ? new Finding.TooFewToCompare(name)
            : new Finding.AskedDifferently(name);
    }

    /// <summary>Difference by the half of its interval that lies towards zero; a change of the surest figure goes first.</summary>
    private static double Sureness(Compared c)
    {
        var d = c.Difference!.Value;
        return Math.Abs(d.Value) / Math.Max(0.05, d.Value > 0 ? d.Value - d.Low : d.High - d.Value);
    }

    private static Finding.Participation Participation(Release release)
    {
        var groups = release.Audiences.Where(a => a.Kind is AudienceKind.Group or AudienceKind.PartOfStaff)
            .Select(a => new Took(a.Id, a.Answered, a.Invited >= a.Answered ? a.Invited : null)).ToList();
        var shares = groups.Where(g => g.Invited > 0).Select(g => g.Answered / (double)g.Invited!.Value).ToList();
        return new(groups,
            shares.Count == 0 ? Trust.Unknown
            : groups.TrueForAll(g => g.Answered == g.Invited) ? Trust.All
            : shares.Min() >= 0.6 ? Trust.Most
            : shares.Min() >= 0.3 ? Trust.Some
            : Trust.Few) { Hidden = Hidden(release, groups), Threshold = release.Thresholds.MeansFrom };
    }

    /// <summary>A group that is counted in the staff is shown where the staff is.</summary>
    private static List<Took> Hidden(Release release, List<Took> groups)
    {
        var shown = release.Areas.SelectMany(a => a.Cells).Where(c => c.Mean is not null).Select(c => c.Audience).ToHashSet();
        var parts = shown.Contains(Disclosure.Staff) ? release.Audiences.Where(a => a.Kind == AudienceKind.PartOfStaff).Select(a => a.Id).ToHashSet() : [];
        return shown.Count == 0 ? [] : groups.FindAll(g => g.Answered > 0 && !shown.Contains(g.Audience) && !parts.Contains(g.Audience));
    }

    private static int Groups(Release release) =>
        release.Areas.SelectMany(a => a.Cells).Where(c => c.Mean is not null).Select(c => c.Audience).Distinct().Count();
}
