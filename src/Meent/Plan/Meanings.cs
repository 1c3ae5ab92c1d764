using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Monitor;
using Meent.People;
using Meent.Plan.Policies;
using Meent.Plan.ReadPlan;

namespace Meent.Plan;

/// <summary>What the ids in the differences of a plan mean to one reader.</summary>
public sealed class Meanings
{
    private readonly OpenPlan plan;
    private readonly PolicyLibrary policies;
    private readonly IndicatorNames indicators;
    private readonly PlanLinks links;

    private Meanings(OpenPlan plan, PolicyLibrary policies, IndicatorNames indicators, PlanLinks links) =>
        (this.plan, this.policies, this.indicators, this.links) = (plan, policies, indicators, links);

    public static async Task<Meanings> Of(OpenPlan plan, IEnumerable<PlanChange> changes, PolicyLibrary policies, IndicatorLibrary library, BreakdownLibrary breakdowns, HubDb db, PlanStore store, Me me, CancellationToken cancel)
    {
        var meant = changes.SelectMany(c => c.Args).OfType<Meant>().Distinct().ToLookup(m => m.Kind, m => m.Id);
        var linked = new Objective("", "") { Links = [.. meant[MeantKind.Target].Select(t => new PlanLink(LinkRoles.ContributesTo, t))] };
        return new(plan, policies, await IndicatorNames.Of(meant[MeantKind.Indicator], library, breakdowns, cancel), await PlanLinks.Of([linked], db, store, me, cancel));
    }

    public string Of(Meant meant, Texts T) => meant.Kind switch
    {
        MeantKind.Person => plan.NameOf(meant.Id) ?? T["somebody of {0}", plan.Place.Name],
        MeantKind.Source => PlanWords.Source(meant.Id, T),
        MeantKind.Indicator => indicators.Of(meant.Id, meant.Breakdown, T),
        _ => policies.Paragraph(meant.Id)?.Name(T) ?? (links.Above(new(LinkRoles.ContributesTo, meant.Id)) is var (above, objective) ? T["“{0}” of {1}", objective.Title, above.Place.Name] : T["an objective of another plan"]),
    };
}
