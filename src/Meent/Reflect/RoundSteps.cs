using Meent.Foundation.Localisation;

namespace Meent.Reflect;

/// <summary>The way from a new round to the first answer, as every page on it shows it.</summary>
internal static class RoundSteps
{
    public static IReadOnlyList<string> Names(Texts T) => [T["Prepare"], T["Look at the questions"], T["Open"], T["Invite"]];
}
