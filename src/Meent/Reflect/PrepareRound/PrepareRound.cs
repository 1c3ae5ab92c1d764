using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Time;
using Meent.Foundation.Web;
using Meent.People;
using Meent.Places;
using Meent.Reflect.Instruments;
using Meent.Reflect.SayMore;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Meent.Reflect.PrepareRound;

/// <summary>A coordinator chooses what is asked, of whom and when; all of it has a good default.</summary>
internal static class PrepareRound
{
    /// <summary>The instrument that is offered first: the school as a whole.</summary>
    public const string First = "school";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/school/{placeId:guid}/rounds/new", New).RequireAuthorization();
        routes.MapPost("/school/{placeId:guid}/rounds/new", Make).RequireAuthorization();
        routes.MapGet("/rounds/{id:guid}/prepare", Show).RequireAuthorization();
        routes.MapPost("/rounds/{id:guid}/prepare", Change).RequireAuthorization();
    }

    /// <param name="chosen">id of what was chosen to be asked; null where that is still to be chosen</param>
    private static async Task<IResult> New(
        Guid placeId, [FromQuery(Name = "instrument")] string? chosen, string? all, HubDb db, Me me, InstrumentLibrary library, TimeProvider clock, Texts T, CancellationToken cancel)
    {
        if (await MyPlace(db, me, placeId, clock, cancel) is not { } place) return Page.NotFound();
        if (chosen is null) return Page.Of<ChooseInstrumentPage>(Offer(place, library, everything: all is not null, T));
        if (library.Latest(chosen) is not { } instrument) return Page.NotFound();
        var taken = await db.Read<Round>().Where(r => r.PlaceId == placeId && r.CancelledAt == null).Select(r => r.Name).ToListAsync(cancel);
        var form = RoundForm.ForNew(Ids.New(), NameFor(instrument, clock.Today(), taken, T), place, instrument, clock.Today());
        return Page.Of<PrepareRoundPage>(new PrepareRoundPage.Shown(place, instrument, form, FormErrors.None, null));
    }

    private static async Task<IResult> Make(
        Guid placeId, Posted posted, HubDb db, Me me, InstrumentLibrary library, TimeProvider clock, Texts T, CancellationToken cancel)
    {
        if (await MyPlace(db, me, placeId, clock, cancel) is not { } place) return Page.NotFound();
        if (library.Latest(posted["instrument"] ?? First) is not { } instrument) return Page.NotFound();
        var form = RoundForm.From(posted, instrument);
        var errors = posted.Errors(T);
        if (RoundPlan.Read(form, instrument, clock.Today(), errors, T) is not { } plan)
            return Page.Of<PrepareRoundPage>(new PrepareRoundPage.Shown(place, instrument, form, errors, null), 422);
        var wanted = Guid.TryParse(form.Id, out var given) && given != Guid.Empty ? given : Ids.New();
        var id = await Draft.Make(db, me, place, instrument, wanted, plan, clock.Now(), cancel);
        return Redirect.To($"/rounds/{id}/preview");
    }

    private static async Task<IResult> Show(Guid id, HubDb db, Me me, InstrumentLibrary library, CancellationToken cancel)
    {
        if (await Rounds.Find(db, me, id, Role.Coordinator, cancel) is not { } mine) return Page.NotFound();
        if (mine.Round.OpenedAt is not null || library.Get(mine.Round.InstrumentId, mine.Round.InstrumentVersion) is not { } whole)
            return Redirect.To(mine.Path);
        var instrument = Pulse.ToPrepare(mine.Round, whole);
        var own = await db.Read<OwnItem>().Where(i => i.PlaceId == mine.Place.PlaceId && i.RoundId == id).ToListAsync(cancel);
        var form = RoundForm.Of(mine.Round, mine.Audiences, own, instrument, mine.Place.Sector) with
        {
            FreeQuestion = (await db.Read<FreeQuestion>().SingleOrDefaultAsync(q => q.PlaceId == mine.Place.PlaceId && q.RoundId == id, cancel))?.Question,
        };
        return Page.Of<PrepareRoundPage>(new PrepareRoundPage.Shown(mine.Place, instrument, form, FormErrors.None, mine.Round));
    }

    private static async Task<IResult> Change(
        Guid id, Posted posted, HubDb db, Me me, InstrumentLibrary library, TimeProvider clock, Texts T, CancellationToken cancel)
    {
        if (await Rounds.Find(db, me, id, Role.Coordinator, cancel) is not { } mine) return Page.NotFound();
        if (library.Get(mine.Round.InstrumentId, mine.Round.InstrumentVersion) is not { } whole) return RefusedPage.Of(mine, new InstrumentIsGone());
        var instrument = Pulse.ToPrepare(mine.Round, whole);
        var form = RoundForm.From(posted, instrument);
        var errors = posted.Errors(T);
        if (mine.Round.OpenedAt is not null) return RefusedPage.Of(mine, new RoundIsOpenAlready());
        if (RoundPlan.Read(form, instrument, clock.Today(), errors, T) is not { } plan)
            return Page.Of<PrepareRoundPage>(new PrepareRoundPage.Shown(mine.Place, instrument, form, errors, mine.Round), 422);
        return await Draft.Change(db, mine.Round, plan, cancel)
            ? Redirect.To($"{mine.Path}/preview")
            : RefusedPage.Of(mine, new RoundIsOpenAlready());
    }

    /// <summary>Null where one does not coordinate, and where the place has closed or gone into another: nothing new begins there.</summary>
    private static async Task<Place?> MyPlace(HubDb db, Me me, Guid placeId, TimeProvider clock, CancellationToken cancel) =>
        me.Is(Role.Coordinator, placeId) && await PlacesModule.Find(db, placeId, me.Language, cancel) is { } place && place.IsOpenOn(clock.Today()) ? place : null;

    /// <summary>What is meant for the sector of the place: its register may be wrong, so the others are a link away.</summary>
    private static ChooseInstrumentPage.Shown Offer(Place place, InstrumentLibrary library, bool everything, Texts T)
    {
        var known = InOrder(library, T);
        var fitting = known.Where(i => SectorFit.Fits(i.Sectors, place.Sector)).ToList();
        return everything || fitting.Count == 0 ? new(place, known, AreThereOthers: false) : new(place, fitting, fitting.Count < known.Count);
    }

    /// <summary>All that can be asked: the school as a whole first, then by title.</summary>
    internal static List<Instrument> InOrder(InstrumentLibrary library, Texts T) =>
        [.. library.Newest.OrderByDescending(i => i.Id == First).ThenBy(i => i.Title.In(T.Language), StringComparer.Create(T.Culture, ignoreCase: true))];

    private static string NameFor(Instrument instrument, DateOnly today, IReadOnlyCollection<string> taken, Texts T) =>
        RoundName.Free(instrument.Id == First ? RoundName.Of(today, T) : RoundName.Of(instrument.Title.In(T.Language), today, T), taken);
}
