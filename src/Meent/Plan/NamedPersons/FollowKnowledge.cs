using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.PersonalData;
using Meent.People;
using Microsoft.EntityFrameworkCore;

namespace Meent.Plan.NamedPersons;

/// <summary>What check-ins and reviews know about persons: who wrote them, and names that somebody typed into them.</summary>
internal static class FollowKnowledge
{
    public static IReadOnlyDictionary<string, Fate> Columns { get; } = new Dictionary<string, Fate>
    {
        ["plan_checkin.said_by"] = Fate.Emptied, ["plan_checkin.line"] = Fate.Emptied, ["plan_review.written_by"] = Fate.Emptied, ["plan_review.decided"] = Fate.Emptied,
    };

    public static async Task<KnownSection> Read(IServiceProvider services, DataSubject who, Texts T, CancellationToken cancel)
    {
        var (checkIns, reviews) = await About(services.GetRequiredService<HubDb>(), who, cancel);
        return new("planWork", T["What you said about plans"], T["Kept with the plan, so that others can see how it went. When you delete the account, the lines stay and your name goes."],
        [
            .. checkIns.Where(c => c.SaidBy == who.Id || Forgetting.Found(c.Line, who).Length > 0).OrderByDescending(c => c.SaidAt).Select(c => KnownItem.Of(
                new("on", T["On"], T.Date(c.SaidAt)),
                c.SaidBy == who.Id ? new("state", T["How it goes"], FollowWords.State(c.State, T)) : null,
                c.SaidBy == who.Id ? KnownFact.Maybe("line", T["In one line"], c.Line) : null,
                KnownFact.Maybe("named", T["Named in what was written"], Forgetting.Found(c.Line, who)))),
            .. reviews.Where(r => r.WrittenBy == who.Id || Forgetting.Found(r.Decided, who).Length > 0).OrderByDescending(r => r.WrittenAt).Select(r => KnownItem.Of(
                new("on", T["On"], T.Date(r.WrittenAt)),
                r.WrittenBy == who.Id ? new("decided", T["What was decided"], r.Decided) : null,
                KnownFact.Maybe("named", T["Named in what was written"], Forgetting.Found(r.Decided, who)))),
        ]);
    }

    public static async Task Erase(HubDb db, DataSubject who, string instead, CancellationToken cancel)
    {
        await Replace(db, who, instead, cancel);
        await db.Set<StoredCheckIn>().Where(c => c.SaidBy == who.Id).ExecuteUpdateAsync(s => s.SetProperty(c => c.SaidBy, Guid.Empty), cancel);
        await db.Set<StoredReview>().Where(r => r.WrittenBy == who.Id).ExecuteUpdateAsync(s => s.SetProperty(r => r.WrittenBy, Guid.Empty), cancel);
    }

    /// <summary>Something else takes the place of name and address in what was written.</summary>
    public static async Task Replace(HubDb db, DataSubject who, string instead, CancellationToken cancel)
    {
        var (checkIns, reviews) = await About(db, who, cancel);
        foreach (var c in checkIns)
            if (Forgetting.Without(c.Line, who, instead) is var line && line != c.Line)
                await db.Set<StoredCheckIn>().Where(x => x.PlaceId == c.PlaceId && x.PlanId == c.PlanId && x.MeasureId == c.MeasureId && x.Id == c.Id).ExecuteUpdateAsync(s => s.SetProperty(x => x.Line, line), cancel);
        foreach (var r in reviews)
            if (Forgetting.Without(r.Decided, who, instead) is var decided && decided != r.Decided)
                await db.Set<StoredReview>().Where(x => x.PlaceId == r.PlaceId && x.PlanId == r.PlanId && x.Id == r.Id).ExecuteUpdateAsync(s => s.SetProperty(x => x.Decided, decided), cancel);
    }

    /// <summary>What the person wrote, and what others wrote about plans that can mean them; of a plan that is gone, all at places where they had a role.</summary>
    private static async Task<(List<StoredCheckIn> CheckIns, List<StoredReview> Reviews)> About(HubDb db, DataSubject who, CancellationToken cancel)
    {
        var plans = (await PlanTies.Of(db, who, cancel)).Select(t => t.Plan.Id).ToList();
        var worked = (await db.GivenRoles(who.Id, cancel)).Select(r => r.Key).ToList();
        var checkIns = await db.Read<StoredCheckIn>().Where(c => c.SaidBy == who.Id || plans.Contains(c.PlanId) || worked.Contains(c.PlaceId)).ToListAsync(cancel);
        var reviews = await db.Read<StoredReview>().Where(r => r.WrittenBy == who.Id || plans.Contains(r.PlanId) || worked.Contains(r.PlaceId)).ToListAsync(cancel);
        var ids = checkIns.Select(c => c.PlanId).Concat(reviews.Select(r => r.PlanId)).Distinct().ToList();
        var others = (await db.Read<StoredPlan>().Where(p => ids.Contains(p.Id)).Select(p => p.Id).ToListAsync(cancel)).Except(plans).ToHashSet();
        return ([.. checkIns.Where(c => c.SaidBy == who.Id || !others.Contains(c.PlanId))], [.. reviews.Where(r => r.WrittenBy == who.Id || !others.Contains(r.PlanId))]);
    }
}
