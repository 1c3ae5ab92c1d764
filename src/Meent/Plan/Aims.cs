using Meent.Foundation.Localisation;
using Meent.Foundation.Web;
using Meent.Monitor;

namespace Meent.Plan;

/// <summary>What somebody may want to reach with a figure: on its scale, not worse than the start, and, where it is typed, by a day that is still to come. Forms and files are held to the same.</summary>
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
        foreach (var problem in Of(by, indicator)) errors.Add(field(problem.IsOfBase ? "base" : "target"), Typed(problem, T));
    }

    /// <summary>What is wrong with the numbers, whatever day it is.</summary>
    /// <param name="indicator">null for a figure of their own</param>
    public static IEnumerable<AimProblem> Of(MeasuredBy by, Indicator? indicator)
    {
        if (indicator is null) yield break;
        var onScale = true;
        if (Scale(indicator) is var (least, most))
        {
            foreach (var (value, isOfBase) in new[] { (by.Base, true), (by.Target, false) })
            {
                if (value is not { } number || (number >= least && number <= most)) continue;
                onScale = false;
                yield return new OffScale(isOfBase, number, least, most);
            }
        }
        if (!onScale || (by.Base, by.Target) is not ({ } start, { } target)) yield break;
        if (indicator.Better == "higher" && target < start) yield return new WorseThanTheStart(start, target, true);
        if (indicator.Better == "lower" && target > start) yield return new WorseThanTheStart(start, target, false);
    }

    private static string Typed(AimProblem problem, Texts T) => problem switch
    {
        OffScale(_, _, var least, var most) => T["Write a number from {0} to {1}: this figure can be no other.", FollowWords.Number(least, T), FollowWords.Number(most, T)],
        WorseThanTheStart(var start, _, true) => T["You begin at {0}, and of this figure higher is better. Write {0} or more.", FollowWords.Number(start, T)],
        WorseThanTheStart(var start, _, _) => T["You begin at {0}, and of this figure lower is better. Write {0} or less.", FollowWords.Number(start, T)],
        _ => throw new ArgumentOutOfRangeException(nameof(problem)),
    };

    /// <summary>What a figure can be. Per cent of an import may be growth, or of something smaller than what is counted.</summary>
    private static (decimal Least, decimal Most)? Scale(Indicator indicator) => indicator switch
    {
        { Unit: IndicatorUnit.Score } => (1, 5),
        { Unit: IndicatorUnit.Percent, Shipped: true } => (0, 100),
        _ => null,
    };
}

/// <param name="IsOfBase">where it begins is meant; else where it should be</param>
public abstract record AimProblem(bool IsOfBase);

/// <summary>The figure can be no such number.</summary>
public sealed record OffScale(bool IsOfBase, decimal Value, decimal Least, decimal Most) : AimProblem(IsOfBase);

/// <param name="HigherIsBetter">else lower is</param>
public sealed record WorseThanTheStart(decimal Start, decimal Target, bool HigherIsBetter) : AimProblem(false);
