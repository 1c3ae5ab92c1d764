using Meent.Design;
using Meent.Foundation.Localisation;
using Meent.Places;

namespace Meent.People;

/// <summary>What the page of a place offers to do with its people.</summary>
internal static class PlaceOffers
{
    public static IServiceCollection AddPlaceOffers(this IServiceCollection services) => services
        .AddSingleton(new PlaceAction(50, (context, place) =>
            PlaceKind.CanBeSpokenFor(place.Kind) && place.ClosedOn is null && !Me.Of(context).Is(Role.Coordinator, place.PlaceId) ? Link(context, T => T["Ask to work for it"], place, "ask") : null))
        .AddSingleton(new PlaceAction(60, (context, place) =>
            PlaceKind.CanBeSpokenFor(place.Kind) && Me.Of(context) is var me && (me.IsOperator || me.Is(Role.Reader, place.PlaceId)) ? Link(context, T => T["Its people"], place, "people") : null));

    private static SiteLink Link(HttpContext context, Func<Texts, string> label, Place place, string page) =>
        new(label(context.RequestServices.GetRequiredService<Texts>()), $"/places/{place.PlaceId}/{page}");
}
