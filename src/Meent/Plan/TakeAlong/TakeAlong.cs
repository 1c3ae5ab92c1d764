using System.Text;
using Meent.Foundation;
using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Web;
using Meent.People;
using Meent.Plan.ReadPlan;
using Meent.Reflect;

namespace Meent.Plan.TakeAlong;

/// <summary>Who may read a plan takes it along: for other programs, or as a document. Names of people go with it only for who may see them.</summary>
internal static class TakeAlong
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/plans/{planId:guid}/export.json", Json);
        routes.MapGet("/plans/{planId:guid}/export.csv", Csv);
        routes.MapGet("/plans/{planId:guid}/document.html", Document);
    }

    private static async Task<IResult> Json(Guid planId, PlanStore store, ReportsBehind reports, Settings settings, HubDb db, Me me, CancellationToken cancel) => await store.Read(planId, me, cancel) is { } plan
        ? TypedResults.File(Encoding.UTF8.GetBytes(PlanJsonFile.Write(await Exchange(plan, settings, db, store, reports, me, cancel) with { History = await History(plan, db, cancel) })), "application/json", Name(plan, "json"))
        : Page.NotFound();

    private static async Task<IResult> Csv(Guid planId, PlanStore store, ReportsBehind reports, Settings settings, HubDb db, Me me, CancellationToken cancel) => await store.Read(planId, me, cancel) is { } plan
        ? TypedResults.File(PlanCsvFile.Write(await Exchange(plan, settings, db, store, reports, me, cancel)), "text/csv; charset=utf-8; header=present", Name(plan, "csv"))
        : Page.NotFound();

    /// <summary>Plain HTML with headings and tables, which word processors open as a document.</summary>
    private static async Task<IResult> Document(Guid planId, HttpContext context, PlanStore store, HubDb db, PlanFollowing following, Me me, CancellationToken cancel)
    {
        if (await store.Read(planId, me, cancel) is not { } plan) return Page.NotFound();
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"{Name(plan, "html")}\"";
        var links = await PlanLinks.Of(plan.Content.Objectives, db, store, me, cancel);
        return Page.Of<PlanDocument>(new PlanDocument.Shown(await following.Of(plan, cancel: cancel), links));
    }

    private static async Task<PlanExchange> Exchange(OpenPlan plan, Settings settings, HubDb db, PlanStore store, ReportsBehind reports, Me me, CancellationToken cancel)
    {
        var links = plan.MayChange ? new(new Dictionary<Guid, OpenPlan>()) : await PlanLinks.Of(plan.Content.Objectives, db, store, me, cancel);
        var readable = await reports.PlacesOf(me, plan.Content.Rounds, cancel);
        var file = PlanExchange.Of(plan, links, readable.ContainsKey);
        return file with { Content = file.Content with { Demonstration = plan.Content.Demonstration || settings.Demonstration } };
    }

    /// <summary>Lines that people wrote are for those who read the plan with names.</summary>
    private static async Task<PlanHistory?> History(OpenPlan plan, HubDb db, CancellationToken cancel) => plan.Access >= PlanAccess.Read ? await PlanHistory.Of(plan, db, cancel) : null;

    /// <summary>"plan-digital-elzenhof.csv": letters and digits of the title.</summary>
    private static string Name(OpenPlan plan, string extension)
    {
        var words = string.Concat(Folded.Text(plan.Content.Title).Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : ' ')).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return $"{(words.Length == 0 ? "plan" : string.Join('-', words))}.{extension}";
    }
}
