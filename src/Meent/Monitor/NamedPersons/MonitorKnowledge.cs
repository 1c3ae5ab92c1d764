using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.PersonalData;
using Meent.People;
using Meent.Places;
using Microsoft.EntityFrameworkCore;

namespace Meent.Monitor.NamedPersons;

/// <summary>What this module knows about persons: who made a study, as somebody typed it.</summary>
internal static class MonitorKnowledge
{
    public static PersonKnowledge All { get; } = new()
    {
        Columns = new Dictionary<string, Fate> { ["monitor_study.authors"] = Fate.Emptied },
        Read = Read,
        Erase = (services, who, cancel) => Replace(services.GetRequiredService<HubDb>(), who, Forgetting.SomebodyWhoLeft(services), cancel),
    };

    /// <summary>A new address takes the place of the old one.</summary>
    public static Task Follow(IServiceProvider services, DataSubject was, string email, CancellationToken cancel) =>
        Replace(services.GetRequiredService<HubDb>(), was with { Name = "" }, email, cancel);

    private static async Task<IReadOnlyList<KnownSection>> Read(IServiceProvider services, DataSubject who, Texts T, CancellationToken cancel)
    {
        var db = services.GetRequiredService<HubDb>();
        var studies = await About(db, who, cancel);
        var places = (await PlacesModule.Find(db, [.. studies.Select(s => s.PlaceId).Distinct()], cancel)).ToDictionary(p => p.PlaceId, p => p.Name);
        return
        [
            new("studies", T["Studies that name you"], T["Kept for the place that wrote the study down. When you delete the account, the study stays and your name goes."],
            [
                .. studies.OrderByDescending(s => s.WrittenAt).Select(s => KnownItem.Of(
                    new("place", T["Place"], places.GetValueOrDefault(s.PlaceId, T["A place that is gone"])),
                    new("study", T["Study"], s.Title),
                    new("named", T["Named in it as"], Forgetting.Found(s.Authors, who)))),
            ]),
        ];
    }

    private static async Task Replace(HubDb db, DataSubject who, string instead, CancellationToken cancel)
    {
        foreach (var study in await About(db, who, cancel))
        {
            var authors = Forgetting.Without(study.Authors, who, instead);
            await db.Set<StoredStudy>().Where(s => s.PlaceId == study.PlaceId && s.Id == study.Id).ExecuteUpdateAsync(s => s.SetProperty(x => x.Authors, authors), cancel);
        }
    }

    /// <summary>Studies whose authors are this person: by the address anywhere, by the name only where they had a role, because others have it, too.</summary>
    private static async Task<List<StoredStudy>> About(HubDb db, DataSubject who, CancellationToken cancel)
    {
        var worked = await db.GivenRoles(who.Id, cancel);
        var all = await db.Read<StoredStudy>().ToListAsync(cancel);
        return all.FindAll(s => Forgetting.Found(s.Authors, worked.Contains(s.PlaceId) ? who : who with { Name = "" }).Length > 0);
    }
}
