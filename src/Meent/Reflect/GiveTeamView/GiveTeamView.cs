using System.Globalization;
using System.Text.Json;
using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Time;
using Meent.Foundation.Web;
using Meent.People;
using Meent.Reflect.Instruments;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Meent.Reflect.GiveTeamView;

/// <summary>The leaders answer together, under their name. Can be changed until the round closes.</summary>
internal static class GiveTeamView
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/rounds/{id:guid}/team", Show).RequireAuthorization();
        routes.MapPost("/rounds/{id:guid}/team", Save).RequireAuthorization();
    }

    private static async Task<IResult> Show(Guid id, string? saved, HubDb db, Me me, InstrumentLibrary library, TimeProvider clock, CancellationToken cancel)
    {
        if (await Find(db, me, id, cancel) is not { } mine) return Page.NotFound();
        if (mine.Round.State(clock.Today()) is not (RoundState.Waiting or RoundState.Open)) return Redirect.To(mine.Path);
        if (await Questions(db, mine.Round, library, cancel) is not { } asked) return RefusedPage.Of(mine, new InstrumentIsGone());
        var view = await Stored(db, mine.Round, cancel);
        return Shown(mine, asked, view, TeamViewForm.Of(view), FormErrors.None, saved is not null && view is not null, 200);
    }

    private static async Task<IResult> Save(
        Guid id, Posted posted, HubDb db, Me me, InstrumentLibrary library, TimeProvider clock, Texts T, CancellationToken cancel)
    {
        if (await Find(db, me, id, cancel) is not { } mine) return Page.NotFound();
        if (await Questions(db, mine.Round, library, cancel) is not { } asked) return RefusedPage.Of(mine, new InstrumentIsGone());
        var form = TeamViewForm.From(posted, asked);
        var errors = posted.Errors(T);
        var read = form.Read(asked, errors, T);
        if (read is null) return Shown(mine, asked, await Stored(db, mine.Round, cancel), form, errors, false, 422);
        var why = await db.InTransaction(() => Store(db, me, mine.Round, read, form.Version, clock, cancel), cancel);
        if (why is null) return Redirect.To($"{mine.Path}/team?saved=1");
        if (why is not TeamViewChangedMeanwhile) return RefusedPage.Of(mine, why);
        // Sent once more, it replaces what the others wrote: they have been told.
        var theirs = await Stored(db, mine.Round, cancel);
        errors.Add("", why.Sentence(T));
        return Shown(mine, asked, theirs, form with { Version = TeamViewForm.VersionOf(theirs) }, errors, false, 409);
    }

    private static async Task<Refusal?> Store(HubDb db, Me me, Round known, TeamAnswersRead read, string? version, TimeProvider clock, CancellationToken cancel)
    {
        if (await Rounds.Hold(db, known, cancel) is not { } round) return new RoundWasCancelled();
        if (RoundDecisions.AnswerAsTeam(round, clock.Today()) is { } why) return why;
        var view = await db.Set<TeamView>().SingleOrDefaultAsync(v => v.PlaceId == round.PlaceId && v.RoundId == round.Id, cancel);
        var answers = JsonSerializer.Serialize(read.Answers);
        // The same sent twice is one.
        if (view is not null && view.Authors == read.Authors && view.People == read.People && view.Answers == answers) return null;
        if (TeamViewForm.VersionOf(view) != version) return new TeamViewChangedMeanwhile();
        if (view is null)
        {
            view = new TeamView { PlaceId = round.PlaceId, RoundId = round.Id, Authors = read.Authors, Answers = answers };
            db.Add(view);
        }
        (view.Authors, view.People, view.Answers, view.SavedAt, view.SavedBy) = (read.Authors, read.People, answers, clock.Now(), me.Id);
        db.Record(me.Id, "answered as a team", round.PlaceId, round.Id, clock.Now());
        await db.SaveChangesAsync(cancel);
        return null;
    }

    private static RazorComponentResult<GiveTeamViewPage> Shown(MyRound mine, Questionnaire asked, TeamView? stored, TeamViewForm form, FormErrors errors, bool saved, int status) =>
        Page.Of<GiveTeamViewPage>(new GiveTeamViewPage.Shown(mine, asked, stored, form, errors, saved), status);

    /// <summary>A round whose leaders do not answer as a team has no such page.</summary>
    private static async Task<MyRound?> Find(HubDb db, Me me, Guid id, CancellationToken cancel) =>
        await Rounds.Find(db, me, id, Role.Leader, cancel) is { Round.Leaders: LeadersAnswer.Team } mine ? mine : null;

    private static Task<TeamView?> Stored(HubDb db, Round round, CancellationToken cancel) =>
        db.Read<TeamView>().SingleOrDefaultAsync(v => v.PlaceId == round.PlaceId && v.RoundId == round.Id, cancel);

    private static async Task<Questionnaire?> Questions(HubDb db, Round round, InstrumentLibrary library, CancellationToken cancel) =>
        library.Get(round.InstrumentId, round.InstrumentVersion) is { } instrument
            ? Asked.OfTeam(round, instrument, await db.Read<OwnItem>().Where(i => i.PlaceId == round.PlaceId && i.RoundId == round.Id).ToListAsync(cancel))
            : null;
}
