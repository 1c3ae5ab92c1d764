using Meent.Design;
using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Time;
using Meent.People;
using Meent.Places;
using Meent.Plan.Policies;
using Meent.Plan.SeeThread;
using Microsoft.EntityFrameworkCore;

namespace Meent.Plan.LinkObjective;

/// <summary>What an objective can be linked to: objectives of plans above its place, and paragraphs of policies.</summary>
/// <param name="Above">plans of the areas and the board above, as far as the reader may see them</param>
/// <param name="Policies">each with the paragraphs that speak to this place</param>
public sealed record LinkOffers(IReadOnlyList<OpenPlan> Above, IReadOnlyList<(PolicyDocument Document, IReadOnlyList<Paragraph> Paragraphs)> Policies)
{
    public const string AboveField = "above";

    public static string Field(PolicyDocument document) => $"policy-{document.Id}";

    public IEnumerable<string> Fields => Policies.Select(p => Field(p.Document)).Prepend(AboveField);

    /// <summary>Every target that can be chosen.</summary>
    public IReadOnlySet<string> Targets => Above.SelectMany(Objectives).Select(o => o.Target).Concat(Policies.SelectMany(p => p.Paragraphs).Select(p => p.Target)).ToHashSet(StringComparer.Ordinal);

    public IReadOnlyList<Choice> AboveChoices => [.. Above.SelectMany(Objectives).Select(o => new Choice(o.Target, o.Objective.Title, $"{o.Plan.Place.Name} · {o.Plan.Content.Title}"))];

    public static IReadOnlyList<Choice> Choices(IReadOnlyList<Paragraph> paragraphs, Texts T) => [.. paragraphs.Select(p => new Choice(p.Target, p.Name(T), p.Text.In(T.Language)))];

    /// <summary>What a link leads to, in words; the target itself where the reader may not see it.</summary>
    public string Name(string target, Texts T) =>
        Above.SelectMany(Objectives).FirstOrDefault(o => o.Target == target) is { } objective ? $"{objective.Plan.Place.Name}: {objective.Objective.Title}"
        : Policies.SelectMany(p => p.Paragraphs).FirstOrDefault(p => p.Target == target) is { } paragraph ? paragraph.Name(T)
        : T["something else"];

    /// <summary>What a plan says, without links that could not have been chosen.</summary>
    public PlanContent Only(PlanContent content)
    {
        var known = Targets;
        return content with { Objectives = [.. content.Objectives.Select(o => o with { Links = [.. o.Links.Where(l => known.Contains(l.Target))] })] };
    }

    private static IEnumerable<PlannedObjective> Objectives(OpenPlan plan) => plan.Content.Objectives.Select(o => new PlannedObjective(plan, o));

    /// <summary>The paragraphs of a document that speak to a place: those to the Commission to nobody but the Union, those of other sectors to nobody of this one.</summary>
    public static IReadOnlyList<Paragraph> For(PolicyDocument document, Place place) =>
    [
        .. document.Paragraphs.Where(p => p.To != Addressee.Commission || place.Kind == PlaceKind.Union)
            .Where(p => p.FitsSector(place)),
    ];
}

/// <summary>Finds what can be linked to.</summary>
internal sealed class LinkFinder(HubDb db, PlanStore store, PlaceDirectory places, PolicyLibrary policies, TimeProvider clock)
{
    public static ValueTask<LinkFinder> BindAsync(HttpContext context) => ValueTask.FromResult(new LinkFinder(
        context.RequestServices.GetRequiredService<HubDb>(), context.RequestServices.GetRequiredService<PlanStore>(), context.RequestServices.GetRequiredService<PlaceDirectory>(),
        context.RequestServices.GetRequiredService<PolicyLibrary>(), context.RequestServices.GetRequiredService<TimeProvider>()));

    public Task<LinkOffers> For(OpenPlan plan, Me me, CancellationToken cancel) => For(plan.Place, plan.Id, me, cancel);

    /// <param name="plan">whose objectives are asked about; null for one that is to come</param>
    public async Task<LinkOffers> For(Place place, Guid? plan, Me me, CancellationToken cancel)
    {
        var today = clock.Today();
        var above = (await places.Above(place.PlaceId, today, cancel: cancel)).Select(p => p.PlaceId).ToList();
        if (await places.Parent(place.PlaceId, Places.LinkRole.Board, today, cancel) is { } board)
            above = [board.PlaceId, .. above, .. (await places.Above(board.PlaceId, today, cancel: cancel)).Select(p => p.PlaceId)];
        var stored = await db.Read<StoredPlan>().Where(p => above.Contains(p.PlaceId) && p.Id != plan && (p.State == PlanStates.Running || p.State == PlanStates.Done)).ToListAsync(cancel);
        return new(await store.See(stored, me, cancel), [.. policies.All.Select(d => (d, LinkOffers.For(d, place)))]);
    }
}
