using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Time;
using Meent.Foundation.Web;
using Meent.People;
using Meent.Reflect.Instruments;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Meent.Reflect.Appraise;

/// <summary>An area is judged topic by topic and saved as a whole; two people can work on two areas at once.</summary>
internal static class JudgeArea
{
    /// <summary>The button that saves and does not go on.</summary>
    public const string Later = "later";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/appraisals/{id:guid}/areas/{area}", Show).RequireAuthorization();
        routes.MapPost("/appraisals/{id:guid}/areas/{area}", Save).RequireAuthorization();
    }

    private static async Task<IResult> Show(Guid id, string area, HubDb db, Me me, InstrumentLibrary library, CancellationToken cancel)
    {
        if (await Find(id, area, db, me, library, cancel) is not var (mine, part)) return Page.NotFound();
        return mine.Appraisal.FinishedAt is null ? Shown(mine, part, AreaForm.Of(part, mine.Appraisal.Content), FormErrors.None, 200) : Redirect.To(mine.Path);
    }

    private static async Task<IResult> Save(Guid id, string area, Posted posted, HubDb db, Me me, InstrumentLibrary library, TimeProvider clock, Texts T, CancellationToken cancel)
    {
        if (await Find(id, area, db, me, library, cancel) is not var (mine, part)) return Page.NotFound();
        var (form, errors) = (AreaForm.From(part, posted), posted.Errors(T));
        if (form.Read(mine.Ladder!, errors, T) is not { } read) return Shown(mine, part, form, errors, 422);
        var (why, now) = await db.InTransaction(() => Store(db, me, mine, part, read, form.Version, clock, cancel), cancel);
        if (why is PartChangedMeanwhile)
        {
            // Sent once more, it replaces what the others wrote: they have been told.
            errors.Add("", why.Sentence(T));
            return Shown(mine, part, form with { Version = now }, errors, 409);
        }
        if (why is not null) return AppraisalRefusedPage.Of(mine, why);
        return Redirect.To(posted["then"] == Later ? Appraisals.ListOf(mine.Place.PlaceId) : Next(mine, part));
    }

    /// <returns>why it was not saved, and the version of the area that stands there now</returns>
    private static async Task<(Refusal? Why, string? Version)> Store(
        HubDb db, Me me, MyAppraisal mine, LadderArea part, IReadOnlyDictionary<string, Judgement> sent, string? version, TimeProvider clock, CancellationToken cancel)
    {
        var appraisal = await Appraisals.Hold(db, mine.Appraisal, cancel);
        if (AppraisalDecisions.Change(appraisal) is { } refused) return (refused, null);
        var content = AppraisalDecisions.WithArea(part, appraisal!.Content, sent);
        // The same sent twice is one.
        if (content == appraisal.Content) return (null, null);
        var there = AppraisalDecisions.VersionOf(part, appraisal.Content);
        if (there != version) return (new PartChangedMeanwhile(), there);
        (appraisal.Content, appraisal.SavedAt, appraisal.SavedBy) = (content, clock.Now(), me.Id);
        db.Record(me.Id, "worked on an appraisal", appraisal.PlaceId, appraisal.Id, clock.Now());
        await db.SaveChangesAsync(cancel);
        return (null, null);
    }

    private static string Next(MyAppraisal mine, LadderArea part) =>
        mine.Ladder!.Areas.SkipWhile(a => a.Id != part.Id).Skip(1).FirstOrDefault() is { } next ? mine.AreaPath(next.Id) : $"{mine.Path}/finish";

    /// <summary>Null where there is no such area, or nothing that the person may change.</summary>
    private static async Task<(MyAppraisal Mine, LadderArea Part)?> Find(Guid id, string area, HubDb db, Me me, InstrumentLibrary library, CancellationToken cancel) =>
        await Appraisals.FindToChange(db, me, id, library, cancel) is { Ladder: { } ladder } mine && ladder.Areas.FirstOrDefault(a => a.Id == area) is { } part ? (mine, part) : null;

    private static RazorComponentResult<JudgeAreaPage> Shown(MyAppraisal mine, LadderArea part, AreaForm form, FormErrors errors, int status) =>
        Page.Of<JudgeAreaPage>(new JudgeAreaPage.Shown(mine, mine.Ladder!, part, form, errors), status);
}
