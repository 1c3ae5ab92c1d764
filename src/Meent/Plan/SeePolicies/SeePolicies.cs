using Meent.Design;
using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Web;
using Meent.Monitor;
using Meent.People;
using Meent.Places;
using Meent.Plan.Policies;
using Meent.Plan.SeeThread;
using Meent.Reflect;

namespace Meent.Plan.SeePolicies;

/// <summary>Everybody reads what policies ask for, and which plans answer it.</summary>
internal static class SeePolicies
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/policy", IResult (PolicyLibrary policies) => Page.Of<PoliciesPage>(policies.All));
        routes.MapGet("/policy/{document}", ShowDocument);
        routes.MapGet("/policy/{document}/{paragraph}", ShowParagraph);
    }

    /// <summary>Figures say how things are; from there to what policies ask for, and of an area to what no plan answers yet.</summary>
    public static Task<BesideShown?> Beside(HttpContext context, Place? place, CancellationToken cancel)
    {
        var T = context.RequestServices.GetRequiredService<Texts>();
        var more = place is null ? new SiteLink(T["What policies ask for"], "/policy") : FindGaps.FindGaps.Offer(context, place);
        return Task.FromResult(more is null ? null : new BesideShown(T["Policies and plans"], [], more));
    }

    /// <summary>Paragraphs that indicators name, with their document: their pages.</summary>
    public static Func<Texts, IReadOnlyList<string>, IReadOnlyList<SiteLink>> PagesOf(PolicyLibrary policies) => (T, targets) =>
    [
        .. from target in targets
           let paragraph = policies.Paragraph(target)
           where paragraph is not null
           select new SiteLink(T["{0}: {1}", policies.Get(target.Split('/')[0])!.Short.In(T.Language), paragraph.Name(T)], paragraph.Path),
    ];

    private static async Task<IResult> ShowDocument(string document, Me me, PolicyLibrary policies, ThreadStore threads, CancellationToken cancel) =>
        policies.Get(document) is { } found ? Page.Of<PolicyPage>(new PolicyPage.Shown(found, await threads.Answers(found, me, cancel))) : Page.NotFound();

    private static async Task<IResult> ShowParagraph(
        string document, string paragraph, HubDb db, Me me, PolicyLibrary policies, ThreadStore threads, IndicatorLibrary indicators, BreakdownLibrary breakdowns, CancellationToken cancel)
    {
        if (policies.Get(document) is not { } found || found.Paragraph(paragraph) is not { } at) return Page.NotFound();
        var targets = found.With(at).Select(p => p.Target).ToList();
        var speaking = (await indicators.All(cancel)).Where(i => i.Paragraphs.Any(targets.Contains)).OrderBy(i => i.Id, StringComparer.Ordinal).ToList();
        var room = new ThreadRoom();
        var down = await threads.Down(targets, me, room, cancel);
        return Page.Of<ParagraphPage>(new ParagraphPage.Shown(found, at, await threads.Answers(found, at, me, cancel), down, await ThreadFacts.Of(db, down, indicators, breakdowns, cancel), room.IsFull, speaking));
    }
}
