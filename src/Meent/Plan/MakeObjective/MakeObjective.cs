using Meent.Design;
using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Time;
using Meent.Foundation.Web;
using Meent.Monitor;
using Meent.People;
using Meent.Places;
using Meent.Plan.Proposals;
using Meent.Reflect;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Meent.Plan.MakeObjective;

/// <summary>From a weak result to an objective: one click in a report, in an appraisal or beside a proposal leads to a form that is filled in already.</summary>
internal static class MakeObjective
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/plans/from-report/{id:guid}/{area}", Show).RequireAuthorization();
        routes.MapPost("/plans/from-report/{id:guid}/{area}", Make).RequireAuthorization().KeepsTyped();
        routes.MapGet("/plans/from-appraisal/{id:guid}/{area}", ShowJudged).RequireAuthorization();
        routes.MapPost("/plans/from-appraisal/{id:guid}/{area}", MakeJudged).RequireAuthorization().KeepsTyped();
        routes.MapGet("/places/{placeId:guid}/plans/from-ladder/{ladder}/{area}", ShowProposed).RequireAuthorization();
        routes.MapPost("/places/{placeId:guid}/plans/from-ladder/{ladder}/{area}", MakeProposed).RequireAuthorization().KeepsTyped();
    }

    public static string Path(Guid round, string area) => $"/plans/from-report/{round}/{Uri.EscapeDataString(area)}";

    /// <summary>Where a place makes an objective of proposals about an area of a ladder. Which of them somebody saw tells where they stand, and an address stays in histories and logs: it is not in it.</summary>
    public static string Path(Guid place, string ladder, string area) => $"{OpenPlan.ListOf(place)}/from-ladder/{Uri.EscapeDataString(ladder)}/{Uri.EscapeDataString(area)}";

    /// <summary>Offered beside an area of a report to who may make a plan of the place.</summary>
    public static SiteLink? Offer(HttpContext context, AreaOfReport area) => Me.Of(context).Is(Role.Leader, area.PlaceId)
        ? new(context.RequestServices.GetRequiredService<Texts>()["Make this an objective"], Path(area.RoundId, area.Area))
        : null;

    /// <summary>Offered beside an area of a finished appraisal to who may make a plan of the place.</summary>
    public static SiteLink? Offer(HttpContext context, AreaOfAppraisal area) => Me.Of(context).Is(Role.Leader, area.PlaceId)
        ? new(context.RequestServices.GetRequiredService<Texts>()["Make this an objective"], $"/plans/from-appraisal/{area.AppraisalId}/{Uri.EscapeDataString(area.Area)}")
        : null;

    private static async Task<IResult> Show(Guid id, string area, MakingObjective making, Texts T, CancellationToken cancel) => Shown(await making.OfReport(id, area, cancel), T);

    private static async Task<IResult> ShowJudged(Guid id, string area, MakingObjective making, Texts T, CancellationToken cancel) => Shown(await making.OfAppraisal(id, area, cancel), T);

    private static async Task<IResult> Make(Guid id, string area, Posted posted, MakingObjective making, Texts T, CancellationToken cancel) =>
        await Put(await making.OfReport(id, area, cancel), posted, making, T, cancel);

    private static async Task<IResult> MakeJudged(Guid id, string area, Posted posted, MakingObjective making, Texts T, CancellationToken cancel) =>
        await Put(await making.OfAppraisal(id, area, cancel), posted, making, T, cancel);

    private static async Task<IResult> ShowProposed(Guid placeId, string ladder, string area, MakingObjective making, Texts T, CancellationToken cancel) =>
        Shown(await making.OfProposal(placeId, ladder, area, cancel), T);

    private static async Task<IResult> MakeProposed(Guid placeId, string ladder, string area, Posted posted, MakingObjective making, Texts T, CancellationToken cancel) =>
        await Put(await making.OfProposal(placeId, ladder, area, cancel), posted, making, T, cancel);

    private static IResult Shown(ReportFacts? facts, Texts T) => facts is null ? Page.NotFound() : Shown(facts, ReportForm.Of(facts, T), FormErrors.None, 200);

    private static async Task<IResult> Put(ReportFacts? facts, Posted posted, MakingObjective making, Texts T, CancellationToken cancel)
    {
        if (facts is null) return Page.NotFound();
        var (form, errors) = (ReportForm.From(posted, facts), posted.Errors(T));
        var plan = facts.Plans.FirstOrDefault(p => p.Id.ToString() == form.Plan);
        if (plan is null && !(facts.MayMake && form.Plan == ReportForm.NewPlan)) errors.Add("plan", T["Choose the plan that it goes into."]);
        if (form.Read(facts, making.Slot(plan), making.Today, errors, T) is not { } objective) return Shown(facts, form, errors, 422);
        if (plan is null) return Redirect.To(await making.Begin(facts, objective, posted[MakingOnce.Field], cancel));
        switch (await making.Add(plan, facts.Start, objective, cancel))
        {
            case PlanNotSaved(var why):
                // It can go into another plan, or into a new one.
                errors.Add("plan", why.Sentence(T));
                return Shown(facts, form, errors, 409);
            case PlanChanged:
                errors.Add("", new PlanChangedMeanwhile().Sentence(T));
                return Shown(facts, form, errors, 409);
            default: return Redirect.To(Saved.On($"{plan.Path}#{PlanEdits.IdOf(plan.Content, objective)}"));
        }
    }

    private static RazorComponentResult<MakeObjectivePage> Shown(ReportFacts facts, ReportForm form, FormErrors errors, int status) =>
        Page.Of<MakeObjectivePage>(new MakeObjectivePage.Shown(facts, form, errors), status);
}

/// <summary>What a report or an appraisal says of an area, what can be done about it, and where an objective can go.</summary>
/// <param name="Plans">of the place, that the reader may change and that go on</param>
/// <param name="MayMake">whether a new plan can be made for it</param>
public sealed record ReportFacts(AreaStart Start, Place Place, ProposedArea? Proposed, IReadOnlyList<OpenPlan> Plans, bool MayMake)
{
    /// <summary>Indicators that are counted from this very area, with their value in the report where it has one.</summary>
    public IReadOnlyList<(Indicator Indicator, MeasuredBy By)> Figures { get; init; } = [];
}

/// <summary>Gathers the facts and writes the objective.</summary>
internal sealed class MakingObjective(ReportedAreas reports, PlaceDirectory places, PlanDoor door, PlanStore store, ProposalLibrary proposals, IndicatorLibrary indicators, Observations observations, HubDb db, TimeProvider clock, Me me, Texts T)
{
    public DateOnly Today => clock.Today();

    public static ValueTask<MakingObjective> BindAsync(HttpContext context)
    {
        TService Get<TService>() where TService : notnull => context.RequestServices.GetRequiredService<TService>();
        return ValueTask.FromResult(new MakingObjective(Get<ReportedAreas>(), Get<PlaceDirectory>(), Get<PlanDoor>(), Get<PlanStore>(), Get<ProposalLibrary>(), Get<IndicatorLibrary>(), Get<Observations>(), Get<HubDb>(), Get<TimeProvider>(), Me.Of(context), Get<Texts>()));
    }

    /// <returns>null where there is no such area that the reader may read, or no plan that they could put it into</returns>
    public async Task<ReportFacts?> OfReport(Guid round, string area, CancellationToken cancel) =>
        await reports.Find(me, round, area, cancel) is { } reported ? await Find(AreaStart.Of(reported, T), cancel) : null;

    /// <returns>null also where nothing of the area was judged</returns>
    public async Task<ReportFacts?> OfAppraisal(Guid appraisal, string area, CancellationToken cancel) =>
        await reports.Judged(me, appraisal, area, cancel) is { } judged ? await Find(AreaStart.Of(judged, T), cancel) : null;

    /// <returns>null also where there is no such ladder or area, or nobody wrote proposals for it</returns>
    public async Task<ReportFacts?> OfProposal(Guid place, string ladder, string area, CancellationToken cancel) =>
        reports.Part(ladder, area) is { } part && proposals.For(part.Framework, area) is not null ? await Find(AreaStart.Of(place, part, T), cancel) : null;

    private async Task<ReportFacts?> Find(AreaStart start, CancellationToken cancel)
    {
        // What went into another place goes on there, and so does what its reports show.
        if (await places.Find(await PlacesModule.Survivor(db, start.PlaceId, Today, cancel), cancel) is not { } place) return null;
        var plans = (await store.Open(place.PlaceId, me, cancel)).Where(p => p.MayChange && p.Plan.State is not (PlanStates.Done or PlanStates.Stopped)).ToList();
        var mayMake = place.IsOpenOn(Today) && await door.MayMake(place, me, cancel);
        return plans.Count == 0 && !mayMake ? null : new(start, place, proposals.For(start.Framework, start.Area), plans, mayMake) { Figures = start.Report is { } report ? await Figures(report, cancel) : [] };
    }

    private async Task<IReadOnlyList<(Indicator Indicator, MeasuredBy By)>> Figures(ReportedArea reported, CancellationToken cancel)
    {
        var all = new List<(Indicator, MeasuredBy)>();
        foreach (var indicator in indicators.Shipped.Where(i => i.From is { Area: { } area } from && area == reported.Area && from.Instrument == reported.Instrument))
        {
            var found = (await observations.Of(reported.PlaceId, indicator.Id, indicator.MainBreakdown, cancel: cancel)).FirstOrDefault(o => NewerFigure.IsOf(o, reported.Closed));
            all.Add((indicator, found is null ? new(indicator.Id) : NewerFigure.Begin(new(indicator.Id), found)));
        }
        return all;
    }

    /// <summary>The slot of the person who asks, in a plan or in a new one.</summary>
    public string Slot(OpenPlan? plan) => plan?.People.FirstOrDefault(p => p.PersonId == me.Id)?.Slot ?? SlotPerson.Next(plan?.People ?? []);

    /// <returns>the address of the new plan</returns>
    public async Task<string> Begin(ReportFacts facts, Objective objective, string? once, CancellationToken cancel)
    {
        var content = PlanEdits.AddObjective(objective).Apply(new PlanContent { Title = T["Plan: {0}", facts.Place.Name], Language = T.Language, From = Today, To = Today.AddYears(2).AddDays(-1) });
        return $"/plans/{await store.MakeOnce(db, once, facts.Place.PlaceId, me, content, [new SlotPerson(Slot(null), me.Id, me.Name)], cancel)}";
    }

    public Task<PlanSaved> Add(OpenPlan plan, AreaStart start, Objective objective, CancellationToken cancel)
    {
        IReadOnlyList<SlotPerson> added = plan.People.Any(p => p.PersonId == me.Id) || objective.Measures.Count == 0 ? [] : [new SlotPerson(Slot(plan), me.Id, me.Name)];
        return store.Change(plan, me, plan.Plan.Version, PlanEdits.AddObjective(objective), start.Version, added, cancel);
    }
}
