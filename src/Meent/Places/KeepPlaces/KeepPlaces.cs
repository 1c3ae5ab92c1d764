using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Time;
using Meent.Foundation.Web;
using Microsoft.EntityFrameworkCore;

namespace Meent.Places.KeepPlaces;

/// <summary>The operator's desk for places: find one, add one by hand, and look for those that are here twice.</summary>
internal static class KeepPlaces
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var desk = routes.ServiceProvider.GetRequiredService<PlaceDesk>();
        routes.MapGet("/operate/places", List).RequireAuthorization();
        routes.MapGet("/operate/places/suggest", Suggest).RequireAuthorization();
        routes.MapGet("/operate/places/duplicates", Twice).RequireAuthorization();
        routes.MapGet("/operate/places/new", AddPlace.Show).RequireAuthorization();
        routes.MapPost("/operate/places/new", AddPlace.Post).RequireAuthorization();
        routes.MapGet("/operate/places/{placeId:guid}", KeepPlace.Show).RequireAuthorization();
        desk.Proof(routes.MapPost("/operate/places/{placeId:guid}", KeepPlace.Post).RequireAuthorization(), ["close", "reopen"]);
        routes.MapGet("/operate/places/{placeId:guid}/merge", MergePlaces.Show).RequireAuthorization();
        desk.Proof(routes.MapPost("/operate/places/{placeId:guid}/merge", MergePlaces.Post).RequireAuthorization(), ["merge"]);
    }

    private static async Task<IResult> List(string? q, HttpContext context, PlaceDesk desk, PlaceIndex index, CancellationToken cancel)
    {
        if (desk.Operator(context) is null) return Page.NotFound();
        var query = PlaceQuery.Parse(q);
        var found = query.IsEmpty ? PlacesFound.Nothing : await index.Search(query, cancel);
        return Page.Of<KeepPlacesPage>(new KeepPlacesPage.Shown(Posted.Clean(q), found.Best));
    }

    private static async Task<IResult> Suggest(string? q, string? kind, HttpContext context, PlaceDesk desk, HubDb db, PlaceIndex index, PlaceDirectory places, CancellationToken cancel)
    {
        if (desk.Operator(context) is null) return Page.NotFound();
        var fitting = await new PlaceChoice(db, index, places).Fitting(q, kind ?? PlaceKind.School, null, cancel);
        return Results.Json(fitting.Select(p => new { id = p.PlaceId, name = p.Name, detail = Place.Where(p.Address, p.Postcode, p.Town), href = $"/operate/places/{p.PlaceId}" }), LocalizedText.Json);
    }

    private static async Task<IResult> Twice(string? country, HttpContext context, PlaceDesk desk, HubDb db, CancellationToken cancel)
    {
        if (desk.Operator(context) is null) return Page.NotFound();
        var duplicates = new Duplicates(db);
        var countries = await duplicates.Countries(cancel);
        var chosen = countries.Contains(country ?? "") ? country : countries.FirstOrDefault();
        return Page.Of<DuplicatesPage>(new DuplicatesPage.Shown(countries, chosen, chosen is null ? [] : await duplicates.In(chosen, cancel)));
    }
}
