using Meent.Foundation.Localisation;

namespace Meent.Plan;

/// <summary>One thing that differs between two versions of a plan, ready to be said in any language.</summary>
/// <param name="Objective">title of the objective that it is about; null where it is about the plan itself</param>
/// <param name="Measure">title of the measure; null where it is about the plan or the objective</param>
/// <param name="English">the sentence, a key of the translations, with {0}… for <paramref name="Args"/></param>
/// <param name="Args">texts, days, amounts, and <see cref="Meant"/> for what is kept by its id</param>
public sealed record PlanChange(string? Objective, string? Measure, string English, params object?[] Args)
{
    /// <param name="words">what an id means to this reader: the name of a person or only their role, the title of an indicator</param>
    public string Sentence(Texts T, Func<Meant, string> words) => T[English, [.. Args.Select(a => a switch
    {
        DateOnly day => T.Date(day),
        decimal number when decimal.Round(number, 2) != number => FollowWords.Number(number, T),
        decimal number => T.Number((double)number, number == decimal.Truncate(number) ? 0 : 2),
        Meant meant => words(meant),
        _ => a,
    })]];
}

/// <summary>Something that a plan names by its id.</summary>
/// <param name="Breakdown">of an indicator; null for everybody</param>
public sealed record Meant(MeantKind Kind, string Id, string? Breakdown = null);

public enum MeantKind
{
    /// <summary>A slot of the plan: "p1".</summary>
    Person,

    /// <summary>A paragraph, or an objective of another plan.</summary>
    Target,

    Indicator,

    /// <summary>Where money comes from: "erasmus".</summary>
    Source,
}
