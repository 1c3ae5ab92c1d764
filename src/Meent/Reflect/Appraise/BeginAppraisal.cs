using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Time;
using Meent.Foundation.Web;
using Meent.People;
using Meent.Places;
using Meent.Reflect.Instruments;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Meent.Reflect.Appraise;

/// <summary>Somebody who speaks for a place says who judges; then there is something to come back to.</summary>
internal static class BeginAppraisal
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/school/{placeId:guid}/appraisals/new/{ladder}", Show).RequireAuthorization();
        routes.MapPost("/school/{placeId:guid}/appraisals/new/{ladder}", Begin).RequireAuthorization();
        routes.MapGet("/appraisals/{id:guid}/who", ShowWho).RequireAuthorization();
        routes.MapPost("/appraisals/{id:guid}/who", ChangeWho).RequireAuthorization();
    }

    private static async Task<IResult> Show(Guid placeId, string ladder, PlaceDirectory places, Me me, InstrumentLibrary library, TimeProvider clock, CancellationToken cancel)
    {
        if (await Chosen(placeId, ladder, places, me, library, cancel) is not { } chosen) return Page.NotFound();
        var (place, asked) = chosen;
        return place.IsOpenOn(clock.Today()) ? New(place, asked, WhoForm.Empty, FormErrors.None, 200) : Redirect.To(Appraisals.ListOf(placeId));
    }

    private static async Task<IResult> Begin(
        Guid placeId, string ladder, Posted posted, HubDb db, PlaceDirectory places, Me me, InstrumentLibrary library, TimeProvider clock, Texts T, CancellationToken cancel)
    {
        if (await Chosen(placeId, ladder, places, me, library, cancel) is not { } chosen) return Page.NotFound();
        var (place, asked) = chosen;
        var (form, errors) = (WhoForm.From(posted), posted.Errors(T));
        if (!place.IsOpenOn(clock.Today()))
        {
            errors.Add("", new PlaceHasClosed().Sentence(T));
            return New(place, asked, form, errors, 409);
        }
        if (form.Read(errors, T) is not var (authors, people)) return New(place, asked, form, errors, 422);
        var id = await db.InTransaction(() => Store(db, me, placeId, asked, authors, people, clock, cancel), cancel);
        return Redirect.To($"/appraisals/{id}/areas/{asked.Areas[0].Id}");
    }

    /// <summary>Sent twice, it begins once: the same people do not work on the same ladder in two places.</summary>
    private static async Task<Guid> Store(HubDb db, Me me, Guid place, Ladder ladder, string authors, int people, TimeProvider clock, CancellationToken cancel)
    {
        var (id, version, now) = (ladder.Id, ladder.Version, clock.Now());
        var there = await db.Read<Appraisal>().FirstOrDefaultAsync(
            a => a.PlaceId == place && a.InstrumentId == id && a.InstrumentVersion == version && a.FinishedAt == null && a.Authors == authors, cancel);
        if (there is not null) return there.Id;
        var appraisal = new Appraisal
        {
            PlaceId = place, Id = Ids.New(), InstrumentId = id, InstrumentVersion = version, Authors = authors, People = people, Content = Judgements.None,
            StartedAt = now, StartedBy = me.Id, SavedAt = now, SavedBy = me.Id,
        };
        db.Add(appraisal);
        db.Record(me.Id, "began an appraisal", place, appraisal.Id, now);
        await db.SaveChangesAsync(cancel);
        return appraisal.Id;
    }

    private static async Task<IResult> ShowWho(Guid id, HubDb db, Me me, InstrumentLibrary library, CancellationToken cancel)
    {
        if (await Appraisals.FindToChange(db, me, id, library, cancel) is not { } mine) return Page.NotFound();
        return mine.Appraisal.FinishedAt is null ? Who(mine, WhoForm.Of(mine.Appraisal), FormErrors.None, 200) : Redirect.To(mine.Path);
    }

    private static async Task<IResult> ChangeWho(Guid id, Posted posted, HubDb db, Me me, InstrumentLibrary library, TimeProvider clock, Texts T, CancellationToken cancel)
    {
        if (await Appraisals.FindToChange(db, me, id, library, cancel) is not { } mine) return Page.NotFound();
        var (form, errors) = (WhoForm.From(posted), posted.Errors(T));
        if (form.Read(errors, T) is not var (authors, people)) return Who(mine, form, errors, 422);
        var why = await db.InTransaction(async () =>
        {
            var appraisal = await Appraisals.Hold(db, mine.Appraisal, cancel);
            if (AppraisalDecisions.Change(appraisal) is { } refused) return refused;
            (appraisal!.Authors, appraisal.People, appraisal.SavedAt, appraisal.SavedBy) = (authors, people, clock.Now(), me.Id);
            db.Record(me.Id, "worked on an appraisal", appraisal.PlaceId, id, clock.Now());
            await db.SaveChangesAsync(cancel);
            return null;
        }, cancel);
        return why is null ? Redirect.To(mine.Path) : AppraisalRefusedPage.Of(mine, why);
    }

    /// <summary>Null where the person may not speak for the place, or it cannot be judged by that ladder.</summary>
    private static async Task<(Place Place, Ladder Ladder)?> Chosen(Guid placeId, string ladder, PlaceDirectory places, Me me, InstrumentLibrary library, CancellationToken cancel) =>
        me.Is(Role.Leader, placeId) && await places.Find(placeId, cancel) is { } place && Appraisals.For(library).FirstOrDefault(l => l.Id == ladder) is { } asked
            ? (place, asked)
            : null;

    private static RazorComponentResult<WhoPage> New(Place place, Ladder ladder, WhoForm form, FormErrors errors, int status) =>
        Page.Of<WhoPage>(new WhoPage.Shown(place, ladder, null, form, errors), status);

    private static RazorComponentResult<WhoPage> Who(MyAppraisal mine, WhoForm form, FormErrors errors, int status) =>
        Page.Of<WhoPage>(new WhoPage.Shown(mine.Place, mine.Ladder, mine, form, errors), status);
}
