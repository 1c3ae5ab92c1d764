using System.Globalization;
using Meent.Foundation.Data;
using Meent.Foundation.Web;
using Meent.Monitor;
using Meent.People;
using Meent.Plan.Policies;
using Microsoft.EntityFrameworkCore;

namespace Meent.Plan.SeeVersions;

/// <summary>All versions of a plan with what each changed, in sentences, and what differs between any two.</summary>
internal static class SeeVersions
{
    private const int PerPage = 10;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/plans/{planId:guid}/versions", Show).RequireAuthorization();

    /// <param name="from">number of the older version to compare; null for the list of all</param>
    /// <param name="to">number of the newer one</param>
    private static async Task<IResult> Show(Guid planId, string? from, string? to, string? page, PlanStore plans, Me me, HubDb db, PolicyLibrary policies, IndicatorLibrary indicators, BreakdownLibrary breakdowns, CancellationToken cancel)
    {
        if (await plans.Read(planId, me, cancel) is not { Access: >= PlanAccess.Read } plan) return Page.NotFound();
        Task<Meanings> Explained(IEnumerable<PlanChange> changes) => Meanings.Of(plan, changes, policies, indicators, breakdowns, db, plans, me, cancel);
        var all = db.Read<PlanVersion>().Where(v => v.PlaceId == plan.Plan.PlaceId && v.PlanId == plan.Id);
        if (from is not null || to is not null) return await Compare(plan, from, to, all, Explained, cancel);
        var pages = Math.Max(1, (plan.Plan.Version + PerPage - 1) / PerPage);
        var at = Math.Clamp(Number(page), 1, pages);
        var newest = plan.Plan.Version - ((at - 1) * PerPage);
        // One more than is shown: what the last of them changed.
        var some = await all.Where(v => v.Number <= newest && v.Number >= newest - PerPage).OrderByDescending(v => v.Number).ToListAsync(cancel);
        var names = await db.PersonNames(some.Select(v => v.SavedBy), cancel);
        List<VersionShown> lines = [.. some.Take(PerPage).Select((v, i) => new VersionShown(v.Number, v.SavedAt, names.GetValueOrDefault(v.SavedBy), v.Why, Between(some.ElementAtOrDefault(i + 1), v)))];
        return Page.Of<VersionsPage>(new VersionsPage.Shown(plan, at, pages, lines, await Explained(lines.SelectMany(l => l.Changes ?? []))));
    }

    private static async Task<IResult> Compare(OpenPlan plan, string? from, string? to, IQueryable<PlanVersion> all, Func<IEnumerable<PlanChange>, Task<Meanings>> meaning, CancellationToken cancel)
    {
        var (older, newer) = (Number(from), Number(to));
        if (older > newer) (older, newer) = (newer, older);
        var both = await all.Where(v => v.Number == older || v.Number == newer).OrderBy(v => v.Number).ToListAsync(cancel);
        if (both is not [var was, var now] || Between(was, now) is not { } changes) return Page.NotFound();
        return Page.Of<ComparePage>(new ComparePage.Shown(plan, was.Number, was.SavedAt, now.Number, now.SavedAt, changes, await meaning(changes)));
    }

    private static int Number(string? typed) => int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    /// <returns>null where there is no version before, or where one of both cannot be read</returns>
    private static IReadOnlyList<PlanChange>? Between(PlanVersion? was, PlanVersion now) =>
        was is not null && PlanJson.TryRead(was.Content) is { } before && PlanJson.TryRead(now.Content) is { } after ? PlanDifference.Between(before, after) : null;
}

/// <param name="By">null where the person is gone</param>
/// <param name="Changes">against the version before; null for the first</param>
public sealed record VersionShown(int Number, DateTime At, string? By, string? Why, IReadOnlyList<PlanChange>? Changes);
