using System.Globalization;
using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Time;
using Meent.Foundation.Web;
using Meent.People;
using Meent.Reflect.Answer;
using Meent.Reflect.Instruments;
using Meent.Reflect.Pooling;
using Meent.Reflect.Results;
using Microsoft.EntityFrameworkCore;

namespace Meent.Reflect.OpenRound;

/// <summary>A coordinator sees what will be promised, and opens the round. From then on nobody takes it back.</summary>
internal static class OpenRound
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/rounds/{id:guid}/open", Show).RequireAuthorization();
        routes.MapPost("/rounds/{id:guid}/open", Open).RequireAuthorization();
    }

    private static async Task<IResult> Show(Guid id, HubDb db, Me me, InstrumentLibrary library, TimeProvider clock, CancellationToken cancel)
    {
        if (await Rounds.Find(db, me, id, Role.Coordinator, cancel) is not { } mine) return Page.NotFound();
        if (mine.Round.OpenedAt is not null) return Redirect.To(mine.Path);
        return await Form(mine, db, library, clock, DisclosurePolicy.Default.MeansFrom.ToString(CultureInfo.InvariantCulture), FormErrors.None, 200, cancel);
    }

    private static async Task<IResult> Open(
        Guid id, Posted posted, HubDb db, Me me, InstrumentLibrary library, OpenRounds links, TimeProvider clock, Texts T, CancellationToken cancel)
    {
        if (await Rounds.Find(db, me, id, Role.Coordinator, cancel) is not { } mine) return Page.NotFound();
        var errors = posted.Errors(T);
        var typed = posted["meansFrom"];
        if (errors.Any) return await Form(mine, db, library, clock, typed, errors, 422, cancel);
        var meansFrom = int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0;
        var decision = await Carry(db, me, mine.Round, library, meansFrom, clock, cancel);
        links.Forget(id);
        switch (decision)
        {
            case Opened:
            case Refused { Why: RoundIsOpenAlready }:
                return Redirect.To($"{mine.Path}/invite");
            case Refused { Why: PromiseOutOfBounds why }:
                errors.Add("meansFrom", why.Sentence(T));
                return await Form(mine, db, library, clock, typed, errors, 422, cancel);
            case Refused { Why: RoundWasCancelled or InstrumentIsGone } refused:
                return RefusedPage.Of(mine, refused.Why);
            case Refused refused:
                errors.Add("", refused.Why.Sentence(T));
                return await Form(mine, db, library, clock, typed, errors, 409, cancel);
            default:
                throw new InvalidOperationException("An opening ends as opened or refused.");
        }
    }

    private static Task<Decision> Carry(HubDb db, Me me, Round known, InstrumentLibrary library, int meansFrom, TimeProvider clock, CancellationToken cancel) =>
        db.InTransaction(async () =>
        {
            await Rounds.HoldAll(db, known.PlaceId, cancel);
            if (await Rounds.Hold(db, known, cancel) is not { } round) return new Refused(new RoundWasCancelled());
            var groups = await db.Read<RoundAudience>().CountAsync(a => a.PlaceId == round.PlaceId && a.RoundId == round.Id, cancel);
            var instrumentKnown = library.Get(round.InstrumentId, round.InstrumentVersion) is not null;
            var decision = RoundDecisions.Open(round, groups, instrumentKnown, meansFrom, clock.Today(), await SameQuestions.Days(db, round, cancel));
            if (decision is Opened && await OpenPool.Refuse(db, round.PlaceId, round.Id, round.ClosesOn, clock.Today(), cancel) is { } late) return new Refused(late);
            if (decision is Opened opened)
            {
                (round.OpensOn, round.OpenedAt, round.OpenedBy, round.Promise) = (opened.OpensOn, clock.Now(), me.Id, opened.Promise.ToJson());
                db.Record(me.Id, "opened", round.PlaceId, round.Id, clock.Now());
                await db.SaveChangesAsync(cancel);
            }
            return decision;
        }, cancel);

    private static async Task<IResult> Form(
        MyRound mine, HubDb db, InstrumentLibrary library, TimeProvider clock, string? meansFrom, FormErrors errors, int status, CancellationToken cancel)
    {
        if (library.Get(mine.Round.InstrumentId, mine.Round.InstrumentVersion) is not { } instrument) return RefusedPage.Of(mine, new InstrumentIsGone());
        var own = await db.Read<OwnItem>().Where(i => i.PlaceId == mine.Place.PlaceId && i.RoundId == mine.Round.Id).ToListAsync(cancel);
        var asked = Asked.All(mine.Round, mine.Audiences, instrument, own);
        var opensOn = mine.Round.OpensOn < clock.Today() ? clock.Today() : mine.Round.OpensOn;
        var pooled = await OpenPool.Of(db, mine.Place.PlaceId, mine.Round.Id, clock.Today(), cancel) is { } pool && mine.For(pool.Audience) is not null;
        return Page.Of<OpenRoundPage>(new OpenRoundPage.Shown(mine, asked, opensOn, meansFrom, errors) { Pooled = pooled, LeftOut = [.. instrument.Areas.Where(a => mine.Round.LeftOutAreas.Contains(a.Id))] }, status);
    }
}
