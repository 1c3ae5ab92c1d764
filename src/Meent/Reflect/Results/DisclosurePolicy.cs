using System.Text.Json;

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

    /// <summary>As a round keeps it from the day on which it is opened: what participants were promised.</summary>
    public string ToJson() => JsonSerializer.Serialize(new Thresholds(MeansFrom, SplitFrom, BarsFrom), JsonSerializerOptions.Web);

    /// <summary>The policy that was kept, but never one below the defaults, whatever the text says.</summary>
    /// <param name="json">null: the defaults</param>
    public static DisclosurePolicy FromJson(string? json)
    {
        var kept = json is null ? null : JsonSerializer.Deserialize<Thresholds>(json, JsonSerializerOptions.Web);
        return kept is null ? Default
            : Raised(Math.Max(kept.MeansFrom, Default.MeansFrom), Math.Max(kept.SplitFrom, Default.SplitFrom), Math.Max(kept.BarsFrom, Default.BarsFrom)) ?? Default;
    }
}
