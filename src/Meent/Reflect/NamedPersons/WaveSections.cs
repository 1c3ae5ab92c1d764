using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.PersonalData;
using Meent.People;
using Meent.Places;
using Microsoft.EntityFrameworkCore;

namespace Meent.Reflect.NamedPersons;

/// <summary>Samples of schools that a person drew, and those whose reason names them.</summary>
internal static class WaveSections
{
    public static async Task<KnownSection> Read(HubDb db, DataSubject who, Texts T, CancellationToken cancel)
    {
        var mine = (await About(db, who, cancel)).Where(w => w.DrawnBy == who.Id || Forgetting.Found(w.Reason, who).Length > 0).ToList();
        var places = (await PlacesModule.Find(db, [.. mine.Select(w => w.PlaceId).Distinct()], cancel)).ToDictionary(p => p.PlaceId, p => p.Name);
        return new("samples", T["Samples of schools that name you"], T["Kept for the agency that drew them. When you delete the account, nothing in them names you any more."],
        [
            .. mine.OrderByDescending(w => w.DrawnAt).Select(w => KnownItem.Of(
                new("place", T["Place"], places.GetValueOrDefault(w.PlaceId, T["A place that is gone"])),
                new("sample", T["Sample"], w.Name),
                w.DrawnBy == who.Id ? new("drawnOn", T["Drawn by you on"], T.Date(w.DrawnAt)) : null,
                KnownFact.Maybe("reason", T["Named in the reason"], Forgetting.Found(w.Reason, who)))),
        ]);
    }

    public static async Task Erase(HubDb db, DataSubject who, string instead, CancellationToken cancel)
    {
        await Replace(db, who, instead, cancel);
        await db.Set<Wave>().Where(w => w.DrawnBy == who.Id).ExecuteUpdateAsync(s => s.SetProperty(w => w.DrawnBy, Guid.Empty), cancel);
    }

    /// <summary>Something else takes the place of name and address in reasons; of a name only where the person worked, because others have it, too.</summary>
    public static async Task Replace(HubDb db, DataSubject who, string instead, CancellationToken cancel)
    {
        foreach (var wave in await About(db, who, cancel))
            if (Forgetting.Without(wave.Reason, who, instead) is var reason && reason != wave.Reason)
                await db.Set<Wave>().Where(w => w.PlaceId == wave.PlaceId && w.Id == wave.Id).ExecuteUpdateAsync(s => s.SetProperty(w => w.Reason, reason), cancel);
    }

    /// <summary>Samples in which a name can mean this person: those they drew, and those of places where they had a role.</summary>
    private static async Task<List<Wave>> About(HubDb db, DataSubject who, CancellationToken cancel)
    {
        var worked = (await db.GivenRoles(who.Id, cancel)).Select(r => r.Key).ToList();
        return await db.Read<Wave>().Where(w => w.DrawnBy == who.Id || worked.Contains(w.PlaceId)).ToListAsync(cancel);
    }
}
