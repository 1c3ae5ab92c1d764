using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Time;
using Meent.Foundation.Web;
using Meent.People;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Meent.Plan.HoldReview;

/// <summary>People look at a plan together: the page shows how everything goes, they write down what they decided and when they look again.</summary>
internal static class HoldReview
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/plans/{planId:guid}/reviews", Show).RequireAuthorization();
        routes.MapPost("/plans/{planId:guid}/reviews", Hold).RequireAuthorization().KeepsTyped();
        routes.MapPost("/plans/{planId:guid}/reviews/next", PlanNext).RequireAuthorization().KeepsTyped();
    }

    private static async Task<IResult> Show(Guid planId, PlanStore plans, PlanFollowing following, Me me, HubDb db, TimeProvider clock, CancellationToken cancel)
    {
        if (await plans.Read(planId, me, cancel) is not { Access: >= PlanAccess.Read } plan) return Page.NotFound();
        return await Form(plan, ReviewForm.ForNew(clock.Today(), plan.Plan.NextReview, plan.Content.To), following, db, FormErrors.None, 200, cancel);
    }

    private static async Task<IResult> Hold(Guid planId, Posted posted, PlanStore plans, PlanFollowing following, Me me, HubDb db, TimeProvider clock, Texts T, CancellationToken cancel)
    {
        if (await plans.Read(planId, me, cancel) is not { MayChange: true } plan) return Page.NotFound();
        var (form, errors) = (ReviewForm.From(posted), posted.Errors(T));
        if (form.Read(clock.Today(), errors, T) is not { } read) return await Form(plan, form, following, db, errors, 422, cancel);
        var id = Guid.TryParse(form.Id, out var given) && given != Guid.Empty ? given : Ids.New();
        var kept = await db.InTransaction(async () =>
        {
            if (await plans.Hold(plan, cancel) is not { } held) return Kept.Gone;
            // Sent twice under the same id, it was held once.
            if (await db.Read<StoredReview>().AnyAsync(r => r.PlaceId == held.PlaceId && r.PlanId == held.Id && r.Id == id, cancel)) return Kept.Yes;
            if (form.Missed(held, read.Next)) return Kept.Moved;
            db.Add(new StoredReview
            {
                PlaceId = held.PlaceId, PlanId = held.Id, Id = id, DueOn = held.NextReview, HeldOn = read.HeldOn, WrittenAt = clock.Now(), WrittenBy = me.Id, Decided = read.Decided,
            });
            held.NextReview = read.Next;
            db.Record(me.Id, "held a review", held.PlaceId, held.Id, clock.Now());
            await db.SaveChangesAsync(cancel);
            return Kept.Yes;
        }, cancel);
        return await Answer(kept, "next", plan, form, plans, following, me, db, T, cancel);
    }

    private static async Task<IResult> PlanNext(Guid planId, Posted posted, PlanStore plans, PlanFollowing following, Me me, HubDb db, TimeProvider clock, Texts T, CancellationToken cancel)
    {
        if (await plans.Read(planId, me, cancel) is not { MayChange: true } plan) return Page.NotFound();
        var (form, errors) = (ReviewForm.ForNew(clock.Today(), plan.Plan.NextReview, plan.Content.To) with { Moved = posted["moved"], Was = posted["was"] }, posted.Errors(T));
        errors.Name([("moved", T["The next review is on"])]);
        var next = Typed.RequiredDay(form.Moved, "moved", errors, T);
        if (next < clock.Today()) errors.Add("moved", T["Choose today or a later day."]);
        if (errors.Any) return await Form(plan, form, following, db, errors, 422, cancel);
        var kept = await db.InTransaction(async () =>
        {
            if (await plans.Hold(plan, cancel) is not { } held) return Kept.Gone;
            if (held.NextReview == next) return Kept.Yes;
            if (form.Missed(held, next)) return Kept.Moved;
            held.NextReview = next;
            db.Record(me.Id, "planned a review", held.PlaceId, held.Id, clock.Now());
            await db.SaveChangesAsync(cancel);
            return Kept.Yes;
        }, cancel);
        return await Answer(kept, "moved", plan, form, plans, following, me, db, T, cancel);
    }

    private enum Kept { Yes, Moved, Gone }

    /// <param name="field">where the day was typed that others moved meanwhile</param>
    private static async Task<IResult> Answer(Kept kept, string field, OpenPlan plan, ReviewForm form, PlanStore plans, PlanFollowing following, Me me, HubDb db, Texts T, CancellationToken cancel)
    {
        if (kept == Kept.Yes) return Redirect.To($"{plan.Path}/reviews");
        if (kept == Kept.Gone || await plans.Read(plan.Id, me, cancel) is not { } now) return EditPlan.PlanRefusedPage.Of(plan, new PlanIsGone(), form.Lines(T));
        var errors = new FormErrors();
        errors.Add(field, new ReviewMoved(now.Plan.NextReview is { } day ? T.Date(day) : T["no day"]).Sentence(T));
        return await Form(now, form with { Was = ReviewForm.Planned(now.Plan.NextReview) }, following, db, errors, 409, cancel);
    }

    private static async Task<RazorComponentResult<ReviewsPage>> Form(OpenPlan plan, ReviewForm form, PlanFollowing following, HubDb db, FormErrors errors, int status, CancellationToken cancel)
    {
        var reviews = await db.Read<StoredReview>().Where(r => r.PlaceId == plan.Plan.PlaceId && r.PlanId == plan.Id).OrderByDescending(r => r.HeldOn).ThenByDescending(r => r.WrittenAt).ToListAsync(cancel);
        var names = await db.PersonNames(reviews.Select(r => r.WrittenBy), cancel);
        return Page.Of<ReviewsPage>(new ReviewsPage.Shown(
            await following.Of(plan, figures: false, cancel), [.. reviews.Select(r => new ReviewShown(r.HeldOn, r.DueOn, names.GetValueOrDefault(r.WrittenBy), r.Decided.Split('\n', StringSplitOptions.RemoveEmptyEntries)))], form, errors), status);
    }
}

/// <summary>What was decided in a review, as the form sends it.</summary>
/// <param name="Moved">another day for the next review, from the small form beside</param>
/// <param name="Was">the day of the next review that the form showed, see <see cref="Planned"/>; null where it does not say</param>
public sealed record ReviewForm(string? Id, string? HeldOn, string? Agreed, string? Next, string? Moved, string? Was)
{
    /// <summary>After so many months a plan is looked at again, unless somebody chooses otherwise.</summary>
    private const int MonthsBetween = 3;

    public static ReviewForm ForNew(DateOnly today, DateOnly? planned, DateOnly planTo)
    {
        var next = today.AddMonths(MonthsBetween);
        return new(Ids.New().ToString(), Typed.Day(today), null, Typed.Day(next < planTo || planTo <= today ? next : planTo), Typed.Day(planned), Planned(planned));
    }

    /// <summary>A day as a form tells it along, where none was planned too.</summary>
    public static string Planned(DateOnly? day) => Typed.Day(day) ?? "none";

    /// <summary>Whether others moved the next review while the form was open, to another day than this one.</summary>
    public bool Missed(StoredPlan now, DateOnly? next) => Was is not null && Was != Planned(now.NextReview) && now.NextReview != next;

    internal IEnumerable<(string Label, string? Value)> Lines(Texts T) => [(T["Looked at on"], HeldOn), (T["What was decided"], Agreed), (T["Look again on"], Moved ?? Next)];

    public static ReviewForm From(Posted posted) => new(posted["id"], posted["heldOn"], posted["decided"], posted["next"], null, posted["was"]);

    /// <returns>null where something is wrong: <paramref name="errors"/> says what</returns>
    public ReviewRead? Read(DateOnly today, FormErrors errors, Texts T)
    {
        errors.Name([("heldOn", T["Looked at on"]), ("decided", T["What was decided"]), ("next", T["Look again on"])]);
        var held = Typed.RequiredDay(HeldOn, "heldOn", errors, T);
        if (held > today) errors.Add("heldOn", T["Choose today or an earlier day."]);
        var decided = Typed.Required(Agreed, Typed.Text, "decided", T["Write down what was decided, even if it is only to go on."], errors, T);
        var next = Typed.MaybeDay(Next, "next", errors, T);
        // A day that cannot be is told as that, and not once more beside the other.
        if (next <= (held <= today ? held : today)) errors.Add("next", T["Choose a day after this review."]);
        return errors.Any ? null : new(held!.Value, decided!, next);
    }
}

/// <summary>What was decided.</summary>
/// <param name="Next">null where the plan is not looked at again</param>
public sealed record ReviewRead(DateOnly HeldOn, string Decided, DateOnly? Next);

/// <summary>An earlier review.</summary>
/// <param name="By">null where the person is gone</param>
/// <param name="Lines">what was decided</param>
public sealed record ReviewShown(DateOnly HeldOn, DateOnly? DueOn, string? By, IReadOnlyList<string> Lines);
