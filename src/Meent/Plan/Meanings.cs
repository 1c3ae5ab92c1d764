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
    private readonly IReadOnlyDictionary<string, Indicator> indicators;
    private readonly PlanLinks links;

    private Meanings(OpenPlan plan, PolicyLibrary policies, IReadOnlyDictionary<string, Indicator> indicators, PlanLinks links) =>
        (this.plan, this.policies, this.indicators, this.links) = (plan, policies, indicators, links);

    public static async Task<Meanings> Of(OpenPlan plan, IEnumerable<PlanChange> changes, PolicyLibrary policies, IndicatorLibrary library, HubDb db, PlanStore store, Me me, CancellationToken cancel)
    {
        var meant = changes.SelectMany(c => c.Args).OfType<Meant>().Distinct().ToLookup(m => m.Kind, m => m.Id);
        var found = new Dictionary<string, Indicator>(StringComparer.Ordinal);
        foreach (var id in meant[MeantKind.Indicator].Distinct())
            if (await library.Find(id, cancel) is { } indicator) found[id] = indicator;
        var linked = new Objective("", "") { Links = [.. meant[MeantKind.Target].Select(t => new PlanLink(LinkRoles.ContributesTo, t))] };
        return new(plan, policies, found, await PlanLinks.Of([linked], db, store, me, cancel));
    }

    public string Of(Meant meant, Texts T) => meant.Kind switch
    {
        MeantKind.Person => plan.NameOf(meant.Id) ?? T["somebody of {0}", plan.Place.Name],
        MeantKind.Source => PlanWords.Source(meant.Id, T),
        MeantKind.Indicator => NameOf(indicators.GetValueOrDefault(meant.Id), meant.Id, meant.Breakdown, T),
        _ => policies.Paragraph(meant.Id)?.Name(T) ?? (links.Above(new(LinkRoles.ContributesTo, meant.Id)) is var (above, objective) ? T["“{0}” of {1}", objective.Title, above.Place.Name] : T["an objective of another plan"]),
    };

    /// <param name="indicator">null for a figure in own words</param>
    internal static string NameOf(Indicator? indicator, string id, string? breakdown, Texts T)
    {
        var name = indicator?.Name.In(T.Language) ?? id;
        return breakdown is null ? name : $"{name} ({breakdown})";
    }
}
