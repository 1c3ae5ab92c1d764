using Meent.Design;
using Meent.Foundation.Localisation;
using Meent.Foundation.Time;
using Meent.Places;

namespace Meent.People;

/// <summary>What the page of a place offers to do with its people.</summary>
internal static class PlaceOffers
{
    public static IServiceCollection AddPlaceOffers(this IServiceCollection services) => services
        .AddSingleton(new PlaceDesk(context => Me.Of(context) is { IsOperator: true } me ? me.Id : null, (route, acts) => route.StepUp(acts)))
        .AddSingleton(new PlaceAction(90, (context, place) =>
            PlaceKind.CanBeSpokenFor(place.Kind) && Me.Of(context).IsOperator ? new SiteLink(context.RequestServices.GetRequiredService<Texts>()["Keep this place"], $"/operate/places/{place.PlaceId}") : null))
        .AddSingleton(new PlaceAction(50, (context, place) =>
            PlaceKind.CanBeSpokenFor(place.Kind) && place.IsOpenOn(context.RequestServices.GetRequiredService<TimeProvider>().Today()) && !Me.Of(context).Is(Role.Coordinator, place.PlaceId) ? Link(context, T => T["Ask to work for it"], place, "ask") : null))
        .AddSingleton(new PlaceAction(60, (context, place) =>
            PlaceKind.CanBeSpokenFor(place.Kind) && Me.Of(context) is var me && (me.IsOperator || me.Is(Role.Reader, place.PlaceId)) ? Link(context, T => T["Its people"], place, "people") : null))
        .AddSingleton(new PlaceAction(65, (context, place) =>
            place.Kind == PlaceKind.Board && Me.Of(context) is var me && (me.IsOperator || me.Is(Role.Reader, place.PlaceId)) ? Link(context, T => T["Its schools"], place, "schools") : null))
        .AddSingleton(new PlaceAction(70, (context, place) =>
            place.Type == OrganisationType.Agency && Me.Of(context).Is(Role.Coordinator, place.PlaceId) ? new SiteLink(context.RequestServices.GetRequiredService<Texts>()["Who asks in its area"], "/requests") : null));

    private static SiteLink Link(HttpContext context, Func<Texts, string> label, Place place, string page) =>
        new(label(context.RequestServices.GetRequiredService<Texts>()), $"/places/{place.PlaceId}/{page}");
}
