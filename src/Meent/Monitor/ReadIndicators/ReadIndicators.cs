using Meent.Design.Charts.Standalone;
using Meent.Foundation.Localisation;
using Meent.Foundation.Web;
using Meent.People;
using Meent.Places;
using Microsoft.AspNetCore.Mvc;

namespace Meent.Monitor.ReadIndicators;

/// <summary>Everybody reads the figures of countries, regions and the Union; people of a school or board theirs.</summary>
internal static class ReadIndicators
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/indicators", Overview);
        routes.MapGet("/indicators/{id}", Show);
        routes.MapGet("/indicators/{id}/compare", Compare);
        routes.MapGet("/indicators/{id}/compare/{chart}.svg", ComparePicture);
        routes.MapGet("/places/{placeId:guid}/indicators", ShowPlace);
    }

    private static async Task<IResult> Overview([FromQuery(Name = "as-of")] string? asOf, IndicatorReader reader, Me me, CancellationToken cancel) =>
        await reader.Read(asOf, me, cancel) is { } reading ? Page.Of<IndicatorsPage>(await reader.Overview(reading, cancel)) : Page.NotFound();

    private static async Task<IResult> Show(string id, string? place, string? breakdown, [FromQuery(Name = "as-of")] string? asOf, IndicatorReader reader, Me me, CancellationToken cancel)
    {
        if (await reader.Read(asOf, me, cancel) is not { } reading) return Page.NotFound();
        Place? of = null;
        if (Posted.Clean(place) is { } asked && (of = await reader.Place(me, asked, cancel)) is null) return Page.NotFound();
        return await reader.One(id, of, Posted.Clean(breakdown), reading, cancel) is { } shown ? Page.Of<IndicatorPage>(shown) : Page.NotFound();
    }

    /// <param name="place">the areas to set side by side, up to <see cref="ComparePage.Most"/>; others, and what is no area, are left out; where none is left, there is no such page</param>
    private static async Task<IResult> Compare(
        string id, string[]? place, string? from, string? to, string? breakdown, string? regions, [FromQuery(Name = "as-of")] string? asOf, IndicatorReader reader, Me me, CancellationToken cancel) =>
        await Compared(id, place, from, to, breakdown, regions, asOf, reader, me, cancel) is { } shown ? Page.Of<ComparePage>(shown) : Page.NotFound();

    /// <param name="chart">one of <see cref="ComparePictures.Names"/></param>
    private static async Task<IResult> ComparePicture(
        string id, string chart, string[]? place, string? from, string? to, string? breakdown, string? regions, [FromQuery(Name = "as-of")] string? asOf, IndicatorReader reader, Me me, Texts T, ChartColours colours, CancellationToken cancel)
    {
        if (!ComparePictures.Names.Contains(chart) || await Compared(id, place, from, to, breakdown, regions, asOf, reader, me, cancel) is not { } shown || shown.Changes(shown.Indicator) is not { } changes) return Page.NotFound();
        return new ComparePictures(T, new(T, shown.Indicator, shown.Group), shown, changes).Svg(chart, colours) is { } svg ? TypedResults.Text(svg, ChartSvg.ContentType) : Page.NotFound();
    }

    internal static async Task<ComparePage.Shown?> Compared(
        string id, string[]? place, string? from, string? to, string? breakdown, string? regions, string? asOf, IndicatorReader reader, Me me, CancellationToken cancel)
    {
        if (await reader.Read(asOf, me, cancel) is not { } reading) return null;
        var chosen = new List<Place>();
        foreach (var key in (place ?? []).Select(Posted.Clean).OfType<string>().Distinct().Take(ComparePage.Most))
            if (await reader.Place(Me.Nobody, key, cancel) is { } area) chosen.Add(area);
        if (place?.Any(p => Posted.Clean(p) is not null) == true && chosen.Count == 0) return null;
        return await reader.Compare(id, chosen, Posted.Clean(from), Posted.Clean(to), Posted.Clean(breakdown), Posted.Clean(regions), ComparePage.Most, reading, cancel);
    }

    private static async Task<IResult> ShowPlace(Guid placeId, string? breakdown, [FromQuery(Name = "as-of")] string? asOf, IndicatorReader reader, Me me, CancellationToken cancel)
    {
        if (await reader.Read(asOf, me, cancel) is not { } reading || await reader.Place(me, placeId, cancel) is not { } place) return Page.NotFound();
        return await reader.OfPlace(place, Posted.Clean(breakdown), reading, cancel) is { } shown ? Page.Of<PlaceIndicatorsPage>(shown) : Page.NotFound();
    }
}
