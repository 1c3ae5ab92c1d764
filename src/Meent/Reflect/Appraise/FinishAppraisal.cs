using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Time;
using Meent.Foundation.Web;
using Meent.People;
using Meent.Reflect.Instruments;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Meent.Reflect.Appraise;

/// <summary>The last look before an appraisal becomes a record; or it is thrown away.</summary>
internal static class FinishAppraisal
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/appraisals/{id:guid}/finish", Show).RequireAuthorization();
        routes.MapPost("/appraisals/{id:guid}/finish", Finish).RequireAuthorization();
        routes.MapGet("/appraisals/{id:guid}/discard", Ask).RequireAuthorization();
        routes.MapPost("/appraisals/{id:guid}/discard", Discard).RequireAuthorization();
    }

    private static async Task<IResult> Show(Guid id, HubDb db, Me me, InstrumentLibrary library, CancellationToken cancel)
    {
        if (await Appraisals.FindToChange(db, me, id, library, cancel) is not { } mine) return Page.NotFound();
        if (mine.Appraisal.FinishedAt is not null) return Redirect.To(mine.Path);
        return mine.Ladder is null ? AppraisalRefusedPage.Of(mine, new LadderIsGone()) : Shown(mine, FormErrors.None, 200);
    }

    private static async Task<IResult> Finish(Guid id, Posted posted, HubDb db, Me me, InstrumentLibrary library, TimeProvider clock, Texts T, CancellationToken cancel)
    {
        if (await Appraisals.FindToChange(db, me, id, library, cancel) is not { } mine) return Page.NotFound();
        var errors = posted.Errors(T);
        if (errors.Any) return Shown(mine, errors, 422);
        var why = await db.InTransaction(async () =>
        {
            var appraisal = await Appraisals.Hold(db, mine.Appraisal, cancel);
            if (AppraisalDecisions.Finish(appraisal, mine.Ladder) is { } refused) return refused;
            (appraisal!.FinishedAt, appraisal.FinishedBy) = (clock.Now(), me.Id);
            db.Record(me.Id, "finished an appraisal", appraisal.PlaceId, id, clock.Now());
            await db.SaveChangesAsync(cancel);
            return null;
        }, cancel);
        if (why is NothingIsJudgedYet)
        {
            errors.Add("", why.Sentence(T));
            return Shown(mine, errors, 409);
        }
        // Pressed twice, it is finished once.
        return why is null or AppraisalIsFinished ? Redirect.To(mine.Path) : AppraisalRefusedPage.Of(mine, why);
    }

    private static async Task<IResult> Ask(Guid id, HubDb db, Me me, InstrumentLibrary library, CancellationToken cancel)
    {
        if (await Appraisals.FindToChange(db, me, id, library, cancel) is not { } mine) return Page.NotFound();
        return mine.Appraisal.FinishedAt is null ? Asked(mine, FormErrors.None, 200) : AppraisalRefusedPage.Of(mine, new AppraisalIsFinished());
    }

    private static async Task<IResult> Discard(Guid id, Posted posted, HubDb db, Me me, InstrumentLibrary library, TimeProvider clock, Texts T, CancellationToken cancel)
    {
        if (await Appraisals.FindToChange(db, me, id, library, cancel) is not { } mine) return Page.NotFound();
        var errors = posted.Errors(T);
        if (errors.Any) return Asked(mine, errors, 422);
        var why = await db.InTransaction(async () =>
        {
            var appraisal = await Appraisals.Hold(db, mine.Appraisal, cancel);
            if (AppraisalDecisions.Change(appraisal) is { } refused) return refused;
            db.Remove(appraisal!);
            db.Record(me.Id, "threw an appraisal away", mine.Appraisal.PlaceId, id, clock.Now());
            await db.SaveChangesAsync(cancel);
            return null;
        }, cancel);
        return why is null or AppraisalWasThrownAway ? Redirect.To(Appraisals.ListOf(mine.Place.PlaceId)) : AppraisalRefusedPage.Of(mine, why);
    }

    private static RazorComponentResult<FinishAppraisalPage> Shown(MyAppraisal mine, FormErrors errors, int status) => Page.Of<FinishAppraisalPage>(new FinishAppraisalPage.Shown(mine, errors), status);

    private static RazorComponentResult<DiscardAppraisalPage> Asked(MyAppraisal mine, FormErrors errors, int status) => Page.Of<DiscardAppraisalPage>(new DiscardAppraisalPage.Shown(mine, errors), status);
}
