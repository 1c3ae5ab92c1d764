using Meent.Foundation.Data;
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
        var ids = own.Select(o => o.SeriesId).Distinct().ToList();
        var series = (await db.Read<Series>().Where(s => ids.Contains(s.Id)).ToListAsync(cancel)).ToDictionary(s => s.Id);
        return
        [
            .. own.Select(o => o.Read(series[o.SeriesId])).Concat(sums.Select(r => Read(r, stated[r.SeriesId])))
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
        return [.. sums.Select(r => Read(r, stated[r.SeriesId])).OrderBy(o => o.PlaceId).ThenBy(o => o.Series.Id).ThenBy(o => o.Period, StringComparer.Ordinal)];
    }

    private static bool IsStated(Series s) => s.Source == ObservationSource.Schools && Statements.StatedIndicator.All.Contains(s.Indicator);

    private static async Task<Dictionary<int, Series>> Stated(HubDb db, CancellationToken cancel)
    {
        var all = Statements.StatedIndicator.All;
        return await db.Read<Series>().Where(s => all.Contains(s.Indicator) && s.Source == ObservationSource.Schools).ToDictionaryAsync(s => s.Id, cancel);
    }

    /// <summary>Facts about schools, and no answers of people: shown from three schools.</summary>
    private static Observed Read(Rollup r, Series series) => r.Places >= Statements.StatedIndicator.Fewest
        ? new(r.PlaceId, series, r.Period, Statements.StatedIndicator.Value(series.Unit, r.Numerator, r.Denominator), r.Numerator, r.Denominator, r.Places, null, null, null, 0)
        : new(r.PlaceId, series, r.Period, null, null, null, null, null, "A", null, 0);
}
