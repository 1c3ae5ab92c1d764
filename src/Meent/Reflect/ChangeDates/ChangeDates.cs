using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Time;
using Meent.Foundation.Web;
using Meent.People;
using Meent.Reflect.Answer;
using Meent.Reflect.PrepareRound;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Meent.Reflect.ChangeDates;

/// <summary>A coordinator moves the last day of an opened round, and the first while that is still to come.</summary>
internal static class ChangeDates
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/rounds/{id:guid}/dates", Show).RequireAuthorization();
        routes.MapPost("/rounds/{id:guid}/dates", Change).RequireAuthorization();
    }

    private static async Task<IResult> Show(Guid id, HubDb db, Me me, TimeProvider clock, CancellationToken cancel)
    {
        if (await Rounds.Find(db, me, id, Role.Coordinator, cancel) is not { } mine) return Page.NotFound();
        if (mine.Round.State(clock.Today()) is not (RoundState.Waiting or RoundState.Open)) return Redirect.To(mine.Path);
        return Form(mine, RoundForm.Iso(mine.Round.OpensOn), RoundForm.Iso(mine.Round.ClosesOn), clock, FormErrors.None, 200);
    }

    private static async Task<IResult> Change(
        Guid id, Posted posted, HubDb db, Me me, OpenRounds links, TimeProvider clock, Texts T, CancellationToken cancel)
    {
        if (await Rounds.Find(db, me, id, Role.Coordinator, cancel) is not { } mine) return Page.NotFound();
        var (opens, closes) = (posted["opensOn"] ?? RoundForm.Iso(mine.Round.OpensOn), posted["closesOn"]);
        var errors = posted.Errors(T);
        if (Day.Read(opens) is null) errors.Add("opensOn", T["Give the first day as day, month and year."]);
        if (Day.Read(closes) is null) errors.Add("closesOn", T["Give the last day as day, month and year."]);
        if (Day.Read(opens) is not { } opensOn || Day.Read(closes) is not { } closesOn || errors.Any) return Form(mine, opens, closes, clock, errors, 422);
        var decision = await db.InTransaction(async () =>
        {
            await Rounds.HoldAll(db, mine.Round.PlaceId, cancel);
            if (await Rounds.Hold(db, mine.Round, cancel) is not { } round) return new Refused(new RoundWasCancelled());
            var decided = RoundDecisions.Move(round, opensOn, closesOn, clock.Today(), await SameQuestions.Days(db, round, cancel));
            if (decided is not Moved) return decided;
            if (await Pooling.OpenPool.Refuse(db, round.PlaceId, round.Id, closesOn, clock.Today(), cancel) is { } late) return new Refused(late);
            (round.OpensOn, round.ClosesOn) = (opensOn, closesOn);
            db.Record(me.Id, "moved", round.PlaceId, round.Id, clock.Now());
            await db.SaveChangesAsync(cancel);
            return decided;
        }, cancel);
        links.Forget(id);
        if (decision is not Refused refused) return Redirect.To(mine.Path);
        if (refused.Why is RoundIsClosed or RoundWasCancelled or RoundHasEnded or RoundIsNotOpenYet) return RefusedPage.Of(mine, refused.Why);
        errors.Add(refused.Why switch
        {
            FirstDayHasPassed or FirstDayIsFixed or OpensTooFarAhead => "opensOn",
            AskedTooRecently => "",
            _ => "closesOn",
        }, refused.Why.Sentence(T));
        return Form(mine, opens, closes, clock, errors, 422);
    }

    private static RazorComponentResult<ChangeDatesPage> Form(MyRound mine, string? opensOn, string? closesOn, TimeProvider clock, FormErrors errors, int status) =>
        Page.Of<ChangeDatesPage>(new ChangeDatesPage.Shown(mine, opensOn, closesOn, mine.Round.OpensOn > clock.Today(), errors), status);
}
