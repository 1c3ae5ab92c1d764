using Meent.Foundation.Data;
using Meent.Foundation.Time;
using Meent.Places;
using Microsoft.EntityFrameworkCore;

namespace Meent.Monitor;

public sealed partial class Observations
{
    /// <summary>So many indicators are asked for by name; of more, all series are looked through.</summary>
    private const int FewIndicators = 100;

    /// <summary>The series of an indicator, in one breakdown or in all.</summary>
    public Task<List<Series>> SeriesOf(string indicator, string? breakdown = null, CancellationToken cancel = default) =>
        db.Read<Series>().Where(s => s.Indicator == indicator && (breakdown == null || s.Breakdown == breakdown)).OrderBy(s => s.Breakdown).ThenBy(s => s.Unit).ThenBy(s => s.Source).ToListAsync(cancel);

    /// <summary>The breakdowns that there are series of, by indicator; none that only came under embargo.</summary>
    public async Task<ILookup<string, string>> BreakdownsOf(IReadOnlyCollection<string> indicators, CancellationToken cancel = default)
    {
        var counts = await Counting(Reading.Now, cancel);
        var series = await db.Read<Series>().Where(s => indicators.Contains(s.Indicator)).Select(s => new { s.Indicator, s.Breakdown, s.ClosedWith }).Distinct().ToListAsync(cancel);
        return series.Where(s => s.ClosedWith is not { } with || counts(with)).ToLookup(s => s.Indicator, s => s.Breakdown);
    }

    /// <summary>Ids of the indicators that have any observation.</summary>
    /// <remarks>What came under embargo only is not among them before, except for operators.</remarks>
    public async Task<IReadOnlySet<string>> Observing(Reading? reading = null, CancellationToken cancel = default)
    {
        var counts = await Counting(new Reading(Embargoed: reading?.Embargoed == true), cancel);
        var series = await db.Read<Series>().Select(s => new { s.Indicator, s.ClosedWith }).Distinct().ToListAsync(cancel);
        return series.Where(s => s.ClosedWith is not { } with || counts(with)).Select(s => s.Indicator).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Those of the places that have an official value of an indicator in its main unit and breakdown.</summary>
    public async Task<IReadOnlyList<Guid>> Having(Indicator indicator, IReadOnlyCollection<Guid> places, Reading? reading = null, CancellationToken cancel = default)
    {
        var ids = (await MainSeries([indicator], cancel)).Where(s => s.Source != ObservationSource.Schools).Select(s => s.Id).ToList();
        if (ids.Count == 0 || places.Count == 0) return [];
        var hidden = await Hidden(reading, cancel);
        var there = db.Read<StoredObservation>().Where(o => places.Contains(o.PlaceId) && ids.Contains(o.SeriesId) && o.Value != null && !hidden.Contains(o.Vintage));
        if (reading?.AsOf is { } asOf) there = there.Where(o => o.Vintage <= asOf);
        return await there.Select(o => o.PlaceId).Distinct().ToListAsync(cancel);
    }

    /// <summary>Those of the places that everybody sees a value of, by indicator, whatever its unit and breakdown.</summary>
    /// <param name="places">few, such as countries: each is looked up for each series, and kept until other vintages count</param>
    public async Task<ILookup<string, Guid>> Places(IReadOnlyCollection<Guid> places, CancellationToken cancel = default)
    {
        if (memory is null) return await There(places, await Hidden(Reading.Now, cancel), cancel);
        var counting = await Now(Reading.Now, cancel);
        return await memory.Places(counting, clock.Today(), places, () => There(places, counting.Hidden, cancel));
    }

    private async Task<ILookup<string, Guid>> There(IReadOnlyCollection<Guid> places, IReadOnlyCollection<int> hidden, CancellationToken cancel)
    {
        var unions = (await PlacesModule.Find(db, places, cancel)).Where(p => p.Kind == PlaceKind.Union).Select(p => p.PlaceId).ToHashSet();
        var values = db.Read<StoredObservation>().Where(o => o.Value != null && !hidden.Contains(o.Vintage));
        var pairs = new List<(string Indicator, Guid Place)>();
        foreach (var place in places)
        {
            var there = await db.Read<Series>().Where(s => values.Any(o => o.PlaceId == place && o.SeriesId == s.Id)).ToListAsync(cancel);
            var fromSchools = unions.Contains(place) ? there.Where(s => s.Source == ObservationSource.Schools).ToList() : [];
            var shown = await Shown(await Newest([place], fromSchools, Reading.Now, cancel), Reading.Now, cancel);
            pairs.AddRange(there.Except(fromSchools).Select(s => s.Indicator).Concat(shown.Where(o => o.Value is not null).Select(o => o.Series.Indicator)).Distinct().Select(i => (i, place)));
        }
        return pairs.ToLookup(p => p.Indicator, p => p.Place);
    }

    /// <summary>What the indicators' pages open with: their main breakdown in their main unit, and what schools say.</summary>
    private async Task<List<Series>> MainSeries(IReadOnlyCollection<Indicator> indicators, CancellationToken cancel)
    {
        var main = indicators.DistinctBy(i => i.Id).ToDictionary(i => i.Id, StringComparer.Ordinal);
        var (ids, breakdowns) = (main.Keys.ToList(), indicators.Select(i => i.MainBreakdown).Distinct().ToList());
        var some = db.Read<Series>().Where(s => breakdowns.Contains(s.Breakdown));
        if (ids.Count <= FewIndicators) some = some.Where(s => ids.Contains(s.Indicator));
        return [.. (await some.ToListAsync(cancel)).Where(s => main.TryGetValue(s.Indicator, out var i) && s.Breakdown == i.MainBreakdown && (s.Source == ObservationSource.Schools || i.MainUnit.Length == 0 || s.Unit == i.MainUnit))];
    }
}
