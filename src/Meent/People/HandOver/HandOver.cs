using System.Globalization;
using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Mail;
using Meent.Foundation.Time;
using Meent.Foundation.Web;
using Microsoft.EntityFrameworkCore;

namespace Meent.People;

/// <summary>Somebody who leaves hands their role at a place over to a colleague or to an address, at once or on a last day; or ends it all the same.</summary>
public static class HandOver
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/places/{placeId:guid}/hand-over", async (Guid placeId, Me me, HandOverFacts facts) =>
            await facts.Of(placeId, me) is { } shown ? Page.Of<HandOverPage>(shown) : Page.NotFound()).RequireAuthorization();
        routes.MapPost("/places/{placeId:guid}/hand-over", Post).RequireAuthorization().StepUp();
    }

    private static async Task<IResult> Post(Guid placeId, Posted posted, Me me, HandOverFacts facts, HandOverActs acts, Texts T)
    {
        if (await facts.Of(placeId, me) is not { } shown) return Page.NotFound();
        var errors = posted.Errors(T);
        var form = new HandOverForm(posted["to"], posted["email"], posted["until"]);
        if (errors.Any) return Again(422);
        switch (posted["act"])
        {
            case "hand over":
                return await acts.HandOver(shown, form, me, errors) ? Redirect.To($"/places/{placeId}/hand-over") : Again(422);
            case "stay":
                return await acts.Stay(shown, me, errors) ? Redirect.To($"/places/{placeId}/hand-over") : Again(409);
            case "end":
                return await acts.End(shown, me, errors) ? Redirect.To("/account") : Again(409);
            default:
                return Page.NotFound();
        }

        IResult Again(int status) => Page.Of<HandOverPage>(shown with { Errors = errors, Form = form }, status);
    }
}

/// <summary>To whom and until when, as it was typed.</summary>
/// <param name="To">id of a colleague, or "other" for an address</param>
/// <param name="Until">the last day; null for: as soon as the other accepts</param>
public sealed record HandOverForm(string? To, string? Email, string? Until)
{
    public const string Other = "other";

    // A browser without a field for dates sends what was typed; Europe writes the day first.
    private static readonly string[] Forms = ["yyyy-MM-dd", "d-M-yyyy", "d.M.yyyy", "d/M/yyyy", "d. M. yyyy"];

    /// <returns>the address, and the last day; without meaning where an error was added</returns>
    public (string? Email, DateOnly? LastDay) Check(IReadOnlyList<RoleLine> colleagues, DateOnly today, FormErrors errors, Texts T)
    {
        DateOnly? last = null;
        if (Until is not null)
        {
            if (!DateOnly.TryParseExact(Until, Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) errors.Add("until", T["Give the last day as day, month and year."]);
            else if (day < today || day > today.AddYears(1)) errors.Add("until", T["Choose a day from today on, within a year."]);
            else last = day;
        }
        if (To != Other && colleagues.FirstOrDefault(c => c.Role.PersonId.ToString() == To) is { } colleague) return (colleague.Email, last);
        if (To != Other && colleagues.Count > 0) errors.Add("to", T["Choose who takes over."]);
        else if (!EmailAddress.TryParse(Email, out var address)) errors.Add("email", new NoEmailAddress().Sentence(T));
        else return (address.Value, last);
        return (null, last);
    }
}

/// <summary>Reads what the page shows to somebody who has a role at the place itself.</summary>
public sealed class HandOverFacts(HubDb db, PlaceLookup places, RoleLines lines, TimeProvider clock)
{
    /// <summary>Colleagues to choose from; another is named by the address.</summary>
    private const int MostColleagues = 30;

    public async Task<HandOverPage.Shown?> Of(Guid placeId, Me me)
    {
        var today = clock.Today();
        var held = HeldRoles.On(db, today).Where(r => r.PlaceId == placeId);
        if (await held.SingleOrDefaultAsync(r => r.PersonId == me.Id) is not { } mine || await places.Find(placeId) is not { } place) return null;
        var others = await held.Where(r => r.PersonId != me.Id && r.Role < mine.Role).OrderByDescending(r => r.Role).ThenBy(r => r.Since).Take(MostColleagues).ToListAsync();
        var open = await Invitation.Open(db, clock.Now()).SingleOrDefaultAsync(i => i.PlaceId == placeId && i.HandsOver == mine.Id);
        return new HandOverPage.Shown(place, mine, (await lines.Of(others.Page(null, MostColleagues), me, new Standing(false, null, null, false))).Lines)
        {
            Invited = open is null ? null : new InvitationLine(open.Id, open.Email, open.Role, open.InvitedAt, me.Name),
            IsLast = await RoleChanges.IsLastCoordinator(db, mine, today),
            Over = mine.WentOverAt is not null ? new HandedOverAlready() : place.ClosedOn <= today ? new PlaceHasClosed() : null,
        };
    }
}

/// <summary>What one can do on the page for handing over.</summary>
public sealed class HandOverActs(HubDb db, Inviting inviting, RoleLetters letters, TimeProvider clock, Texts T)
{
    public async Task<bool> HandOver(HandOverPage.Shown shown, HandOverForm form, Me me, FormErrors errors)
    {
        var (email, last) = form.Check(shown.Colleagues, clock.Today(), errors, T);
        if (errors.Any || !await inviting.HandOver(shown.Mine, me, email!, errors)) return false;
        return await Choose(shown, last, errors);
    }

    /// <summary>Takes back what was begun: the invitation and the last day.</summary>
    public async Task<bool> Stay(HandOverPage.Shown shown, Me me, FormErrors errors)
    {
        if (shown.Invited is { } invited) await inviting.Withdraw(shown.Place.PlaceId, invited.Id.ToString(), me);
        return await Choose(shown, null, errors);
    }

    private async Task<bool> Choose(HandOverPage.Shown shown, DateOnly? last, FormErrors errors)
    {
        if (await RoleChanges.ChooseLastDay(db, shown.Mine, last, clock) is Outcome.Refused(var why)) errors.Add("", why.Sentence(T));
        return !errors.Any;
    }

    public async Task<bool> End(HandOverPage.Shown shown, Me me, FormErrors errors)
    {
        var outcome = await RoleChanges.End(db, me, shown.Place.PlaceId, shown.Mine.Id, clock, sure: true);
        if (outcome is Outcome.Done done) await letters.Changed(done, me.Id);
        else errors.Add("", new DecidedAlready().Sentence(T));
        return !errors.Any;
    }
}
