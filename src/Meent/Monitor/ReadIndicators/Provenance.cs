using Meent.Foundation.Localisation;
using Meent.Monitor.ReadReleases;

namespace Meent.Monitor.ReadIndicators;

/// <summary>With which file each of the official figures that are shown came into the hub: who checks one has to find it there.</summary>
public static class Provenance
{
    /// <summary>More years than these are told by the first and the last of them.</summary>
    private const int FewYears = 4;

    /// <summary>"Taken in on 22 November 2026, version 7."; of several sources: "2021, 2023: Eurostat, version 7 of 22 November 2026; 2025: Digital Decade, version 8 of 22 November 2026."; "" where there are none.</summary>
    /// <param name="versions">with those of the figures among them</param>
    /// <param name="shown">those from schools are left out</param>
    public static string TakenIn(Texts T, IReadOnlyList<Vintage> versions, IEnumerable<Observed> shown)
    {
        var known = versions.DistinctBy(v => v.Number).ToDictionary(v => v.Number);
        var official = shown.Where(o => o.Series.Source != ObservationSource.Schools && known.ContainsKey(o.Vintage));
        var parts = official.GroupBy(o => o.Series.Source, StringComparer.Ordinal).Select(g => new Part(g.Key, Years(T, g), [.. g.Select(o => o.Vintage).Distinct().Order()]))
            .OrderBy(p => p.Years, StringComparer.Ordinal).ThenBy(p => p.Source, StringComparer.Ordinal).ToList();
        return parts switch
        {
            [] => "",
            [{ Versions: [var only] }] => T["Taken in on {0}, version {1}.", Day(only), only],
            [var one] => T["Taken in until {0}, versions {1}.", Day(one.Versions[^1]), string.Join(", ", one.Versions)],
            _ => T["Taken in: {0}.", string.Join("; ", parts.Select(Told))],
        };

        string Day(int version) => T.Date(known[version].MadeAt);

        string Told(Part part) => part.Versions is [var only]
            ? T["{0}: {1}, version {2} of {3}", part.Years, ReleaseWords.Source(T, part.Source), only, Day(only)]
            : T["{0}: {1}, versions {2}, the last of {3}", part.Years, ReleaseWords.Source(T, part.Source), string.Join(", ", part.Versions), Day(part.Versions[^1])];
    }

    private static string Years(Texts T, IEnumerable<Observed> observed)
    {
        var years = observed.Select(o => o.About).Distinct().Order(StringComparer.Ordinal).ToList();
        return years.Count > FewYears ? T["{0} to {1}", years[0], years[^1]] : string.Join(", ", years);
    }

    /// <param name="Versions">oldest first</param>
    private sealed record Part(string Source, string Years, IReadOnlyList<int> Versions);
}
