using Meent.Foundation.Localisation;
using Meent.People;

namespace Meent.Reflect.SeeSchool;

/// <summary>A role as the person who has it reads it.</summary>
internal static class RoleWords
{
    public static string Of(Role role, Texts T) => role switch
    {
        Role.Coordinator => T["You coordinate"],
        Role.Leader => T["You lead"],
        _ => T["You read reports"],
    };
}
