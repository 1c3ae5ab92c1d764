namespace Meent.Reflect.Areas;

/// <summary>Where the middle half of similar schools stands: for a school that wants to know whether it is unusual, and never a list or a rank.</summary>
public static class SimilarSchools
{
    /// <summary>Fewest schools of a band.</summary>
    public const int Fewest = 10;

    /// <summary>The bands of an area: schools of a sector and a size that asked the same, and schools of a sector of any size.</summary>
    internal static IEnumerable<Band> Bands(IReadOnlyList<CountedSchool> schools)
    {
        foreach (var alike in schools.GroupBy(s => (s.Sector, s.Profile, s.Version)).OrderBy(g => g.Key.Sector, StringComparer.Ordinal).ThenBy(g => g.Key.Profile, StringComparer.Ordinal).ThenBy(g => g.Key.Version))
        {
            foreach (var band in Bands(alike, null)) yield return band;
            foreach (var size in SchoolSize.All)
                foreach (var band in Bands(alike.Where(s => s.Size == size), size)) yield return band;
        }
    }

    /// <summary>The best band there is for a school: of its own size, else of any.</summary>
    public static Band? For(Edition edition, string? sector, string? size, string profile, int version, string audience, string area) =>
        edition.Bands.Where(b => b.Sector == sector && (b.Size is null || b.Size == size) && b.Profile == profile && b.Version == version && b.Audience == audience && b.Area == area)
            .OrderBy(b => b.Size is null).FirstOrDefault();

    private static IEnumerable<Band> Bands(IEnumerable<CountedSchool> alike, string? size)
    {
        var schools = alike.ToList();
        if (schools.Count < Fewest) yield break;
        foreach (var cells in schools.SelectMany(s => s.Content.Areas.Select(a => (School: s, Cell: a))).GroupBy(c => (c.Cell.Audience, c.Cell.Area)).OrderBy(g => g.Key.Audience, StringComparer.Ordinal).ThenBy(g => g.Key.Area, StringComparer.Ordinal))
        {
            var means = cells.Select(c => c.Cell.Mean).Order().ToList();
            if (means.Count < Fewest) continue;
            var (low, high) = MiddleHalf(means);
            var first = schools[0];
            yield return new(first.Sector, size, first.Profile, first.Version, cells.Key.Audience, cells.Key.Area, means.Count, low, high);
        }
    }

    /// <summary>Around each quartile the mean of three schools, to a tenth: no end of a band is the figure of one school.</summary>
    private static (double Low, double High) MiddleHalf(List<int> means)
    {
        var quarter = Math.Max(1, (means.Count - 1) / 4);
        return (Around(quarter), Around(means.Count - 1 - quarter));

        double Around(int i) => Math.Round((means[i - 1] + means[i] + means[i + 1]) / 300.0, 1);
    }
}
