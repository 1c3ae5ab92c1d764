using Meent.Foundation.Localisation;
using Meent.Foundation.Web;
using Meent.People;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Meent.Plan.EditPlan;

/// <summary>The steps of a measure, its money, and what shows it: a few rows each.</summary>
internal static class EditRows
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/plans/{planId:guid}/edit/measures/{measure}/steps", ShowSteps).RequireAuthorization();
        routes.MapPost("/plans/{planId:guid}/edit/measures/{measure}/steps", SaveSteps).RequireAuthorization().KeepsTyped();
        routes.MapGet("/plans/{planId:guid}/edit/measures/{measure}/money", ShowMoney).RequireAuthorization();
        routes.MapPost("/plans/{planId:guid}/edit/measures/{measure}/money", SaveMoney).RequireAuthorization().KeepsTyped();
        routes.MapGet("/plans/{planId:guid}/edit/measures/{measure}/evidence", ShowEvidence).RequireAuthorization();
        routes.MapPost("/plans/{planId:guid}/edit/measures/{measure}/evidence", SaveEvidence).RequireAuthorization().KeepsTyped();
    }

    private static async Task<IResult> ShowSteps(Guid planId, string measure, PartEdit part, CancellationToken cancel) =>
        await Find(planId, measure, part, cancel) is var (plan, of) ? Steps(EditShown.First(plan, plan.MeasurePath(measure)), of, StepsForm.Of(of.Steps), 200) : Page.NotFound();

    private static async Task<IResult> SaveSteps(Guid planId, string measure, Posted posted, PartEdit part, CancellationToken cancel)
    {
        if (await part.Find(planId, cancel) is not { } plan) return Page.NotFound();
        if (plan.Content.Measure(measure) is not { } of) return part.Gone(plan, measure, posted, StepsForm.From(posted, []).Lines(part.T));
        var (sent, form) = (part.Sent(plan, posted, plan.MeasurePath(measure)), StepsForm.From(posted, of.Steps));
        return form.Read(of.Steps, sent.Errors, part.T) is { } steps
            ? await part.Save(sent, PlanEdits.SetSteps(measure, steps), sent.Back + "#steps", (s, status) => Steps(s, of, form, status), c => FormLines.Rows(part.T["Step"], c.Measure(measure)!.Steps, s => s.Title, part.T), form.Lines(part.T), cancel: cancel)
            : Steps(sent, of, form, 422);
    }

    private static async Task<IResult> ShowMoney(Guid planId, string measure, PartEdit part, CancellationToken cancel) =>
        await Find(planId, measure, part, cancel) is var (plan, of) ? Money(EditShown.First(plan, plan.MeasurePath(measure)), of, MoneyForm.Of(of.Money, part.T), 200) : Page.NotFound();

    private static async Task<IResult> SaveMoney(Guid planId, string measure, Posted posted, PartEdit part, CancellationToken cancel)
    {
        if (await part.Find(planId, cancel) is not { } plan) return Page.NotFound();
        if (plan.Content.Measure(measure) is not { } of) return part.Gone(plan, measure, posted, MoneyForm.From(posted).Lines(part.T));
        var (sent, form, T) = (part.Sent(plan, posted, plan.MeasurePath(measure)), MoneyForm.From(posted), part.T);
        return form.Read(sent.Errors, T) is { } money
            ? await part.Save(sent, PlanEdits.Pay(measure, money), sent.Back, (s, status) => Money(s, of, form, status),
                c => FormLines.Rows(T["Money"], c.Measure(measure)!.Money, m => $"{PlanWords.Source(m.Source, T)}. {PlanWords.Sum([m], T)}", T), form.Lines(T), cancel: cancel)
            : Money(sent, of, form, 422);
    }

    private static async Task<IResult> ShowEvidence(Guid planId, string measure, PartEdit part, CancellationToken cancel) =>
        await Find(planId, measure, part, cancel) is var (plan, of) ? Evidence(EditShown.First(plan, plan.MeasurePath(measure)), of, EvidenceForm.Of(of.Evidence), 200) : Page.NotFound();

    private static async Task<IResult> SaveEvidence(Guid planId, string measure, Posted posted, PartEdit part, CancellationToken cancel)
    {
        if (await part.Find(planId, cancel) is not { } plan) return Page.NotFound();
        if (plan.Content.Measure(measure) is not { } of) return part.Gone(plan, measure, posted, EvidenceForm.From(posted).Lines(part.T));
        var (sent, form) = (part.Sent(plan, posted, plan.MeasurePath(measure)), EvidenceForm.From(posted));
        return form.Read(sent.Errors, part.T) is { } evidence
            ? await part.Save(sent, PlanEdits.Show(measure, evidence), sent.Back, (s, status) => Evidence(s, of, form, status),
                c => FormLines.Rows(part.T["What shows it"], c.Measure(measure)!.Evidence, e => string.Join(" ", e.Text, e.Url), part.T), form.Lines(part.T), cancel: cancel)
            : Evidence(sent, of, form, 422);
    }

    private static async Task<(OpenPlan Plan, Measure Measure)?> Find(Guid planId, string measure, PartEdit part, CancellationToken cancel) =>
        await part.Find(planId, cancel) is { } plan && plan.Content.Measure(measure) is { } found ? (plan, found) : null;

    private static RazorComponentResult<StepsPage> Steps(EditShown edit, Measure measure, StepsForm form, int status) => Page.Of<StepsPage>(new StepsPage.Shown(edit, measure, form), status);

    private static RazorComponentResult<MoneyPage> Money(EditShown edit, Measure measure, MoneyForm form, int status) => Page.Of<MoneyPage>(new MoneyPage.Shown(edit, measure, form), status);

    private static RazorComponentResult<EvidencePage> Evidence(EditShown edit, Measure measure, EvidenceForm form, int status) => Page.Of<EvidencePage>(new EvidencePage.Shown(edit, measure, form), status);
}
