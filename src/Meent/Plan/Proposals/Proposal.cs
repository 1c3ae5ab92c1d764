using Meent.Foundation.Localisation;

namespace Meent.Plan.Proposals;

/// <summary>What a place can aim for and do about an area of a framework.</summary>
/// <param name="Framework">id of the framework: "digital-school"</param>
/// <param name="Area">id of one of its areas</param>
/// <param name="Objective">the aim, in words that people change as they like</param>
/// <param name="Answers">paragraphs of policies that the aim answers: "council-2023/3b.vii"</param>
public sealed record ProposedArea(string Framework, string Area, LocalizedText Objective, IReadOnlyList<string> Answers, IReadOnlyList<ProposedMeasure> Measures)
{
    /// <summary>The measures that lead on from where somebody stands, the nearest first; where nobody wrote one that does, the last before.</summary>
    public IReadOnlyList<ProposedMeasure> Onward(string level)
    {
        var at = Step(level);
        var onward = Measures.Where(m => Step(m.Level) >= at).OrderBy(m => Step(m.Level)).ToList();
        return onward.Count > 0 ? onward : [.. Measures.OrderByDescending(m => Step(m.Level)).Take(1)];
    }

    /// <summary>The measures for where a place stands first, then the others from the nearest on.</summary>
    public IReadOnlyList<ProposedMeasure> From(string level)
    {
        var at = Step(level);
        return [.. Measures.OrderBy(m => Math.Abs(Step(m.Level) - at))];
    }

    private static int Step(string level) => ProposalLevel.All.ToList().IndexOf(level);
}

/// <param name="Id">of one measure only in the area</param>
/// <param name="Level">one of <see cref="ProposalLevel"/></param>
/// <param name="Changes">what becomes different for learners; null where that goes without saying</param>
/// <param name="Months">from begin to end, ≥ 1</param>
public sealed record ProposedMeasure(string Id, string Level, LocalizedText Title, LocalizedText Why, LocalizedText? Changes, int Months, IReadOnlyList<LocalizedText> Steps);

/// <summary>Where a place stands in an area, in three steps.</summary>
public static class ProposalLevel
{
    public const string Begin = "begin";
    public const string Build = "build";
    public const string Deepen = "deepen";

    public static IReadOnlyList<string> All { get; } = [Begin, Build, Deepen];

    /// <param name="mean">on a scale from 1 to <paramref name="scale"/></param>
    /// <param name="scale">number of steps, ≥ 2</param>
    /// <returns>the level below 40 %, below 65 % and above of the way from the lowest step to the highest</returns>
    public static string Of(double mean, int scale) => ((mean - 1) / (scale - 1)) switch
    {
        < 0.4 => Begin,
        < 0.65 => Build,
        _ => Deepen,
    };
}
