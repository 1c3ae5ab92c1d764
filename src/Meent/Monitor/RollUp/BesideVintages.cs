using Meent.Foundation.Data;
using Meent.Places;
using Microsoft.EntityFrameworkCore;

namespace Meent.Monitor.RollUp;

/// <summary>What came in with no vintage, for the people of a school or board: its own values, and the sums of what the board's schools state. Areas have none.</summary>
internal static class BesideVintages
{
    /// <summary>All of a place, of one indicator or of all.</summary>
    public static async Task<IReadOnlyList<Observed>> Of(HubDb db, Guid place, string? indicator, string? breakdown, CancellationToken cancel)
    {
        var own = await db.Read<OwnValue>().Where(o => o.PlaceId == place).ToListAsync(cancel);
        var stated = indicator is null || Statements.StatedIndicator.All.Contains(indicator) ? await Stated(db, cancel) : [];
        var sums = await Sums(db, place, stated, cancel);
        var newest = await Newest(db, place, sums, cancel);
        if (own.Count == 0 && sums.Count == 0) return [];
        var ids = own.Select(o => o.SeriesId).Distinct().ToList();
        var series = (await db.Read<Series>().Where(s => ids.Contains(s.Id)).ToListAsync(cancel)).ToDictionary(s => s.Id);
        return
        [
            .. own.Select(o => o.Read(series[o.SeriesId])).Concat(sums.Select(r => OfBoard(r, stated[r.SeriesId], newest.GetValueOrDefault((r.SeriesId, r.Period)))))
                .Where(o => (indicator is null || o.Series.Indicator == indicator) && (breakdown is null || o.Series.Breakdown == breakdown))
                .OrderBy(o => o.Series.Id).ThenBy(o => o.Period, StringComparer.Ordinal),
        ];
    }

    private static async Task<Dictionary<int, Series>> Stated(HubDb db, CancellationToken cancel)
    {
        var all = Statements.StatedIndicator.All;
        return await db.Read<Series>().Where(s => all.Contains(s.Indicator) && s.Source == ObservationSource.Schools).ToDictionaryAsync(s => s.Id, cancel);
    }

    /// <summary>Of a board only: those of an area move with every statement, and so would tell of it. Areas have what was published.</summary>
    private static async Task<IReadOnlyList<Rollup>> Sums(HubDb db, Guid place, Dictionary<int, Series> stated, CancellationToken cancel)
    {
        if (stated.Count == 0 || (await PlacesModule.Find(db, place, cancel))?.Kind != PlaceKind.Board) return [];
        var ids = stated.Keys.ToList();
        return await db.Read<Rollup>().Where(r => r.PlaceId == place && ids.Contains(r.SeriesId)).ToListAsync(cancel);
    }

    /// <summary>When the newest statement in each sum was made.</summary>
    private static async Task<Dictionary<(int Series, string Period), DateOnly?>> Newest(HubDb db, Guid place, IReadOnlyList<Rollup> sums, CancellationToken cancel)
    {
        if (sums.Count == 0) return [];
        var ids = sums.Select(r => r.SeriesId).Distinct().ToList();
        var days = db.Read<Contribution>().Where(c => c.PlaceId == place && c.SchoolId != place && ids.Contains(c.SeriesId)).GroupBy(c => new { c.SeriesId, c.Period }).Select(g => new { g.Key.SeriesId, g.Key.Period, On = g.Max(c => c.CountedOn) });
        return await days.ToDictionaryAsync(d => (d.SeriesId, d.Period), d => (DateOnly?)d.On, cancel);
    }

    /// <summary>For the people of the board, who may read what each of its schools stated.</summary>
    private static Observed OfBoard(Rollup r, Series series, DateOnly? newest) => r.Places >= Statements.StatedIndicator.Fewest
        ? new(r.PlaceId, series, r.Period, Statements.StatedIndicator.Value(series.Unit, r.Numerator, r.Denominator), r.Numerator, r.Denominator, r.Places, null, null, null, 0) { NewestOn = newest }
        : new(r.PlaceId, series, r.Period, null, null, null, null, null, "A", null, 0);
}
