using Meent.Design.Catalogue;
using Meent.Design.Charts.Standalone;
using Meent.Foundation;
using Meent.Foundation.Localisation;
using Meent.Foundation.Web;

namespace Meent.Design;

/// <summary>What the design adds to a hub: its brand, the assets, and the catalogue of components where it is shown.</summary>
public static class DesignRoutes
{
    public static IServiceCollection AddDesign(this IServiceCollection services, Settings settings) =>
        services.AddSingleton(_ => Brand.Load(settings.Brand)).AddSingleton<Assets>().AddSingleton(s => ChartColours.Of(s.GetRequiredService<Brand>()));

    /// <param name="withCatalogue">maps <c>/design</c>, a page that shows every component: on demonstration hubs</param>
    public static void Map(IEndpointRouteBuilder routes, bool withCatalogue)
    {
        routes.MapGet("/assets/{name}", (string name, HttpContext http, Assets assets) => assets.Serve(name, http)).ExcludeFromDescription();
        if (!withCatalogue) return;
        routes.MapGet("/design", IResult () => Page.Of<DesignCatalogue>()).ExcludeFromDescription();
        routes.MapGet("/design/questionnaire", IResult () => Page.Of<QuestionnaireSample>()).ExcludeFromDescription();
        routes.MapGet("/design/figures", IResult () => Page.Of<FiguresSample>()).ExcludeFromDescription();
        routes.MapGet("/design/figures/{name}.svg", Picture).ExcludeFromDescription();
    }

    private static IResult Picture(string name, Texts T, ChartColours colours) =>
        CatalogueFigures.Svg(name, T, colours) is { } svg ? TypedResults.Text(svg, ChartSvg.ContentType) : TypedResults.NotFound();
}
