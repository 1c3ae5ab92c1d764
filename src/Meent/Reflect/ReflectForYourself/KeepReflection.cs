using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Time;
using Meent.Foundation.Web;
using Meent.People;
using Meent.Reflect.Instruments;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Meent.Reflect.ReflectForYourself;

/// <summary>Somebody with an account does a ladder: a draft that can be left and found again, then a reflection that stays as it is.</summary>
internal static class KeepReflection
{
    /// <summary>Name and value of the button that finishes; any other keeps the draft.</summary>
    public const string Act = "do", Finish = "finish", Later = "later";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/self/{ladder}/edit", Show).RequireAuthorization();
        routes.MapPost("/self/{ladder}/edit", Save).RequireAuthorization();
    }

    private static async Task<IResult> Show(string ladder, HubDb db, Me me, InstrumentLibrary library, CancellationToken cancel)
    {
        if (await Begun(ladder, db, me, library, cancel) is not { } work) return Page.NotFound();
        return Shown(work, work.Draft is { } draft ? MarksForm.Of(draft.Marks, MarksForm.VersionOf(draft)) : MarksForm.Empty, FormErrors.None, 200);
    }

    private static async Task<IResult> Save(string ladder, Posted posted, HubDb db, Me me, InstrumentLibrary library, TimeProvider clock, Texts T, CancellationToken cancel)
    {
        if (await Begun(ladder, db, me, library, cancel) is not { } work) return Page.NotFound();
        var (form, finish) = (MarksForm.From(posted, work.Ladder), posted[Act] == Finish);
        var errors = posted.Errors(T);
        if (form.Read(work.Ladder, finish, errors, T) is not { } marks) return Shown(work, form, errors, 422);
        switch (await db.InTransaction(() => Store(db, me, work.Ladder, form.Version, marks, finish, clock, cancel), cancel))
        {
            case Stored(var kept):
                return Redirect.To(finish ? $"/self/{work.Ladder.Id}/{kept.Id}" : $"/self/{work.Ladder.Id}");
            case SavedElsewhere(var now):
                // Sent once more, it replaces what was saved elsewhere: they have been told.
                errors.Add("", new DraftChangedMeanwhile().Sentence(T));
                return Shown(work, form with { Version = MarksForm.VersionOf(now) }, errors, 409);
            default:
                throw new InvalidOperationException("A draft is stored or it is not.");
        }
    }

    private static async Task<Outcome> Store(HubDb db, Me me, Ladder ladder, string? version, Marks marks, bool finish, TimeProvider clock, CancellationToken cancel)
    {
        await PersonTurn.Hold(db, me, cancel);
        var draft = (await db.Set<SelfReflection>().Where(r => r.PersonId == me.Id && r.Ladder == ladder.Id && r.FinishedAt == null).ToListAsync(cancel)).MaxBy(r => r.SavedAt);
        if (MarksForm.VersionOf(draft) != version && draft?.Answers != marks.ToJson()) return new SavedElsewhere(draft);
        if (draft is null)
        {
            draft = new SelfReflection { PersonId = me.Id, Id = Ids.New(), Ladder = ladder.Id, Version = ladder.Version, StartedAt = clock.Now(), Answers = "" };
            db.Add(draft);
        }
        // Where the file of the version it was begun in went, the questions were those of another.
        draft.Version = ladder.Version;
        (draft.Answers, draft.SavedAt, draft.FinishedAt) = (marks.ToJson(), clock.Now(), finish ? clock.Now() : null);
        await db.SaveChangesAsync(cancel);
        return new Stored(draft);
    }

    /// <summary>A draft keeps the version that it was begun in, as long as its file is there.</summary>
    private static async Task<Work?> Begun(string id, HubDb db, Me me, InstrumentLibrary library, CancellationToken cancel)
    {
        if (ForYourself.Find(library, id) is not { } newest) return null;
        var mine = await ForYourself.Mine(db, me, id, cancel);
        var draft = mine.FirstOrDefault(r => r.FinishedAt is null);
        var before = mine.FirstOrDefault(r => r.FinishedAt is not null);
        return new(draft is null ? newest : library.Ladder(id, draft.Version) ?? newest, draft, before is null ? null : new Earlier(before, library.Ladder(id, before.Version)));
    }

    private static RazorComponentResult<KeepPage> Shown(Work work, MarksForm form, FormErrors errors, int status) => Page.Of<KeepPage>(new KeepPage.Shown(work.Ladder, form, errors, work.Before), status);

    private sealed record Work(Ladder Ladder, SelfReflection? Draft, Earlier? Before);

    private abstract record Outcome;

    private sealed record Stored(SelfReflection Kept) : Outcome;

    private sealed record SavedElsewhere(SelfReflection? Now) : Outcome;
}
