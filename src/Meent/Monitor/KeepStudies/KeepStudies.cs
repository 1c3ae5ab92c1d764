using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Time;
using Meent.Foundation.Web;
using Meent.People;
using Meent.Places;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Meent.Monitor.KeepStudies;

/// <summary>Everybody reads studies; who leads an organisation, or runs the hub, writes them down with what they found.</summary>
internal static class KeepStudies
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/studies", All);
        routes.MapGet("/studies/{id:guid}", One);
        routes.MapPost("/studies/{id:guid}", AddFinding).RequireAuthorization().KeepsTyped();
        routes.MapPost("/studies/{id:guid}/findings/{number:int}/remove", RemoveFinding).RequireAuthorization();
        routes.MapPost("/studies/{id:guid}/remove", Remove).RequireAuthorization();
        routes.MapGet("/studies/{id:guid}/edit", ShowEdit).RequireAuthorization();
        routes.MapPost("/studies/{id:guid}/edit", Edit).RequireAuthorization().KeepsTyped();
        routes.MapGet("/places/{placeId:guid}/studies/new", ShowNew).RequireAuthorization();
        routes.MapPost("/places/{placeId:guid}/studies/new", Make).RequireAuthorization().KeepsTyped();
    }

    /// <summary>What the page of a place offers to those who may write studies down for it.</summary>
    public static Design.SiteLink? Offer(HttpContext context, Place place) =>
        MayWrite(place, Me.Of(context)) ? new(context.RequestServices.GetRequiredService<Texts>()["Write down a study"], $"/places/{place.PlaceId}/studies/new") : null;

    private static bool MayWrite(Place place, Me me) => me.IsOperator || (PlaceKind.CanBeSpokenFor(place.Kind) && me.Is(Role.Leader, place.PlaceId));

    private static async Task<IResult> All(string? indicator, Studies studies, IndicatorLibrary library, CancellationToken cancel)
    {
        var of = Posted.Clean(indicator) is { } id ? await library.Find(id, cancel) : null;
        if (Posted.Clean(indicator) is not null && of is null) return Page.NotFound();
        return Page.Of<StudiesPage>(new StudiesPage.Shown(await studies.All(of?.Id, cancel), of));
    }

    private static async Task<IResult> One(Guid id, Studies studies, PlaceDirectory places, SeenMeasures measures, IndicatorLibrary library, Me me, CancellationToken cancel) =>
        await Asked(id, studies, places, measures, library, me, cancel) is { } asked ? Page.Of<StudyPage>(asked) : Page.NotFound();

    private static async Task<IResult> AddFinding(Guid id, Posted posted, Studies studies, PlaceDirectory places, SeenMeasures measures, IndicatorLibrary library, Me me, HubDb db, TimeProvider clock, Texts T, CancellationToken cancel)
    {
        if (await Asked(id, studies, places, measures, library, me, cancel) is not { MayWrite: true } asked) return Page.NotFound();
        var (form, errors) = (FindingForm.Of(posted), posted.Errors(T));
        if (form.Read(errors, T) is not { } read) return Page.Of<StudyPage>(asked with { Form = form, Errors = errors }, 422);
        var study = asked.Study;
        var isThere = await db.InTransaction(async () =>
        {
            if (await Hold(db, study, cancel) is not { } held) return false;
            db.Add(StoredFinding.Of(study.PlaceId, id, read with { Number = ++held.LastFinding }));
            db.Record(me.Id, "added a finding of a study", study.PlaceId, id, clock.Now());
            await db.SaveChangesAsync(cancel);
            return true;
        }, cancel);
        return isThere ? Redirect.To($"/studies/{id}") : Page.NotFound();
    }

    private static async Task<IResult> RemoveFinding(Guid id, int number, Posted posted, Studies studies, PlaceDirectory places, SeenMeasures measures, IndicatorLibrary library, Me me, HubDb db, TimeProvider clock, Texts T, CancellationToken cancel)
    {
        if (await Asked(id, studies, places, measures, library, me, cancel) is not { MayWrite: true } asked) return Page.NotFound();
        var errors = posted.Errors(T);
        if (errors.Any) return Page.Of<StudyPage>(asked with { Errors = errors }, 422);
        var isThere = await db.InTransaction(async () =>
        {
            if (await Hold(db, asked.Study, cancel) is null) return false;
            await db.Set<StoredFinding>().Where(f => f.PlaceId == asked.Study.PlaceId && f.StudyId == id && f.Number == number).ExecuteDeleteAsync(cancel);
            db.Record(me.Id, "removed a finding of a study", asked.Study.PlaceId, id, clock.Now());
            await db.SaveChangesAsync(cancel);
            return true;
        }, cancel);
        return isThere ? Redirect.To($"/studies/{id}") : Page.NotFound();
    }

    private static async Task<IResult> Remove(Guid id, Posted posted, Studies studies, PlaceDirectory places, SeenMeasures measures, IndicatorLibrary library, Me me, HubDb db, TimeProvider clock, Texts T, CancellationToken cancel)
    {
        if (await Asked(id, studies, places, measures, library, me, cancel) is not { MayWrite: true } asked) return Page.NotFound();
        var errors = posted.Errors(T);
        if (errors.Any) return Page.Of<StudyPage>(asked with { Errors = errors }, 422);
        await db.InTransaction(async () =>
        {
            if (await Hold(db, asked.Study, cancel) is null) return;
            await db.Set<StoredFinding>().Where(f => f.PlaceId == asked.Study.PlaceId && f.StudyId == id).ExecuteDeleteAsync(cancel);
            await db.Set<StoredStudy>().Where(s => s.PlaceId == asked.Study.PlaceId && s.Id == id).ExecuteDeleteAsync(cancel);
            db.Record(me.Id, "removed a study", asked.Study.PlaceId, id, clock.Now());
            await db.SaveChangesAsync(cancel);
        }, cancel);
        return Redirect.To("/studies");
    }

    private static async Task<IResult> ShowNew(Guid placeId, string? measure, string? indicator, PlaceDirectory places, SeenMeasures measures, IndicatorLibrary library, Me me, CancellationToken cancel)
    {
        if (await places.Find(placeId, cancel) is not { } place || !MayWrite(place, me)) return Page.NotFound();
        var form = new StudyForm(null, null, null, null, null, null, Posted.Clean(indicator), (await measures.Find(Posted.Clean(measure), cancel))?.ToString());
        return await Form(place, null, form, FormErrors.None, library, 200, cancel);
    }

    private static async Task<IResult> Make(Guid placeId, Posted posted, Studies studies, PlaceDirectory places, SeenMeasures measures, IndicatorLibrary library, Me me, HubDb db, TimeProvider clock, Texts T, CancellationToken cancel)
    {
        if (await places.Find(placeId, cancel) is not { } place || !MayWrite(place, me)) return Page.NotFound();
        var (form, errors) = (StudyForm.Of(posted), posted.Errors(T));
        await measures.Check(form.Measure, null, errors, cancel);
        if (form.Read(placeId, await Known(library, cancel), clock.Today().Year, errors, T) is not { } read) return await Form(place, null, form, errors, library, 422, cancel);
        var study = read with { Id = Ids.New() };
        await db.InTransaction(async () =>
        {
            await studies.Keep(study, cancel);
            db.Record(me.Id, "wrote down a study", placeId, study.Id, clock.Now());
            await db.SaveChangesAsync(cancel);
        }, cancel);
        return Redirect.To($"/studies/{study.Id}");
    }

    private static async Task<IResult> ShowEdit(Guid id, Studies studies, PlaceDirectory places, SeenMeasures measures, IndicatorLibrary library, Me me, CancellationToken cancel) =>
        await Asked(id, studies, places, measures, library, me, cancel) is { MayWrite: true } asked ? await Form(asked.Place, asked.Study, StudyForm.Of(asked.Study), FormErrors.None, library, 200, cancel) : Page.NotFound();

    private static async Task<IResult> Edit(Guid id, Posted posted, Studies studies, PlaceDirectory places, SeenMeasures measures, IndicatorLibrary library, Me me, HubDb db, TimeProvider clock, Texts T, CancellationToken cancel)
    {
        if (await Asked(id, studies, places, measures, library, me, cancel) is not { MayWrite: true } asked) return Page.NotFound();
        var (form, errors) = (StudyForm.Of(posted), posted.Errors(T));
        await measures.Check(form.Measure, asked.Study.Measure, errors, cancel);
        if (form.Read(asked.Study.PlaceId, await Known(library, cancel), clock.Today().Year, errors, T) is not { } read) return await Form(asked.Place, asked.Study, form, errors, library, 422, cancel);
        var (held, isKept) = await db.InTransaction(() => Change(db, read, id, form.Version, me, clock, cancel), cancel);
        if (held is null) return Page.NotFound();
        if (isKept) return Redirect.To($"/studies/{id}");
        errors.Add("", new StudyChangedMeanwhile().Sentence(T));
        return await Form(asked.Place, asked.Study, form with { Version = StudyForm.VersionOf(held.WrittenAt) }, errors, library, 409, cancel);
    }

    /// <returns>the study as it is now, null where it is gone; and whether the change was made: not where somebody else made one since</returns>
    private static async Task<(StoredStudy? Held, bool IsKept)> Change(HubDb db, Study read, Guid id, string? version, Me me, TimeProvider clock, CancellationToken cancel)
    {
        if (await Hold(db, read with { Id = id }, cancel) is not { } held) return (null, false);
        if (version != StudyForm.VersionOf(held.WrittenAt)) return (held, false);
        (held.Title, held.Authors, held.Design, held.Published) = (read.Title, read.Authors, read.Design, read.Year);
        (held.About, held.Address, held.Indicator, held.Measure) = (read.About, read.Address, read.Indicator, read.Measure);
        // Two changes within a moment are two versions.
        held.WrittenAt = clock.Now() is var now && now > held.WrittenAt ? now : held.WrittenAt.AddMilliseconds(1);
        db.Record(me.Id, "changed a study", read.PlaceId, id, clock.Now());
        await db.SaveChangesAsync(cancel);
        return (held, true);
    }

    /// <summary>Holds the row until the transaction ends: changes, findings and removal of one study wait for each other.</summary>
    /// <returns>the study as it is now, tracked; null where it is gone</returns>
    private static async Task<StoredStudy?> Hold(HubDb db, Study study, CancellationToken cancel)
    {
        var row = db.Set<StoredStudy>().Where(s => s.PlaceId == study.PlaceId && s.Id == study.Id);
        await row.ExecuteUpdateAsync(s => s.SetProperty(x => x.WrittenAt, x => x.WrittenAt), cancel);
        return await row.SingleOrDefaultAsync(cancel);
    }

    private static async Task<StudyPage.Shown?> Asked(Guid id, Studies studies, PlaceDirectory places, SeenMeasures measures, IndicatorLibrary library, Me me, CancellationToken cancel)
    {
        if (await studies.Find(id, cancel) is not { } study || await places.Find(study.PlaceId, cancel) is not { } place) return null;
        return new(study, place, await measures.Find(study.Measure, cancel), study.Indicator is { } indicator ? await library.Find(indicator, cancel) : null, MayWrite(place, me), FindingForm.Empty, FormErrors.None);
    }

    private static async Task<IReadOnlySet<string>> Known(IndicatorLibrary library, CancellationToken cancel) => (await library.All(cancel)).Select(i => i.Id).ToHashSet(StringComparer.Ordinal);

    private static async Task<RazorComponentResult<StudyFormPage>> Form(Place place, Study? study, StudyForm form, FormErrors errors, IndicatorLibrary library, int status, CancellationToken cancel)
    {
        var offered = library.Shipped.ToList();
        if (form.Indicator is { } chosen && offered.All(i => i.Id != chosen) && await library.Find(chosen, cancel) is { } own) offered.Insert(0, own);
        return Page.Of<StudyFormPage>(new StudyFormPage.Shown(place, study, form, errors, offered), status);
    }
}
