using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.PersonalData;
using Meent.People;
using Meent.Places;
using Microsoft.EntityFrameworkCore;

namespace Meent.Reflect.NamedPersons;

/// <summary>Campaigns that a person called or ended, and those whose letter names them.</summary>
internal static class CampaignSections
{
    public static async Task<KnownSection> Read(HubDb db, DataSubject who, Texts T, CancellationToken cancel)
    {
        var mine = (await About(db, who, cancel)).Where(c => c.CalledBy == who.Id || c.EndedBy == who.Id || Forgetting.Found(c.Letter, who).Length > 0).ToList();
        var places = (await PlacesModule.Find(db, [.. mine.Select(c => c.PlaceId).Distinct()], cancel)).ToDictionary(p => p.PlaceId, p => p.Name);
        return new("campaigns", T["Campaigns that name you"], T["Kept for the board or agency that called them. When you delete the account, nothing in them names you any more."],
        [
            .. mine.OrderByDescending(c => c.CalledAt).Select(c => KnownItem.Of(
                new("place", T["Place"], places.GetValueOrDefault(c.PlaceId, T["A place that is gone"])),
                new("campaign", T["Campaign"], c.Name),
                c.CalledBy == who.Id ? new("calledOn", T["Called by you on"], T.Date(c.CalledAt)) : null,
                c.EndedBy == who.Id ? new("calledOffOn", T["Called off by you on"], c.EndedAt is { } at ? T.Date(at) : "") : null,
                KnownFact.Maybe("letter", T["Named in the letter"], Forgetting.Found(c.Letter, who)))),
        ]);
    }

    public static async Task Erase(HubDb db, DataSubject who, string instead, CancellationToken cancel)
    {
        await Replace(db, who, instead, cancel);
        await db.Set<Campaign>().Where(c => c.CalledBy == who.Id).ExecuteUpdateAsync(s => s.SetProperty(c => c.CalledBy, Guid.Empty), cancel);
        await db.Set<Campaign>().Where(c => c.EndedBy == who.Id).ExecuteUpdateAsync(s => s.SetProperty(c => c.EndedBy, Guid.Empty), cancel);
    }

    /// <summary>Something else takes the place of name and address in letters; of a name only where the person worked, because others have it, too.</summary>
    public static async Task Replace(HubDb db, DataSubject who, string instead, CancellationToken cancel)
    {
        foreach (var campaign in await About(db, who, cancel))
            if (Forgetting.Without(campaign.Letter, who, instead) is var letter && letter != campaign.Letter)
                await db.Set<Campaign>().Where(c => c.PlaceId == campaign.PlaceId && c.Id == campaign.Id).ExecuteUpdateAsync(s => s.SetProperty(c => c.Letter, letter), cancel);
    }

    /// <summary>Campaigns in which a name can mean this person: those they called or ended, and those of places where they had a role.</summary>
    private static async Task<List<Campaign>> About(HubDb db, DataSubject who, CancellationToken cancel)
    {
        var worked = (await db.GivenRoles(who.Id, cancel)).Select(r => r.Key).ToList();
        return await db.Read<Campaign>().Where(c => c.CalledBy == who.Id || c.EndedBy == who.Id || worked.Contains(c.PlaceId)).ToListAsync(cancel);
    }
}
