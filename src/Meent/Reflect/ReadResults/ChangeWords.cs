using Meent.Foundation.Localisation;
using Meent.Reflect.Results;

namespace Meent.Reflect.ReadResults;

/// <summary>A difference in words: these come first, the figures prove them.</summary>
internal static class ChangeWords
{
    public static string Of(Compared c, Texts T) => c.Verdict switch
    {
        Verdict.Higher => c.IsOfGroup ? T["Clearly higher"] : T["Higher in the joint view"],
        Verdict.Lower => c.IsOfGroup ? T["Clearly lower"] : T["Lower in the joint view"],
        Verdict.MayBeChance => T["May be chance"],
        Verdict.NoClearChange => T["No clear change"],
        Verdict.TooFew => T["Too few answers to tell"],
        Verdict.AskedDifferently => T["Asked differently, so not compared"],
        _ when c.NobodyIn is { } round => T["Nobody answered in {0}", round],
        _ => T["Not shown in both rounds"],
    };

    /// <summary>Over how many statements two figures were compared; null where over all.</summary>
    public static string? Over(Compared c, Texts T) =>
        c.IsPartial ? T.N(c.Over, "Compared over the one statement that both asked.", "Compared over the {0} statements that both asked.") : null;
}
