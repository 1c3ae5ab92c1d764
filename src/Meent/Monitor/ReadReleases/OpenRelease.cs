using Meent.Foundation.Data;
using Meent.Foundation.Time;
using Meent.Monitor.RollUp;
using Microsoft.EntityFrameworkCore;

namespace Meent.Monitor.ReadReleases;

/// <summary>Ends the embargo of a release before its day: from now on everybody sees its figures.</summary>
public sealed class OpenRelease(HubDb db, ReleaseSummary releases, TimeProvider clock)
{
    /// <summary>Series of one statement.</summary>
    private const int AtOnce = 500;

    /// <param name="person">who opens it; named in the trail</param>
    /// <returns>false where it is not under embargo (any more)</returns>
    public async Task<bool> Open(int vintage, Guid person, CancellationToken cancel)
    {
        var isOpened = await db.InTransaction(async () =>
        {
            // An import that becomes whole meanwhile would hide, until the old day, what is opened here.
            await VintageBook.Hold(db, cancel);
            var now = clock.Now();
            if (await db.Set<Vintage>().Where(v => v.Number == vintage && v.IsWhole && v.EmbargoUntil > now).ExecuteUpdateAsync(v => v.SetProperty(x => x.EmbargoUntil, now), cancel) == 0) return false;
            await Tell(vintage, cancel);
            // It was counted against what would be out by its day, and some of that is still closed. Later ones that are closed were counted without it.
            var anew = db.Read<Vintage>().Where(v => v.Number == vintage || (v.Number > vintage && v.EmbargoUntil > now)).Select(v => v.Number);
            await db.Set<ReleaseCount>().Where(r => anew.Contains(r.Vintage)).ExecuteDeleteAsync(cancel);
            await db.Set<KeptRevision>().Where(r => anew.Contains(r.Vintage)).ExecuteDeleteAsync(cancel);
            db.Record(person, "opened figures before their day", Guid.Empty, null, now);
            await db.SaveChangesAsync(cancel);
            return true;
        }, cancel);
        if (isOpened) await releases.CatchUp(cancel);
        return isOpened;
    }

    /// <summary>What comes out first opens the names of what it brought, also where another release hides them for longer.</summary>
    private async Task Tell(int vintage, CancellationToken cancel)
    {
        var hidden = await db.Read<Series>().Where(s => s.ClosedWith != null && s.ClosedWith != vintage).ToDictionaryAsync(s => s.Id, s => s.Indicator, cancel);
        if (hidden.Count > 0)
        {
            var brought = await db.Read<StoredObservation>().Where(o => o.Vintage == vintage).Select(o => o.SeriesId).Distinct().ToListAsync(cancel);
            foreach (var some in brought.Where(hidden.ContainsKey).Chunk(AtOnce))
                await db.Set<Series>().Where(s => some.Contains(s.Id)).ExecuteUpdateAsync(s => s.SetProperty(x => x.ClosedWith, (int?)null), cancel);
            await Name([.. brought.Where(hidden.ContainsKey).Select(s => hidden[s]).Distinct()], cancel);
        }
        await Name(await db.Read<StoredTarget>().Where(t => t.Vintage == vintage).Select(t => t.Indicator).Distinct().ToListAsync(cancel), cancel);
    }

    private async Task Name(IReadOnlyCollection<string> indicators, CancellationToken cancel)
    {
        foreach (var some in indicators.Chunk(AtOnce))
            await db.Set<StoredIndicator>().Where(i => some.Contains(i.Id)).ExecuteUpdateAsync(i => i.SetProperty(x => x.ClosedWith, (int?)null), cancel);
    }
}
