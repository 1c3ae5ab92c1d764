using Meent.Design;
using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Web;
using Microsoft.EntityFrameworkCore;

namespace Meent.Places.KeepPlaces;

/// <summary>One place as an operator keeps it: what it is called, where it is, what it belongs to, and its end.</summary>
internal static class KeepPlace
{
    public static readonly string[] Sectors = ["primary", "secondary", "vocational", "special", "higher", "adult"];

    public static async Task<IResult> Show(Guid placeId, HttpContext context, PlaceDesk desk, HubDb db, PlaceIndex index, PlaceDirectory places, TimeProvider clock, Texts T) =>
        desk.Operator(context) is not null && await Facts(placeId, db, index, places, clock, T) is { } shown ? Page.Of<KeepPlacePage>(shown) : Page.NotFound();

    public static async Task<IResult> Post(Guid placeId, Posted posted, HttpContext context, PlaceDesk desk, HubDb db, PlaceIndex index, PlaceDirectory places, TimeProvider clock, Texts T)
    {
        if (desk.Operator(context) is not { } me || await Facts(placeId, db, index, places, clock, T) is not { } shown) return Page.NotFound();
        var errors = posted.Errors(T);
        if (errors.Any) return Page.Of<KeepPlacePage>(shown with { Errors = errors, Posted = posted }, 422);
        var acts = new PlaceActs(db, places, index, clock, T);
        var (recorded, act) = await Decide(shown, posted, acts, places, new PlaceChoice(db, index, places), errors, T);
        if (recorded is null) return errors.Any ? Page.Of<KeepPlacePage>(shown with { Errors = errors, Posted = posted }, 422) : Page.NotFound();
        if (await acts.Act(me, recorded, placeId, null, posted["seen"], act) is not { } why) return Redirect.To($"/operate/places/{placeId}");
        errors.Add("", why.Sentence(T));
        return Page.Of<KeepPlacePage>((await Facts(placeId, db, index, places, clock, T))! with { Errors = errors, Posted = posted }, 409);
    }

    private static async Task<(string? Recorded, Func<Task<Refusal?>> Act)> Decide(KeepPlacePage.Shown shown, Posted posted, PlaceActs acts, PlaceDirectory places, PlaceChoice choice, FormErrors errors, Texts T)
    {
        var (place, id) = (shown.Place, shown.Place.PlaceId);
        switch (posted["act"])
        {
            case "describe" when Described(place, posted, acts, errors, T) is { } now: return ("place described", () => acts.Describe(id, now, posted["keep-name"] is not null));
            case "name" when Named(id, posted, acts, errors, T) is { } name: return ("place described", () => acts.AddName(name));
            case "unname": return ("place described", () => acts.RemoveName(id, posted["language"], posted["name"]));
            case "identify" when Identified(id, posted, acts, errors, T) is { } identifier: return ("place described", () => acts.AddIdentifier(identifier));
            case "unidentify": return ("place described", () => acts.EndIdentifier(id, posted["scheme"], posted["value"]));
            case "board" when place.Kind == PlaceKind.School && acts.Day(posted, "board-on", errors) is var on && await choice.One(posted, "board", PlaceKind.Board, place.Country, errors, T) is { } board && on is { } day:
                return ("place moved", () => places.Move(id, LinkRole.Board, board.PlaceId, day));
            case "area" when Area(posted, "area", shown.Areas, errors, T) is { } area && acts.Day(posted, "area-on", errors) is { } from: return ("place moved", () => places.Move(id, LinkRole.Admin, area, from));
            case "serves" when place.Kind == PlaceKind.Organisation && Area(posted, "serves", shown.Areas, errors, T) is { } served && acts.Day(posted, "serves-on", errors) is { } since: return ("place moved", () => places.Move(id, LinkRole.Serves, served, since));
            case "close" when acts.Day(posted, "close-on", errors) is { } end: return ("place closed", () => places.Close(id, end));
            case "reopen": return ("place reopened", () => places.Reopen(id, acts.Today));
            default: return (null, () => Task.FromResult<Refusal?>(null));
        }
    }

    private static Place? Described(Place place, Posted posted, PlaceActs acts, FormErrors errors, Texts T)
    {
        var name = acts.Text(posted, "name", errors);
        if (name is null) errors.Add("name", T["Write its name."]);
        var sector = string.Join(' ', Sectors.Where(posted.Many("sector").Contains));
        var now = new Place
        {
            PlaceId = place.PlaceId, Kind = place.Kind, Name = name ?? "", Town = acts.Text(posted, "town", errors), Postcode = acts.Text(posted, "postcode", errors), Address = acts.Text(posted, "address", errors),
            Sector = place.Kind == PlaceKind.School ? (sector.Length == 0 ? null : sector) : place.Sector, Type = place.Kind == PlaceKind.Organisation && OrganisationType.All.Contains(posted["type"]) ? posted["type"] : place.Type,
        };
        return errors.Any ? null : now;
    }

    private static PlaceName? Named(Guid id, Posted posted, PlaceActs acts, FormErrors errors, Texts T)
    {
        var name = acts.Text(posted, "new-name", errors);
        if (name is null) errors.Add("new-name", T["Write the name."]);
        var kind = posted["name-kind"] is PlaceName.Short or PlaceName.Former or PlaceName.Also ? posted["name-kind"] : null;
        var language = Languages.All.Contains(posted["name-language"]) ? posted["name-language"]! : PlaceName.AnyLanguage;
        if (kind is null && language == PlaceName.AnyLanguage) errors.Add("name-language", T["Choose the language of this name."]);
        return errors.Any ? null : new PlaceName { PlaceId = id, Language = language, Name = name!, Kind = kind };
    }

    private static PlaceIdentifier? Identified(Guid id, Posted posted, PlaceActs acts, FormErrors errors, Texts T)
    {
        var (scheme, value) = (acts.Text(posted, "new-scheme", errors), acts.Text(posted, "new-value", errors));
        if (scheme is null) errors.Add("new-scheme", T["Write which register it is."]);
        if (value is null) errors.Add("new-value", T["Write the number."]);
        return errors.Any ? null : new PlaceIdentifier { PlaceId = id, Scheme = scheme!, Value = value!, ValidFrom = acts.Today };
    }

    /// <summary>One of the areas that were offered: an id of anything else is no area.</summary>
    private static Guid? Area(Posted posted, string field, IReadOnlyList<Choice> areas, FormErrors errors, Texts T)
    {
        if (Guid.TryParse(posted[field], out var area) && areas.Any(a => a.Value == area.ToString())) return area;
        errors.Add(field, T["Choose a country or region."]);
        return null;
    }

    private static async Task<KeepPlacePage.Shown?> Facts(Guid id, HubDb db, PlaceIndex index, PlaceDirectory places, TimeProvider clock, Texts T)
    {
        // As it is stored, not in the reader's language: that is what is edited.
        if (await PlacesModule.Find(db, id) is not { } place || !PlaceKind.CanBeSpokenFor(place.Kind)) return null;
        var today = new PlaceActs(db, places, index, clock, T).Today;
        var survivor = await PlacesModule.Survivor(db, id, today);
        return new KeepPlacePage.Shown(place, today, await PlaceSeen.Of(db, id), await new PlaceChoice(db, index, places).Areas(place.Country))
        {
            Board = await places.Parent(id, LinkRole.Board), Area = await places.Parent(id, LinkRole.Admin), Serves = await places.Parent(id, LinkRole.Serves),
            Names = await db.Read<PlaceName>().Where(n => n.PlaceId == id).OrderBy(n => n.Kind).ThenBy(n => n.Language).ThenBy(n => n.Name).ToListAsync(),
            Identifiers = await db.Read<PlaceIdentifier>().Where(i => i.PlaceId == id).OrderBy(i => i.ValidTo != null).ThenBy(i => i.Scheme).ThenBy(i => i.Value).ToListAsync(),
            Survivor = survivor == id ? null : await places.Find(survivor),
        };
    }
}
