using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Time;
using Meent.Foundation.Web;
using Meent.People;
using Meent.Reflect.Answer;
using Meent.Reflect.SayMore;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Meent.Reflect.CancelRound;

/// <summary>A coordinator gives a round up. Its answers have lost their purpose and are deleted at once.</summary>
internal static class CancelRound
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/rounds/{id:guid}/cancel", Show).RequireAuthorization();
        routes.MapPost("/rounds/{id:guid}/cancel", Cancel).RequireAuthorization().StepUp();
    }

    private static async Task<IResult> Show(Guid id, HubDb db, Me me, TimeProvider clock, CancellationToken cancel)
    {
        if (await Rounds.Find(db, me, id, Role.Coordinator, cancel) is not { } mine) return Page.NotFound();
        return RoundDecisions.Cancel(mine.Round, clock.Today()) switch
        {
            Refused { Why: RoundWasCancelled } => Redirect.To(mine.Path),
            Refused refused => RefusedPage.Of(mine, refused.Why),
            _ => Ask(mine, FormErrors.None, 200),
        };
    }

    private static async Task<IResult> Cancel(Guid id, Posted posted, HubDb db, Me me, OpenRounds links, WaitingTexts waiting, TimeProvider clock, Texts T, CancellationToken cancel)
    {
        if (await Rounds.Find(db, me, id, Role.Coordinator, cancel) is not { } mine) return Page.NotFound();
        var errors = posted.Errors(T);
        if (errors.Any) return Ask(mine, errors, 422);
        var decision = await db.InTransaction(() => Carry(db, me, mine.Round, clock, cancel), cancel);
        links.Forget(id);
        waiting.Forget(id);
        return decision switch
        {
            ToDiscard => Redirect.To($"/school/{mine.Place.PlaceId}"),
            Refused { Why: not RoundWasCancelled } refused => RefusedPage.Of(mine, refused.Why),
            _ => Redirect.To(mine.Path),
        };
    }

    private static async Task<Decision> Carry(HubDb db, Me me, Round known, TimeProvider clock, CancellationToken cancel)
    {
        if (await Rounds.Hold(db, known, cancel) is not { } round) return new ToDiscard();
        var decision = RoundDecisions.Cancel(round, clock.Today());
        if (decision is Refused) return decision;
        var (place, id) = (round.PlaceId, round.Id);
        if (decision is ToCancel)
        {
            await Sealing.Seal(db, place, id, cancel);
            (round.CancelledAt, round.CancelledBy) = (clock.Now(), me.Id);
            await db.Set<RoundAudience>().Where(a => a.PlaceId == place && a.RoundId == id).ExecuteUpdateAsync(s => s.SetProperty(a => a.Answered, 0), cancel);
        }
        else
        {
            db.Remove(round);
            await db.Set<RoundAudience>().Where(a => a.PlaceId == place && a.RoundId == id).ExecuteDeleteAsync(cancel);
            await db.Set<OwnItem>().Where(a => a.PlaceId == place && a.RoundId == id).ExecuteDeleteAsync(cancel);
        }
        await db.Set<Submission>().Where(s => s.PlaceId == place && s.RoundId == id).ExecuteDeleteAsync(cancel);
        await db.Set<SingleUseCode>().Where(c => c.PlaceId == place && c.RoundId == id).ExecuteDeleteAsync(cancel);
        await db.Set<TeamView>().Where(v => v.PlaceId == place && v.RoundId == id).ExecuteDeleteAsync(cancel);
        await db.Set<FreeText>().Where(t => t.PlaceId == place && t.RoundId == id).ExecuteDeleteAsync(cancel);
        await db.Set<FreeQuestion>().Where(q => q.PlaceId == place && q.RoundId == id).ExecuteDeleteAsync(cancel);
        await db.Set<RoundText>().Where(t => t.PlaceId == place && t.RoundId == id).ExecuteDeleteAsync(cancel);
        db.Record(me.Id, decision is ToCancel ? "cancelled" : "discarded", place, id, clock.Now());
        await db.SaveChangesAsync(cancel);
        return decision;
    }

    private static RazorComponentResult<CancelRoundPage> Ask(MyRound mine, FormErrors errors, int status) => Page.Of<CancelRoundPage>(new CancelRoundPage.Shown(mine, errors), status);
}
