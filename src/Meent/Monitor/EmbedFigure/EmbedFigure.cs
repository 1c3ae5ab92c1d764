using Meent.Design.Charts;
using Meent.Design.Charts.Standalone;
using Meent.Foundation.Localisation;
using Meent.Foundation.Web;
using Meent.Monitor.ReadIndicators;
using Meent.People;
using Meent.Places;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Meent.Monitor.EmbedFigure;

/// <summary>A chart of an indicator as a file, and as a small page that any site may put into a frame.</summary>
internal static class EmbedFigure
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/indicators/{id}/{chart}.svg", Picture);
        routes.MapGet("/indicators/{id}/{chart}/embed", Frame);
        routes.MapGet("/indicators/{id}/compare/{chart}/embed", CompareFrame);
    }

    /// <param name="chart">one of <see cref="IndicatorChart.Names"/></param>
    private static async Task<IResult> Picture(
        string id, string chart, string? place, string? breakdown, [FromQuery(Name = "as-of")] string? asOf, Me me, IndicatorReader reader, Texts T, ChartColours colours, CancellationToken cancel) =>
        await Drawn(id, chart, place, breakdown, asOf, me, reader, T, cancel) is { } drawn ? TypedResults.Text(drawn.Svg(T, colours), ChartSvg.ContentType) : Page.NotFound();

    private static async Task<IResult> Frame(
        string id, string chart, string? place, string? breakdown, [FromQuery(Name = "as-of")] string? asOf, HttpContext context, IndicatorReader reader, Texts T, CancellationToken cancel)
    {
        // It looks the same to everybody, whoever is signed in here: a frame must not show what only its reader may see.
        return await Drawn(id, chart, place, breakdown, asOf, Me.Nobody, reader, T, cancel) is { } drawn ? Framed(context, drawn) : Page.NotFound();
    }

    /// <param name="chart">one of <see cref="ComparePictures.Names"/>; the rest as on the page</param>
    private static async Task<IResult> CompareFrame(
        string id, string chart, string[]? place, string? from, string? to, string? breakdown, string? regions, [FromQuery(Name = "as-of")] string? asOf, HttpContext context, IndicatorReader reader, Texts T, CancellationToken cancel) =>
        await ReadIndicators.ReadIndicators.Compared(id, place, from, to, breakdown, regions, asOf, reader, Me.Nobody, cancel) is { } shown && IndicatorChart.Of(chart, shown, T) is { } drawn ? Framed(context, drawn) : Page.NotFound();

    private static RazorComponentResult<EmbedPage> Framed(HttpContext context, IndicatorChart drawn)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = headers.ContentSecurityPolicy.ToString().Replace("frame-ancestors 'none'", "frame-ancestors *", StringComparison.Ordinal);
        return Page.Of<EmbedPage>(drawn);
    }

    private static async Task<IndicatorChart?> Drawn(string id, string chart, string? place, string? breakdown, string? asOf, Me me, IndicatorReader reader, Texts T, CancellationToken cancel)
    {
        if (!IndicatorChart.Names.Contains(chart) || await reader.Read(asOf, me, cancel) is not { } reading) return null;
        Place? of = null;
        if (Posted.Clean(place) is { } asked && (of = await reader.Place(me, asked, cancel)) is null) return null;
        return await reader.One(id, of, Posted.Clean(breakdown), reading, cancel) is { Line: { } } shown ? IndicatorChart.Of(chart, shown, T) : null;
    }
}

/// <summary>One chart of an indicator: what is drawn, and the page that it is from.</summary>
/// <param name="Model">of the chart component</param>
/// <param name="Path">of the page, with the place</param>
public sealed record IndicatorChart(object Model, string Title, string Path)
{
    /// <summary>As in addresses: a place over the years, against its target, among the countries, all countries on the map, and the groups of a place beside each other; what schools say over the years, and groups of them.</summary>
    public static IReadOnlyList<string> Names { get; } = ["trend", "target", "among", "map", "groups", SchoolPictures.Years, SchoolPictures.Groups];

    /// <returns>null where there is nothing to draw</returns>
    internal static IndicatorChart? Of(string chart, IndicatorPage.Shown shown, Texts T)
    {
        if (shown.Line is not { } line) return null;
        var path = $"/indicators/{Uri.EscapeDataString(shown.Indicator.Id)}";
        var words = new IndicatorWords(T, shown.Indicator, line.Group);
        var model = line.Official.Newest is null ? null : Official(chart, shown, line, words, path, T);
        model ??= new SchoolPictures(T, words, line, shown.Versions, new(T, words, shown.Indicator, shown.Beside, official: false, shown.Versions)).Of(chart);
        return model is null ? null : new(model, $"{words.Name}, {line.Place.Name}", $"{path}?place={PlaceKey.Of(line.Place)}{shown.Groups.Query}");
    }

    private static object? Official(string chart, IndicatorPage.Shown shown, IndicatorLine line, IndicatorWords words, string path, Texts T)
    {
        var groups = new GroupPictures(T, words, shown.Indicator, shown.Beside, official: true, shown.Versions);
        var pictures = new IndicatorPictures(T, words, line, shown.Countries, shown.Union, shown.Versions, path, shown.Groups.Query);
        return chart switch
        {
            "trend" when pictures.HasTrend => pictures.Trend(),
            "target" when line.Target is { } target => pictures.Aim(target),
            "among" when pictures.HasRange => pictures.Range(),
            "map" when pictures.HasMap => pictures.Map(),
            "groups" when groups.Has => groups.Model(),
            _ => null,
        };
    }

    /// <returns>null where there is nothing to draw</returns>
    internal static IndicatorChart? Of(string chart, ComparePage.Shown shown, Texts T)
    {
        if (shown.Changes(shown.Indicator) is not { } changes) return null;
        var words = new IndicatorWords(T, shown.Indicator, shown.Group);
        return new ComparePictures(T, words, shown, changes).Of(chart) is { } model ? new(model, $"{words.Name}, {T["{0} and {1}", shown.From, shown.To]}", shown.Path + shown.Query(years: false)) : null;
    }

    public string Svg(Texts T, ChartColours colours) => Model switch
    {
        BulletModel bullet => ChartSvg.Of(bullet, T, colours),
        RangeModel range => ChartSvg.Of(range, T, colours),
        MapModel map => ChartSvg.Of(map, T, colours),
        SeriesModel series => ChartSvg.Of(series, T, colours),
        _ => throw new InvalidOperationException($"No file is made of {Model.GetType().Name}."),
    };
}
