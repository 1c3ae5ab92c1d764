using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Mail;
using Meent.Foundation.Time;
using Meent.Foundation.Web;
using Meent.People;
using Microsoft.EntityFrameworkCore;

namespace Meent.Plan.SharePlan;

/// <summary>
/// Lets whoever has an address into a plan, or out of it again. Page and audit trail are the same whether somebody has it or not; who is let in gets a letter.
/// </summary>
public sealed class LettingIn(HubDb db, PlanStore store, PlanDoor door, AskedAddresses asked, Mailer mailer, TimeProvider clock, Texts T)
{
    /// <returns>false where they wrote too many addresses; <paramref name="errors"/> says this, and whatever else keeps it from being done</returns>
    public async Task<bool> Ask(OpenPlan plan, Me me, MemberForm form, FormErrors errors, CancellationToken cancel)
    {
        if (form.Role is null || !MemberForm.Choices.Contains(form.Role)) errors.Add("role", T["Choose what this person may do."]);
        if (form.Email is null || !EmailAddress.TryParse(form.Email, out _)) errors.Add("email", T["Write the e-mail address of your colleague."]);
        if (errors.Any) return true;
        if (await asked.TooMany(me) is { } tooMany)
        {
            errors.Add("", tooMany);
            return false;
        }
        var person = await db.PersonByEmail(form.Email!, cancel);
        var mayWrite = person is not null && person.Id != me.Id && form.Role != MemberForm.Nothing && await IsNews(plan, person.Id, form.Role!, cancel) && await asked.MayWrite(plan.Id, person.Id);
        await db.InTransaction(async () =>
        {
            if (await store.Hold(plan, cancel) is not { } held) return;
            if (person is not null) await Change(plan, held, me, person, form.Role!, mayWrite, cancel);
            db.Record(me.Id, form.Role == MemberForm.Nothing ? "took somebody out of a plan" : "let somebody into a plan", held.PlaceId, held.Id, clock.Now());
            await db.SaveChangesAsync(cancel);
        }, cancel);
        return true;
    }

    /// <summary>Takes everybody out who was let in and has not opened the plan; nobody is told whether there was anybody.</summary>
    public static Task TakeBack(HubDb db, StoredPlan plan, CancellationToken cancel) =>
        db.Set<PlanMember>().Where(m => m.PlaceId == plan.PlaceId && m.PlanId == plan.Id && m.ByRole == false && !m.IsOpened).ExecuteDeleteAsync(cancel);

    private async Task Change(OpenPlan plan, StoredPlan held, Me me, NamedPerson person, string role, bool mayWrite, CancellationToken cancel)
    {
        var known = await db.Set<PlanMember>().SingleOrDefaultAsync(m => m.PlaceId == held.PlaceId && m.PlanId == held.Id && m.PersonId == person.Id, cancel);
        if (role == MemberForm.Nothing)
        {
            if (known is not null) db.Remove(known);
            return;
        }
        // Whoever has a role at the place now is in the plan as one of the place; everybody else, those who left it too, is a guest from now on.
        var byRole = (await door.People(Role.Reader, plan.Place, cancel)).Contains(person.Id);
        var (given, openUntil) = byRole ? (role, (DateOnly?)null) : (PlanRoles.ForGuest(role), clock.Today().AddDays(AskedAddresses.DaysToOpen));
        if (known is not null) (known.Role, known.ByRole, known.OpenUntil) = (given, byRole, openUntil);
        else db.Add(new PlanMember { PlaceId = held.PlaceId, PlanId = held.Id, PersonId = person.Id, Role = given, ByRole = byRole, OpenUntil = openUntil });
        if (mayWrite && await db.RecipientOf(person.Id, cancel) is { } recipient)
            mailer.Send(recipient, t => MemberLetter.Write(plan.Id, plan.Content.Title, plan.Place.Name, me.Name, given, known?.IsOpened is true ? null : openUntil, t), me.Id);
    }

    /// <summary>Whether it is something else than what they are in the plan now.</summary>
    private async Task<bool> IsNews(OpenPlan plan, Guid person, string role, CancellationToken cancel)
    {
        var known = await PlanMember.On(db, clock.Today()).SingleOrDefaultAsync(m => m.PlaceId == plan.Place.PlaceId && m.PlanId == plan.Id && m.PersonId == person, cancel);
        var byRole = (await door.People(Role.Reader, plan.Place, cancel)).Contains(person);
        return known is null || known.ByRole != byRole || known.Role != (byRole ? role : PlanRoles.ForGuest(role));
    }
}

/// <summary>Whom to let in, as typed.</summary>
public sealed record MemberForm(string? Email, string? Role)
{
    /// <summary>Who was let in is let out again.</summary>
    public const string Nothing = "nothing";

    public static IReadOnlyList<string> Choices { get; } = [.. PlanRoles.All, Nothing];
}

/// <summary>The letter to somebody who was let into a plan.</summary>
internal static class MemberLetter
{
    public static LetterSample Sample { get; } = new(Texts.Key("To somebody who was let into a plan"),
        (_, T) => Write(Guid.Empty, "Digital plan", "De Elzen", "Noor Bakker", PlanRoles.Contributor, new DateOnly(2026, 12, 31), T));

    /// <param name="openUntil">the last day on which a guest can open it for the first time; null where there is none</param>
    public static Letter Write(Guid plan, string title, string place, string by, string role, DateOnly? openUntil, Texts T) => new(
        T["{0} lets you into the plan “{1}”", by, title],
        [
            role switch
            {
                PlanRoles.Owner => T["You can read the plan “{0}” of {1}, change it and decide who else may.", title, place],
                PlanRoles.Contributor => T["You can read the plan “{0}” of {1}, change what it says and tell how it goes.", title, place],
                _ => T["You can read the plan “{0}” of {1}.", title, place],
            },
            .. openUntil is { } day ? [T["Open it by {0}; after that it is closed to you.", T.Date(day)]] : Array.Empty<string>(),
            T["Sign in first. Once you open it, the people of the plan see your name there. If you expected nothing of this kind, do nothing."],
        ],
        new LetterLink(T["Open the plan"], $"/plans/{plan}"));
}
