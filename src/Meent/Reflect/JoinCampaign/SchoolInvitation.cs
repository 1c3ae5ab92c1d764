using Meent.Foundation.Data;
using Meent.Places;
using Meent.Reflect.Instruments;
using Microsoft.EntityFrameworkCore;

namespace Meent.Reflect.JoinCampaign;

/// <summary>A campaign that a school is invited to and has not begun with.</summary>
/// <param name="Caller">name of the board or agency</param>
/// <param name="Title">of what is asked, in the languages of the instrument</param>
public sealed record SchoolInvitation(Guid SchoolId, Campaign Campaign, string Caller, Foundation.Localisation.LocalizedText Title)
{
    /// <summary>Invitations to schools that still stand on a day, the one that ends first on top.</summary>
    internal static async Task<IReadOnlyList<SchoolInvitation>> To(HubDb db, InstrumentLibrary library, IReadOnlyCollection<Guid> schools, DateOnly today, string language, CancellationToken cancel)
    {
        if (schools.Count == 0) return [];
        var invited = await (
            from s in db.Read<CampaignSchool>()
            where schools.Contains(s.PlaceId)
            from r in db.Read<Round>().Where(r => r.PlaceId == s.PlaceId && r.Id == s.RoundId && r.CancelledAt == null).DefaultIfEmpty()
            where r == null
            select new { s.PlaceId, s.CampaignId, s.CallerId }).ToListAsync(cancel);
        var (callers, ids) = (invited.Select(i => i.CallerId).Distinct().ToList(), invited.Select(i => i.CampaignId).Distinct().ToList());
        var campaigns = await db.Read<Campaign>().Where(c => callers.Contains(c.PlaceId) && ids.Contains(c.Id) && c.EndedAt == null && c.ClosesOn >= today).ToDictionaryAsync(c => c.Id, cancel);
        var names = (await PlacesModule.Find(db, callers, language, cancel)).ToDictionary(p => p.PlaceId, p => p.Name);
        return
        [
            .. from i in invited
               where campaigns.ContainsKey(i.CampaignId)
               let campaign = campaigns[i.CampaignId]
               let instrument = library.Get(campaign.InstrumentId, campaign.InstrumentVersion)
               where instrument is not null
               orderby campaign.ClosesOn, campaign.Id
               select new SchoolInvitation(i.PlaceId, campaign, names.GetValueOrDefault(i.CallerId, ""), instrument.Title),
        ];
    }
}
