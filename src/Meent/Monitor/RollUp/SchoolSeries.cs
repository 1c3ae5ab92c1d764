using Meent.Foundation.Data;
using Microsoft.EntityFrameworkCore;

namespace Meent.Monitor.RollUp;

/// <summary>The series of what schools say or state: one per indicator and breakdown, made when it is first needed.</summary>
internal static class SchoolSeries
{
    /// <summary>Within the transaction that is open.</summary>
    /// <returns>id by indicator and breakdown, of all that were asked for</returns>
    public static async Task<IReadOnlyDictionary<(string Indicator, string Breakdown), int>> Of(HubDb db, IEnumerable<(Indicator Indicator, string Breakdown)> wanted, CancellationToken cancel)
    {
        var all = wanted.DistinctBy(w => (w.Indicator.Id, w.Breakdown)).ToList();
        var known = await Known(db, all, cancel);
        if (all.All(w => known.ContainsKey((w.Indicator.Id, w.Breakdown)))) return known;
        await VintageBook.Hold(db, cancel);
        // Somebody else may have made them while this waited.
        known = await Known(db, all, cancel);
        var last = await db.Read<Series>().Select(s => (int?)s.Id).MaxAsync(cancel) ?? 0;
        foreach (var (indicator, breakdown) in all.Where(w => !known.ContainsKey((w.Indicator.Id, w.Breakdown))))
        {
            var id = ++last;
            await db.Database.ExecuteSqlAsync($"insert into monitor_series (id, indicator, breakdown, unit, source) values ({id}, {indicator.Id}, {breakdown}, {indicator.Unit}, {ObservationSource.Schools})", cancel);
            known[(indicator.Id, breakdown)] = id;
        }
        return known;
    }

    private static async Task<Dictionary<(string Indicator, string Breakdown), int>> Known(HubDb db, IReadOnlyList<(Indicator Indicator, string Breakdown)> wanted, CancellationToken cancel)
    {
        var ids = wanted.Select(w => w.Indicator.Id).Distinct().ToList();
        var series = await db.Read<Series>().Where(s => ids.Contains(s.Indicator) && s.Source == ObservationSource.Schools).ToListAsync(cancel);
        var units = wanted.Select(w => w.Indicator).DistinctBy(i => i.Id).ToDictionary(i => i.Id, i => i.Unit);
        return series.Where(s => s.Unit == units[s.Indicator]).ToDictionary(s => (s.Indicator, s.Breakdown), s => s.Id);
    }
}
