using Meent.Foundation.Localisation;
using Meent.Foundation.Web;
using Meent.People;

namespace Meent.Reflect.ReadFigures;

/// <summary>Everybody reads what the schools of a region, a country or the Union say; a board's people what its schools say. Only what was published.</summary>
internal static class ReadFigures
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/figures", Overview);
        routes.MapGet("/figures/{placeId:guid}", Show);
        routes.MapGet("/figures/{placeId:guid}/{area}", ShowArea);
        routes.MapGet("/api/figures", List);
        routes.MapGet("/api/figures/{placeId:guid}", Json);
        routes.MapGet("/api/figures/{placeId:guid}.csv", Csv);
    }

    private static async Task<IResult> Overview(string? instrument, string? period, FigureStore store, Me me, HttpContext context, CancellationToken cancel) =>
        Page.Of<FiguresPage>(await store.Overview(me, Posted.Clean(instrument), Posted.Clean(period), cancel) with { Beside = await Beside(context, null, cancel) });

    private static async Task<IResult> Show(Guid placeId, string? instrument, string? period, string? sector, FigureStore store, Me me, Texts T, HttpContext context, CancellationToken cancel)
    {
        if (await store.Place(me, placeId, cancel) is not { } place) return Page.NotFound();
        if (await store.Read(place, Posted.Clean(instrument), Posted.Clean(period), Posted.Clean(sector), cancel) is not { } read)
            return Page.Of<NoFiguresPage>(new NoFiguresPage.Shown(place, await store.Above(place, cancel), await store.Subjects(place, cancel)) { Beside = await Beside(context, place, cancel), Countries = place.Kind == Places.PlaceKind.Union ? await store.With(place, cancel) : [] }, Asked(instrument, period, sector) ? 404 : 200);
        read = read with { Reach = await store.Reach(read, cancel) };
        return Page.Of<PlaceFiguresPage>(new PlaceFiguresPage.Shown(read, new(T, read), await store.Above(place, cancel)) { Beside = await Beside(context, place, cancel) });
    }

    private static async Task<IResult> ShowArea(Guid placeId, string area, string? instrument, string? period, string? sector, FigureStore store, Me me, Texts T, CancellationToken cancel)
    {
        if (await store.Place(me, placeId, cancel) is not { } place) return Page.NotFound();
        if (await store.Read(place, Posted.Clean(instrument), Posted.Clean(period), Posted.Clean(sector), cancel) is not { } read) return Page.NotFound();
        if (read.Part.Areas.All(a => a.Area != area)) return Page.NotFound();
        return Page.Of<StatementFiguresPage>(new StatementFiguresPage.Shown(read, new(T, read), area));
    }

    /// <summary>What other modules know of the area, in their order.</summary>
    private static async Task<IReadOnlyList<BesideShown>> Beside(HttpContext context, Places.Place? place, CancellationToken cancel)
    {
        var shown = new List<BesideShown>();
        foreach (var other in context.RequestServices.GetServices<FiguresBeside>().OrderBy(o => o.Order))
            if (await other.Of(context, place, cancel) is { } part) shown.Add(part);
        return shown;
    }

    private static bool Asked(params string?[] asked) => asked.Any(a => Posted.Clean(a) is not null);

    private static async Task<IResult> List(FigureStore store, CancellationToken cancel) => FigureFiles.Json(await store.All(cancel));

    private static async Task<IResult> Json(Guid placeId, string? instrument, string? period, FigureStore store, Me me, CancellationToken cancel) =>
        await store.Place(me, placeId, cancel) is { } place && await store.Read(place, Posted.Clean(instrument), Posted.Clean(period), null, cancel) is { } read
            ? FigureFiles.Json(FigureFile.Of(read))
            : Page.NotFound();

    private static async Task<IResult> Csv(Guid placeId, string? instrument, string? period, FigureStore store, Me me, CancellationToken cancel) =>
        await store.Place(me, placeId, cancel) is { } place && await store.Read(place, Posted.Clean(instrument), Posted.Clean(period), null, cancel) is { } read
            ? FigureFiles.Csv(read)
            : Page.NotFound();
}
