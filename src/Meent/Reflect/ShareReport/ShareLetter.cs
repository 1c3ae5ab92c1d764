using Meent.Foundation.Localisation;
using Meent.Foundation.Mail;

namespace Meent.Reflect.ShareReport;

/// <summary>The letter to an adviser with whom a report is shared.</summary>
internal static class ShareLetter
{
    public static LetterSample Sample { get; } = new(Texts.Key("To an adviser with whom a report is shared"),
        (_, T) => Write("De Elzen", "2026", "/account", "Noor Bakker", new DateOnly(2026, 12, 31), new DateOnly(2026, 10, 15), T));

    /// <param name="path">of the report</param>
    /// <param name="openUntil">the last day on which it can be opened for the first time; null where it was opened before</param>
    public static Letter Write(string place, string round, string path, string by, DateOnly until, DateOnly? openUntil, Texts T) => new(
        T["{0} shares a report with you", place],
        [
            T["{0} lets you read the report of {1} at {2}.", by, round, place],
            T["You can read it until {0}. Sign in first.", T.Date(until)],
            .. openUntil is { } day && day < until ? [T["Open it by {0}; after that it is closed to you.", T.Date(day)]] : Array.Empty<string>(),
        ],
        new LetterLink(T["Read the report"], path));
}
