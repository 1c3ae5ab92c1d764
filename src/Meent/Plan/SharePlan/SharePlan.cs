using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Time;
using Meent.Foundation.Web;
using Meent.People;
using Microsoft.EntityFrameworkCore;

namespace Meent.Plan.SharePlan;

/// <summary>Who may do what with a plan, whether everybody may read it, and where it stands as a whole.</summary>
internal static class SharePlan
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/plans/{planId:guid}/people", Show).RequireAuthorization();
        routes.MapPost("/plans/{planId:guid}/people", Change).RequireAuthorization().StepUp("public", "add");
    }

    private static async Task<IResult> Show(Guid planId, PlanStore store, HubDb db, Me me, CancellationToken cancel) =>
        await store.Read(planId, me, cancel) is { Owns: true } plan ? await Shown(plan, db, new(null, PlanRoles.Contributor), FormErrors.None, 200, cancel) : Page.NotFound();

    private static async Task<IResult> Change(Guid planId, Posted posted, PlanStore store, HubDb db, Me me, TimeProvider clock, Texts T, CancellationToken cancel)
    {
        if (await store.Read(planId, me, cancel) is not { Owns: true } plan) return Page.NotFound();
        var (errors, form) = (posted.Errors(T), new MemberForm(posted["email"], posted["role"]));
        var kept = !errors.Any && posted["act"] switch
        {
            "add" => await Add(plan, form, db, errors, T, cancel) is { } add && await Kept("let somebody into a plan", add, plan, store, db, me, clock, cancel),
            "end" when Guid.TryParse(posted["person"], out var person) => await Kept("took somebody out of a plan", p => End(db, p, person, cancel), plan, store, db, me, clock, cancel),
            "public" => await Kept("made a plan public", p => Task.FromResult(p.IsPublic = true), plan, store, db, me, clock, cancel),
            "private" => await Kept("made a plan private", p => Task.FromResult(p.IsPublic = false), plan, store, db, me, clock, cancel),
            "state" when PlanStates.All.Contains(posted["state"]) => await Kept("moved a plan on", p => Task.FromResult(p.State = posted["state"]!), plan, store, db, me, clock, cancel),
            _ => false,
        };
        if (kept) return Redirect.To($"{plan.Path}/people");
        if (!errors.Any) errors.Add("", T["Choose what you want to change."]);
        return await Shown(plan, db, form, errors, 422, cancel);
    }

    private static async Task<bool> Kept(string act, Func<StoredPlan, Task> change, OpenPlan plan, PlanStore store, HubDb db, Me me, TimeProvider clock, CancellationToken cancel)
    {
        await db.InTransaction(async () =>
        {
            if (await store.Hold(plan, cancel) is not { } held) return;
            await change(held);
            db.Record(me.Id, act, held.PlaceId, held.Id, clock.Now());
            await db.SaveChangesAsync(cancel);
        }, cancel);
        return true;
    }

    /// <returns>what lets the person in; null where the form names nobody who can be</returns>
    private static async Task<Func<StoredPlan, Task>?> Add(OpenPlan plan, MemberForm form, HubDb db, FormErrors errors, Texts T, CancellationToken cancel)
    {
        if (form.Role is null || !PlanRoles.All.Contains(form.Role)) errors.Add("role", T["Choose what this person may do."]);
        var person = form.Email is null ? null : await db.PersonByEmail(form.Email, cancel);
        if (person is null) errors.Add("email", form.Email is null ? T["Write the e-mail address of your colleague."] : new NobodyByThatAddress().Sentence(T));
        if (errors.Any) return null;
        return async held =>
        {
            if (await db.Set<PlanMember>().SingleOrDefaultAsync(m => m.PlaceId == held.PlaceId && m.PlanId == held.Id && m.PersonId == person!.Id, cancel) is { } known) known.Role = form.Role!;
            else db.Add(new PlanMember { PlaceId = plan.Place.PlaceId, PlanId = plan.Id, PersonId = person!.Id, Role = form.Role! });
        };
    }

    private static Task<int> End(HubDb db, StoredPlan plan, Guid person, CancellationToken cancel) =>
        db.Set<PlanMember>().Where(m => m.PlaceId == plan.PlaceId && m.PlanId == plan.Id && m.PersonId == person).ExecuteDeleteAsync(cancel);

    private static async Task<IResult> Shown(OpenPlan plan, HubDb db, MemberForm form, FormErrors errors, int status, CancellationToken cancel)
    {
        var members = await db.Read<PlanMember>().Where(m => m.PlaceId == plan.Plan.PlaceId && m.PlanId == plan.Id).ToListAsync(cancel);
        var names = await db.PersonNames(members.Select(m => m.PersonId), cancel);
        var lines = members.Where(m => names.ContainsKey(m.PersonId)).Select(m => new MemberLine(m.PersonId, names[m.PersonId], m.Role)).OrderBy(m => m.Name, StringComparer.Ordinal).ToList();
        return Page.Of<SharePage>(new SharePage.Shown(plan, lines, form, errors), status);
    }
}

/// <summary>Whom to let in, as typed.</summary>
public sealed record MemberForm(string? Email, string? Role);

public sealed record MemberLine(Guid PersonId, string Name, string Role);
