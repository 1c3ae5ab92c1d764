using Meent.Foundation;
using Meent.Foundation.Data;
using Meent.Foundation.Time;
using Meent.People;
using Meent.Places;
using Meent.Reflect.DrawWave;
using Meent.Reflect.EstimateWave;
using Meent.Reflect.Instruments;
using Microsoft.EntityFrameworkCore;

namespace Meent.Reflect.Demonstrate;

/// <summary>The agency's survey of last spring: a sample of the country, drawn and decided by the same code as a real one.</summary>
internal sealed class DemonstrationWave(IServiceProvider services, DateOnly spring)
{
    private const string Seed = "canal";

    private static readonly WaveRules Rules = new(["primary", "secondary"], StrataBy.RegionAndSector, Total: 22, Minimum: 2, Each: null, Reserves: 1);

    private readonly HubDb db = services.GetRequiredService<HubDb>();

    private static Guid CalledBy => DemonstrationAccount.All[6].Id;

    /// <param name="spring">the day on which the schools' last rounds opened</param>
    public static async Task Write(IServiceProvider services, DateOnly spring, CancellationToken cancel) => await new DemonstrationWave(services, spring).Write(cancel);

    private async Task Write(CancellationToken cancel)
    {
        var (places, library, drawnOn) = (services.GetRequiredService<PlaceDirectory>(), services.GetRequiredService<InstrumentLibrary>(), spring.AddDays(-30));
        if (library.Latest("school") is not { } instrument || await places.Find((await Countries.Ensure(db, cancel))["NL"], cancel) is not { } country) return;
        var frame = WaveFrame.Of(await WaveCallers.Frame(db, places, country, instrument, Rules.Kinds, drawnOn, cancel), Rules.By);
        if (WavePreview.Of(frame, Rules, new Dictionary<string, string>()) is not { } preview) return;
        var (id, at) = (Ids.Named("demonstration wave"), Clock.Cut(drawnOn.ToDateTime(new TimeOnly(9, 0), DateTimeKind.Utc)));
        var asked = Schools(frame, preview, id, at);
        var rounds = await db.Read<Round>().Where(r => r.OpensOn == spring && r.InstrumentId == "school" && r.ClosedAt != null).ToDictionaryAsync(r => r.PlaceId, r => r.Id, cancel);
        await db.InTransaction(async () =>
        {
            db.Add(new Wave
            {
                PlaceId = DemonstrationSchool.Agency, Id = id, Number = 1, Name = $"School survey {spring.Year}", AreaId = country.PlaceId, InstrumentId = "school", InstrumentVersion = instrument.Version,
                FrameDay = drawnOn, Rules = Rules.ToJson(), Seed = Seed, FrameHash = preview.Fingerprint, DrawnAt = at, DrawnBy = CalledBy, CampaignId = id,
            });
            db.Add(new Campaign
            {
                PlaceId = DemonstrationSchool.Agency, Id = id, AreaId = country.PlaceId, Name = $"School survey {spring.Year}", InstrumentId = "school", InstrumentVersion = instrument.Version,
                OpensOn = spring, ClosesOn = spring.AddDays(21), Letter = "Your school was drawn by chance. It stands for others like it.", CalledAt = at, CalledBy = CalledBy,
            });
            db.AddRange(StoreWave.Strata(id, DemonstrationSchool.Agency, preview));
            db.AddRange(asked);
            db.AddRange(asked.Where(s => s is { AskedAt: not null, DeclinedAt: null }).Select(s => new CampaignSchool
            {
                PlaceId = s.PlaceId, CampaignId = id, CallerId = DemonstrationSchool.Agency, RoundId = rounds.TryGetValue(s.PlaceId, out var round) ? round : null,
            }));
            await db.SaveChangesAsync(cancel);
        }, cancel);
        db.ChangeTracker.Clear();
        await new DecideWaves(db, library, services.GetRequiredService<Settings>() with { Demonstration = true }, services.GetRequiredService<TimeProvider>(), services.GetRequiredService<ILogger<DecideWaves>>()).Run(cancel);
    }

    /// <summary>The schools as they were drawn; reserves were not needed.</summary>
    private static List<WaveSchool> Schools(WaveFrame frame, WavePreview preview, Guid id, DateTime at)
    {
        var schools = new List<WaveSchool>();
        for (var h = 0; h < frame.Strata.Count; h++)
            foreach (var (rank, school) in Draw.Order(Seed, frame.Strata[h].Schools).Take(preview.Drawn[h] + preview.Reserves[h]).Index())
                schools.Add(new() { PlaceId = school, WaveId = id, CallerId = DemonstrationSchool.Agency, Stratum = h + 1, Rank = rank + 1, AskedAt = rank < preview.Drawn[h] ? at : null });
        return schools;
    }
}
