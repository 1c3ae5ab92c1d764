using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Time;
using Meent.Foundation.Web;
using Meent.People;
using Meent.Places;
using Meent.Reflect.CallCampaign;
using Meent.Reflect.Instruments;
using Meent.Reflect.PrepareRound;
using Microsoft.EntityFrameworkCore;

namespace Meent.Reflect.DrawWave;

/// <summary>An agency draws a sample of the schools of its country or a region. First it sees how many; only the draw itself says which.</summary>
internal static class DrawWave
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/places/{placeId:guid}/waves", All).RequireAuthorization();
        routes.MapGet("/places/{placeId:guid}/waves/new", New).RequireAuthorization();
        routes.MapPost("/places/{placeId:guid}/waves/new", Keep).RequireAuthorization();
    }

    /// <summary>On the page of an agency.</summary>
    public static Design.SiteLink? Offer(HttpContext context, Place place) => place.Type == OrganisationType.Agency && WaveCallers.May(Me.Of(context), place.PlaceId)
        ? new Design.SiteLink(context.RequestServices.GetRequiredService<Texts>()["Samples of schools"], $"/places/{place.PlaceId}/waves")
        : null;

    private static async Task<IResult> All(Guid placeId, HubDb db, Me me, PlaceDirectory places, InstrumentLibrary library, TimeProvider clock, Texts T, CancellationToken cancel)
    {
        if (!WaveCallers.May(me, placeId) || await places.Find(placeId, cancel) is not { Type: OrganisationType.Agency } place) return Page.NotFound();
        var waves = await db.Read<Wave>().Where(w => w.PlaceId == placeId).OrderByDescending(w => w.Number).ToListAsync(cancel);
        var areas = await places.Some([.. waves.Select(w => w.AreaId).Distinct()], cancel);
        var canDraw = await WaveCallers.Find(db, places, me, placeId, clock.Today(), cancel) is not null;
        return Page.Of<WavesPage>(new WavesPage.Shown(place, [.. waves.Select(w => new WaveLine(w, areas.GetValueOrDefault(w.AreaId)?.Name, library.TitleOf(w.InstrumentId, w.InstrumentVersion, T)))], canDraw));
    }

    private static async Task<IResult> New(Guid placeId, HttpRequest request, HubDb db, Me me, PlaceDirectory places, InstrumentLibrary library, TimeProvider clock, Texts T, CancellationToken cancel)
    {
        var (today, query) = (clock.Today(), request.Query);
        if (await WaveCallers.Find(db, places, me, placeId, today, cancel) is not { } caller) return Page.NotFound();
        var areas = await WaveCallers.Areas(db, places, caller, today, cancel);
        if (!query.ContainsKey("name")) return Page.Of<NewWavePage>(new NewWavePage.Shown(caller.Place, areas, PrepareRound.PrepareRound.InOrder(library, T), Blank(areas[0], today, T), FormErrors.None, null));
        var form = WaveForm.From(f => Posted.Clean(query[f].FirstOrDefault()), [.. query["kinds"].Select(Posted.Clean).OfType<string>()]);
        var (errors, asking) = (new FormErrors(), new Asking(db, places, library, caller, areas, today));
        var (_, preview) = await asking.Read(form, errors, T, cancel);
        return Page.Of<NewWavePage>(new NewWavePage.Shown(caller.Place, areas, PrepareRound.PrepareRound.InOrder(library, T), form, errors, preview), errors.Any ? 422 : 200);
    }

    private static async Task<IResult> Keep(Guid placeId, Posted posted, HubDb db, Me me, PlaceDirectory places, InstrumentLibrary library, TimeProvider clock, Texts T, CancellationToken cancel)
    {
        var today = clock.Today();
        if (await WaveCallers.Find(db, places, me, placeId, today, cancel) is not { } caller) return Page.NotFound();
        var areas = await WaveCallers.Areas(db, places, caller, today, cancel);
        var form = WaveForm.From(f => posted[f], posted.Many("kinds"));
        var id = Guid.TryParse(form.Id, out var given) && given != Guid.Empty ? given : Ids.New();
        // Sent twice, it is drawn once.
        if (!posted.Expired && await db.Read<Wave>().AnyAsync(w => w.Id == id && w.PlaceId == placeId, cancel)) return Redirect.To($"/waves/{id}");
        // Of another agency, whose sample it stays.
        if (await db.Read<Wave>().AnyAsync(w => w.Id == id, cancel)) id = Ids.New();
        var (errors, asking) = (posted.Errors(T), new Asking(db, places, library, caller, areas, today));
        var (plan, preview) = await asking.Read(form, errors, T, cancel);
        if (plan is not null && preview is not null && !errors.Any)
        {
            if (preview.Fingerprint == form.Frame && await new StoreWave(db, me, clock).Store(id, placeId, plan, preview, cancel)) return Redirect.To($"/waves/{id}");
            errors.Add("", new RegisterHasChanged().Sentence(T));
            return Page.Of<NewWavePage>(new NewWavePage.Shown(caller.Place, areas, PrepareRound.PrepareRound.InOrder(library, T), form, errors, preview), 409);
        }
        return Page.Of<NewWavePage>(new NewWavePage.Shown(caller.Place, areas, PrepareRound.PrepareRound.InOrder(library, T), form, errors, preview), 422);
    }

    private static WaveForm Blank(Place area, DateOnly today, Texts T) => new()
    {
        Id = Ids.New().ToString(), Name = T["School survey {0}", today.Year], Instrument = PrepareRound.PrepareRound.First, Area = area.PlaceId.ToString(), Day = RoundForm.Iso(today),
        By = nameof(StrataBy.RegionAndSector), Method = "total", Number = "200", Minimum = "2", Reserves = "3", Seed = Ids.Code(),
    };

    /// <summary>Reads the form and counts the schools.</summary>
    private sealed record Asking(HubDb Db, PlaceDirectory Places, InstrumentLibrary Library, Caller Caller, IReadOnlyList<Place> Areas, DateOnly Today)
    {
        public async Task<(WavePlan? Plan, WavePreview? Preview)> Read(WaveForm form, FormErrors errors, Texts T, CancellationToken cancel)
        {
            if (form.Read(Areas, Library, Today, errors, T) is not { } plan) return default;
            if (plan.Reason.Length == 0 && await Db.Read<Wave>().AnyAsync(w => w.PlaceId == Caller.Place.PlaceId && w.AreaId == plan.Area.PlaceId && w.InstrumentId == plan.Instrument.Id, cancel))
                errors.Add("reason", new DrawNeedsReason().Sentence(T));
            var schools = await WaveCallers.Frame(Db, Places, plan.Area, plan.Instrument, plan.Rules.Kinds, plan.Day, cancel);
            var frame = WaveFrame.Of(schools, plan.Rules.By);
            if (frame.Count == 0) await NoSchool(plan, errors, T, cancel);
            if (errors.Any) return default;
            var regions = await WaveCallers.RegionNames(Db, Places, frame.Strata.Select(s => s.Region), cancel);
            if (WavePreview.Of(frame, plan.Rules, regions) is { } preview) return (plan, preview);
            errors.Add("minimum", new MinimumIsTooMuch().Sentence(T));
            return default;
        }

        /// <summary>The day is wrong where there are schools today; else the area has none of these kinds.</summary>
        private async Task NoSchool(WavePlan plan, FormErrors errors, Texts T, CancellationToken cancel)
        {
            if (plan.Day < Today && (await WaveCallers.Frame(Db, Places, plan.Area, plan.Instrument, plan.Rules.Kinds, Today, cancel)).Count > 0) errors.Add("day", new NoSchoolOnThatDay(T.Date(plan.Day)).Sentence(T));
            else errors.Add("area", new NoSchoolToDraw().Sentence(T));
        }
    }
}

/// <summary>A wave as it stands on a list.</summary>
/// <param name="Area">null where the place is gone</param>
/// <param name="Title">of what it asks about</param>
public sealed record WaveLine(Wave Wave, string? Area, string Title);
