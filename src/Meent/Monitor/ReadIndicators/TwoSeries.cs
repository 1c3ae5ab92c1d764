using Meent.Foundation.Localisation;

namespace Meent.Monitor.ReadIndicators;

/// <summary>Why official figures and those from schools are not the same: said wherever both are read.</summary>
internal static class TwoSeries
{
    public static string Title(Texts T) => T["Why the two differ"];

    /// <summary>Of a place with figures of both kinds.</summary>
    public static IReadOnlyList<string> Why(Texts T) => Why(T, T["They ask other people and put other questions, often of another year."]);

    /// <summary>Of one indicator that has both.</summary>
    /// <param name="official">the period of the newest official figure</param>
    /// <param name="schools">the same from schools</param>
    public static IReadOnlyList<string> Why(Texts T, string official, string schools) =>
        Why(T, T["They ask other people and put other questions: official figures of {0}, schools in {1}.", official, schools]);

    private static IReadOnlyList<string> Why(Texts T, string asked) =>
    [
        T["Official figures are about everybody: offices count, or ask a sample of all people. Schools take part because they choose to, and those that do not may see things differently."],
        asked,
        T["So read each as a line of its own: which way it goes, not how far it lies from the other."],
    ];
}
