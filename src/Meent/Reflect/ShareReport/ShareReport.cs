using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Mail;
using Meent.Foundation.Time;
using Meent.Foundation.Web;
using Meent.People;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Meent.Reflect.ShareReport;

/// <summary>A coordinator lets a named adviser read a report until a day, sees who may, and ends it.</summary>
internal static class ShareReport
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/rounds/{id:guid}/share", Show).RequireAuthorization();
        routes.MapPost("/rounds/{id:guid}/share", Share).RequireAuthorization().StepUp();
        routes.MapPost("/rounds/{id:guid}/share/{shareId:guid}/end", End).RequireAuthorization();
    }

    private static async Task<IResult> Show(Guid id, HubDb db, Me me, TimeProvider clock, CancellationToken cancel)
    {
        if (await Rounds.Find(db, me, id, Role.Coordinator, cancel) is not { } mine) return Page.NotFound();
        if (mine.Round.ClosedAt is null) return RefusedPage.Of(mine, new RoundHasNoReport());
        return await Form(mine, db, new(null, Iso(clock.Today().AddDays(90))), clock, FormErrors.None, 200, cancel);
    }

    private static async Task<IResult> Share(Guid id, Posted posted, HubDb db, Me me, Mailer mailer, TimeProvider clock, Texts T, CancellationToken cancel)
    {
        if (await Rounds.Find(db, me, id, Role.Coordinator, cancel) is not { } mine) return Page.NotFound();
        var form = new ShareForm(posted["email"], posted["until"]);
        var errors = posted.Errors(T);
        if (!errors.Any && mine.Round.ClosedAt is null) return RefusedPage.Of(mine, new RoundHasNoReport());
        var until = form.Check(clock.Today(), errors, T);
        if (errors.Any) return await Form(mine, db, form, clock, errors, 422, cancel);
        var adviser = await db.PersonByEmail(form.Email!, cancel);
        var readers = await db.PeopleWith(Role.Reader, mine.Place.PlaceId, clock.Today(), cancel);
        if (ShareDecisions.With(adviser, readers) is { } why)
        {
            errors.Add("email", why.Sentence(T));
            return await Form(mine, db, form, clock, errors, 422, cancel);
        }
        await db.InTransaction(async () =>
        {
            if (await Keep(db, me, mine.Round, adviser!.Id, until, clock, cancel) && await db.RecipientOf(adviser.Id, cancel) is { } recipient)
                mailer.Send(recipient, t => ShareLetter.Write(mine.Place.Name, mine.Round.Name, $"{mine.Path}/report", me.Name, until, t), me.Id);
        }, cancel);
        return Redirect.To($"{mine.Path}/share");
    }

    private static async Task<IResult> End(Guid id, Guid shareId, Posted posted, HubDb db, Me me, TimeProvider clock, Texts T, CancellationToken cancel)
    {
        if (await Rounds.Find(db, me, id, Role.Coordinator, cancel) is not { } mine) return Page.NotFound();
        var errors = posted.Errors(T);
        if (errors.Any) return await Form(mine, db, new(null, Iso(clock.Today().AddDays(90))), clock, errors, 422, cancel);
        await db.InTransaction(async () =>
        {
            var share = await db.Set<ReportShare>().SingleOrDefaultAsync(s => s.PlaceId == mine.Place.PlaceId && s.RoundId == id && s.Id == shareId && s.EndedAt == null, cancel);
            if (share is null) return;
            share.EndedAt = clock.Now();
            db.Record(me.Id, "ended the sharing of", mine.Place.PlaceId, id, clock.Now());
            await db.SaveChangesAsync(cancel);
        }, cancel);
        return Redirect.To($"{mine.Path}/share");
    }

    /// <summary>One share per adviser: another day takes the place of the one before, and the same sent twice is one.</summary>
    private static async Task<bool> Keep(HubDb db, Me me, Round known, Guid adviser, DateOnly until, TimeProvider clock, CancellationToken cancel)
    {
        await Rounds.Hold(db, known, cancel);
        var held = await db.Set<ReportShare>().Where(s => s.PlaceId == known.PlaceId && s.RoundId == known.Id && s.PersonId == adviser && s.EndedAt == null).ToListAsync(cancel);
        if (held.Exists(s => s.Until == until)) return false;
        foreach (var share in held) share.EndedAt = clock.Now();
        db.Add(new ReportShare
        {
            PlaceId = known.PlaceId, RoundId = known.Id, Id = Ids.New(), PersonId = adviser, Until = until, SharedBy = me.Id, SharedAt = clock.Now(),
        });
        db.Record(me.Id, "shared", known.PlaceId, known.Id, clock.Now());
        await db.SaveChangesAsync(cancel);
        return true;
    }

    private static async Task<RazorComponentResult<ShareReportPage>> Form(
        MyRound mine, HubDb db, ShareForm form, TimeProvider clock, FormErrors errors, int status, CancellationToken cancel)
    {
        var today = clock.Today();
        var shares = await db.Read<ReportShare>().Where(s => s.PlaceId == mine.Place.PlaceId && s.RoundId == mine.Round.Id && s.EndedAt == null && s.Until >= today)
            .OrderBy(s => s.Until).ToListAsync(cancel);
        var names = await db.PersonNames(shares.Select(s => s.PersonId), cancel);
        return Page.Of<ShareReportPage>(new ShareReportPage.Shown(mine, [.. shares.Where(s => names.ContainsKey(s.PersonId)).Select(s => new Reading(s.Id, names[s.PersonId], s.Until))], form, errors), status);
    }

    private static string Iso(DateOnly day) => PrepareRound.RoundForm.Iso(day);
}

/// <summary>Who may be let in.</summary>
internal static class ShareDecisions
{
    /// <param name="adviser">whose address was typed; null where nobody has it</param>
    /// <param name="readers">people who have a role at the school or its board</param>
    public static Refusal? With(NamedPerson? adviser, IReadOnlyCollection<Guid> readers) =>
        adviser is null ? new NobodyWithThatAddress()
        : readers.Contains(adviser.Id) ? new ReadsTheReportAnyway()
        : null;
}

/// <summary>Whom, and until when, as it was typed.</summary>
public sealed record ShareForm(string? Email, string? Until)
{
    public const int LongestDays = 365;

    /// <returns>the last day; without meaning where an error was added</returns>
    public DateOnly Check(DateOnly today, FormErrors errors, Texts T)
    {
        if (Email is null || !EmailAddress.TryParse(Email, out _)) errors.Add("email", T["Write the adviser's e-mail address, like femke@advice.org."]);
        if (Day.Read(Until) is not { } until)
        {
            errors.Add("until", T["Give the last day as day, month and year."]);
            return default;
        }
        if (until < today) errors.Add("until", new LastDayHasPassed().Sentence(T));
        else if (until.DayNumber - today.DayNumber > LongestDays) errors.Add("until", T["A report can be shared for a year at most. Choose an earlier day; you can share it again."]);
        return until;
    }
}

/// <summary>An adviser who may read the report.</summary>
public sealed record Reading(Guid ShareId, string Name, DateOnly Until);
