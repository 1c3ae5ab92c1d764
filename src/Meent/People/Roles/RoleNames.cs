using Meent.Foundation.Localisation;

namespace Meent.People;

/// <summary>Roles and states in words.</summary>
internal static class RoleNames
{
    public static string Of(Role role, Texts T) => role switch
    {
        Role.Coordinator => T["Coordinator"],
        Role.Leader => T["Leader"],
        _ => T["Reader"],
    };

    public static string Does(Role role, Texts T) => role switch
    {
        Role.Coordinator => T["Prepares and opens rounds, sends the links, reads and shares the report, and invites colleagues."],
        Role.Leader => T["Reads the report and answers for the leadership team."],
        _ => T["Reads the report."],
    };

    public static string Of(RoleState state, Texts T) => state switch
    {
        RoleState.Waiting => T["waits"],
        RoleState.Held => T["active"],
        RoleState.Refused => T["not approved"],
        RoleState.Withdrawn => T["withdrawn"],
        RoleState.Lapsed => T["ended without an answer"],
        _ => T["ended"],
    };

    /// <summary>What a form sent; null where it is no role.</summary>
    public static Role? Parse(string? typed) => typed switch
    {
        "coordinator" => Role.Coordinator,
        "leader" => Role.Leader,
        "reader" => Role.Reader,
        _ => null,
    };

    public static string Value(Role role) => role switch { Role.Coordinator => "coordinator", Role.Leader => "leader", _ => "reader" };
}
