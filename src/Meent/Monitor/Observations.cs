using Meent.Foundation.Data;
using Meent.Foundation.Time;
using Meent.Places;
using Meent.Reflect;
using Microsoft.EntityFrameworkCore;

namespace Meent.Monitor;

/// <summary>Reads observations and targets: per key the newest vintage that counts for the reader.</summary>
/// <remarks>
/// Everything here goes by place, as the tables do. Values of a school or board are for its own people:
/// whoever asks for one has checked that; <see cref="Compare"/> and <see cref="Newest"/> give areas only.
/// This file gives values. Beside it: Observations.Series.cs, what there are figures of, and which places have one;
/// Observations.Vintages.cs, which vintages count for whom; Observations.Targets.cs, where places want to be.
/// </remarks>
public sealed partial class Observations(HubDb db, TimeProvider clock, KeptObservations? memory = null, IndicatorContent? content = null)
{
    /// <summary>SDMX's code for too few people or places behind a value.</summary>
    private const string TooFew = "A";

    /// <summary>All of a place, of one indicator or of all; by series, then by period.</summary>
    public async Task<IReadOnlyList<Observed>> Of(Guid place, string? indicator = null, string? breakdown = null, Reading? reading = null, CancellationToken cancel = default)
    {
        var kept = await Kept(place, indicator, breakdown, reading, cancel);
        return await Shown(reading?.AsOf is null ? [.. kept, .. await RollUp.BesideVintages.Of(db, place, indicator, breakdown, cancel)] : kept, reading, cancel);
    }

    /// <summary>Some series of a place, in as many questions for hundreds as for one; what came in with no vintage is not there.</summary>
    public async Task<IReadOnlyList<Observed>> OfSeries(Guid place, List<Series> series, Reading? reading = null, CancellationToken cancel = default) =>
        await Shown(await Newest([place], series, reading, cancel), reading, cancel);

    /// <summary>Without what of the Union comes from the schools of one country, see <see cref="UnionOfCountries"/>. A figure is a series and a period.</summary>
    private async Task<IReadOnlyList<Observed>> Shown(IReadOnlyList<Observed> observed, Reading? reading, CancellationToken cancel)
    {
        var fromSchools = observed.Where(o => o.IsOfSchools).ToList();
        if (fromSchools.Count == 0) return observed;
        var unions = (await PlacesModule.Find(db, [.. fromSchools.Select(o => o.PlaceId).Distinct()], cancel)).Where(p => p.Kind == PlaceKind.Union).Select(p => p.PlaceId).ToHashSet();
        if (unions.Count == 0) return observed;
        var series = fromSchools.Where(o => unions.Contains(o.PlaceId)).Select(o => o.Series).DistinctBy(s => s.Id).ToList();
        var countries = await PlacesModule.LinksOn(db, LinkRole.Admin, clock.Today()).Where(l => unions.Contains(l.ParentId)).Select(l => l.PlaceId).ToListAsync(cancel);
        var theirs = await Newest(countries, series, reading, cancel);
        var shown = UnionOfCountries.Shown(theirs.Where(o => o.Value is not null).GroupBy(o => o.PlaceId, o => (o.Series.Id, o.Period)));
        return [.. observed.Where(o => !(o.IsOfSchools && unions.Contains(o.PlaceId)) || shown.Contains((o.Series.Id, o.Period)))];
    }

    private async Task<IReadOnlyList<Observed>> Kept(Guid place, string? indicator, string? breakdown, Reading? reading, CancellationToken cancel)
    {
        if (indicator is not null) return await Newest([place], await SeriesOf(indicator, breakdown, cancel), reading, cancel);
        var of = db.Read<StoredObservation>().Where(o => o.PlaceId == place);
        var ofGroup = db.Read<Series>().Where(s => s.Breakdown == breakdown);
        if (breakdown is not null) of = of.Where(o => ofGroup.Any(s => s.Id == o.SeriesId));
        var rows = await NewestOfAll(place, of, reading, cancel);
        var ids = rows.Select(r => r.SeriesId).Distinct().ToList();
        return InOrder(rows, await db.Read<Series>().Where(s => ids.Contains(s.Id)).ToListAsync(cancel));
    }

    /// <summary>Several indicators of several places, each indicator in the breakdown and the units that its page opens with and nothing else; by place, series and period.</summary>
    /// <param name="places">areas; of others the caller has checked that they may be read</param>
    /// <remarks>As many questions for a thousand indicators as for one. What a school or board says of itself is not there.</remarks>
    public async Task<IReadOnlyList<Observed>> Main(IReadOnlyCollection<Guid> places, IReadOnlyCollection<Indicator> indicators, Reading? reading = null, CancellationToken cancel = default)
    {
        var series = await MainSeries(indicators, cancel);
        var kept = memory is null || reading?.AsOf is not null ? await Newest(places, series, reading, cancel) : await memory.Of(await Now(reading, cancel), places, series, missing => Newest(missing, series, reading, cancel));
        return await Shown(kept, reading, cancel);
    }

    /// <summary>An indicator in one breakdown, or in all, of several areas, in all periods or some (<see cref="Observed.About"/>); by place, series and period.</summary>
    public async Task<IReadOnlyList<Observed>> Compare(
        string indicator, string? breakdown, IReadOnlyCollection<Guid> places, IReadOnlyCollection<string>? periods = null, Reading? reading = null, CancellationToken cancel = default)
    {
        var series = await SeriesOf(indicator, breakdown, cancel);
        var areas = await Areas(places, cancel);
        var newest = await Newest(areas, series, reading, cancel);
        newest = await Shown(newest, reading, cancel);
        return periods is null ? newest : [.. newest.Where(o => periods.Contains(o.About))];
    }

    /// <summary>The last value of each area from one indicator's official series in its main unit and breakdown; areas without any are left out.</summary>
    public async Task<IReadOnlyDictionary<Guid, Observed>> Newest(Indicator indicator, IReadOnlyCollection<Guid> places, Reading? reading = null, CancellationToken cancel = default)
    {
        var all = await Compare(indicator.Id, indicator.MainBreakdown, places, null, reading, cancel);
        return all.GroupBy(o => o.PlaceId).Select(of => (of.Key, Last: Official(of, indicator).LastOrDefault(o => o.Value is not null)))
            .Where(of => of.Last is not null).ToDictionary(of => of.Key, of => of.Last!);
    }

    /// <summary>One line of a place from the official sources: one value per period that it is about, in the indicator's main unit, the first source of its list that has one; by period.</summary>
    /// <param name="observed">of one place and one breakdown</param>
    public static IReadOnlyList<Observed> Official(IEnumerable<Observed> observed, Indicator indicator)
    {
        var order = indicator.Codes.Select(c => c.Source).Distinct().ToList();
        return
        [
            .. observed.Where(o => o.Series.Source != ObservationSource.Schools && (indicator.MainUnit.Length == 0 || o.Series.Unit == indicator.MainUnit))
                .GroupBy(o => o.About).OrderBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => g.OrderBy(o => o.Value is null).ThenBy(o => order.IndexOf(o.Series.Source) is var at && at < 0 ? int.MaxValue : at).ThenByDescending(o => o.Period, StringComparer.Ordinal).ThenByDescending(o => o.Vintage).First()),
        ];
    }

    private async Task<List<Guid>> Areas(IReadOnlyCollection<Guid> places, CancellationToken cancel) =>
        [.. (await PlacesModule.Find(db, places, cancel)).Where(p => PlaceKind.IsArea(p.Kind)).Select(p => p.PlaceId)];

    private async Task<IReadOnlyList<Observed>> Newest(IReadOnlyCollection<Guid> places, List<Series> series, Reading? reading, CancellationToken cancel)
    {
        if (places.Count == 0 || series.Count == 0) return [];
        var (one, ids) = (places.First(), series.Select(s => s.Id).ToList());
        var stored = places.Count == 1
            ? db.Read<StoredObservation>().Where(o => o.PlaceId == one && ids.Contains(o.SeriesId))
            : db.Read<StoredObservation>().Where(o => places.Contains(o.PlaceId) && ids.Contains(o.SeriesId));
        return InOrder(await Newest(stored, reading, cancel), series);
    }

    /// <summary>Older vintages stay in the database: with every import there are more of them, and a page reads none.</summary>
    private async Task<List<StoredObservation>> Newest(IQueryable<StoredObservation> stored, Reading? reading, CancellationToken cancel)
    {
        stored = await Counted(stored, reading, cancel);
        return await stored.Where(o => !stored.Any(n => n.PlaceId == o.PlaceId && n.SeriesId == o.SeriesId && n.Period == o.Period && n.Vintage > o.Vintage)).ToListAsync(cancel);
    }

    /// <summary>The same for all that there is of a place. Of a country that is tens of thousands: they are walked through once along their key, instead of looking for a newer one of each.</summary>
    private async Task<List<StoredObservation>> NewestOfAll(Guid place, IQueryable<StoredObservation> stored, Reading? reading, CancellationToken cancel)
    {
        stored = await Counted(stored, reading, cancel);
        var newest = stored.GroupBy(o => new { o.PlaceId, o.SeriesId, o.Period }).Select(g => new { g.Key.PlaceId, g.Key.SeriesId, g.Key.Period, Vintage = g.Max(o => o.Vintage) });
        // The place is named on both sides: else PostgreSQL reads the whole table.
        return await newest.Join(db.Read<StoredObservation>().Where(o => o.PlaceId == place), n => n, o => new { o.PlaceId, o.SeriesId, o.Period, o.Vintage }, (n, o) => o).ToListAsync(cancel);
    }

    private async Task<IQueryable<StoredObservation>> Counted(IQueryable<StoredObservation> stored, Reading? reading, CancellationToken cancel)
    {
        var hidden = await Hidden(reading, cancel);
        if (hidden.Count > 0) stored = stored.Where(o => !hidden.Contains(o.Vintage));
        return reading?.AsOf is { } asOf ? stored.Where(o => o.Vintage <= asOf) : stored;
    }

    private IReadOnlyList<Observed> InOrder(List<StoredObservation> rows, List<Series> series)
    {
        var known = series.ToDictionary(s => s.Id);
        var least = series.ToDictionary(s => s.Id, s => content?.Find(s.Indicator)?.MinimumN ?? 0);
        return [.. rows.OrderBy(r => r.PlaceId).ThenBy(r => r.SeriesId).ThenBy(r => r.Period, StringComparer.Ordinal).Select(r => IfEnough(least[r.SeriesId], r.Read(known[r.SeriesId])))];
    }

    /// <summary>The value, where at least so many are behind it.</summary>
    private static Observed IfEnough(int least, Observed observed) => least == 0 || observed.Value is null || observed.N >= least ? observed
        : observed with { Value = null, Numerator = null, Denominator = null, N = null, StandardError = null, Confidentiality = TooFew };
}
