using Meent.Foundation.Data;
using Meent.Foundation.Time;
using Meent.People;
using Meent.Places;
using Meent.Reflect;
using Meent.Reflect.Instruments;
using Microsoft.Extensions.DependencyInjection;

namespace Meent.Tests.Reflect.Campaigns;

/// <summary>Campaigns made straight in the database, as the pages would make them.</summary>
public static class TestCampaigns
{
    /// <summary>A campaign from today for two weeks.</summary>
    public static async Task<Campaign> AddCampaign(this TestHub hub, Place caller, Person by, string instrument, params IReadOnlyCollection<Place> schools)
    {
        var (found, today) = (hub.Services.GetRequiredService<InstrumentLibrary>().Latest(instrument)!, hub.Clock.Today());
        var campaign = new Campaign
        {
            PlaceId = caller.PlaceId, Id = Ids.New(), AreaId = caller.PlaceId, Name = "Together", InstrumentId = found.Id, InstrumentVersion = found.Version,
            OpensOn = today, ClosesOn = today.AddDays(14), CalledAt = hub.Clock.Now(), CalledBy = by.Id,
        };
        await hub.Change(db =>
        {
            db.Add(campaign);
            db.AddRange(schools.Select(s => new CampaignSchool { PlaceId = s.PlaceId, CampaignId = campaign.Id, CallerId = caller.PlaceId }));
        });
        return campaign;
    }
}
