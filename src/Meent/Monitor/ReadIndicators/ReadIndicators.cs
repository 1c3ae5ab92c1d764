using System.Globalization;
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
        routes.MapGet("/places/{placeId:guid}/indicators", ShowPlace);
    }

    private static async Task<IResult> Overview([FromQuery(Name = "as-of")] string? asOf, IndicatorReader reader, Me me, CancellationToken cancel) =>
        Read(asOf, me) is { } reading ? Page.Of<IndicatorsPage>(await reader.Overview(reading, cancel)) : Page.NotFound();

    private static async Task<IResult> Show(string id, string? place, [FromQuery(Name = "as-of")] string? asOf, IndicatorReader reader, Me me, CancellationToken cancel)
    {
        if (Read(asOf, me) is not { } reading) return Page.NotFound();
        Place? of = null;
        if (Posted.Clean(place) is { } asked && (of = await reader.Place(me, asked, cancel)) is null) return Page.NotFound();
        return await reader.One(id, of, reading, cancel) is { } shown ? Page.Of<IndicatorPage>(shown) : Page.NotFound();
    }

    /// <param name="place">the areas to set side by side, up to <see cref="ComparePage.Most"/>; others, and what is no area, are left out; where none is left, there is no such page</param>
    private static async Task<IResult> Compare(
        string id, string[]? place, string? from, string? to, [FromQuery(Name = "as-of")] string? asOf, IndicatorReader reader, Me me, CancellationToken cancel)
    {
        if (Read(asOf, me) is not { } reading) return Page.NotFound();
        var chosen = new List<Place>();
        foreach (var key in (place ?? []).Select(Posted.Clean).OfType<string>().Distinct().Take(ComparePage.Most))
            if (await reader.Place(Me.Nobody, key, cancel) is { } area) chosen.Add(area);
        if (place?.Any(p => Posted.Clean(p) is not null) == true && chosen.Count == 0) return Page.NotFound();
        if (await reader.Compare(id, chosen, Posted.Clean(from), Posted.Clean(to), reading, cancel) is not { } shown) return Page.NotFound();
        return Page.Of<ComparePage>(shown);
    }

    private static async Task<IResult> ShowPlace(Guid placeId, [FromQuery(Name = "as-of")] string? asOf, IndicatorReader reader, Me me, CancellationToken cancel)
    {
        if (Read(asOf, me) is not { } reading || await reader.Place(me, placeId, cancel) is not { } place) return Page.NotFound();
        return Page.Of<PlaceIndicatorsPage>(await reader.OfPlace(place, reading, cancel));
    }

    /// <summary>Which versions count; null where what was asked for is no number of one.</summary>
    internal static Reading? Read(string? asOf, Me me)
    {
        if (Posted.Clean(asOf) is not { } typed) return new(null, me.IsOperator);
        return int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var vintage) && vintage > 0 ? new(vintage, me.IsOperator) : null;
    }
}
