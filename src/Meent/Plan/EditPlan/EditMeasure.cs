using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Web;
using Meent.People;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Meent.Plan.EditPlan;

/// <summary>A measure is added, changed or taken out.</summary>
internal static class EditMeasure
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/plans/{planId:guid}/edit/objectives/{objective}/measures/new", ShowNew).RequireAuthorization();
        routes.MapPost("/plans/{planId:guid}/edit/objectives/{objective}/measures/new", Add).RequireAuthorization().KeepsTyped();
        routes.MapGet("/plans/{planId:guid}/edit/measures/{measure}", Show).RequireAuthorization();
        routes.MapPost("/plans/{planId:guid}/edit/measures/{measure}", Save).RequireAuthorization().KeepsTyped();
        routes.MapGet("/plans/{planId:guid}/edit/measures/{measure}/remove", Ask).RequireAuthorization();
        routes.MapPost("/plans/{planId:guid}/edit/measures/{measure}/remove", Remove).RequireAuthorization();
    }

    private static async Task<IResult> ShowNew(Guid planId, string objective, PartEdit part, HubDb db, PlanDoor door, Me me, CancellationToken cancel)
    {
        if (await part.Find(planId, cancel) is not { } plan || plan.Content.Objective(objective) is not { } found) return Page.NotFound();
        return Shown(EditShown.First(plan, $"{plan.Path}#{objective}"), found, null, MeasureForm.Empty, await Owners.Of(db, door, plan, me, cancel), 200);
    }

    private static async Task<IResult> Add(Guid planId, string objective, Posted posted, PartEdit part, HubDb db, PlanDoor door, Me me, CancellationToken cancel)
    {
        if (await part.Find(planId, cancel) is not { } plan) return Page.NotFound();
        if (plan.Content.Objective(objective) is not { } found) return part.Gone(plan, objective, posted, MeasureForm.From(posted).Lines(part.T));
        var (sent, form, owners) = (part.Sent(plan, posted, $"{plan.Path}#{objective}"), MeasureForm.From(posted), await Owners.Of(db, door, plan, me, cancel));
        if (form.Read("", owners, sent.Errors, part.T) is not var (measure, added)) return Shown(sent, found, null, form, owners, 422);
        return await part.Save(sent, PlanEdits.AddMeasure(objective, measure), sent.Back, (s, status) => Shown(s, found, null, form, owners, status), _ => [], form.Lines(part.T), added, cancel);
    }

    private static async Task<IResult> Show(Guid planId, string measure, PartEdit part, HubDb db, PlanDoor door, Me me, CancellationToken cancel)
    {
        if (await part.Find(planId, cancel) is not { } plan || plan.Content.Measure(measure) is not { } found) return Page.NotFound();
        return Shown(EditShown.First(plan, plan.MeasurePath(measure)), plan.Content.ObjectiveOf(measure)!, found, MeasureForm.Of(found), await Owners.Of(db, door, plan, me, cancel), 200);
    }

    private static async Task<IResult> Save(Guid planId, string measure, Posted posted, PartEdit part, HubDb db, PlanDoor door, Me me, CancellationToken cancel)
    {
        if (await part.Find(planId, cancel) is not { } plan) return Page.NotFound();
        if (plan.Content.Measure(measure) is not { } found) return part.Gone(plan, measure, posted, MeasureForm.From(posted).Lines(part.T));
        var (sent, form, owners) = (part.Sent(plan, posted, plan.MeasurePath(measure)), MeasureForm.From(posted), await Owners.Of(db, door, plan, me, cancel));
        var objective = plan.Content.ObjectiveOf(measure)!;
        if (form.Read(measure, owners, sent.Errors, part.T) is not var (read, added)) return Shown(sent, objective, found, form, owners, 422);
        return await part.Save(sent, PlanEdits.Redo(measure, read), sent.Back, (s, status) => Shown(s, objective, found, form, owners, status), c => Lines(plan, c.Measure(measure)!, part.T), form.Lines(part.T), added, cancel);
    }

    private static async Task<IResult> Ask(Guid planId, string measure, PartEdit part, CancellationToken cancel) =>
        await part.Find(planId, cancel) is { } plan && plan.Content.Measure(measure) is { } found ? Asked(EditShown.First(plan, plan.MeasurePath(measure)), found, 200) : Page.NotFound();

    private static async Task<IResult> Remove(Guid planId, string measure, Posted posted, PartEdit part, CancellationToken cancel)
    {
        if (await part.Find(planId, cancel) is not { } plan) return Page.NotFound();
        if (plan.Content.Measure(measure) is not { } found) return part.Gone(plan, measure, posted);
        var sent = part.Sent(plan, posted, plan.MeasurePath(measure));
        return sent.Errors.Any
            ? Asked(sent, found, 422)
            : await part.Save(sent, PlanEdits.RemoveMeasure(measure), $"{plan.Path}#{plan.Content.ObjectiveOf(measure)!.Id}", (s, status) => Asked(s, found, status), c => Lines(plan, c.Measure(measure)!, part.T), [], cancel: cancel);
    }

    private static IReadOnlyList<(string Label, string Value)> Lines(OpenPlan plan, Measure m, Texts T) => FormLines.Of(
        (T["What do you do?"], m.Title), (T["Why?"], m.Why), (T["What changes for learners?"], m.Changes), (T["Who sees to it?"], plan.OwnerOf(m, T)),
        (T["From"], Day(m.Start, T)), (T["Done by"], T.Date(m.End)), (T["When do you look back at it?"], Day(m.NextReview, T)));

    private static string? Day(DateOnly? day, Texts T) => day is { } d ? T.Date(d) : null;

    private static RazorComponentResult<EditMeasurePage> Shown(EditShown edit, Objective objective, Measure? measure, MeasureForm form, Owners owners, int status) =>
        Page.Of<EditMeasurePage>(new EditMeasurePage.Shown(edit, objective, measure, form, owners), status);

    private static RazorComponentResult<RemovePage> Asked(EditShown edit, Measure measure, int status) => Page.Of<RemovePage>(new RemovePage.Shown(edit, measure.Title, 0), status);
}
