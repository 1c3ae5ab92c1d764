using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.PersonalData;
using Meent.People;
using Meent.Places;
using Meent.Reflect.Appraise;
using Meent.Reflect.Instruments;
using Microsoft.EntityFrameworkCore;

namespace Meent.Reflect.NamedPersons;

/// <summary>Appraisals name those who judged: on top, and in what they wrote of a topic.</summary>
internal static class AppraisalNames
{
    public static IReadOnlyDictionary<string, Fate> Columns { get; } = new Dictionary<string, Fate>
    {
        ["reflect_appraisal.started_by"] = Fate.Emptied, ["reflect_appraisal.saved_by"] = Fate.Emptied, ["reflect_appraisal.finished_by"] = Fate.Emptied,
        ["reflect_appraisal.authors"] = Fate.Emptied, ["reflect_appraisal.content"] = Fate.Emptied,
    };

    public static async Task<KnownSection> Read(IServiceProvider services, DataSubject who, Texts T, CancellationToken cancel)
    {
        var (db, library) = (services.GetRequiredService<HubDb>(), services.GetRequiredService<InstrumentLibrary>());
        var all = await Of(db, who, cancel);
        var ids = all.Select(a => a.PlaceId).Distinct().ToList();
        var places = (await PlacesModule.Find(db, ids, cancel)).ToDictionary(p => p.PlaceId, p => p.Name);
        return new("appraisals", T["Appraisals that name you"], T["Given under names, for the place. When you delete the account, the appraisal stays and your name goes."],
        [
            .. all.OrderByDescending(a => a.StartedAt).Select(a => KnownItem.Of(
                new("place", T["Place"], places.GetValueOrDefault(a.PlaceId, T["A place that is gone"])),
                new("what", T["What was judged"], library.Ladder(a.InstrumentId, a.InstrumentVersion)?.Title.In(T.Language) ?? a.InstrumentId),
                KnownFact.Maybe("authors", T["Judged by"], Forgetting.Found(a.Authors, who)),
                KnownFact.Maybe("written", T["Named in what was written"], Forgetting.Found(a.Content, who)),
                a.StartedBy == who.Id ? new("begunOn", T["Begun by you on"], T.Date(a.StartedAt)) : null,
                a.SavedBy == who.Id ? new("savedOn", T["Saved by you on"], T.Date(a.SavedAt)) : null,
                a.FinishedBy == who.Id && a.FinishedAt is { } finished ? new("finishedOn", T["Finished by you on"], T.Date(finished)) : null)),
        ]);
    }

    public static async Task Erase(HubDb db, DataSubject who, string instead, CancellationToken cancel)
    {
        await Replace(db, who, instead, cancel);
        await db.Set<Appraisal>().Where(a => a.StartedBy == who.Id).ExecuteUpdateAsync(s => s.SetProperty(a => a.StartedBy, Guid.Empty), cancel);
        await db.Set<Appraisal>().Where(a => a.SavedBy == who.Id).ExecuteUpdateAsync(s => s.SetProperty(a => a.SavedBy, Guid.Empty), cancel);
        await db.Set<Appraisal>().Where(a => a.FinishedBy == who.Id).ExecuteUpdateAsync(s => s.SetProperty(a => a.FinishedBy, Guid.Empty), cancel);
    }

    /// <summary>Puts other words in the place of name and address, wherever they can mean this person.</summary>
    public static async Task Replace(HubDb db, DataSubject who, string instead, CancellationToken cancel)
    {
        foreach (var a in await Of(db, who, cancel))
        {
            var (authors, content) = (Forgetting.Without(a.Authors, who, instead), Judgements.Rewritten(a.Content, text => Forgetting.Without(text, who, instead)));
            if (authors == a.Authors && content == a.Content) continue;
            await db.Set<Appraisal>().Where(x => x.PlaceId == a.PlaceId && x.Id == a.Id).ExecuteUpdateAsync(s => s.SetProperty(x => x.Authors, authors).SetProperty(x => x.Content, content), cancel);
        }
    }

    /// <summary>
    /// Appraisals that can mean the person: they worked on it, it holds their address, or it holds their name and was worked on while they had a role there
    /// that another gave them. A name alone proves nothing.
    /// </summary>
    private static async Task<List<Appraisal>> Of(HubDb db, DataSubject who, CancellationToken cancel)
    {
        var held = await db.GivenRoles(who.Id, cancel);
        var worked = held.Select(h => h.Key).ToList();
        var near = await db.Read<Appraisal>().Where(a => worked.Contains(a.PlaceId) || a.StartedBy == who.Id || a.SavedBy == who.Id || a.FinishedBy == who.Id).ToListAsync(cancel);
        return [.. near.Where(a => new[] { a.StartedBy, a.SavedBy, a.FinishedBy }.Contains(who.Id) || Names(a, who with { Name = "" }) || (Names(a, who) && held[a.PlaceId].Any(r => Overlap(r, a))))];
    }

    private static bool Names(Appraisal a, DataSubject who) => Forgetting.Found(a.Authors + "\n" + a.Content, who).Length > 0;

    private static bool Overlap(RoleHeld role, Appraisal a) => role.ApprovedAt <= (a.FinishedAt ?? DateTime.MaxValue) && (role.EndedAt is null || role.EndedAt >= a.StartedAt);
}
