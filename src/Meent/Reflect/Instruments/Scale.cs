using Meent.Foundation.Localisation;

namespace Meent.Reflect.Instruments;

/// <summary>The five answers from strongly disagree to strongly agree, and the one outside the scale.</summary>
/// <param name="Steps">five labels; the first belongs to value 1, strongly disagree</param>
/// <param name="DoesNotApply">"Does not apply / I don't know": never part of a mean</param>
public sealed record Scale(IReadOnlyList<LocalizedText> Steps, LocalizedText DoesNotApply)
{
    /// <summary>Value of "strongly disagree".</summary>
    public const int Lowest = 1;

    /// <summary>Value of "strongly agree".</summary>
    public const int Highest = 5;

    /// <summary>Value that stands for "does not apply / I don't know".</summary>
    /// <remarks>0 is kept for a question that was left open.</remarks>
    public const int Outside = 6;

    /// <summary>A scale without words, for instruments that are built in code.</summary>
    public static Scale Unlabelled { get; } =
        new([.. Enumerable.Range(Lowest, Highest).Select(v => LocalizedText.Of("en", $"{v}"))], LocalizedText.Of("en", "–"));

    /// <summary>The label of a value from 1 to 5, or of <see cref="Outside"/>; null for any other value.</summary>
    public LocalizedText? LabelOf(int value) => value switch
    {
        Outside => DoesNotApply,
        >= Lowest and <= Highest when value <= Steps.Count => Steps[value - 1],
        _ => null,
    };
}
