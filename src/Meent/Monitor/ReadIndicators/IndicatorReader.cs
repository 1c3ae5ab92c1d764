using Meent.Foundation.Localisation;
using Meent.Foundation.Time;
using Meent.People;
using Meent.Places;

namespace Meent.Monitor.ReadIndicators;

/// <summary>Gathers what the pages of indicators show: lines of places, targets, and where all that comes from.</summary>
public sealed class IndicatorReader(IndicatorLibrary library, Observations observations, PlaceDirectory places, Texts T, TimeProvider clock)
{
    private const int MostCountries = 100;

    /// <summary>The place of the whole, which stands on top where none is asked for; null on a hub that knows no countries.</summary>
    public Task<Place?> Union(CancellationToken cancel) => places.Known(Countries.Scheme, "EU", cancel);

    /// <summary>The countries of the Union of today, by name.</summary>
    public async Task<IReadOnlyList<Place>> CountriesOf(Place union, CancellationToken cancel) =>
        [.. (await places.Below(union.PlaceId, LinkRole.Admin, PlaceKind.Country, clock.Today(), 0, MostCountries, cancel)).OrderBy(p => p.Name, StringComparer.CurrentCulture)];

    /// <summary>The place, where <paramref name="me"/> may read its figures: areas are everybody's, others are for their own people.</summary>
    public async Task<Place?> Place(Me me, Guid id, CancellationToken cancel) =>
        await places.Find(id, cancel) is { } place && (place.Kind is PlaceKind.Union or PlaceKind.Country or PlaceKind.Region || me.Is(Role.Reader, id)) ? place : null;

    /// <summary>All indicators, each with its line of the Union where it has one; those without any figure apart.</summary>
    public async Task<IndicatorsPage.Shown> Overview(Reading reading, CancellationToken cancel)
    {
        var union = await Union(cancel);
        var (all, observing) = (await library.All(cancel), await observations.Observing(cancel));
        var lines = union is null ? [] : await Lines(union, all, reading, cancel);
        var countries = union is null ? [] : await CountriesOf(union, cancel);
        return new IndicatorsPage.Shown(union, countries, lines, [.. all.Where(i => observing.Contains(i.Id) && lines.All(l => l.Indicator != i))], [.. all.Where(i => i.Shipped && !observing.Contains(i.Id))]) { Reading = reading };
    }

    /// <summary>The page of one place: all its indicators, and for the Union how many countries moved.</summary>
    public async Task<PlaceIndicatorsPage.Shown> OfPlace(Place place, Reading reading, CancellationToken cancel)
    {
        var lines = await Lines(place, null, reading, cancel);
        var above = await places.Above(place.PlaceId, cancel: cancel);
        IReadOnlyList<Place> below = place.Kind switch
        {
            PlaceKind.Union => await CountriesOf(place, cancel),
            PlaceKind.Country => [.. await places.Below(place.PlaceId, LinkRole.Admin, PlaceKind.Region, clock.Today(), 0, MostCountries, cancel)],
            _ => [],
        };
        var together = new Dictionary<string, IReadOnlyList<PlaceLine>>(StringComparer.Ordinal);
        foreach (var line in lines.Where(l => place.Kind == PlaceKind.Union && l.Indicator.Shipped)) together[line.Indicator.Id] = await Lines(line.Indicator, below, reading, cancel);
        return new PlaceIndicatorsPage.Shown(place, [.. above.Reverse()], lines, below, together) { Reading = reading };
    }

    /// <summary>Places side by side between two periods.</summary>
    /// <param name="chosen">ids; none of them means all countries and the Union</param>
    /// <returns>null where there is no such indicator</returns>
    public async Task<ComparePage.Shown?> Compare(string id, IReadOnlyCollection<Guid> chosen, string? from, string? to, Reading reading, CancellationToken cancel)
    {
        if (await library.Find(id, cancel) is not { } indicator) return null;
        var union = await Union(cancel);
        IReadOnlyList<Place> choices = union is null ? [] : [union, .. await CountriesOf(union, cancel)];
        var others = (await places.Some([.. chosen.Except(choices.Select(c => c.PlaceId)).Take(ComparePage.Most)], cancel)).Values.Where(p => p.Kind is PlaceKind.Country or PlaceKind.Region);
        var asked = choices.Where(c => chosen.Contains(c.PlaceId)).Concat(others).Take(ComparePage.Most).ToList();
        var lines = await Lines(indicator, asked.Count > 0 ? asked : choices, reading, cancel);
        var periods = lines.SelectMany(l => l.Known).Distinct().OrderBy(p => Period.Middle(p)).ToList();
        var last = to is not null && periods.Contains(to) ? to : periods.LastOrDefault();
        var first = from is not null && periods.Contains(from) && Period.Years(from, last!) > 0 ? from : periods.LastOrDefault(p => last is not null && Period.Years(p, last) > 0);
        return new(indicator, choices, [.. asked.Select(a => a.PlaceId)], lines, periods, first, last, await Sources([.. lines.SelectMany(l => l.Observed)], reading, cancel));
    }

    /// <summary>What there is of a place, indicator by indicator, with its targets or those of the Union.</summary>
    public async Task<IReadOnlyList<IndicatorLine>> Lines(Place place, IReadOnlyList<Indicator>? of, Reading reading, CancellationToken cancel)
    {
        var all = of ?? await library.All(cancel);
        var observed = (await observations.Of(place.PlaceId, null, null, reading, cancel)).ToLookup(o => o.Series.Indicator);
        var targets = await Targets(place, null, reading, cancel);
        return
        [
            .. from indicator in all
               where observed.Contains(indicator.Id)
               let main = observed[indicator.Id].Where(o => o.Series.Breakdown == indicator.MainBreakdown).ToList()
               let line = new PlaceLine(place, Observations.Official(main, indicator))
               let schools = FromSchools(place, main)
               where line.Newest is not null || schools.Newest is not null
               let target = targets.FirstOrDefault(t => t.Indicator == indicator.Id && t.Breakdown == indicator.MainBreakdown)
               orderby target is null, line.Known.Count < 2, indicator.Shipped ? 0 : 1, indicator.Name.In(T.Language), indicator.Id
               select new IndicatorLine(indicator, line, schools, target),
        ];
    }

    /// <summary>One indicator: the line of a place on top, those of all countries below.</summary>
    /// <returns>null where there is no such indicator</returns>
    public async Task<IndicatorPage.Shown?> One(string id, Place? place, Reading reading, CancellationToken cancel)
    {
        if (await library.Find(id, cancel) is not { } indicator) return null;
        var union = await Union(cancel);
        var top = place ?? union;
        if (top is null) return new(indicator, null, [], await Sources([], reading, cancel));
        IReadOnlyList<Place> countries = union is null ? [] : await CountriesOf(union, cancel);
        var own = await observations.Of(top.PlaceId, id, indicator.MainBreakdown, reading, cancel);
        var target = (await Targets(top, id, reading, cancel)).FirstOrDefault(t => t.Breakdown == indicator.MainBreakdown);
        var line = new IndicatorLine(indicator, new(top, Observations.Official(own, indicator)), FromSchools(top, own), target);
        var lines = await Lines(indicator, countries, reading, cancel);
        return new IndicatorPage.Shown(indicator, line, lines, await Sources([.. line.Official.Observed, .. line.Schools.Observed, .. lines.SelectMany(l => l.Observed)], reading, cancel))
        {
            Reading = reading,
            Asked = place,
        };
    }

    private async Task<IReadOnlyList<PlaceLine>> Lines(Indicator indicator, IReadOnlyList<Place> of, Reading reading, CancellationToken cancel)
    {
        var observed = (await observations.Compare(indicator.Id, indicator.MainBreakdown, [.. of.Select(p => p.PlaceId)], null, reading, cancel)).ToLookup(o => o.PlaceId);
        return [.. of.Select(p => new PlaceLine(p, Observations.Official(observed[p.PlaceId], indicator)))];
    }

    private async Task<IReadOnlyList<Target>> Targets(Place place, string? indicator, Reading reading, CancellationToken cancel)
    {
        var own = await observations.Targets(place.PlaceId, indicator, reading, cancel);
        if (place.Kind != PlaceKind.Country || await Union(cancel) is not { } union) return own;
        // A country without a target of its own is set beside that of the Union, and the page says whose it is.
        return [.. own, .. (await observations.Targets(union.PlaceId, indicator, reading, cancel)).Where(t => !own.Any(o => o.Indicator == t.Indicator && o.Breakdown == t.Breakdown))];
    }

    private async Task<IReadOnlyList<Vintage>> Sources(IReadOnlyCollection<Observed> observed, Reading reading, CancellationToken cancel)
    {
        var used = observed.Select(o => o.Vintage).ToHashSet();
        return [.. (await observations.Vintages(reading, cancel)).Where(v => used.Contains(v.Number))];
    }

    private static PlaceLine FromSchools(Place place, IEnumerable<Observed> observed) =>
        new(place, [.. observed.Where(o => o.Series.Source == ObservationSource.Schools).GroupBy(o => o.About).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => g.MaxBy(o => o.Vintage)!)]);

}

/// <summary>One indicator of one place: what official sources say and what schools say, never joined.</summary>
/// <param name="Target">of the place, or of the Union where the place has none; null where there is none</param>
public sealed record IndicatorLine(Indicator Indicator, PlaceLine Official, PlaceLine Schools, Target? Target)
{
    public Place Place => Official.Place;

    public bool TargetIsOwn => Target?.PlaceId == Place.PlaceId;
}
