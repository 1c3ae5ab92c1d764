using System.Globalization;
using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Time;
using Meent.Foundation.Web;
using Meent.People;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Meent.Plan.SayHowItGoes;

/// <summary>Somebody says in under a minute how a measure goes: ticks steps, chooses a state and how sure they are, writes a line.</summary>
internal static class SayHowItGoes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/plans/{planId:guid}/checkin/{measure}", Show).RequireAuthorization();
        routes.MapPost("/plans/{planId:guid}/checkin/{measure}", Say).RequireAuthorization().KeepsTyped();
    }

    private static async Task<IResult> Show(Guid planId, string measure, string? said, PlanStore plans, PlanFollowing following, Me me, HubDb db, Texts T, CancellationToken cancel)
    {
        if (await Asked.Find(planId, measure, plans, following, me, db, T, cancel) is not { } asked) return Page.NotFound();
        var form = CheckInForm.Of(asked.Measure, asked.Last, asked.Plan.Plan.Version, asked.Kept);
        return Form(asked, form, FormErrors.None, said is not null && asked.History.Count > 0, 200);
    }

    private static async Task<IResult> Say(Guid planId, string measure, Posted posted, PlanStore plans, PlanFollowing following, Me me, HubDb db, TimeProvider clock, Texts T, CancellationToken cancel)
    {
        if (await Asked.Find(planId, measure, plans, following, me, db, T, cancel) is not { } asked)
        {
            // The measure is gone, and so is who looked after it: whoever sees people of the plan may have done so.
            return await plans.Read(planId, me, cancel) is { Access: >= PlanAccess.Read } left && left.Content.Measure(measure) is null
                ? EditPlan.PlanRefusedPage.Gone(left, measure, CheckInForm.From(posted).Lines(T))
                : Page.NotFound();
        }
        if (!asked.MayCheckIn) return Page.NotFound();
        var (form, errors) = (CheckInForm.From(posted), posted.Errors(T));
        if (form.Read(asked.Kept, errors, T) is not { } read) return Form(asked, form, errors, false, 422);
        var version = int.TryParse(form.Version, NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : asked.Plan.Plan.Version;
        switch (await Tick(asked, form.Ticked, version, plans, me, clock.Today(), T, cancel))
        {
            case PlanChanged now:
                errors.Add("", new PartOfPlanChanged().Sentence(T));
                var theirs = now.Now.Measure(asked.Measure.Id)!;
                return Form(asked with { Plan = asked.Plan with { Content = now.Now }, Measure = theirs }, form with { Version = now.Version.ToString(CultureInfo.InvariantCulture) }, errors, false, 409, theirs.Steps);
            case PlanNotSaved(var why):
                errors.Add("", why.Sentence(T));
                return Form(asked, form, errors, false, 409);
        }
        await Keep(asked, form, read, plans, me, db, clock, cancel);
        return Redirect.To($"/plans/{planId}/checkin/{asked.Measure.Id}?said=1");
    }

    /// <summary>Ticks and unticks the steps that differ from what the form showed; other steps stay as others left them.</summary>
    /// <returns>null where no step differs</returns>
    private static async Task<PlanSaved?> Tick(Asked asked, IReadOnlyList<string> ticked, int version, PlanStore plans, Me me, DateOnly today, Texts T, CancellationToken cancel)
    {
        var shown = (await plans.AsItWas(asked.Plan, version, cancel))?.Content.Measure(asked.Measure.Id) ?? asked.Measure;
        var edits = shown.Steps.Where(s => s.DoneOn is not null != ticked.Contains(s.Id)).Select(s => PlanEdits.Tick(shown.Id, s.Id, ticked.Contains(s.Id) ? today : null)).ToList();
        if (edits.Count == 0) return null;
        var together = new PlanEdit(
            c => edits.Select(e => e.Part(c)).Aggregate((string?)"", (all, part) => all is null || part is null ? null : all + part),
            c => edits.Aggregate(c, (now, e) => e.Apply(now)));
        return await plans.Change(asked.Plan, me, version, together, T["Ticked while checking in"], cancel: cancel);
    }

    /// <summary>Sent twice under the same id, it is said once.</summary>
    private static async Task Keep(Asked asked, CheckInForm form, CheckInRead read, PlanStore plans, Me me, HubDb db, TimeProvider clock, CancellationToken cancel)
    {
        var plan = asked.Plan.Plan;
        var id = Guid.TryParse(form.Id, out var given) && given != Guid.Empty ? given : Ids.New();
        await db.InTransaction(async () =>
        {
            // Nothing is kept of a plan that was deleted meanwhile.
            if (await plans.Hold(asked.Plan, cancel) is null) return;
            // Asked while the plan is held: who sends a page twice in one moment finds here what the first one kept.
            if (await db.Read<StoredCheckIn>().AnyAsync(c => c.PlaceId == plan.PlaceId && c.PlanId == plan.Id && c.MeasureId == asked.Measure.Id && c.Id == id, cancel)) return;
            db.Add(new StoredCheckIn
            {
                PlaceId = plan.PlaceId, PlanId = plan.Id, MeasureId = asked.Measure.Id, Id = id, SaidAt = clock.Now(), SaidBy = me.Id,
                State = read.State, Confidence = read.Confidence, Figure = read.Figure, Value = read.Value, Line = read.Line,
            });
            db.Record(me.Id, "checked in on a plan", plan.PlaceId, plan.Id, clock.Now());
            await db.SaveChangesAsync(cancel);
        }, cancel);
    }

    /// <param name="now">steps as they stand, where others ticked them meanwhile</param>
    private static RazorComponentResult<CheckInPage> Form(Asked asked, CheckInForm form, FormErrors errors, bool said, int status, IReadOnlyList<Step>? now = null) =>
        Page.Of<CheckInPage>(new CheckInPage.Shown(asked, form, errors, said) { Now = now ?? [] }, status);
}

/// <summary>A measure of which somebody may read, or say, how it goes.</summary>
/// <param name="History">the newest first</param>
/// <param name="Names">of those who said something, by id</param>
public sealed record Asked(OpenPlan Plan, Objective Objective, Measure Measure, IReadOnlyList<FigureChoice> Figures, IReadOnlyList<StoredCheckIn> History, IReadOnlyDictionary<Guid, string> Names, bool MayCheckIn)
{
    /// <summary>Of which somebody can give a value.</summary>
    public IReadOnlyList<FigureChoice> Kept => [.. Figures.Where(f => f.IsOwn)];

    public LastCheckIn? Last => History.Count == 0 ? null : PlanFollowing.Read(History[0]);

    /// <returns>null where the reader does not see it with the names of people</returns>
    internal static async Task<Asked?> Find(Guid planId, string measure, PlanStore plans, PlanFollowing following, Me me, HubDb db, Texts T, CancellationToken cancel)
    {
        if (await plans.Read(planId, me, cancel) is not { Access: >= PlanAccess.Read } plan || plan.Content.Measure(measure) is not { } found) return null;
        var objective = plan.Content.ObjectiveOf(measure)!;
        var history = await following.History(plan, measure, cancel);
        var names = await db.PersonNames(history.Select(h => h.SaidBy), cancel);
        var indicators = await following.Indicators(plan, cancel);
        List<FigureChoice> figures = [.. objective.MeasuredBy.Select(by => new FigureChoice(FollowedPlan.KeyOf(objective, by), indicators.Of(by, T), !indicators.All.ContainsKey(by.Indicator)))];
        return new(plan, objective, found, figures, history, names, PlanFollowing.MayCheckIn(plan, found, me));
    }
}
