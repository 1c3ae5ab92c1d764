using Meent.Foundation.Localisation;
using Meent.Foundation.Web;
using Meent.People;
using Meent.Plan.EditPlan;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Meent.Plan.LinkObjective;

/// <summary>Somebody says what an objective answers: paragraphs of policies, and objectives of plans above.</summary>
internal static class LinkObjective
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/plans/{planId:guid}/edit/objectives/{objective}/links", Show).RequireAuthorization();
        routes.MapPost("/plans/{planId:guid}/edit/objectives/{objective}/links", Save).RequireAuthorization();
    }

    private static async Task<IResult> Show(Guid planId, string objective, PartEdit part, LinkFinder finder, Me me, CancellationToken cancel) =>
        await part.Find(planId, cancel) is { } plan && plan.Content.Objective(objective) is { } found
            ? Shown(EditShown.First(plan, $"{plan.Path}#{objective}"), found, LinkForm.Of(found), await finder.For(plan, me, cancel), 200)
            : Page.NotFound();

    private static async Task<IResult> Save(Guid planId, string objective, Posted posted, PartEdit part, LinkFinder finder, Me me, Texts T, CancellationToken cancel)
    {
        if (await part.Find(planId, cancel) is not { } plan) return Page.NotFound();
        var offers = await finder.For(plan, me, cancel);
        var form = LinkForm.From(posted, offers);
        if (plan.Content.Objective(objective) is not { } found) return part.Gone(plan, objective, posted, form.Lines(offers, T));
        var sent = part.Sent(plan, posted, $"{plan.Path}#{objective}");
        if (form.Read(found.Links, offers, sent.Errors, T) is not { } links) return Shown(sent, found, form, offers, 422);
        return await part.Save(sent, PlanEdits.LinkTo(objective, links), sent.Back, (s, status) => Shown(s, found, form, offers, status),
            c => FormLines.Rows(T["Answers"], c.Objective(objective)!.Links, l => offers.Name(l.Target, T), T), form.Lines(offers, T), cancel: cancel);
    }

    private static RazorComponentResult<LinksPage> Shown(EditShown edit, Objective objective, LinkForm form, LinkOffers offers, int status) =>
        Page.Of<LinksPage>(new LinksPage.Shown(edit, objective, form, offers), status);
}

/// <summary>The links of an objective as chosen.</summary>
/// <param name="Role">of links that are new</param>
public sealed record LinkForm(IReadOnlyList<string> Targets, string? Role)
{
    public static LinkForm Of(Objective objective) => new([.. objective.Links.Select(l => l.Target)], objective.Links.Select(l => l.Role).FirstOrDefault() ?? LinkRoles.ContributesTo);

    public static LinkForm From(Posted posted, LinkOffers offers) => new([.. offers.Fields.SelectMany(posted.Many).Distinct()], posted["role"]);

    internal IEnumerable<(string Label, string? Value)> Lines(LinkOffers offers, Texts T) => Targets.Count == 0 ? [] :
    [
        (T["What you choose now: how does the objective stand to it?"], Role switch { LinkRoles.Implements => T["It carries it out"], LinkRoles.ContributesTo => T["It contributes to it"], _ => null }),
        .. Targets.Select(t => (T["Answers"], (string?)offers.Name(t, T))),
    ];

    /// <summary>What was linked keeps its role; what cannot be chosen here, because the reader may not see it, stays linked.</summary>
    /// <returns>null where anything is wrong</returns>
    public IReadOnlyList<PlanLink>? Read(IReadOnlyList<PlanLink> before, LinkOffers offers, FormErrors errors, Texts T)
    {
        var known = offers.Targets;
        if (Role is not { } role || !LinkRoles.All.Contains(role))
        {
            errors.Add("role", T["Choose one of the two."]);
            return null;
        }
        var kept = before.Where(l => Targets.Contains(l.Target) || !known.Contains(l.Target)).ToList();
        return errors.Any ? null : [.. kept, .. Targets.Where(t => known.Contains(t) && kept.All(k => k.Target != t)).Select(t => new PlanLink(role, t))];
    }
}
