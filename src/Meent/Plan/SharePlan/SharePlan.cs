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

    private static async Task<IResult> Show(Guid planId, string? asked, PlanStore store, HubDb db, PlanDoor door, Me me, CancellationToken cancel) =>
        await store.Read(planId, me, cancel) is { Owns: true } plan ? await Shown(plan, db, door, me, new(null, PlanRoles.Contributor), FormErrors.None, 200, cancel, asked) : Page.NotFound();

    private static async Task<IResult> Change(Guid planId, Posted posted, PlanStore store, HubDb db, PlanDoor door, LettingIn letting, Me me, TimeProvider clock, Texts T, CancellationToken cancel)
    {
        if (await store.Read(planId, me, cancel) is not { Owns: true } plan) return Page.NotFound();
        var (errors, form) = (posted.Errors(T), new MemberForm(posted["email"], posted["role"]));
        if (!errors.Any && posted["act"] == "add")
        {
            var isCounted = await letting.Ask(plan, me, form, errors, cancel);
            return errors.Any ? await Shown(plan, db, door, me, form, errors, isCounted ? 422 : 429, cancel) : Redirect.To($"{plan.Path}/people?asked={(form.Role == MemberForm.Nothing ? "out" : "in")}");
        }
        if (!errors.Any && posted["act"] == "unopened")
        {
            await Kept("took somebody out of a plan", p => LettingIn.TakeBack(db, p, cancel), plan, store, db, me, clock, cancel);
            return Redirect.To($"{plan.Path}/people?asked=unopened");
        }
        var kept = !errors.Any && posted["act"] switch
        {
            "end" when Guid.TryParse(posted["person"], out var person) => await Kept("took somebody out of a plan", p => End(db, p, person, cancel), plan, store, db, me, clock, cancel),
            "public" => await Kept("made a plan public", p => Task.FromResult(p.IsPublic = true), plan, store, db, me, clock, cancel),
            "private" => await Kept("made a plan private", p => Task.FromResult(p.IsPublic = false), plan, store, db, me, clock, cancel),
            "state" when PlanStates.All.Contains(posted["state"]) => await Kept("moved a plan on", p => Task.FromResult(p.State = posted["state"]!), plan, store, db, me, clock, cancel),
            _ => false,
        };
        if (kept) return Redirect.To($"{plan.Path}/people");
        if (!errors.Any) errors.Add("", T["Choose what you want to change."]);
        return await Shown(plan, db, door, me, form, errors, 422, cancel);
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

    private static Task<int> End(HubDb db, StoredPlan plan, Guid person, CancellationToken cancel) =>
        db.Set<PlanMember>().Where(m => m.PlaceId == plan.PlaceId && m.PlanId == plan.Id && m.PersonId == person).ExecuteDeleteAsync(cancel);

    /// <param name="asked">"in" or "out" after an address was written, "unopened" after all was taken back that nobody opened; the answer is the same whether anybody has it</param>
    private static async Task<IResult> Shown(OpenPlan plan, HubDb db, PlanDoor door, Me me, MemberForm form, FormErrors errors, int status, CancellationToken cancel, string? asked = null)
    {
        // A guest who has not opened the plan is not shown: the list would tell that somebody has the address, and who.
        var members = await db.Read<PlanMember>().Where(m => m.PlaceId == plan.Plan.PlaceId && m.PlanId == plan.Id && (m.ByRole != false || m.IsOpened)).ToListAsync(cancel);
        var names = await db.PersonNames(members.Select(m => m.PersonId), cancel);
        var staff = (await door.People(Role.Reader, plan.Place, cancel)).ToHashSet();
        var lines = members.Where(m => names.ContainsKey(m.PersonId)).Select(m => MemberLine.Of(m, names[m.PersonId], staff.Contains(m.PersonId))).OrderBy(m => m.Name, StringComparer.Ordinal).ToList();
        return Page.Of<SharePage>(new SharePage.Shown(plan, lines, form, errors, asked, await door.MayMake(plan.Place, me, cancel)), status);
    }
}

/// <param name="Counts">false for somebody of the place who has left it: they cannot open the plan</param>
public sealed record MemberLine(Guid PersonId, string Name, string Role, bool Counts)
{
    public static MemberLine Of(PlanMember member, string name, bool belongs) => new(member.PersonId, name, member.Grants(belongs) ?? member.Role, member.Counts(belongs));
}
