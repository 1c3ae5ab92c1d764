using Meent.Foundation;
using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Mail;
using Microsoft.EntityFrameworkCore;

namespace Meent.People;

/// <summary>All mail about accounts and roles, each in the language of the one who gets it.</summary>
public sealed class Letters(Mailer mailer, HubDb db, Settings settings)
{
    public void SignUpCode(string email, string name, string code, string language) => Send(email, name, language, T => new Letter(
        T["Your code for {0}", settings.HubName],
        [T["Hello {0},", name], T["this code makes your account. Type it into the page that you left open, within half an hour."],
            T["You did not ask for it? Then do nothing: without the code there is no account."]], Code: code));

    public void AccountExists(string email) => Send(email, null, null, T => new Letter(
        T["You have an account already"],
        [T["Somebody, probably you, wanted to make an account with this address. There is one already."],
            T["Sign in with it. If you forgot the password, you can choose a new one there."]], new LetterLink(T["Sign in"], "/sign-in")));

    public void RecoveryCode(Person person, string code) => Send(person, T => new Letter(
        T["Choose a new password"],
        [T["Hello {0},", person.Name], T["with this code you choose a new password. Type it into the page that you left open, within half an hour."],
            T["You did not ask for it? Then do nothing: your password stays as it is. Give this code to nobody."]], Code: code));

    public void AccountClosed(Person person) => Send(person, T => new Letter(
        T["Your account is closed"],
        [T["Hello {0},", person.Name], T["somebody, probably you, wanted a new password. Your account was closed by the people who run this hub. Ask them when you need it again."]]));

    public void NoAccount(string email, string language) => Send(email, null, language, T => new Letter(
        T["There is no account with this address"],
        [T["Somebody, probably you, wanted a new password for this address. No account has it: perhaps you used another address."]],
        new LetterLink(T["Make an account"], "/sign-up")));

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
