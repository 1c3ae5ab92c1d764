using System.Globalization;
using Meent.Foundation.Data;
using Meent.Foundation.Web;
using Meent.Monitor;
using Meent.People;
using Meent.Plan.Policies;
using Meent.Reflect;
using Microsoft.EntityFrameworkCore;

namespace Meent.Plan.SeeVersions;

/// <summary>All versions of a plan with what each changed, in sentences, and what differs between any two.</summary>
internal static class SeeVersions
{
    private const int PerPage = 10;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/plans/{planId:guid}/versions", Show).RequireAuthorization();

    /// <param name="from">number of the older version to compare; null for the list of all</param>
    /// <param name="to">number of the newer one</param>
    private static async Task<IResult> Show(Guid planId, string? from, string? to, string? page, PlanStore plans, Me me, HubDb db, ReportsBehind reports, PolicyLibrary policies, IndicatorLibrary indicators, BreakdownLibrary breakdowns, CancellationToken cancel)
    {
        if (await plans.Read(planId, me, cancel) is not { Access: >= PlanAccess.Read } plan) return Page.NotFound();
        Task<Meanings> Explained(IEnumerable<PlanChange> changes) => Meanings.Of(plan, changes, policies, indicators, breakdowns, db, plans, me, cancel);
        Task<IReadOnlyList<VersionSeen>> Seen(IQueryable<PlanVersion> some) => See(plan, some, plans, reports, me, cancel);
        var all = db.Read<PlanVersion>().Where(v => v.PlaceId == plan.Plan.PlaceId && v.PlanId == plan.Id);
        if (from is not null || to is not null) return await Compare(plan, from, to, all, Seen, Explained);
        var pages = Math.Max(1, (plan.Plan.Version + PerPage - 1) / PerPage);
        var at = Math.Clamp(Number(page), 1, pages);
        var newest = plan.Plan.Version - ((at - 1) * PerPage);
        // One more than is shown: what the last of them changed.
        var some = await Seen(all.Where(v => v.Number <= newest && v.Number >= newest - PerPage).OrderByDescending(v => v.Number));
        var names = await db.PersonNames(some.Select(v => v.Version.SavedBy), cancel);
        List<VersionShown> lines = [.. some.Take(PerPage).Select((v, i) => new VersionShown(v.Version.Number, v.Version.SavedAt, names.GetValueOrDefault(v.Version.SavedBy), Why(some.ElementAtOrDefault(i + 1), v), Between(some.ElementAtOrDefault(i + 1), v)))];
        return Page.Of<VersionsPage>(new VersionsPage.Shown(plan, at, pages, lines, await Explained(lines.SelectMany(l => l.Changes ?? []))));
    }

    private static async Task<IResult> Compare(OpenPlan plan, string? from, string? to, IQueryable<PlanVersion> all, Func<IQueryable<PlanVersion>, Task<IReadOnlyList<VersionSeen>>> seen, Func<IEnumerable<PlanChange>, Task<Meanings>> meaning)
    {
        var (older, newer) = (Number(from), Number(to));
        if (older > newer) (older, newer) = (newer, older);
        var both = await seen(all.Where(v => v.Number == older || v.Number == newer).OrderBy(v => v.Number));
        if (both is not [var was, var now] || Between(was, now) is not { } changes) return Page.NotFound();
        return Page.Of<ComparePage>(new ComparePage.Shown(plan, was.Version.Number, was.Version.SavedAt, now.Version.Number, now.Version.SavedAt, changes, await meaning(changes)) { IsHidden = changes.Count == 0 && was.Version.Content != now.Version.Content });
    }

    private static int Number(string? typed) => int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    /// <summary>Versions as the reader sees them: without the starts of figures that are for the place's own people, and without the rounds whose reports they may not read.</summary>
    private static async Task<IReadOnlyList<VersionSeen>> See(OpenPlan plan, IQueryable<PlanVersion> some, PlanStore plans, ReportsBehind reports, Me me, CancellationToken cancel)
    {
        var all = (await some.ToListAsync(cancel)).Select(v => (Version: v, Content: PlanJson.TryRead(v.Content))).ToList();
        var readable = await reports.PlacesOf(me, [.. all.SelectMany(v => v.Content?.Rounds ?? []).Distinct()], cancel);
        return [.. all.Select(v => new VersionSeen(v.Version, v.Content is { } content ? PlanSeen.WithReports(plans.Seen(plan, content), readable.ContainsKey) : null)
        {
            Hidden = [.. v.Content?.Objectives.Where(o => o.From is { } from && !readable.ContainsKey(from.Round)).Select(o => o.Id) ?? []],
        })];
    }

    /// <returns>null where there is no version before, or where one of both cannot be read</returns>
    private static IReadOnlyList<PlanChange>? Between(VersionSeen? was, VersionSeen now) =>
        was?.Content is { } before && now.Content is { } after ? PlanDifference.Between(before, after) : null;

    /// <summary>Why a version was made. Of one that took up a report, earlier hubs wrote which; that is for who may read the report.</summary>
    private static string? Why(VersionSeen? was, VersionSeen now) => now.Hidden.Except(was?.Hidden ?? []).Any() ? null : now.Version.Why;

    /// <param name="Content">as the reader sees it; null where it cannot be read</param>
    private sealed record VersionSeen(PlanVersion Version, PlanContent? Content)
    {
        /// <summary>Ids of objectives that were made from a report which the reader may not read.</summary>
        public IReadOnlyList<string> Hidden { get; init; } = [];
    }
}

/// <param name="By">null where the person is gone</param>
/// <param name="Changes">against the version before; null for the first</param>
public sealed record VersionShown(int Number, DateTime At, string? By, string? Why, IReadOnlyList<PlanChange>? Changes);
