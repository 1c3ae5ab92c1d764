using Meent.Places;

namespace Meent.Monitor;

/// <summary>What schools say and state is a figure of the Union only where two of its countries have one: the schools of one country are not the Union.</summary>
public static class UnionOfCountries
{
    public const int Fewest = 2;

    /// <param name="observed">of any places</param>
    /// <param name="unions">those of them that are a union of countries</param>
    /// <param name="ofCountries">what schools say in its countries</param>
    /// <returns>without the lines from schools of the Union behind which fewer countries stand</returns>
    public static IReadOnlyList<Observed> Shown(IReadOnlyList<Observed> observed, IReadOnlySet<Guid> unions, IEnumerable<Observed> ofCountries)
    {
        var countries = ofCountries.Where(o => o.Value is not null).GroupBy(o => (o.Series.Id, o.Period)).ToDictionary(g => g.Key, g => g.Select(o => o.PlaceId).Distinct().Count());
        return [.. observed.Where(o => !(IsOfSchools(o) && unions.Contains(o.PlaceId)) || countries.GetValueOrDefault((o.Series.Id, o.Period)) >= Fewest)];
    }

    public static bool IsOfSchools(Observed observed) => observed.Series.Source == ObservationSource.Schools;
}
