using Meent.Foundation.Data;
using Meent.Places;
using Microsoft.EntityFrameworkCore;

namespace Meent.Monitor.RollUp;

/// <summary>What came in with no vintage: values of a school or board for its own people, and sums of what schools state about themselves.</summary>
internal static class BesideVintages
{
    /// <summary>All of a place, of one indicator or of all.</summary>
    public static async Task<IReadOnlyList<Observed>> Of(HubDb db, Guid place, string? indicator, string? breakdown, CancellationToken cancel)
    {
        var own = await db.Read<OwnValue>().Where(o => o.PlaceId == place).ToListAsync(cancel);
        var stated = indicator is null || Statements.StatedIndicator.All.Contains(indicator) ? await Stated(db, cancel) : [];
        var live = stated.Keys.ToList();
        var sums = live.Count == 0 ? [] : await db.Read<Rollup>().Where(r => r.PlaceId == place && live.Contains(r.SeriesId)).ToListAsync(cancel);
        if (own.Count == 0 && sums.Count == 0) return [];
        var isBoard = sums.Count > 0 && (await PlacesModule.Find(db, place, cancel))?.Kind == PlaceKind.Board;
        var largest = isBoard ? [] : await Largest(db, sums, cancel);
        var ids = own.Select(o => o.SeriesId).Distinct().ToList();
        var series = (await db.Read<Series>().Where(s => ids.Contains(s.Id)).ToListAsync(cancel)).ToDictionary(s => s.Id);
        return
        [
            .. own.Select(o => o.Read(series[o.SeriesId])).Concat(sums.Select(r => isBoard ? OfBoard(r, stated[r.SeriesId]) : OfArea(r, stated[r.SeriesId], largest)))
                .Where(o => (indicator is null || o.Series.Indicator == indicator) && (breakdown is null || o.Series.Breakdown == breakdown))
                .OrderBy(o => o.Series.Id).ThenBy(o => o.Period, StringComparer.Ordinal),
        ];
    }

    /// <summary>Sums of what schools state, of several areas.</summary>
    public static async Task<IReadOnlyList<Observed>> Sums(HubDb db, IReadOnlyCollection<Guid> areas, IReadOnlyCollection<Series> series, CancellationToken cancel)
    {
        var stated = series.Where(IsStated).ToDictionary(s => s.Id);
        if (stated.Count == 0) return [];
        var ids = stated.Keys.ToList();
        var sums = await db.Read<Rollup>().Where(r => areas.Contains(r.PlaceId) && ids.Contains(r.SeriesId)).ToListAsync(cancel);
        var largest = await Largest(db, sums, cancel);
        return [.. sums.Select(r => OfArea(r, stated[r.SeriesId], largest)).OrderBy(o => o.PlaceId).ThenBy(o => o.Series.Id).ThenBy(o => o.Period, StringComparer.Ordinal)];
    }

    private static bool IsStated(Series s) => s.Source == ObservationSource.Schools && Statements.StatedIndicator.All.Contains(s.Indicator);

    private static async Task<Dictionary<int, Series>> Stated(HubDb db, CancellationToken cancel)
    {
        var all = Statements.StatedIndicator.All;
        return await db.Read<Series>().Where(s => all.Contains(s.Indicator) && s.Source == ObservationSource.Schools).ToDictionaryAsync(s => s.Id, cancel);
    }

    /// <summary>The greatest part of one school in each sum that has schools enough to be shown.</summary>
    private static async Task<Dictionary<(Guid Place, int Series, string Period), long>> Largest(HubDb db, IReadOnlyCollection<Rollup> sums, CancellationToken cancel)
    {
        var enough = sums.Where(r => r.Places >= Statements.StatedIndicator.FewestOfArea).ToList();
        var (places, series) = (enough.Select(r => r.PlaceId).Distinct().ToList(), enough.Select(r => r.SeriesId).Distinct().ToList());
        if (enough.Count == 0) return [];
        var parts = await db.Read<Contribution>().Where(c => places.Contains(c.PlaceId) && series.Contains(c.SeriesId)).GroupBy(c => new { c.PlaceId, c.SeriesId, c.Period })
            .Select(g => new { g.Key.PlaceId, g.Key.SeriesId, g.Key.Period, Most = g.Max(c => c.Denominator) }).ToListAsync(cancel);
        return parts.ToDictionary(p => (p.PlaceId, p.SeriesId, p.Period), p => p.Most);
    }

    /// <summary>For everybody: neither what was added up nor the exact number of schools.</summary>
    private static Observed OfArea(Rollup r, Series series, Dictionary<(Guid Place, int Series, string Period), long> largest)
    {
        var (value, n, held) = Statements.StatedIndicator.OfArea(series.Unit, r.Numerator, r.Denominator, r.Places, largest.GetValueOrDefault((r.PlaceId, r.SeriesId, r.Period), 0));
        return new(r.PlaceId, series, r.Period, value, null, null, n, null, held, null, 0);
    }

    /// <summary>For the people of the board, who may read what each of its schools stated.</summary>
    private static Observed OfBoard(Rollup r, Series series) => r.Places >= Statements.StatedIndicator.Fewest
        ? new(r.PlaceId, series, r.Period, Statements.StatedIndicator.Value(series.Unit, r.Numerator, r.Denominator), r.Numerator, r.Denominator, r.Places, null, null, null, 0)
        : new(r.PlaceId, series, r.Period, null, null, null, null, null, "A", null, 0);
}
