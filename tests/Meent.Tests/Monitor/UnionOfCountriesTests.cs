using Meent.Foundation.Data;
using Meent.Monitor;

namespace Meent.Tests.Monitor;

/// <summary>The schools of one country are not the Union.</summary>
public class UnionOfCountriesTests
{
    private static readonly Guid Union = Ids.New(), One = Ids.New(), Two = Ids.New();

    [Fact]
    public void The_Union_has_figures_of_schools_where_two_countries_have_them()
    {
        var observed = new[] { Of(Union, 3.8m), Of(One, 3.8m) };
        Assert.Equal([One], Shown(observed, Of(One, 3.8m)));
        Assert.Equal([One], Shown(observed, Of(One, 3.8m), Of(Two, null), Of(Two, 4.1m, "2024/2025"), Of(Two, 4.1m, series: 2)));
        Assert.Equal([Union, One], Shown(observed, Of(One, 3.8m), Of(Two, 4.1m)));
        Assert.Equal([Union], Shown([Of(Union, 60, source: ObservationSource.Eurostat)]));
    }

    private static IEnumerable<Guid> Shown(IReadOnlyList<Observed> observed, params Observed[] ofCountries) =>
        UnionOfCountries.Shown(observed, new HashSet<Guid> { Union }, ofCountries).Select(o => o.PlaceId);

    private static Observed Of(Guid place, decimal? value, string period = "2025/2026", int series = 1, string source = ObservationSource.Schools) =>
        new(place, new Series { Id = series, Indicator = "school-teaching", Breakdown = Breakdowns.Total, Unit = "SCORE", Source = source }, period, value, null, null, 10, null, null, null, 1);
}
