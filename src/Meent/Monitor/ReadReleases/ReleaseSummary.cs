using Meent.Foundation.Data;
using Meent.Monitor.RollUp;
using Microsoft.EntityFrameworkCore;

namespace Meent.Monitor.ReadReleases;

/// <summary>Counts what vintages brought, once for each, when they are whole.</summary>
public sealed class ReleaseSummary(HubDb db, Observations observations)
{
    /// <summary>Revisions that are kept of one vintage, the largest ones.</summary>
    public const int MostRevisions = 20;

    /// <summary>Summarises every vintage that has no summary yet; others that do the same at this moment do no harm.</summary>
    /// <returns>how many there were</returns>
    public async Task<int> CatchUp(CancellationToken cancel = default)
    {
        var days = await Days(cancel);
        var done = db.Read<ReleaseCount>();
        var waiting = await observations.Vintages(new Reading(Embargoed: true)).Where(v => v.RowCount > 0 && !done.Any(r => r.Vintage == v.Number)).ToListAsync(cancel);
        foreach (var vintage in waiting.OrderBy(v => v.Number)) await Write(vintage, days, cancel);
        return waiting.Count;
    }

    /// <summary>From when on everybody sees each vintage, as it is said now.</summary>
    private Task<List<VintageDay>> Days(CancellationToken cancel) =>
        db.Read<Vintage>().Where(v => v.IsWhole).OrderBy(v => v.Number).Select(v => new VintageDay(v.Number, v.EmbargoUntil)).ToListAsync(cancel);

    /// <param name="days">read before anything was counted</param>
    private async Task Write(Vintage vintage, List<VintageDay> days, CancellationToken cancel)
    {
        var (counts, revisions) = (await Counts(vintage, cancel), await Revisions(vintage, cancel));
        // A vintage of targets only brought no observation, and is done all the same.
        if (counts.Count == 0) counts.Add(new("", 0, 0, 0, "", ""));
        await db.InTransaction(async () =>
        {
            await VintageBook.Hold(db, cancel);
            // Opened meanwhile, itself or one before it: what was counted may tell what is still closed. Next time it is counted anew.
            if (!days.Where(Before).SequenceEqual((await Days(cancel)).Where(Before))) return;
            if (await db.Read<ReleaseCount>().AnyAsync(r => r.Vintage == vintage.Number, cancel)) return;
            db.AddRange(counts.Select(c => new ReleaseCount
            {
                Vintage = vintage.Number, Indicator = c.Indicator, Added = c.Added, Revised = c.Revised, Kept = c.Rows - c.Added - c.Revised, FromPeriod = c.FromPeriod, ToPeriod = c.ToPeriod,
            }));
            db.AddRange(revisions.Select(r => new KeptRevision { PlaceId = r.PlaceId, Vintage = vintage.Number, SeriesId = r.SeriesId, Period = r.Period, Was = r.Was, Value = r.Value }));
            await db.SaveChangesAsync(cancel);
        }, cancel);

        bool Before(VintageDay day) => day.Number <= vintage.Number;
    }

    // What was hidden while this vintage was to be seen must not be told by how it changed: only vintages that were open by then come before it.
    private Task<List<CountedRelease>> Counts(Vintage vintage, CancellationToken cancel)
    {
        var (number, since) = (vintage.Number, vintage.EmbargoUntil ?? vintage.MadeAt);
        return db.Database.SqlQuery<CountedRelease>($"""
            select s.indicator as "Indicator", count(*) as "Rows", sum(case when o.earlier is null then 1 else 0 end) as "Added",
              sum(case when o.earlier is not null and o.value is distinct from b.value then 1 else 0 end) as "Revised",
              min(coalesce(o.reference, o.period)) as "FromPeriod", max(coalesce(o.reference, o.period)) as "ToPeriod"
            from (select n.*, (select max(p.vintage) from monitor_observation p
                where p.place_id = n.place_id and p.series_id = n.series_id and p.period = n.period
                  and p.vintage in (select number from monitor_vintage where number < {number} and is_whole and (embargo_until is null or embargo_until <= {since}))) as earlier
              from monitor_observation n where n.vintage = {number}) o
            join monitor_series s on s.id = o.series_id
            left join monitor_observation b on b.place_id = o.place_id and b.series_id = o.series_id and b.period = o.period and b.vintage = o.earlier
            group by s.indicator
            """).ToListAsync(cancel);
    }

    private Task<List<CountedRevision>> Revisions(Vintage vintage, CancellationToken cancel)
    {
        var (number, since) = (vintage.Number, vintage.EmbargoUntil ?? vintage.MadeAt);
        return db.Database.SqlQuery<CountedRevision>($"""
            select o.place_id as "PlaceId", o.series_id as "SeriesId", o.period as "Period", b.value as "Was", o.value as "Value"
            from (select n.*, (select max(p.vintage) from monitor_observation p
                where p.place_id = n.place_id and p.series_id = n.series_id and p.period = n.period
                  and p.vintage in (select number from monitor_vintage where number < {number} and is_whole and (embargo_until is null or embargo_until <= {since}))) as earlier
              from monitor_observation n where n.vintage = {number}) o
            join monitor_observation b on b.place_id = o.place_id and b.series_id = o.series_id and b.period = o.period and b.vintage = o.earlier
            where o.value is distinct from b.value
            order by abs(coalesce(o.value, 0) - coalesce(b.value, 0)) desc, o.place_id, o.series_id, o.period limit {MostRevisions}
            """).ToListAsync(cancel);
    }

    private sealed record VintageDay(int Number, DateTime? EmbargoUntil);

    private sealed record CountedRelease(string Indicator, long Rows, long Added, long Revised, string FromPeriod, string ToPeriod);

    private sealed record CountedRevision(Guid PlaceId, int SeriesId, string Period, decimal? Was, decimal? Value);
}
