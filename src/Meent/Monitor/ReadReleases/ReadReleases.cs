using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Time;
using Meent.Foundation.Web;
using Meent.Monitor.ReadIndicators;
using Meent.People;
using Meent.Places;
using Microsoft.EntityFrameworkCore;

namespace Meent.Monitor.ReadReleases;

/// <summary>Everybody reads what came in when, and what it changed. Of what is under embargo everybody sees the day, and operators the rest.</summary>
internal static class ReadReleases
{
    /// <summary>Releases on one page.</summary>
    private const int Most = 50;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/releases", Overview);
        routes.MapGet("/releases/{vintage:int}", Show);
        // Figures go out to everybody, and cannot be called back.
        routes.MapPost("/releases/{vintage:int}/open", Open).RequireAuthorization().StepUp();
    }

    private static async Task<IResult> Overview(string? page, HubDb db, Observations observations, IndicatorLibrary library, TimeProvider clock, CancellationToken cancel)
    {
        var now = clock.Now();
        var toCome = await observations.Vintages(new Reading(Embargoed: true)).Where(v => v.EmbargoUntil > now).OrderBy(v => v.EmbargoUntil).ToListAsync(cancel);
        var open = await observations.Vintages().OrderByDescending(v => v.EmbargoUntil ?? v.MadeAt).ThenByDescending(v => v.Number).Page(page, Most);
        var numbers = open.Lines.Select(v => v.Number).ToList();
        var parts = (await db.Read<ReleaseCount>().Where(r => numbers.Contains(r.Vintage) && r.Indicator != "").ToListAsync(cancel)).ToLookup(r => r.Vintage);
        var names = (await library.All(cancel)).ToDictionary(i => i.Id, i => i.Name);
        return Page.Of<ReleasesPage>(new ReleasesPage.Shown(toCome, open.Select(v => (v, parts[v.Number].ToList())), names));
    }

    private static async Task<IResult> Show(int vintage, HubDb db, Me me, Observations observations, IndicatorLibrary library, BreakdownLibrary breakdowns, PlaceDirectory places, TimeProvider clock, Texts T, CancellationToken cancel) =>
        await Shown(vintage, db, me, observations, library, breakdowns, places, clock, T, cancel) is { } shown ? Page.Of<ReleasePage>(shown) : Page.NotFound();

    private static async Task<IResult> Open(int vintage, Posted posted, OpenRelease release, HubDb db, Me me, Observations observations, IndicatorLibrary library, BreakdownLibrary breakdowns, PlaceDirectory places, TimeProvider clock, Texts T, CancellationToken cancel)
    {
        if (!me.IsOperator || await Shown(vintage, db, me, observations, library, breakdowns, places, clock, T, cancel) is not { } shown) return Page.NotFound();
        var errors = posted.Errors(T);
        if (errors.Any) return Page.Of<ReleasePage>(shown with { Errors = errors }, 422);
        await release.Open(vintage, me.Id, CancellationToken.None);
        return Redirect.To($"/releases/{vintage}");
    }

    private static async Task<ReleasePage.Shown?> Shown(int vintage, HubDb db, Me me, Observations observations, IndicatorLibrary library, BreakdownLibrary breakdowns, PlaceDirectory places, TimeProvider clock, Texts T, CancellationToken cancel)
    {
        var release = await observations.Vintages(new Reading(Embargoed: true)).SingleOrDefaultAsync(v => v.Number == vintage, cancel);
        if (release is null) return null;
        var closed = release.EmbargoUntil > clock.Now();
        if (closed && !me.IsOperator) return new ReleasePage.Shown(release, closed, [], [], false);
        var parts = await db.Read<ReleaseCount>().Where(r => r.Vintage == vintage).OrderBy(r => r.Indicator).ToListAsync(cancel);
        var names = (await library.All(me.IsOperator, cancel)).ToDictionary(i => i.Id);
        var called = await breakdowns.Names(cancel);
        var revisions = await ReleaseRevisions.Of(vintage, db, observations, names, places, s => Cut(T, s, names.GetValueOrDefault(s.Indicator), called), cancel);
        return new ReleasePage.Shown(
            release, closed, [.. parts.Where(p => p.Indicator.Length > 0).Select(p => new ReleasePart(p, names.GetValueOrDefault(p.Indicator)))], revisions, parts.Count > 0) { MayOpen = closed };
    }

    /// <summary>A unit that the definition has is named; another one stands as its source writes it.</summary>
    private static string Cut(Texts T, Series series, Indicator? indicator, BreakdownNames names) => string.Join(", ", new[]
    {
        indicator is null || (indicator.MainUnit.Length > 0 && indicator.MainUnit != series.Unit) ? series.Unit : new IndicatorWords(T, indicator).Unit,
        series.Breakdown == Breakdowns.Total ? "" : names.Of(series.Breakdown, T),
    }.Where(w => w.Length > 0));
}

/// <param name="Indicator">null where it is not known here any more</param>
public sealed record ReleasePart(ReleaseCount Counts, Indicator? Indicator);

/// <inheritdoc cref="ReleasePart"/>
/// <param name="Cut">unit and group, in words: "per cent, 16 to 24 years"</param>
public sealed record Revision(Place Place, Series Series, Indicator? Indicator, KeptRevision Change, string Cut);
