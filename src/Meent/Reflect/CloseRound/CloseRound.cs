using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Time;
using Meent.Foundation.Web;
using Meent.People;
using Meent.Reflect.Instruments;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Meent.Reflect.CloseRound;

/// <summary>A coordinator ends a round before its last day, having seen who has answered.</summary>
internal static class CloseRound
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/rounds/{id:guid}/close", Show).RequireAuthorization();
        routes.MapPost("/rounds/{id:guid}/close", Close).RequireAuthorization();
    }

    private static async Task<IResult> Show(Guid id, HubDb db, Me me, InstrumentLibrary library, TimeProvider clock, CancellationToken cancel)
    {
        if (await Rounds.Find(db, me, id, Role.Coordinator, cancel) is not { } mine) return Page.NotFound();
        return RoundDecisions.Close(mine.Round, clock.Today()) switch
        {
            Refused { Why: RoundIsClosed } => Redirect.To(mine.Path),
            Refused refused => RefusedPage.Of(mine, refused.Why),
            _ => Ask(mine, library, FormErrors.None, 200),
        };
    }

    private static async Task<IResult> Close(
        Guid id, Posted posted, HubDb db, Me me, InstrumentLibrary library, Closing closing, Texts T, CancellationToken cancel)
    {
        if (await Rounds.Find(db, me, id, Role.Coordinator, cancel) is not { } mine) return Page.NotFound();
        var errors = posted.Errors(T);
        if (errors.Any) return Ask(mine, library, errors, 422);
        return await closing.Close(db, mine.Round, me.Id, cancel) is Refused { Why: not RoundIsClosed } refused
            ? RefusedPage.Of(mine, refused.Why)
            : Redirect.To(mine.Path);
    }

    private static RazorComponentResult<CloseRoundPage> Ask(MyRound mine, InstrumentLibrary library, FormErrors errors, int status) =>
        Page.Of<CloseRoundPage>(new CloseRoundPage.Shown(mine, GroupCount.Of(mine, library), errors), status);
}
