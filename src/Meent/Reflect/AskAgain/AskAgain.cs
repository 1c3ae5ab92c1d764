using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Time;
using Meent.Foundation.Web;
using Meent.People;
using Meent.Reflect.Instruments;
using Meent.Reflect.PrepareRound;
using Meent.Reflect.Results;
using Microsoft.EntityFrameworkCore;

namespace Meent.Reflect.AskAgain;

/// <summary>A coordinator asks again only the statements of an earlier round that the school works on: a pulse.</summary>
internal static class AskAgain
{
    /// <summary>How many are ticked at first.</summary>
    private const int Proposed = 3;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/rounds/{id:guid}/pulse", Show).RequireAuthorization();
        routes.MapPost("/rounds/{id:guid}/pulse", Make).RequireAuthorization();
    }

    public static string Path(Guid round) => $"/rounds/{round}/pulse";

    /// <param name="area">whose statements are ticked at first; null, or one that was not asked, for those of any area that were rated lowest</param>
    private static async Task<IResult> Show(Guid id, string? area, HubDb db, Me me, InstrumentLibrary library, TimeProvider clock, Texts T, CancellationToken cancel)
    {
        if (await Find(db, me, id, clock, cancel) is not { } mine) return Page.NotFound();
        if (await Earlier(db, mine.Round, library, cancel) is not var (release, instrument)) return RefusedPage.Of(mine, new NothingToAskAgain());
        var offered = Pulse.Offered(release, instrument);
        var form = new AskAgainPage.Form(Ids.New().ToString(), await NameFor(db, mine, clock, T, cancel), Ticked(release, offered, instrument, area));
        return Page.Of<AskAgainPage>(new AskAgainPage.Shown(mine, instrument, offered, form, FormErrors.None) { Of = Of(release, offered, instrument, area) });
    }

    private static async Task<IResult> Make(Guid id, string? area, Posted posted, HubDb db, Me me, InstrumentLibrary library, TimeProvider clock, Texts T, CancellationToken cancel)
    {
        if (await Find(db, me, id, clock, cancel) is not { } mine) return Page.NotFound();
        if (await Earlier(db, mine.Round, library, cancel) is not var (release, instrument)) return RefusedPage.Of(mine, new NothingToAskAgain());
        var form = new AskAgainPage.Form(posted["id"], posted["name"], [.. instrument.Areas.SelectMany(a => posted.Many($"item.{a.Id}"))]);
        var errors = posted.Errors(T);
        if (form.Name is null) errors.Add("name", T["Give the round a name, for example {0}.", RoundName.Of(clock.Today(), T)]);
        else if (form.Name.Length > RoundPlan.LongestName) errors.Add("name", T["This name is longer than {0} characters. Make it shorter.", RoundPlan.LongestName]);
        var planned = Pulse.Plan(mine.Round, mine.Audiences, release, instrument, [.. form.Items], form.Name ?? "", clock.Today());
        if (planned.Refusal is { } why) errors.Add("item", why.Sentence(T));
        if (errors.Any || planned.Plan is not { } plan)
            return Page.Of<AskAgainPage>(new AskAgainPage.Shown(mine, instrument, Pulse.Offered(release, instrument), form, errors) { Of = Of(release, Pulse.Offered(release, instrument), instrument, area) }, 422);
        var wanted = Guid.TryParse(form.Id, out var given) && given != Guid.Empty ? given : Ids.New();
        var made = await Draft.Make(db, me, mine.Place, instrument, wanted, plan, clock.Now(), cancel);
        return Redirect.To($"/rounds/{made}/prepare");
    }

    private static IReadOnlyList<string> Ticked(Release release, IReadOnlyList<Item> offered, Instrument instrument, string? area) =>
        Of(release, offered, instrument, area) is { } chosen ? Rated(release, offered, chosen) : Pulse.Lowest(release, offered, Proposed);

    /// <summary>The area that is asked for; null where none of its statements was rated.</summary>
    private static Area? Of(Release release, IReadOnlyList<Item> offered, Instrument instrument, string? area) =>
        instrument.Areas.FirstOrDefault(a => a.Id == area) is { } chosen && Rated(release, offered, chosen).Count > 0 ? chosen : null;

    private static IReadOnlyList<string> Rated(Release release, IReadOnlyList<Item> offered, Area area) => Pulse.Lowest(release, [.. area.Items.Where(offered.Contains)], Pulse.MostItems);

    /// <summary>Null where one does not coordinate, and where the place has closed: nothing new begins there.</summary>
    private static async Task<MyRound?> Find(HubDb db, Me me, Guid id, TimeProvider clock, CancellationToken cancel) =>
        await Rounds.Find(db, me, id, Role.Coordinator, cancel) is { } mine && mine.Place.IsOpenOn(clock.Today()) ? mine : null;

    private static async Task<(Release Release, Instrument Instrument)?> Earlier(HubDb db, Round round, InstrumentLibrary library, CancellationToken cancel)
    {
        var stored = await db.Read<StoredRelease>().FirstOrDefaultAsync(r => r.PlaceId == round.PlaceId && r.RoundId == round.Id, cancel);
        return stored is not null && library.Get(round.InstrumentId, round.InstrumentVersion) is { } instrument
            ? (Release.FromJson(stored.Content), instrument)
            : null;
    }

    private static async Task<string> NameFor(HubDb db, MyRound mine, TimeProvider clock, Texts T, CancellationToken cancel)
    {
        var taken = await db.Read<Round>().Where(r => r.PlaceId == mine.Place.PlaceId && r.CancelledAt == null).Select(r => r.Name).ToListAsync(cancel);
        return RoundName.Free(T["Pulse, {0}", RoundName.Of(clock.Today(), T)], taken);
    }
}
