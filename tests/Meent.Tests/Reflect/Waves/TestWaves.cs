using Meent.Foundation.Data;
using Meent.Foundation.Time;
using Meent.People;
using Meent.Places;
using Meent.Reflect;
using Meent.Reflect.DrawWave;
using Meent.Reflect.Instruments;
using Meent.Tests.Authorisation;
using Meent.Tests.Reflect.Campaigns;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Meent.Tests.Reflect.Waves;

/// <summary>Samples made straight in the database, as the pages would make them.</summary>
public static class TestWaves
{
    /// <summary>A sample of all of these schools but the last, which stands in reserve, in one stratum.</summary>
    /// <param name="invited">with a campaign of today</param>
    public static async Task<Wave> AddWave(this TestHub hub, Place agency, Guid area, Person by, bool invited, params IReadOnlyList<Place> schools)
    {
        var instrument = hub.Services.GetRequiredService<InstrumentLibrary>().Latest("school")!;
        var campaign = invited ? await hub.AddCampaign(agency, by, "school", [.. schools.SkipLast(1)]) : null;
        var (id, now) = (Ids.New(), hub.Clock.Now());
        var wave = new Wave
        {
            PlaceId = agency.PlaceId, Id = id, Number = invited ? 2 : 1, Name = "School survey", AreaId = area, InstrumentId = "school", InstrumentVersion = instrument.Version,
            FrameDay = hub.Clock.Today(), Rules = new WaveRules([], StrataBy.Sector, schools.Count - 1, 0, null, 1).ToJson(), Seed = "meadow", FrameHash = new string('a', 64),
            Reason = invited ? "The first one was too small." : "", DrawnAt = now, DrawnBy = by.Id, CampaignId = campaign?.Id,
        };
        await hub.Change(db =>
        {
            db.Add(wave);
            db.Add(new WaveStratum { PlaceId = agency.PlaceId, WaveId = id, Number = 1, Sector = "primary", Frame = schools.Count + 3, Drawn = schools.Count - 1, Reserves = 1 });
            db.AddRange(schools.Select((s, i) => new WaveSchool { PlaceId = s.PlaceId, WaveId = id, CallerId = agency.PlaceId, Stratum = 1, Rank = i + 1, AskedAt = invited && i < schools.Count - 1 ? now : null }));
        });
        return wave;
    }

    /// <summary>All schools were asked and have closed their rounds; the last day was yesterday.</summary>
    public static async Task<List<Round>> CloseAll(this TestHub hub, Wave wave, Place country, IEnumerable<Place> schools, Guid by)
    {
        var rounds = schools.Select(s => AuthorisationRounds.Make(s.PlaceId, RoundState.Closed, by, hub.Clock)).ToList();
        await hub.Change(db =>
        {
            db.AddRange(rounds);
            db.Add(new Campaign
            {
                PlaceId = wave.PlaceId, Id = wave.Id, AreaId = country.PlaceId, Name = "Survey", InstrumentId = "school", InstrumentVersion = wave.InstrumentVersion,
                OpensOn = hub.Clock.Today().AddDays(-20), ClosesOn = hub.Clock.Today().AddDays(-1), CalledAt = hub.Clock.Now().AddDays(-30), CalledBy = by,
            });
            db.AddRange(rounds.Select(r => new CampaignSchool { PlaceId = r.PlaceId, CampaignId = wave.Id, CallerId = wave.PlaceId, RoundId = r.Id }));
        });
        await hub.Look(db => db.Set<Wave>().ExecuteUpdateAsync(s => s.SetProperty(w => w.CampaignId, wave.Id)));
        await hub.Look(db => db.Set<WaveSchool>().ExecuteUpdateAsync(s => s.SetProperty(w => w.AskedAt, hub.Clock.Now())));
        return rounds;
    }
}
