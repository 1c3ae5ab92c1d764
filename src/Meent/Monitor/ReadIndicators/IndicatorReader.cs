using System.Globalization;
using Meent.Foundation.Localisation;
using Meent.Foundation.Time;
using Meent.Foundation.Web;
using Meent.People;
using Meent.Places;
using Microsoft.EntityFrameworkCore;

namespace Meent.Monitor.ReadIndicators;

/// <summary>Gathers what the pages of indicators show: lines of places, targets, and where all that comes from.</summary>
public sealed class IndicatorReader(IndicatorLibrary library, BreakdownLibrary breakdowns, Observations observations, RegionLevels regional, PlaceDirectory places, Texts T, TimeProvider clock)
{
    private const int MostCountries = 100;

    /// <summary>Which versions count; null where what was asked for is no number of one that there is, as <c>/releases/{number}</c> says it.</summary>
    internal async Task<Reading?> Read(string? asOf, Me me, CancellationToken cancel)
    {
        if (Posted.Clean(asOf) is not { } typed) return new(null, me.IsOperator);
        return int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var vintage) && await observations.Vintages(new Reading(Embargoed: true)).AnyAsync(v => v.Number == vintage, cancel)
            ? new(vintage, me.IsOperator) : null;
    }

    /// <summary>The place of the whole, which stands on top where none is asked for; null on a hub that knows no countries.</summary>
    public Task<Place?> Union(CancellationToken cancel) => places.Known(Countries.Scheme, "EU", cancel);

    /// <summary>The countries of the Union of today, by name.</summary>
    public async Task<IReadOnlyList<Place>> CountriesOf(Place union, CancellationToken cancel) =>
        [.. (await places.Below(union.PlaceId, LinkRole.Admin, PlaceKind.Country, clock.Today(), 0, MostCountries, cancel)).OrderBy(p => p.Name, StringComparer.CurrentCulture)];

    /// <summary>The place, where <paramref name="me"/> may read its figures: areas are everybody's, others are for their own people.</summary>
    public async Task<Place?> Place(Me me, Guid id, CancellationToken cancel) =>
        await places.Find(id, cancel) is { } place && (PlaceKind.IsArea(place.Kind) || me.Is(Role.Reader, id)) ? place : null;

    /// <summary>The place of an address, see <see cref="PlaceKey"/>; null where there is none that <paramref name="me"/> may read.</summary>
    public async Task<Place?> Place(Me me, string key, CancellationToken cancel) => Guid.TryParse(key, out var id)
        ? await Place(me, id, cancel)
        : await places.Known(Countries.Scheme, key.ToUpperInvariant(), cancel) ?? await places.Known("nuts", key.ToUpperInvariant(), cancel);

    /// <summary>All indicators, each with its line of the Union where it has one; those without any figure apart.</summary>
    public async Task<IndicatorsPage.Shown> Overview(Reading reading, CancellationToken cancel)
    {
        var union = await Union(cancel);
        var (all, observing) = (await library.All(reading.Embargoed, cancel), await observations.Observing(reading, cancel));
        var lines = union is null ? [] : await Lines(union, all, await Seen(union, all, null, reading, cancel), null, reading, cancel);
        var countries = union is null ? [] : await CountriesOf(union, cancel);
        var foremost = lines.Take(IndicatorsPage.Most).ToList();
        var shown = foremost.Select(l => l.Indicator.Id).ToHashSet();
        return new IndicatorsPage.Shown(union, countries, foremost, [.. all.Where(i => observing.Contains(i.Id) && !shown.Contains(i.Id))], [.. all.Where(i => i.Shipped && !observing.Contains(i.Id))]) { Reading = reading };
    }

    /// <summary>The page of one place: all its indicators, and for the Union how many countries moved.</summary>
    /// <param name="breakdown">only figures of this group; null for what each indicator opens with</param>
    /// <returns>null where nothing is known of the group</returns>
    public async Task<PlaceIndicatorsPage.Shown?> OfPlace(Place place, string? breakdown, Reading reading, CancellationToken cancel)
    {
        var all = await library.All(reading.Embargoed, cancel);
        var observed = await Seen(place, all, breakdown, reading, cancel);
        var there = (PlaceKind.IsArea(place.Kind) ? (await observations.BreakdownsOf([.. library.Shipped.Select(i => i.Id)], cancel)).SelectMany(b => b) : []).Concat(observed.Select(o => o.Series.Breakdown)).ToHashSet(StringComparer.Ordinal);
        if (breakdown is not null and not Breakdowns.Total && !there.Contains(breakdown)) return null;
        var lines = await Lines(place, all, observed, breakdown, reading, cancel);
        var above = await places.Above(place.PlaceId, cancel: cancel);
        IReadOnlyList<Place> below = place.Kind switch
        {
            PlaceKind.Union => await CountriesOf(place, cancel),
            PlaceKind.Country => [.. await places.Below(place.PlaceId, LinkRole.Admin, PlaceKind.Region, clock.Today(), 0, MostCountries, cancel)],
            _ => [],
        };
        var foremost = lines.Where(l => l.Target is not null || l.Indicator.Shipped).Take(PlaceIndicatorsPage.Most).ToList();
        if (foremost.Count == 0) foremost = [.. lines.Take(PlaceIndicatorsPage.Most)];
        return new PlaceIndicatorsPage.Shown(place, [.. above.Reverse()], foremost, [.. lines.Except(foremost).Select(l => l.Indicator)], below, await Together(foremost, below, reading, cancel))
        {
            Reading = reading, Groups = GroupChoice.Of(await breakdowns.Names(cancel), T, Breakdowns.Total, there.Append(Breakdowns.Total), breakdown),
            Versions = await Sources([.. foremost.SelectMany(l => l.Official.Observed.Concat(l.Schools.Observed))], reading, cancel),
        };
    }

    /// <summary>The few indicators of an area to begin with, those with a target first.</summary>
    public async Task<(IReadOnlyList<IndicatorLine> Lines, IReadOnlyDictionary<string, IReadOnlyList<PlaceLine>> Together)> Foremost(Place place, int most, Reading reading, CancellationToken cancel)
    {
        var targets = await Targets(place, null, reading, cancel);
        var observed = (await observations.Main([place.PlaceId], library.Shipped, reading, cancel)).ToLookup(o => o.Series.Indicator);
        var lines = library.Shipped.Where(i => observed.Contains(i.Id)).OrderBy(i => targets.All(t => t.Indicator != i.Id)).ThenBy(Rank, StringComparer.Ordinal)
            .Select(i => Line(i, place, [.. observed[i.Id]], targets)).Where(l => l.Official.Newest is not null).Take(most).ToList();
        return (lines, await Together(lines, lines.Count > 0 && place.Kind == PlaceKind.Union ? await CountriesOf(place, cancel) : [], reading, cancel));
    }

    /// <summary>Of the Union: what the countries have of each line, asked for once.</summary>
    private async Task<IReadOnlyDictionary<string, IReadOnlyList<PlaceLine>>> Together(IReadOnlyList<IndicatorLine> lines, IReadOnlyList<Place> countries, Reading reading, CancellationToken cancel)
    {
        var indicators = lines.Where(l => l.Place.Kind == PlaceKind.Union).Select(l => l.Indicator).ToList();
        if (indicators.Count == 0) return new Dictionary<string, IReadOnlyList<PlaceLine>>();
        var observed = (await observations.Main([.. countries.Select(p => p.PlaceId)], indicators, reading, cancel)).ToLookup(o => (o.Series.Indicator, o.PlaceId));
        return indicators.ToDictionary(i => i.Id, i => (IReadOnlyList<PlaceLine>)[.. countries.Select(p => new PlaceLine(p, Observations.Official(observed[(i.Id, p.PlaceId)], i)))], StringComparer.Ordinal);
    }

    /// <summary>Places side by side between two periods.</summary>
    /// <param name="chosen">areas; none of them means all countries and the Union, or all of <paramref name="regions"/></param>
    /// <param name="breakdown">null for what the indicator opens with</param>
    /// <param name="regions">see <see cref="RegionLevel.Key"/>; null for countries</param>
    /// <param name="most">larger groups of regions are not offered</param>
    /// <returns>null where there is no such indicator, nothing is known of the group, or there are no such regions</returns>
    public async Task<ComparePage.Shown?> Compare(string id, IReadOnlyCollection<Place> chosen, string? from, string? to, string? breakdown, string? regions, int most, Reading reading, CancellationToken cancel)
    {
        if (await library.Find(id, reading.Embargoed, cancel) is not { } found) return null;
        var union = await Union(cancel);
        IReadOnlyList<Place> choices = union is null ? [] : [union, .. await CountriesOf(union, cancel)];
        var top = choices.Concat(chosen).FirstOrDefault(p => chosen.Any(c => c.PlaceId == p.PlaceId)) ?? union;
        var there = top is null ? [] : await observations.Of(top.PlaceId, id, null, reading, cancel);
        var groups = await Groups(found, there, breakdown, cancel);
        var indicator = found.Of(groups.Chosen.Breakdown);
        if (await regional.Choice(indicator, regions, most, reading, cancel) is not { } byRegion) return null;
        if (byRegion.Asked is { } level) choices = level.Regions.Count == 0 ? [] : [.. choices.Concat(chosen).Where(p => p.Kind != PlaceKind.Region && p.Country == level.Country).Take(1), .. level.Regions];
        var asked = choices.Concat(chosen).DistinctBy(p => p.PlaceId).Where(p => chosen.Any(c => c.PlaceId == p.PlaceId)).ToList();
        var compared = asked.Count > 0 ? asked : choices;
        var lines = Official(indicator, compared, await Observed(indicator, compared, reading, cancel));
        if (IsUnknown(found, breakdown) && lines.All(l => l.Observed.Count == 0)) return null;
        var periods = lines.SelectMany(l => l.Known).Distinct().OrderBy(p => PeriodMath.Middle(p)).ToList();
        var last = to is not null && periods.Contains(to) ? to : periods.LastOrDefault();
        var first = from is not null && periods.Contains(from) && PeriodMath.Years(from, last!) > 0 ? from : periods.LastOrDefault(p => last is not null && PeriodMath.Years(p, last) > 0);
        var versions = await Sources([.. lines.SelectMany(l => l.Observed)], reading, cancel);
        var backwards = from is not null && to is not null && periods.Contains(from) && periods.Contains(to) && PeriodMath.Years(from, to) <= 0;
        if (backwards) (first, last) = (from, to);
        return new(indicator, choices, [.. asked.Select(PlaceKey.Of)], lines, periods, first, last, versions) { Reading = reading, Backwards = backwards, Groups = groups, Group = indicator == found ? null : groups.Chosen, Regions = byRegion };

        static bool IsUnknown(Indicator found, string? breakdown) => breakdown is not null && breakdown != found.MainBreakdown;
    }

    /// <summary>Of an area what its indicators open with, or one group; of others all, which is little.</summary>
    private Task<IReadOnlyList<Observed>> Seen(Place place, IReadOnlyList<Indicator> all, string? breakdown, Reading reading, CancellationToken cancel) => PlaceKind.IsArea(place.Kind)
        ? observations.Main([place.PlaceId], breakdown is null ? all : [.. all.Select(i => i.Of(breakdown))], reading, cancel)
        : observations.Of(place.PlaceId, null, null, reading, cancel);

    /// <summary>What there is of a place, indicator by indicator, with its targets or those of the Union.</summary>
    private async Task<IReadOnlyList<IndicatorLine>> Lines(Place place, IReadOnlyList<Indicator> all, IReadOnlyList<Observed> observed, string? breakdown, Reading reading, CancellationToken cancel)
    {
        var of = observed.ToLookup(o => o.Series.Indicator);
        var (targets, names) = (await Targets(place, null, reading, cancel), await breakdowns.Names(cancel));
        IReadOnlyList<IndicatorLine> lines =
        [
            .. from indicator in all
               where of.Contains(indicator.Id)
               let opening = GroupChoice.Open(names, T, indicator.MainBreakdown, of[indicator.Id].Select(o => o.Series.Breakdown).ToHashSet(StringComparer.Ordinal))
               let chosen = breakdown ?? opening
               let line = Line(indicator.Of(chosen), place, of[indicator.Id].Where(o => o.Series.Breakdown == chosen).ToList(), targets) with
               {
                   Group = chosen == indicator.MainBreakdown ? null : new(chosen, names.Of(chosen, T), null),
               }
               where line.Official.Newest is not null || line.Schools.Newest is not null
               orderby line.Target is null, line.Official.Known.Count < 2, Rank(indicator), !indicator.Shipped, indicator.Name.In(T.Language), indicator.Id
               select line,
        ];
        return await LaidReach.On(lines, place, places, observations, clock, reading, cancel);
    }

    private static IndicatorLine Line(Indicator indicator, Place place, IReadOnlyCollection<Observed> observed, IReadOnlyList<Target> targets)
    {
        var official = new PlaceLine(place, Observations.Official(observed, indicator));
        var fitting = Terms.StandsBesideWhole(indicator) ? targets : targets.Where(t => t.PlaceId == place.PlaceId);
        var schools = FromSchools(place, observed);
        return new(indicator, official, schools, Aims.Next(fitting, indicator, place.PlaceId, (official.Newest ?? schools.Newest)?.About));
    }

    /// <summary>What speaks to a paragraph of a policy stands before what does not, in the order of the paragraphs.</summary>
    private static string Rank(Indicator indicator) => indicator.Paragraphs.Count > 0 ? indicator.Paragraphs[0] : "~";

    private async Task<GroupChoice> Groups(Indicator indicator, IReadOnlyList<Observed> there, string? breakdown, CancellationToken cancel) =>
        GroupChoice.Of(await breakdowns.Names(cancel), T, indicator.MainBreakdown, there.Select(o => o.Series.Breakdown), breakdown);

    /// <summary>One indicator: the line of a place on top, its groups beside each other, and the lines of all countries below.</summary>
    /// <param name="breakdown">null for what the indicator opens with</param>
    /// <returns>null where there is no such indicator, or nothing is known of the group</returns>
    public async Task<IndicatorPage.Shown?> One(string id, Place? place, string? breakdown, Reading reading, CancellationToken cancel)
    {
        if (await library.Find(id, reading.Embargoed, cancel) is not { } found) return null;
        var union = await Union(cancel);
        var top = place ?? union;
        if (top is null) return new(found, null, [], await Sources([], reading, cancel));
        IReadOnlyList<Place> countries = union is null ? [] : await CountriesOf(union, cancel);
        var there = await observations.Of(top.PlaceId, id, null, reading, cancel);
        var groups = await Groups(found, there, breakdown, cancel);
        var indicator = found.Of(groups.Chosen.Breakdown);
        var own = Line(indicator, top, [.. there.Where(o => o.Series.Breakdown == indicator.MainBreakdown)], await Targets(top, id, reading, cancel));
        var line = (await LaidReach.On([own], top, places, observations, clock, reading, cancel))[0];
        var below = await Below(top, countries, cancel);
        var observed = await Observed(indicator, [.. countries.Concat(union is null ? [] : [union]).Concat(below).DistinctBy(p => p.PlaceId)], reading, cancel);
        var lines = Official(indicator, countries, observed);
        var schools = below.Select(p => FromSchools(p, observed[p.PlaceId])).Where(l => l.Newest is not null).ToList();
        Observed[] shown = [.. line.Official.Observed, .. line.Schools.Observed, .. lines.Concat(schools).SelectMany(l => l.Observed)];
        if (groups.Asked is not null && shown.Length == 0) return null;
        var beside = Beside(found, top, there, groups);
        var versions = await Sources([.. shown, .. beside.SelectMany(g => g.Official.Observed.Concat(g.Schools.Observed))], reading, cancel);
        return new IndicatorPage.Shown(indicator, line with { Group = indicator == found ? null : groups.Chosen }, lines, versions)
        {
            Reading = reading,
            Asked = place,
            Named = await Named(indicator, reading, cancel),
            OtherUnits = await breakdowns.Units(OtherUnits(indicator, there), cancel),
            Union = union is null || union.PlaceId == top.PlaceId ? null : Official(indicator, [union], observed)[0],
            Schools = schools,
            Groups = groups,
            Beside = beside,
            Regions = top is { Kind: PlaceKind.Country or PlaceKind.Region, Country: { } country } ? (await regional.Of(indicator, country, reading, cancel)).FirstOrDefault(l => l.Regions.Count <= ComparePage.Most) : null,
        };
    }

    private static IReadOnlyList<GroupLine> Beside(Indicator indicator, Place place, IReadOnlyList<Observed> there, GroupChoice groups)
    {
        var of = there.ToLookup(o => o.Series.Breakdown);
        return [.. groups.Others.Prepend(groups.Opening).Select(g => new GroupLine(g, new(place, Observations.Official(of[g.Breakdown], indicator)), FromSchools(place, of[g.Breakdown])))];
    }

    private static HashSet<string> OtherUnits(Indicator indicator, IReadOnlyList<Observed> there) => indicator.MainUnit.Length == 0 ? [] :
        there.Where(o => o.Series.Source != ObservationSource.Schools && o.Series.Unit.Length > 0 && o.Series.Unit != indicator.MainUnit).Select(o => o.Series.Unit).ToHashSet(StringComparer.Ordinal);

    /// <summary>Indicators that this one names, as far as the hub has them.</summary>
    private async Task<IReadOnlyList<Indicator>> Named(Indicator indicator, Reading reading, CancellationToken cancel)
    {
        var named = new List<Indicator>();
        foreach (var id in indicator.NotComparableWith.Append(indicator.Successor).OfType<string>().Distinct())
            if (await library.Find(id, reading.Embargoed, cancel) is { } other) named.Add(other);
        return named;
    }

    /// <summary>Places whose figures from schools stand below each other: the countries of the Union, the regions of a country.</summary>
    private async Task<IReadOnlyList<Place>> Below(Place top, IReadOnlyList<Place> countries, CancellationToken cancel) => top.Kind switch
    {
        PlaceKind.Union => countries,
        PlaceKind.Country => [.. await places.Below(top.PlaceId, LinkRole.Admin, PlaceKind.Region, clock.Today(), 0, MostCountries, cancel)],
        _ => [],
    };

    private async Task<ILookup<Guid, Observed>> Observed(Indicator indicator, IReadOnlyList<Place> of, Reading reading, CancellationToken cancel) =>
        (await observations.Compare(indicator.Id, indicator.MainBreakdown, [.. of.Select(p => p.PlaceId)], null, reading, cancel)).ToLookup(o => o.PlaceId);

    private static IReadOnlyList<PlaceLine> Official(Indicator indicator, IReadOnlyList<Place> of, ILookup<Guid, Observed> observed) =>
        [.. of.Select(p => new PlaceLine(p, Observations.Official(observed[p.PlaceId], indicator)))];

    private async Task<IReadOnlyList<Target>> Targets(Place place, string? indicator, Reading reading, CancellationToken cancel)
    {
        var own = await observations.Targets(place.PlaceId, indicator, reading, cancel);
        if (place.Kind != PlaceKind.Country || await Union(cancel) is not { } union) return own;
        // A country without a target of its own is set beside that of the Union, and the page says whose it is.
        return [.. own, .. await observations.Targets(union.PlaceId, indicator, reading, cancel)];
    }

    private Task<IReadOnlyList<Vintage>> Sources(IReadOnlyCollection<Observed> observed, Reading reading, CancellationToken cancel) =>
        observations.Vintages([.. observed.Select(o => o.Vintage).Distinct()], reading, cancel);

    /// <summary>What a school says of itself has no version: of a school year, the value of its last day stands.</summary>
    private static PlaceLine FromSchools(Place place, IEnumerable<Observed> observed) => new(place,
    [
        .. observed.Where(o => o.Series.Source == ObservationSource.Schools).GroupBy(o => o.About).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => g.OrderBy(o => o.Vintage).ThenBy(o => o.Period, StringComparer.Ordinal).Last()),
    ]);
}
