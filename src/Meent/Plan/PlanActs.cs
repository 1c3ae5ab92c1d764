using Meent.Foundation.Localisation;

namespace Meent.Plan;

/// <summary>What this module records, in words.</summary>
internal static class PlanActs
{
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>
    {
        ["made a plan"] = Texts.Key("made a plan"),
        ["changed a plan"] = Texts.Key("changed a plan"),
        ["let somebody into a plan"] = Texts.Key("asked somebody into a plan"),
        ["took somebody out of a plan"] = Texts.Key("took somebody out of a plan"),
        ["made a plan public"] = Texts.Key("made a plan public"),
        ["made a plan private"] = Texts.Key("made a plan private"),
        ["deleted a plan"] = Texts.Key("deleted a plan"),
        ["moved a plan on"] = Texts.Key("changed where a plan stands"),
        ["checked in on a plan"] = Texts.Key("said how a measure goes"),
        ["held a review"] = Texts.Key("wrote down the review of a plan"),
        ["planned a review"] = Texts.Key("planned the next review of a plan"),
    };
}
