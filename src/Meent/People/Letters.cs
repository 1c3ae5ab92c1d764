using Meent.Foundation;
using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Mail;
using Microsoft.EntityFrameworkCore;

namespace Meent.People;

/// <summary>All mail about accounts and roles, each in the language of the one who gets it.</summary>
public sealed class Letters(Mailer mailer, HubDb db, Settings settings)
{
    public void SignUpCode(string email, string name, string code, string language) => Send(email, name, language, T => AccountLetterTexts.SignUpCode(settings, name, code, T));

    public void AccountExists(string email) => Send(email, null, null, AccountLetterTexts.AccountExists);

    public void RecoveryCode(Person person, string code) => Send(person, T => AccountLetterTexts.RecoveryCode(person.Name, code, T));

    public void AccountClosed(Person person) => Send(person, T => AccountLetterTexts.AccountClosed(person.Name, T));

    public void NoAccount(string email, string language) => Send(email, null, language, AccountLetterTexts.NoAccount);

    /// <summary>Tells who may decide: the operators, and for less than a coordinator the coordinators of the place.</summary>
    public async Task Asked(Me me, RoleHeld request, string place)
    {
        var mayDecide = request.Role < Role.Coordinator ? await db.PeopleWith(Role.Coordinator, request.PlaceId) : [];
        foreach (var person in await db.Read<Person>().Where(p => p.IsOperator || mayDecide.Contains(p.Id)).ToListAsync())
            Send(person, T => new Letter(
                T["{0} asks to be {1} of {2}", me.Name, RoleNames.Of(request.Role, T), place],
                [T["{0} ({1}) asks to be {2} of {3}.", me.Name, me.Email, RoleNames.Of(request.Role, T), place], T["The reason given: {0}", request.Reason]],
                new LetterLink(T["Look at the request"], person.IsOperator ? "/operate/requests" : $"/places/{request.PlaceId}/people")));
    }

    /// <summary>Tells who asked what was decided.</summary>
    public async Task Decided(RoleHeld role, string place)
    {
        if (await db.Read<Person>().SingleOrDefaultAsync(p => p.Id == role.PersonId) is not { } person) return;
        var held = role.State == RoleState.Held;
        Send(person, T => new Letter(
            held ? T["You are {0} of {1}", RoleNames.Of(role.Role, T), place] : T["Your request for {0}", place],
            [T["Hello {0},", person.Name],
                held ? T["your request was approved. You are now {0} of {1}.", RoleNames.Of(role.Role, T), place]
                    : T["your request to be {0} of {1} was not approved.", RoleNames.Of(role.Role, T), place],
                .. role.Answer is { } answer ? new[] { T["The answer says: {0}", answer] } : []],
            held ? new LetterLink(T["Go to our school"], "/school") : new LetterLink(T["Go to your account"], "/account")));
    }

    public async Task Ended(RoleHeld role, string place)
    {
        if (await db.Read<Person>().SingleOrDefaultAsync(p => p.Id == role.PersonId) is not { } person) return;
        Send(person, T => new Letter(
            T["You are no longer {0} of {1}", RoleNames.Of(role.Role, T), place],
            [T["Hello {0},", person.Name], T["your role as {0} of {1} has ended.", RoleNames.Of(role.Role, T), place]],
            new LetterLink(T["Go to your account"], "/account")));
    }

    /// <param name="language">of the one who invites: the other's is not known</param>
    internal void Invited(Invitation invitation, Me by, string place, string language) => Send(invitation.Email, null, language, T => new Letter(
        T["{0} invites you to {1}", by.Name, place],
        [T["{0} ({1}) invites you to be {2} of {3}.", by.Name, by.Email, RoleNames.Of(invitation.Role, T), place], RoleNames.Does(invitation.Role, T),
            T["Sign in with this address, {0}, or make an account with it. Then you find the invitation on the page of your account. It holds for 30 days.", invitation.Email]],
        new LetterLink(T["Go to the invitation"], "/account")));

    private void Send(Person person, Func<Texts, Letter> write)
    {
        if (Persons.RecipientOf(person) is { } recipient) mailer.Send(recipient, write);
    }

    private void Send(string email, string? name, string? language, Func<Texts, Letter> write)
    {
        if (EmailAddress.TryParse(email, out var address)) mailer.Send(new Recipient(address, name, language), write);
    }
}
