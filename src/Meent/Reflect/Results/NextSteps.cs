namespace Meent.Reflect.Results;

/// <summary>Why an area comes up in "what to do next".</summary>
public enum Reason { Weakest, Gap, Lower, Weak }

/// <summary>An area worth working on.</summary>
public sealed record NextArea(string Area, Reason Reason);

/// <summary>Which areas a team does well to look at first.</summary>
public static class NextSteps
{
    /// <summary>Up to three areas: the weakest, the one seen most differently, one that clearly went down; then the next weakest.</summary>
    public static IReadOnlyList<NextArea> Of(Release release, Release? before)
    {
        var fromWeakest = Findings.FromWeakest(release).Select(a => a.Area.Id).ToList();
        var areas = fromWeakest.Take(1).Select(a => new NextArea(a, Reason.Weakest))
            .Concat(Findings.Gaps(release).Select(g => new NextArea(g.Area, Reason.Gap)).Take(2))
            .Concat(before is null ? [] : Comparison.Areas(release, before)
                .Where(c => c.IsClear && c.Verdict == Verdict.Lower).OrderBy(c => c.Difference!.Value.Value)
                .Select(c => new NextArea(c.Subject, Reason.Lower)).Take(1))
            .Concat(fromWeakest.Skip(1).Take(2).Select(a => new NextArea(a, Reason.Weak)));
        return [.. areas.DistinctBy(a => a.Area).Take(3)];
    }
}
