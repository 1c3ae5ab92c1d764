using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Time;
using Meent.Foundation.Web;
using Meent.People;
using Meent.Places;
using Meent.Reflect.Instruments;
using Meent.Reflect.Pooling;
using Meent.Reflect.Results;

namespace Meent.Reflect.ReadResults;

/// <summary>A school reads what it said about itself, talks about it, and takes the figures along.</summary>
internal static class ReadResults
{
    /// <summary>In the address of a page: all areas, and the school's own statements.</summary>
    public const string All = "all", Own = "own";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/rounds/{id:guid}/report", Show).RequireAuthorization();
        routes.MapGet("/rounds/{id:guid}/report/{area}", ShowArea).RequireAuthorization();
        routes.MapGet("/rounds/{id:guid}/conversation", Talk).RequireAuthorization();
        routes.MapGet("/rounds/{id:guid}/report.json", Json).RequireAuthorization();
        routes.MapGet("/rounds/{id:guid}/report.csv", Csv).RequireAuthorization();
        routes.MapGet("/rounds/{id:guid}/codebook.csv", Codebook).RequireAuthorization();
        routes.MapGet("/rounds/{id:guid}/codebook.json", CodebookJson).RequireAuthorization();
        routes.MapGet("/rounds/{id:guid}/ddi.xml", Ddi).RequireAuthorization();
    }

    private static async Task<IResult> Show(
        Guid id, HubDb db, Me me, InstrumentLibrary library, PlaceDirectory places, TimeProvider clock, Texts T, CancellationToken cancel)
    {
        if (await Reports.Find(db, me, id, clock.Today(), cancel) is not { } report) return Page.NotFound();
        var instrument = Instrument(library, report);
        var pooled = await PooledReport.Of(db, report.Release.Round.PlaceId, id, cancel);
        return Page.Of<ReportPage>(new ReportPage.Shown(report, instrument, new(T, instrument)) { Pooled = pooled, Similar = await SimilarBands.Of(db, places, report.Release, cancel) });
    }

    private static async Task<IResult> ShowArea(
        Guid id, string area, HubDb db, Me me, InstrumentLibrary library, TimeProvider clock, Texts T, CancellationToken cancel)
    {
        if (await Reports.Find(db, me, id, clock.Today(), cancel) is not { } report) return Page.NotFound();
        var parts = Parts(report.Release);
        var chosen = area == All ? parts : parts.Where(p => p == area).ToList();
        if (chosen.Count == 0) return Page.NotFound();
        var instrument = Instrument(library, report);
        return Page.Of<StatementsPage>(new StatementsPage.Shown(report, instrument, new(T, instrument), chosen, area == All));
    }

    private static async Task<IResult> Talk(
        Guid id, HubDb db, Me me, InstrumentLibrary library, TextLibrary texts, TimeProvider clock, Texts T, CancellationToken cancel)
    {
        if (await Reports.Find(db, me, id, clock.Today(), cancel) is not { } report) return Page.NotFound();
        var instrument = Instrument(library, report);
        return Page.Of<ConversationPage>(Conversation.Of(report, instrument, new(T, instrument), texts, T));
    }

    private static async Task<IResult> Json(Guid id, HubDb db, Me me, TimeProvider clock, CancellationToken cancel) =>
        await Reports.Find(db, me, id, clock.Today(), cancel) is { } report
            ? ReportFiles.Json(report.Release, report.Json)
            : Page.NotFound();

    private static async Task<IResult> Csv(Guid id, HubDb db, Me me, TimeProvider clock, CancellationToken cancel) =>
        await Reports.Find(db, me, id, clock.Today(), cancel) is { } report
            ? ReportFiles.Csv(report.Release)
            : Page.NotFound();

    private static async Task<IResult> Codebook(
        Guid id, HubDb db, Me me, InstrumentLibrary library, TimeProvider clock, Texts T, CancellationToken cancel) =>
        await Reports.Find(db, me, id, clock.Today(), cancel) is { } report
            ? ReportFiles.Codebook(report.Release, new(T, Instrument(library, report)), T)
            : Page.NotFound();

    private static async Task<IResult> CodebookJson(
        Guid id, HubDb db, Me me, InstrumentLibrary library, TimeProvider clock, Texts T, CancellationToken cancel) =>
        await Reports.Find(db, me, id, clock.Today(), cancel) is { } report
            ? ReportFiles.CodebookJson(report.Release, Instrument(library, report), T)
            : Page.NotFound();

    private static async Task<IResult> Ddi(
        Guid id, HubDb db, Me me, InstrumentLibrary library, TimeProvider clock, Texts T, CancellationToken cancel) =>
        await Reports.Find(db, me, id, clock.Today(), cancel) is { } report
            ? ReportFiles.Ddi(report.Release, Instrument(library, report), T)
            : Page.NotFound();

    /// <summary>Areas of which anybody was asked anything, and at the end the school's own statements.</summary>
    private static List<string> Parts(Release release) =>
    [
        .. release.Areas.Where(a => a.Cells.Any(c => c.State != CellState.NotAsked)).Select(a => a.Id),
        .. release.Items.Any(i => i.Area is null) ? new[] { Own } : [],
    ];

    private static Instrument? Instrument(InstrumentLibrary library, Report report) =>
        library.Get(report.Release.Round.Instrument, report.Release.Round.InstrumentVersion);
}
