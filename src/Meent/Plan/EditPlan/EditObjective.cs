using Meent.Foundation.Localisation;
using Meent.Foundation.Web;
using Meent.People;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Meent.Plan.EditPlan;

/// <summary>An objective is added, reworded or taken out.</summary>
internal static class EditObjective
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/plans/{planId:guid}/edit/objectives/new", ShowNew).RequireAuthorization();
        routes.MapPost("/plans/{planId:guid}/edit/objectives/new", Add).RequireAuthorization().KeepsTyped();
        routes.MapGet("/plans/{planId:guid}/edit/objectives/{objective}", Show).RequireAuthorization();
        routes.MapPost("/plans/{planId:guid}/edit/objectives/{objective}", Save).RequireAuthorization().KeepsTyped();
        routes.MapGet("/plans/{planId:guid}/edit/objectives/{objective}/remove", Ask).RequireAuthorization();
        routes.MapPost("/plans/{planId:guid}/edit/objectives/{objective}/remove", Remove).RequireAuthorization();
    }

    private static async Task<IResult> ShowNew(Guid planId, PartEdit part, CancellationToken cancel) =>
        await part.Find(planId, cancel) is { } plan ? Shown(EditShown.First(plan, plan.Path), null, new(null, null), 200) : Page.NotFound();

    private static async Task<IResult> Add(Guid planId, Posted posted, PartEdit part, CancellationToken cancel)
    {
        if (await part.Find(planId, cancel) is not { } plan) return Page.NotFound();
        var (sent, form) = (part.Sent(plan, posted, plan.Path), ObjectiveForm.From(posted));
        if (form.Read(sent.Errors, part.T) is not var (title, why)) return Shown(sent, null, form, 422);
        var added = new Objective("", title) { Why = why };
        return await part.Save(sent, PlanEdits.AddObjective(added), $"{plan.Path}#{PlanEdits.IdOf(plan.Content, added)}", (s, status) => Shown(s, null, form, status), _ => [], form.Lines(part.T), cancel: cancel);
    }

    private static async Task<IResult> Show(Guid planId, string objective, PartEdit part, CancellationToken cancel) =>
        await part.Find(planId, cancel) is { } plan && plan.Content.Objective(objective) is { } found ? Shown(EditShown.First(plan, Back(plan, objective)), found, new(found.Title, found.Why), 200) : Page.NotFound();

    private static async Task<IResult> Save(Guid planId, string objective, Posted posted, PartEdit part, CancellationToken cancel)
    {
        if (await part.Find(planId, cancel) is not { } plan) return Page.NotFound();
        if (plan.Content.Objective(objective) is not { } found) return part.Gone(plan, objective, posted, ObjectiveForm.From(posted).Lines(part.T));
        var (sent, form) = (part.Sent(plan, posted, Back(plan, objective)), ObjectiveForm.From(posted));
        return form.Read(sent.Errors, part.T) is var (title, why)
            ? await part.Save(sent, PlanEdits.Reword(objective, title, why), sent.Back, (s, status) => Shown(s, found, form, status), c => Lines(c.Objective(objective)!, part.T), form.Lines(part.T), cancel: cancel)
            : Shown(sent, found, form, 422);
    }

    private static async Task<IResult> Ask(Guid planId, string objective, PartEdit part, CancellationToken cancel) =>
        await part.Find(planId, cancel) is { } plan && plan.Content.Objective(objective) is { } found ? Asked(EditShown.First(plan, Back(plan, objective)), found, 200) : Page.NotFound();

    private static async Task<IResult> Remove(Guid planId, string objective, Posted posted, PartEdit part, CancellationToken cancel)
    {
        if (await part.Find(planId, cancel) is not { } plan) return Page.NotFound();
        if (plan.Content.Objective(objective) is not { } found) return part.Gone(plan, objective, posted);
        var sent = part.Sent(plan, posted, Back(plan, objective));
        return sent.Errors.Any
            ? Asked(sent, found, 422)
            : await part.Save(sent, PlanEdits.RemoveObjective(objective), plan.Path, (s, status) => Asked(s, found, status), c => Lines(c.Objective(objective)!, part.T), [], cancel: cancel);
    }

    private static IReadOnlyList<(string Label, string Value)> Lines(Objective objective, Texts T) =>
        FormLines.Of((T["What do you want to reach?"], objective.Title), (T["Why?"], objective.Why), (T["Measures"], string.Join(", ", objective.Measures.Select(m => m.Title))));

    private static string Back(OpenPlan plan, string objective) => $"{plan.Path}#{objective}";

    private static RazorComponentResult<ObjectivePage> Shown(EditShown edit, Objective? objective, ObjectiveForm form, int status) => Page.Of<ObjectivePage>(new ObjectivePage.Shown(edit, objective, form), status);

    private static RazorComponentResult<RemovePage> Asked(EditShown edit, Objective objective, int status) =>
        Page.Of<RemovePage>(new RemovePage.Shown(edit, objective.Title, objective.Measures.Count), status);
}

/// <summary>An objective as typed.</summary>
public sealed record ObjectiveForm(string? Title, string? Why)
{
    public static ObjectiveForm From(Posted posted) => new(posted["title"], posted["why"]);

    internal IEnumerable<(string Label, string? Value)> Lines(Texts T) => [(T["What do you want to reach?"], Title), (T["Why?"], Why)];

    /// <returns>null where anything is wrong</returns>
    public (string Title, string? Why)? Read(FormErrors errors, Texts T)
    {
        errors.Name([("title", T["What do you want to reach?"]), ("why", T["Why?"])]);
        var title = Typed.Required(Title, Typed.Line, "title", T["Write what you want to reach."], errors, T);
        var why = Typed.Maybe(Why, Typed.Text, "why", errors, T);
        return errors.Any ? null : (title!, why);
    }
}
