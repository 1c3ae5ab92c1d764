using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Time;
using Meent.Foundation.Web;

namespace Meent.Places.KeepPlaces;

/// <summary>A school, board or other organisation that no register has, added by hand.</summary>
internal static class AddPlace
{
    /// <summary>What can be added: a kind, or for an organisation its type.</summary>
    public static IReadOnlyList<string> Whats { get; } = [PlaceKind.School, PlaceKind.Board, .. OrganisationType.All];

    public static IResult Show(HttpContext context, PlaceDesk desk) =>
        desk.Operator(context) is null ? Page.NotFound() : Page.Of<AddPlacePage>(new AddPlacePage.Shown(null, FormErrors.None));

    public static async Task<IResult> Post(Posted posted, HttpContext context, PlaceDesk desk, HubDb db, PlaceIndex index, PlaceDirectory places, TimeProvider clock, Texts T)
    {
        if (desk.Operator(context) is not { } me) return Page.NotFound();
        var errors = posted.Errors(T);
        var acts = new PlaceActs(db, places, index, clock, T);
        var place = Read(posted, acts, errors, T);
        Place? board = null;
        if (place.Kind == PlaceKind.School && posted["board"] is not null) board = await new PlaceChoice(db, index, places).One(posted, "board", PlaceKind.Board, place.Country, errors, T);
        if (errors.Any) return Page.Of<AddPlacePage>(new AddPlacePage.Shown(posted, errors), 422);
        await db.InTransaction(async () =>
        {
            // Sent twice, it is one place: the page gave it its id.
            await places.Hold();
            if (await places.Find(place.PlaceId) is not null) return;
            var country = (await Countries.Ensure(db))[place.Country!];
            await places.Add(place, acts.Today, country, board?.PlaceId);
            if (place.Type is OrganisationType.Agency or OrganisationType.Adviser) await places.Move(place.PlaceId, LinkRole.Serves, country, acts.Today);
            db.Record(me, "place added", place.PlaceId, null, clock.Now());
            await db.SaveChangesAsync();
        });
        return Redirect.To($"/operate/places/{place.PlaceId}");
    }

    private static Place Read(Posted posted, PlaceActs acts, FormErrors errors, Texts T)
    {
        var what = posted["what"];
        var name = acts.Text(posted, "name", errors);
        var country = posted["country"];
        if (!Whats.Contains(what)) errors.Add("what", T["Choose what it is."]);
        if (name is null) errors.Add("name", T["Write its name."]);
        if (country is null || !Countries.All.ContainsKey(country)) errors.Add("country", T["Choose its country."]);
        return new Place
        {
            PlaceId = Guid.TryParse(posted["id"], out var id) ? id : Ids.New(), Name = name ?? "", Country = country, Kind = OrganisationType.All.Contains(what) ? PlaceKind.Organisation : what ?? "",
            Type = OrganisationType.All.Contains(what) ? what : null, Town = acts.Text(posted, "town", errors), Postcode = acts.Text(posted, "postcode", errors), Address = acts.Text(posted, "address", errors),
        };
    }
}
