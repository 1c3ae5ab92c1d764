using System.Globalization;
using Meent.Foundation.Localisation;

namespace Meent.Monitor.ReadReleases;

/// <summary>Names of sources, and figures as they stand in tables.</summary>
internal static class ReleaseWords
{
    public static string Source(Texts T, string source) => source switch
    {
        ObservationSource.Eurostat => T["Eurostat"],
        ObservationSource.Desi => T["Digital Decade"],
        ObservationSource.Hub => T["Another hub"],
        ObservationSource.Schools => T["From schools"],
        _ => source,
    };

    /// <summary>The file that a vintage came with; of what the hub counts itself, what it is.</summary>
    public static string File(Texts T, Vintage vintage) => vintage.FileName ?? vintage.Format switch
    {
        Statements.PublishStated.Format => T["What schools state of their connection and devices"],
        RollUp.TakeUpEditions.Format => T["What reports of schools say"],
        var other => other,
    };

    /// <summary>Whose figures a vintage holds; of those from schools, whether they were counted in reports or stated.</summary>
    public static string Source(Texts T, Vintage vintage) => vintage.Source == ObservationSource.Schools ? File(T, vintage) : Source(T, vintage.Source);

    /// <summary>With the digits that the value has, and no more.</summary>
    public static string Value(Texts T, decimal? value) =>
        value is { } number ? T.Number((double)number, Math.Min(6, number.ToString("0.############################", CultureInfo.InvariantCulture).Split('.') is [_, var behind] ? behind.Length : 0)) : T["no value"];

    public static string Periods(ReleaseCount release) => release.FromPeriod == release.ToPeriod ? release.FromPeriod : $"{release.FromPeriod} – {release.ToPeriod}";
}
