using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Time;
using Meent.Foundation.Web;
using Meent.People;
using Meent.Reflect.Instruments;
using Meent.Reflect.ReadResults;
using Meent.Reflect.Results;
using Microsoft.EntityFrameworkCore;

namespace Meent.Reflect.TakeAwayText;

/// <summary>A coordinator takes a text in own words out of a report: it names somebody, or tells who somebody is.</summary>
internal static class TakeAwayText
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/rounds/{id:guid}/texts", Show).RequireAuthorization();
        routes.MapPost("/rounds/{id:guid}/texts/take-away", TakeAway).RequireAuthorization().StepUp();
    }

    private static async Task<IResult> Show(Guid id, HubDb db, Me me, InstrumentLibrary library, Texts T, CancellationToken cancel) =>
        await Rounds.Find(db, me, id, Role.Coordinator, cancel) is { } mine ? await Form(mine, db, library, FormErrors.None, 200, T, cancel) : Page.NotFound();

    private static async Task<IResult> TakeAway(Guid id, Posted posted, HubDb db, Me me, InstrumentLibrary library, TimeProvider clock, Texts T, CancellationToken cancel)
    {
        if (await Rounds.Find(db, me, id, Role.Coordinator, cancel) is not { } mine) return Page.NotFound();
        if (posted.Errors(T) is { Any: true } errors) return await Form(mine, db, library, errors, 422, T, cancel);
        var (audience, key) = (posted["group"] ?? "", posted["text"] ?? "");
        await db.InTransaction(async () =>
        {
            await Rounds.Hold(db, mine.Round, cancel);
            // Sent twice, or by two people at once: it is gone already.
            if (await Stored(db, mine, cancel) is not { } release || FreeTexts.Without(release, audience, key) is not { } without) return;
            var content = without.ToJson();
            await db.Set<StoredRelease>().Where(r => r.PlaceId == mine.Place.PlaceId && r.RoundId == id).ExecuteUpdateAsync(s => s.SetProperty(r => r.Content, content), cancel);
            db.Record(me.Id, "took a text away", mine.Place.PlaceId, id, clock.Now());
            await db.SaveChangesAsync(cancel);
        }, cancel);
        return Redirect.To($"{mine.Path}/texts");
    }

    private static async Task<Release?> Stored(HubDb db, MyRound mine, CancellationToken cancel) =>
        await db.Read<StoredRelease>().Where(r => r.PlaceId == mine.Place.PlaceId && r.RoundId == mine.Round.Id).Select(r => r.Content).SingleOrDefaultAsync(cancel) is { } content
            ? Release.FromJson(content) : null;

    private static async Task<IResult> Form(MyRound mine, HubDb db, InstrumentLibrary library, FormErrors errors, int status, Texts T, CancellationToken cancel)
    {
        if (await Stored(db, mine, cancel) is not { } release) return Page.NotFound();
        var names = new ReportNames(T, library.Get(release.Round.Instrument, release.Round.InstrumentVersion));
        return Page.Of<TakeAwayTextPage>(new TakeAwayTextPage.Shown(mine, [.. (release.Texts?.Groups ?? []).Where(g => g.Texts.Count > 0)], names, errors), status);
    }
}
