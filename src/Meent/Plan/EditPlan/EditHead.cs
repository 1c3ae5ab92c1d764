using Meent.Foundation.Localisation;
using Meent.Foundation.Web;
using Meent.People;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Meent.Plan.EditPlan;

/// <summary>Title, introduction and period of a plan.</summary>
internal static class EditHead
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/plans/{planId:guid}/edit", Show).RequireAuthorization();
        routes.MapPost("/plans/{planId:guid}/edit", Save).RequireAuthorization().KeepsTyped();
    }

    private static async Task<IResult> Show(Guid planId, PartEdit part, CancellationToken cancel) =>
        await part.Find(planId, cancel) is { } plan ? Shown(EditShown.First(plan, plan.Path), HeadForm.Of(plan.Content), 200) : Page.NotFound();

    private static async Task<IResult> Save(Guid planId, Posted posted, PartEdit part, CancellationToken cancel)
    {
        if (await part.Find(planId, cancel) is not { } plan) return Page.NotFound();
        var (sent, form) = (part.Sent(plan, posted, plan.Path), new HeadForm(posted["title"], posted["about"], posted["from"], posted["to"]));
        return form.Read(sent.Errors, part.T) is { } edit
            ? await part.Save(sent, edit, plan.Path, (s, status) => Shown(s, form, status), c => HeadForm.Of(c).Lines(part.T), form.Lines(part.T).Select(l => (l.Label, (string?)l.Value)), cancel: cancel)
            : Shown(sent, form, 422);
    }

    private static RazorComponentResult<HeadPage> Shown(EditShown edit, HeadForm form, int status) => Page.Of<HeadPage>(new HeadPage.Shown(edit, form), status);
}

/// <summary>Title, introduction and period as typed.</summary>
public sealed record HeadForm(string? Title, string? About, string? From, string? To)
{
    public static HeadForm Of(PlanContent plan) => new(plan.Title, plan.About, Typed.Day(plan.From), Typed.Day(plan.To));

    public PlanEdit? Read(FormErrors errors, Texts T)
    {
        errors.Name([("title", T["Title"]), ("about", T["What it is about"]), ("from", T["First day"]), ("to", T["Last day"])]);
        var title = Typed.Required(Title, Typed.Line, "title", T["Write what the plan is called."], errors, T);
        var about = Typed.Maybe(About, Typed.Text, "about", errors, T);
        var (from, to) = (Typed.RequiredDay(From, "from", errors, T), Typed.RequiredDay(To, "to", errors, T));
        if (to < from) errors.Add("to", T["The last day is before the first. Choose a later one."]);
        return errors.Any ? null : PlanEdits.Head(title!, about, from!.Value, to!.Value);
    }

    public IReadOnlyList<(string Label, string Value)> Lines(Texts T) => FormLines.Of((T["Title"], Title), (T["What it is about"], About), (T["First day"], From), (T["Last day"], To));
}
