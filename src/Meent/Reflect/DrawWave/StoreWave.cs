using Meent.Foundation.Data;
using Meent.Foundation.Time;
using Meent.People;
using Microsoft.EntityFrameworkCore;

namespace Meent.Reflect.DrawWave;

/// <summary>Draws and keeps a sample, under the next number of its agency.</summary>
internal sealed class StoreWave(HubDb db, Me me, TimeProvider clock)
{
    /// <returns>false where somebody else drew at the same moment: nothing is kept then</returns>
    public async Task<bool> Store(Guid id, Guid agency, WavePlan plan, WavePreview preview, CancellationToken cancel)
    {
        // What nobody could know before: otherwise seeds could be tried elsewhere until a sample suits.
        plan = plan with { Seed = $"{plan.Seed}-{Ids.Code()}" };
        try
        {
            await db.InTransaction(async () =>
            {
                var number = (await db.Read<Wave>().Where(w => w.PlaceId == agency).MaxAsync(w => (int?)w.Number, cancel) ?? 0) + 1;
                db.Add(Made(id, agency, number, plan, preview));
                db.AddRange(Strata(id, agency, preview));
                db.Record(me.Id, "drew a sample", agency, id, clock.Now());
                await db.SaveChangesAsync(cancel);
                await db.BulkInsertInto("reflect_wave_school", ["place_id", "wave_id", "caller_id", "stratum", "rank"], Schools(id, agency, plan.Seed, preview), cancel);
            }, cancel);
            return true;
        }
        catch (DbUpdateException e) when (UniqueViolation.Is(e))
        {
            db.ChangeTracker.Clear();
            return await db.Read<Wave>().AnyAsync(w => w.Id == id && w.PlaceId == agency, cancel);
        }
    }

    private Wave Made(Guid id, Guid agency, int number, WavePlan plan, WavePreview preview) => new()
    {
        PlaceId = agency, Id = id, Number = number, Name = plan.Name, AreaId = plan.Area.PlaceId, InstrumentId = plan.Instrument.Id, InstrumentVersion = plan.Instrument.Version,
        FrameDay = plan.Day, Rules = plan.Rules.ToJson(), Seed = plan.Seed, FrameHash = preview.Fingerprint, Reason = plan.Reason, DrawnAt = clock.Now(), DrawnBy = me.Id,
    };

    internal static IEnumerable<WaveStratum> Strata(Guid id, Guid agency, WavePreview preview) => preview.Frame.Strata.Select((s, h) => new WaveStratum
    {
        PlaceId = agency, WaveId = id, Number = h + 1, Region = s.Region, Sector = s.Sector, Frame = s.Schools.Count, Drawn = preview.Drawn[h], Reserves = preview.Reserves[h],
    });

    internal static IEnumerable<object?[]> Schools(Guid id, Guid agency, string seed, WavePreview preview) => preview.Frame.Strata.SelectMany((s, h) =>
        Draw.Order(seed, s.Schools).Take(preview.Drawn[h] + preview.Reserves[h]).Select((school, rank) => new object?[] { school, id, agency, h + 1, rank + 1 }));
}
