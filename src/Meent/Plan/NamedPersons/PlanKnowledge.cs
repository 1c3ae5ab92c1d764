using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.PersonalData;
using Meent.People;
using Meent.Places;
using Microsoft.EntityFrameworkCore;

namespace Meent.Plan.NamedPersons;

/// <summary>What plans know about persons: who may do what with them, whom they name, who made and changed them, and names that somebody typed into a text.</summary>
internal static class PlanKnowledge
{
    public static PersonKnowledge All { get; } = new()
    {
        Columns = new Dictionary<string, Fate>(FollowKnowledge.Columns)
        {
            ["plan_plan.made_by"] = Fate.Emptied, ["plan_version.saved_by"] = Fate.Emptied, ["plan_version.why"] = Fate.Emptied, ["plan_version.content"] = Fate.Emptied,
            ["plan_person.person_id"] = Fate.Emptied, ["plan_person.name"] = Fate.Emptied, ["plan_member.person_id"] = Fate.Goes,
        },
        Read = async (services, who, T, cancel) => [await Read(services, who, T, cancel), await FollowKnowledge.Read(services, who, T, cancel)],
        Erase = Erase,
    };

    private static async Task<KnownSection> Read(IServiceProvider services, DataSubject who, Texts T, CancellationToken cancel)
    {
        var db = services.GetRequiredService<HubDb>();
        var plans = await PlanTies.Of(db, who, cancel);
        var names = (await PlacesModule.Find(db, [.. plans.Select(p => p.Plan.PlaceId).Distinct()], cancel)).ToDictionary(p => p.PlaceId, p => p.Name);
        return new("plans", T["Plans that name you"], T["Kept for the place whose plan it is. When you delete the account, the plan stays and your name goes, from earlier versions too."],
        [
            .. plans.Where(p => p.Names(who)).OrderByDescending(p => p.Plan.MadeAt).Select(p => KnownItem.Of(
                new("place", T["Place"], names.GetValueOrDefault(p.Plan.PlaceId, T["A place that is gone"])),
                new("plan", T["Plan"], p.Title),
                p.Plan.MadeBy == who.Id ? new("madeOn", T["Made by you on"], T.Date(p.Plan.MadeAt)) : null,
                p.Members.FirstOrDefault(m => m.PersonId == who.Id) is { } mine ? new("role", T["Your role in it"], PlanWords.Role(mine.Role, T)) : null,
                p.Members.Any(m => m.PersonId == who.Id && m.ByRole != false) ? new("roleCounts", T["It counts"], T["as long as you have a role at the place"]) : null,
                KnownFact.Maybe("named", T["Named in it as"], string.Join(", ", p.People.Where(x => x.PersonId == who.Id).Select(x => x.Name))),
                KnownFact.Maybe("changed", T["Versions that you saved"], string.Join(", ", p.Versions.Where(v => v.SavedBy == who.Id).Select(v => v.Number))),
                KnownFact.Maybe("written", T["Named in what was written"], p.Written(who)))),
        ]);
    }

    private static async Task Erase(IServiceProvider services, DataSubject who, CancellationToken cancel)
    {
        var (db, instead) = (services.GetRequiredService<HubDb>(), Forgetting.SomebodyWhoLeft(services));
        await Replace(db, who, instead, cancel);
        await FollowKnowledge.Erase(db, who, instead, cancel);
        await db.Set<PlanPerson>().Where(p => p.PersonId == who.Id).ExecuteUpdateAsync(s => s.SetProperty(p => p.PersonId, (Guid?)null).SetProperty(p => p.Name, instead), cancel);
        await db.Set<PlanMember>().Where(m => m.PersonId == who.Id).ExecuteDeleteAsync(cancel);
        await db.Set<StoredPlan>().Where(p => p.MadeBy == who.Id).ExecuteUpdateAsync(s => s.SetProperty(p => p.MadeBy, Guid.Empty), cancel);
        await db.Set<PlanVersion>().Where(v => v.SavedBy == who.Id).ExecuteUpdateAsync(s => s.SetProperty(v => v.SavedBy, Guid.Empty), cancel);
    }

    /// <summary>A new address takes the place of the old one in what was written.</summary>
    public static async Task Follow(IServiceProvider services, DataSubject was, string email, CancellationToken cancel)
    {
        var (db, old) = (services.GetRequiredService<HubDb>(), was with { Name = "" });
        await Replace(db, old, email, cancel);
        await FollowKnowledge.Replace(db, old, email, cancel);
    }

    private static async Task Replace(HubDb db, DataSubject who, string instead, CancellationToken cancel)
    {
        foreach (var tied in await PlanTies.Of(db, who, cancel))
        {
            foreach (var v in tied.Versions)
            {
                var content = PlanTexts.Rewritten(v.Content, text => Forgetting.Without(text, who, instead));
                var why = v.Why is { } line ? Forgetting.Without(line, who, instead) : null;
                if (content != v.Content || why != v.Why)
                    await db.Set<PlanVersion>().Where(x => x.PlaceId == v.PlaceId && x.PlanId == v.PlanId && x.Number == v.Number).ExecuteUpdateAsync(s => s.SetProperty(x => x.Content, content).SetProperty(x => x.Why, why), cancel);
            }
            foreach (var p in tied.People)
                if (Forgetting.Without(p.Name, who, instead) is var name && name != p.Name)
                    await db.Set<PlanPerson>().Where(x => x.PlaceId == p.PlaceId && x.PlanId == p.PlanId && x.Slot == p.Slot).ExecuteUpdateAsync(s => s.SetProperty(x => x.Name, name), cancel);
        }
    }
}
