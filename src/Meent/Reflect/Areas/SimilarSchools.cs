namespace Meent.Reflect.Areas;

/// <summary>Where the middle half of similar schools stands: for a school that wants to know whether it is unusual, and never a list or a rank.</summary>
/// <remarks>
/// A board reads the reports of its schools, so a band of which it runs most schools would tell it of the others. And a band moves only when three of its own
/// schools are new, most of them not of one board: a shift after one school would tell of that school.
/// </remarks>
public sealed class SimilarSchools
{
    /// <summary>Fewest schools of a band.</summary>
    public const int Fewest = 10;

    /// <summary>The boards of each school.</summary>
    private readonly ILookup<Guid, Guid> boards;

    internal SimilarSchools(AreaFacts facts) => boards =
        (from place in facts.Places where place.IsBoard from school in place.Schools select (facts.Schools[school].School, Board: place.PlaceId)).ToLookup(s => s.School, s => s.Board);

    /// <summary>The best band there is for a school: of its own size, else of any.</summary>
    public static Band? For(Edition edition, string? sector, string? size, string profile, int version, string audience, string area) =>
        edition.Bands.Where(b => b.Sector == sector && (b.Size is null || b.Size == size) && b.Profile == profile && b.Version == version && b.Audience == audience && b.Area == area)
            .OrderBy(b => b.Size is null).FirstOrDefault();

    /// <summary>The bands of an area: schools of a sector and a size that asked the same, and schools of a sector of any size.</summary>
    /// <param name="schools">in the order in which they came in</param>
    /// <param name="before">bands of the edition before</param>
    internal IEnumerable<Band> Bands(IReadOnlyList<CountedSchool> schools, IReadOnlyList<Band> before)
    {
        var known = before.ToDictionary(Kind);
        foreach (var alike in schools.GroupBy(s => (s.Sector, s.Profile, s.Version)).OrderBy(g => g.Key.Sector, StringComparer.Ordinal).ThenBy(g => g.Key.Profile, StringComparer.Ordinal).ThenBy(g => g.Key.Version))
        {
            foreach (var band in Bands(alike, null, known)) yield return band;
            foreach (var size in SchoolSize.All)
                foreach (var band in Bands(alike.Where(s => s.Size == size), size, known)) yield return band;
        }
    }

    private IEnumerable<Band> Bands(IEnumerable<CountedSchool> alike, string? size, Dictionary<Band, Band> known)
    {
        var schools = alike.ToList();
        if (schools.Count < Fewest) yield break;
        var first = schools[0];
        foreach (var cells in schools.SelectMany(s => s.Content.Areas.Select(a => (s.School, Cell: a))).GroupBy(c => (c.Cell.Audience, c.Cell.Area)).OrderBy(g => g.Key.Audience, StringComparer.Ordinal).ThenBy(g => g.Key.Area, StringComparer.Ordinal))
        {
            var means = cells.Select(c => c.Cell.Mean).Order().ToList();
            if (means.Count < Fewest) continue;
            var (low, high) = MiddleHalf(means);
            var band = new Band(first.Sector, size, first.Profile, first.Version, cells.Key.Audience, cells.Key.Area, means.Count, low, high);
            var last = known.GetValueOrDefault(Kind(band));
            if (MayShow([.. cells.Select(c => c.School)], last?.Schools ?? 0)) yield return band;
            else if (last is not null) yield return last;
        }
    }

    /// <param name="schools">of a band, in the order in which they came in</param>
    /// <param name="shown">how many of them the band that was shown before was made of</param>
    private bool MayShow(List<Guid> schools, int shown) =>
        schools.Count - shown >= EditionMaker.NewSchools && !MostOfOneBoard(schools) && !MostOfOneBoard(schools[shown..]);

    private bool MostOfOneBoard(List<Guid> schools) => schools.SelectMany(s => boards[s]).CountBy(b => b).Any(b => b.Value * 2 > schools.Count);

    private static Band Kind(Band band) => band with { Schools = 0, Low = 0, High = 0 };

    /// <summary>Around each quartile the mean of three schools, to a tenth: no end of a band is the figure of one school.</summary>
    private static (double Low, double High) MiddleHalf(List<int> means)
    {
        var quarter = Math.Max(1, (means.Count - 1) / 4);
        return (Around(quarter), Around(means.Count - 1 - quarter));

        double Around(int i) => Math.Round((means[i - 1] + means[i] + means[i + 1]) / 300.0, 1);
    }
}
