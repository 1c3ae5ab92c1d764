using Meent.Design;
using Meent.Foundation.Localisation;

namespace Meent.Plan;

/// <summary>Roles, states and sources as people read them.</summary>
public static class PlanWords
{
    public static string Role(string role, Texts T) => role switch
    {
        PlanRoles.Owner => T["Owner"],
        PlanRoles.Contributor => T["Contributor"],
        _ => T["Reader"],
    };

    public static string State(string state, Texts T) => state switch
    {
        PlanStates.Draft => T["Draft"],
        PlanStates.Running => T["Under way"],
        PlanStates.Done => T["Done"],
        _ => T["Stopped"],
    };

    /// <param name="source">one of <see cref="MoneySources"/>; another is shown as it is</param>
    public static string Source(string source, Texts T) => source switch
    {
        "own" => T["Own money"],
        "national" => T["National money"],
        "rrf" => T["Recovery and Resilience Facility"],
        "esf" => T["European Social Fund Plus"],
        "erdf" => T["European Regional Development Fund"],
        "jtf" => T["Just Transition Fund"],
        "erasmus" => "Erasmus+",
        "digital-europe" => T["Digital Europe Programme"],
        "horizon" => T["Horizon Europe"],
        "tsi" => T["Technical Support Instrument"],
        _ => source,
    };
}
