using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Mail;
using Meent.Foundation.Time;
using Meent.Foundation.Web;
using Meent.People;
using Meent.Reflect.AdaptTexts;
using Meent.Reflect.Answer;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Meent.Reflect.ReadPapers;

/// <summary>Letter to parents, privacy notice and DPIA, before learners get their link; and the notice for everybody who answers.</summary>
internal static class ReadPapers
{
    public const int LongestContact = 120;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/rounds/{id:guid}/papers", Show).RequireAuthorization();
        routes.MapPost("/rounds/{id:guid}/papers", Seen).RequireAuthorization();
        routes.MapGet("/r/{code}/privacy", Notice);
    }

    private static async Task<IResult> Show(Guid id, HubDb db, Me me, CancellationToken cancel)
    {
        if (await Rounds.Find(db, me, id, Role.Coordinator, cancel) is not { } mine) return Page.NotFound();
        var seen = mine.Round.PapersSeenAt is null ? [] : RoundWords.Papers;
        return Form(mine, new(mine.Round.ContactName, mine.Round.ContactEmail, seen), FormErrors.None, 200);
    }

    private static async Task<IResult> Seen(Guid id, Posted posted, HubDb db, Me me, OpenRounds links, TimeProvider clock, Texts T, CancellationToken cancel)
    {
        if (await Rounds.Find(db, me, id, Role.Coordinator, cancel) is not { } mine) return Page.NotFound();
        var form = new PapersForm(posted["contactName"], posted["contactEmail"], [.. RoundWords.Papers.Where(p => posted[$"seen.{p}"] is not null)]);
        var errors = posted.Errors(T);
        form.Check(errors, T);
        if (errors.Any) return Form(mine, form, errors, 422);
        await db.InTransaction(async () =>
        {
            if (await Rounds.Hold(db, mine.Round, cancel) is not { CancelledAt: null } round) return;
            (round.ContactName, round.ContactEmail) = (form.ContactName!, form.ContactEmail!);
            if (round.PapersSeenAt is null)
            {
                (round.PapersSeenAt, round.PapersSeenBy) = (clock.Now(), me.Id);
                db.Record(me.Id, "read the papers", round.PlaceId, round.Id, clock.Now());
            }
            await db.SaveChangesAsync(cancel);
        }, cancel);
        links.Forget(id);
        return Redirect.To(mine.Round.OpenedAt is null ? $"{mine.Path}/open" : $"{mine.Path}/invite#{InvitePeople.Papers.Learners}");
    }

    /// <summary>Public to whoever has a link: they are about to answer, or have answered.</summary>
    private static async Task<IResult> Notice(string code, HttpContext context, Entries entries, AnswerLimits limits, RoundWords words, Texts T, CancellationToken cancel)
    {
        var address = context.Connection.RemoteIpAddress;
        if (!limits.MayLook(address)) return TypedResults.StatusCode(429);
        var entry = await entries.Find(code);
        if (entry.Link is not { Round: { OpenedAt: not null, CancelledAt: null } round } link)
        {
            if (entry.Link is null) limits.Missed(address);
            return Page.NotFound();
        }
        var text = await words.Find(round, link.SchoolIn(T.Language), RoundWords.Notice, null, cancel);
        return text is null ? Page.NotFound() : Page.Of<NoticePage>(new NoticePage.Shown(link.SchoolIn(T.Language), entry.Code, text));
    }

    private static RazorComponentResult<ReadPapersPage> Form(MyRound mine, PapersForm form, FormErrors errors, int status) =>
        Page.Of<ReadPapersPage>(new ReadPapersPage.Shown(mine, form, errors), status);
}

/// <summary>Whom people can ask, and which texts the coordinator says to have read.</summary>
public sealed record PapersForm(string? ContactName, string? ContactEmail, IReadOnlyList<string> Seen)
{
    public void Check(FormErrors errors, Texts T)
    {
        if (ContactName is null) errors.Add("contactName", T["Write whom people can ask."]);
        if (!EmailAddress.TryParse(ContactEmail, out _))
            errors.Add("contactEmail", T["Write an e-mail address, like anna@school.org."]);
        if (ContactName?.Length > ReadPapers.LongestContact) errors.Add("contactName", T["This is longer than {0} characters. Make it shorter.", ReadPapers.LongestContact]);
        foreach (var paper in RoundWords.Papers.Except(Seen)) errors.Add($"seen.{paper}", T["Read this text and tick it: {0}.", TextNames.Of(paper, T)]);
    }
}
