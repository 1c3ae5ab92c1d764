using Meent.Foundation.Localisation;

namespace Meent.Plan;

/// <summary>What this module records, in words.</summary>
internal static class PlanActs
{
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>
    {
        ["made a plan"] = Texts.Key("made a plan"),
        ["changed a plan"] = Texts.Key("changed a plan"),
        ["checked in on a plan"] = Texts.Key("said how a measure goes"),
    };
}
