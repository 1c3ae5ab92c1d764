using Meent.Foundation.Localisation;
using Meent.Foundation.Web;
using Meent.Monitor;

namespace Meent.Plan;

/// <summary>What somebody may want to reach with a figure: on its scale, not worse than the start, and by a day that is still to come.</summary>
public static class Aims
{
    /// <param name="by">as typed</param>
    /// <param name="indicator">null for a figure of their own: of that nobody knows the scale, nor which way is better</param>
    /// <param name="before">what stood there: it may stay as it is, though its day has gone by since</param>
    /// <param name="field">the name of the form field of "base", "target" or "due"</param>
    public static void Check(MeasuredBy by, Indicator? indicator, IReadOnlyList<MeasuredBy> before, DateOnly today, Func<string, string> field, FormErrors errors, Texts T)
    {
        if (before.Contains(by)) return;
        if (by.Due < today && !before.Any(b => b.Indicator == by.Indicator && b.Breakdown == by.Breakdown && b.Due == by.Due)) errors.Add(field("due"), T["This day has gone by. Choose another one."]);
        if (indicator is null) return;
        var onScale = OnScale(by.Base, indicator, field("base"), errors, T) & OnScale(by.Target, indicator, field("target"), errors, T);
        if (!onScale || (by.Base, by.Target) is not ({ } start, { } target)) return;
        if (indicator.Better == "higher" && target < start) errors.Add(field("target"), T["You begin at {0}, and of this figure higher is better. Write {0} or more.", FollowWords.Number(start, T)]);
        if (indicator.Better == "lower" && target > start) errors.Add(field("target"), T["You begin at {0}, and of this figure lower is better. Write {0} or less.", FollowWords.Number(start, T)]);
    }

    private static bool OnScale(decimal? value, Indicator indicator, string field, FormErrors errors, Texts T)
    {
        if (Scale(indicator) is not var (least, most) || value is null || (value >= least && value <= most)) return true;
        errors.Add(field, T["Write a number from {0} to {1}: this figure can be no other.", FollowWords.Number(least, T), FollowWords.Number(most, T)]);
        return false;
    }

    /// <summary>What a figure can be. Per cent of an import may be growth, or of something smaller than what is counted.</summary>
    private static (decimal Least, decimal Most)? Scale(Indicator indicator) => indicator switch
    {
        { Unit: IndicatorUnit.Score } => (1, 5),
        { Unit: IndicatorUnit.Percent, Shipped: true } => (0, 100),
        _ => null,
    };
}
