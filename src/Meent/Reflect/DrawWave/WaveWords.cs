using Meent.Foundation.Localisation;
using Meent.Places;

namespace Meent.Reflect.DrawWave;

/// <summary>What strata and rules are called.</summary>
internal static class WaveWords
{
    public static string By(StrataBy by, Texts T) => by switch
    {
        StrataBy.RegionAndSector => T["by region and kind of school"],
        StrataBy.Sector => T["by kind of school"],
        StrataBy.Region => T["by region"],
        _ => T["not at all: all schools together"],
    };

    /// <summary>"Flevoland, primary education"</summary>
    public static string Stratum(string? region, string? sector, IReadOnlyDictionary<string, string> regions, Texts T)
    {
        var parts = new[]
        {
            region is null ? null : region.Length == 0 ? T["region not known"] : regions.TryGetValue(region, out var name) ? $"{name} ({region})" : region,
            sector is null ? null : PlaceWordsFor.Sector(T, sector) ?? T["kind not known"],
        };
        var words = string.Join(", ", parts.OfType<string>());
        return words.Length == 0 ? T["all schools"] : words;
    }

    public static string Rules(WaveRules rules, Texts T) => (rules.Each is { } each
            ? T["{0} schools of each stratum", T.Number(each)]
            : T["{0} schools in all, in proportion to each stratum, at least {1} of each", T.Number(rules.Total ?? 0), T.Number(rules.Minimum)])
        + "; " + T["up to {0} in reserve", T.Number(rules.Reserves)];

    /// <summary>N/n: so many schools each drawn school stands for.</summary>
    public static string Weight(int frame, int drawn, Texts T) => drawn == 0 ? "–" : T.Number((double)frame / drawn, 2);
}
