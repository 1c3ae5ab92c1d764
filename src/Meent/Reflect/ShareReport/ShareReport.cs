using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Mail;
using Meent.Foundation.Time;
using Meent.Foundation.Web;
using Meent.People;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Meent.Reflect.ShareReport;

/// <summary>
/// A coordinator lets a named adviser read a report until a day, sees who does, and ends it. Page and audit trail are the same whether somebody has the address or not.
/// </summary>
internal static class ShareReport
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/rounds/{id:guid}/share", Show).RequireAuthorization();
        routes.MapPost("/rounds/{id:guid}/share", Share).RequireAuthorization().StepUp();
        routes.MapPost("/rounds/{id:guid}/share/end", EndUnopened).RequireAuthorization();
        routes.MapPost("/rounds/{id:guid}/share/{shareId:guid}/end", End).RequireAuthorization();
    }

    private static async Task<IResult> Show(Guid id, string? asked, HubDb db, Me me, TimeProvider clock, CancellationToken cancel)
    {
        if (await Rounds.Find(db, me, id, Role.Coordinator, cancel) is not { } mine) return Page.NotFound();
        if (mine.Round.ClosedAt is null) return RefusedPage.Of(mine, new RoundHasNoReport());
        return await Form(mine, db, new(null, Iso(clock.Today().AddDays(90))), clock, FormErrors.None, 200, cancel, asked);
    }

    private static async Task<IResult> Share(Guid id, Posted posted, HubDb db, Me me, AskedAddresses addresses, Mailer mailer, TimeProvider clock, Texts T, CancellationToken cancel)
    {
        if (await Rounds.Find(db, me, id, Role.Coordinator, cancel) is not { } mine) return Page.NotFound();
        var form = new ShareForm(posted["email"], posted["until"]);
        var errors = posted.Errors(T);
        if (!errors.Any && mine.Round.ClosedAt is null) return RefusedPage.Of(mine, new RoundHasNoReport());
        var until = form.Check(clock.Today(), errors, T);
        if (errors.Any) return await Form(mine, db, form, clock, errors, 422, cancel);
        if (await addresses.TooMany(me) is { } tooMany)
        {
            errors.Add("", tooMany);
            return await Form(mine, db, form, clock, errors, 429, cancel);
        }
        var adviser = await db.PersonByEmail(form.Email!, cancel);
        var readers = await db.PeopleWith(Role.Reader, mine.Place.PlaceId, clock.Today(), cancel);
        if (adviser is not null && readers.Contains(adviser.Id))
        {
            errors.Add("email", new ReadsTheReportAnyway().Sentence(T));
            return await Form(mine, db, form, clock, errors, 422, cancel);
        }
        var mayWrite = adviser is not null && !await IsShared(db, mine.Round, adviser.Id, until, clock, cancel) && await addresses.MayWrite(id, adviser.Id);
        await db.InTransaction(async () =>
        {
            await Rounds.Hold(db, mine.Round, cancel);
            var share = adviser is null ? null : await Keep(db, me, mine.Round, adviser.Id, until, clock, cancel);
            db.Record(me.Id, "shared", mine.Place.PlaceId, id, clock.Now());
            await db.SaveChangesAsync(cancel);
            if (share is not null && mayWrite && await db.RecipientOf(adviser!.Id, cancel) is { } recipient)
                mailer.Send(recipient, t => ShareLetter.Write(mine.Place.Name, mine.Round.Name, $"{mine.Path}/report", me.Name, until, share.IsOpened ? null : SharedReport.OpenUntil(share.SharedAt), t), me.Id);
        }, cancel);
        return Redirect.To($"{mine.Path}/share?asked=in");
    }

    /// <summary>Nobody reads it from now on who has not opened it yet; the answer is the same whether there was anybody.</summary>
    private static async Task<IResult> EndUnopened(Guid id, Posted posted, HubDb db, Me me, TimeProvider clock, Texts T, CancellationToken cancel)
    {
        if (await Rounds.Find(db, me, id, Role.Coordinator, cancel) is not { } mine) return Page.NotFound();
        var errors = posted.Errors(T);
        if (errors.Any) return await Form(mine, db, new(null, Iso(clock.Today().AddDays(90))), clock, errors, 422, cancel);
        await db.InTransaction(async () =>
        {
            var now = clock.Now();
            await db.Set<ReportShare>().Where(s => s.PlaceId == mine.Place.PlaceId && s.RoundId == id && s.EndedAt == null && !s.IsOpened).ExecuteUpdateAsync(s => s.SetProperty(x => x.EndedAt, now), cancel);
            db.Record(me.Id, "ended the sharing of", mine.Place.PlaceId, id, now);
            await db.SaveChangesAsync(cancel);
        }, cancel);
        return Redirect.To($"{mine.Path}/share?asked=out");
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

    /// <summary>One share per adviser: another takes the place of the one before, and the same sent twice is one.</summary>
    /// <returns>the new one; null where there is one like it</returns>
    private static async Task<ReportShare?> Keep(HubDb db, Me me, Round known, Guid adviser, DateOnly until, TimeProvider clock, CancellationToken cancel)
    {
        if (await IsShared(db, known, adviser, until, clock, cancel)) return null;
        var held = await db.Set<ReportShare>().Where(s => s.PlaceId == known.PlaceId && s.RoundId == known.Id && s.PersonId == adviser && s.EndedAt == null).ToListAsync(cancel);
        foreach (var share in held) share.EndedAt = clock.Now();
        var made = new ReportShare
        {
            PlaceId = known.PlaceId, RoundId = known.Id, Id = Ids.New(), PersonId = adviser, Until = until, SharedBy = me.Id, SharedAt = clock.Now(), IsOpened = held.Exists(s => s.IsOpened),
        };
        db.Add(made);
        return made;
    }

    // Who has not opened it gets the days to do so anew where it is shared again on another day.
    private static Task<bool> IsShared(HubDb db, Round round, Guid adviser, DateOnly until, TimeProvider clock, CancellationToken cancel)
    {
        var day = clock.Now().Date;
        return db.Read<ReportShare>().AnyAsync(s => s.PlaceId == round.PlaceId && s.RoundId == round.Id && s.PersonId == adviser && s.EndedAt == null && s.Until == until && (s.IsOpened || s.SharedAt >= day), cancel);
    }

    private static async Task<RazorComponentResult<ShareReportPage>> Form(
        MyRound mine, HubDb db, ShareForm form, TimeProvider clock, FormErrors errors, int status, CancellationToken cancel, string? asked = null)
    {
        var today = clock.Today();
        // Who has not opened it is not shown: the list would tell that somebody has the address, and who.
        var shares = await db.Read<ReportShare>().Where(s => s.PlaceId == mine.Place.PlaceId && s.RoundId == mine.Round.Id && s.EndedAt == null && s.Until >= today && s.IsOpened)
            .OrderBy(s => s.Until).ToListAsync(cancel);
        var names = await db.PersonNames(shares.Select(s => s.PersonId), cancel);
        return Page.Of<ShareReportPage>(new ShareReportPage.Shown(mine, [.. shares.Where(s => names.ContainsKey(s.PersonId)).Select(s => new Reading(s.Id, names[s.PersonId], s.Until))], form, errors, asked), status);
    }

    private static string Iso(DateOnly day) => PrepareRound.RoundForm.Iso(day);
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
