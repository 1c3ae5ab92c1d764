namespace Meent.Reflect.Results;

/// <summary>From how many answers of an audience in a place what is shown. Can be raised, never lowered.</summary>
public sealed record DisclosurePolicy
{
    /// <summary>Below this many answers of leaders they are counted with the teachers; it does not move with the policy, so that a
    /// raised policy never brings a merged group into being that a lower one would not have shown.</summary>
    internal const int LeadersAlone = 5;

    private DisclosurePolicy(int means, int split, int bars) => (MeansFrom, SplitFrom, BarsFrom) = (means, split, bars);

    public static DisclosurePolicy Default { get; } = new(5, 10, 30);

    /// <summary>answers from which a mean is shown</summary>
    public int MeansFrom { get; }

    /// <summary>answers from which disagree / partly / agree is shown</summary>
    public int SplitFrom { get; }

    /// <summary>answers from which all five answers are shown</summary>
    public int BarsFrom { get; }

    /// <summary>A stricter policy; null, and so refused, where any number is below its default.</summary>
    public static DisclosurePolicy? Raised(int meansFrom, int splitFrom, int barsFrom) =>
        meansFrom >= Default.MeansFrom && splitFrom >= Default.SplitFrom && barsFrom >= Default.BarsFrom
            ? new(meansFrom, Math.Max(meansFrom, splitFrom), Math.Max(meansFrom, Math.Max(splitFrom, barsFrom)))
            : null;
}
