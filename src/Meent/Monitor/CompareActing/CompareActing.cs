using Meent.Design.Charts.Standalone;
using Meent.Foundation.Localisation;
using Meent.Foundation.Web;
using Meent.Monitor.ReadIndicators;
using Meent.People;
using Meent.Places;

namespace Meent.Monitor.CompareActing;

/// <summary>Somebody asks of an indicator whether countries or regions that acted moved further than those that have not begun, and what was spent.</summary>
internal static class CompareActing
{
    /// <summary>More regions at once than there are of one size in Europe.</summary>
    private const int MostRegions = 2_000;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/indicators/{id}/acting", Show);
        routes.MapGet("/indicators/{id}/acting/{chart}.svg", Picture);
    }

    /// <param name="regions">see <see cref="RegionLevel.Key"/>; none for countries</param>
    private static async Task<IResult> Show(
        string id, string? from, string? to, string? regions, IndicatorReader reader, IEnumerable<PlacesActing> knowing, IServiceProvider services, Me me, CancellationToken cancel) =>
        await Compared(id, from, to, regions, reader, knowing, services, me, cancel) is { } shown ? Page.Of<ActingPage>(shown) : Page.NotFound();

    private static async Task<IResult> Picture(
        string id, string chart, string? from, string? to, string? regions, IndicatorReader reader, IEnumerable<PlacesActing> knowing, IServiceProvider services, Me me, Texts T, ChartColours colours, CancellationToken cancel)
    {
        if (chart != ActingPictures.Name || await Compared(id, from, to, regions, reader, knowing, services, me, cancel) is not { } shown) return Page.NotFound();
        var pictures = new ActingPictures(T, new(T, shown.Compared.Indicator, shown.Compared.Group), shown);
        return pictures.Has ? TypedResults.Text(pictures.Svg(colours), ChartSvg.ContentType) : Page.NotFound();
    }

    private static async Task<ActingPage.Shown?> Compared(
        string id, string? from, string? to, string? regions, IndicatorReader reader, IEnumerable<PlacesActing> knowing, IServiceProvider services, Me me, CancellationToken cancel)
    {
        if (await reader.Compare(id, [], Posted.Clean(from), Posted.Clean(to), null, Posted.Clean(regions), MostRegions, new(null, me.IsOperator), cancel) is not { } compared) return null;
        var (acting, places) = (new List<Acting>(), compared.Counted.Select(l => l.Place.PlaceId).Concat(compared.Regions.Asked?.Above.Values.SelectMany(a => a) ?? []).Distinct().ToList());
        foreach (var known in knowing) acting.AddRange(await known.On(services, id, places, cancel));
        return ActingPage.Shown.Of(compared, acting);
    }
}

/// <summary>A country or region with what became of its figure, and what it did for it.</summary>
/// <param name="Start">the figure at the beginning; null where it is missing</param>
/// <param name="Acting">null where no public plan says that it began</param>
public sealed record MovedPlace(Place Place, Change Change, decimal? Start, Acting? Acting)
{
    /// <summary>What the larger regions do that it lies in.</summary>
    public IReadOnlyList<Acting> Around { get; init; } = [];

    /// <summary>Whether it can be counted in: its two figures can be set beside each other, whether or not their difference is clear, and it is clear whether it had begun.</summary>
    public bool Counts => Change.Difference is not null && Start is not null && Change.Why is null or Incomparable.Unsure && !OnlyAround;

    /// <summary>It had begun before the later of the two figures was taken. What began later cannot have moved it.</summary>
    public bool HadBegun => Acting is { } acting && Began(acting);

    /// <summary>It had not begun itself, but a larger region had: it is neither one that acted nor one that did not.</summary>
    public bool OnlyAround => !HadBegun && Around.Any(Began);

    private bool Began(Acting acting) => PeriodMath.Middle(Change.To) is { } end && acting.Since.Year + ((acting.Since.DayOfYear - 1) / 365m) < end;

    public (double Start, double Difference) Pair => ((double)Start!.Value, (double)Change.Difference!.Value);
}
