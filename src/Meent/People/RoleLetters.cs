using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Mail;
using Microsoft.EntityFrameworkCore;

namespace Meent.People;

/// <summary>All mail about roles, each in the language of the one who gets it. Nobody is told what they did themselves.</summary>
public sealed class RoleLetters(Mailer mailer, HubDb db, Deciders deciders, PlaceLookup places)
{
    /// <summary>Tells the nearest who may decide on a request.</summary>
    internal async Task Asked(RoleHeld request) => await AboutRequest(request, await deciders.Nearest(request.PlaceId, request.Role, request.PersonId), RoleLetterTexts.Asked);

    /// <summary>Tells all who may decide that a request still waits.</summary>
    internal async Task Reminded(RoleHeld request) => await AboutRequest(request, await deciders.All(request.PlaceId, request.Role, request.PersonId), RoleLetterTexts.Reminded);

    /// <summary>Tells who asked what was decided; and those who coordinate, where somebody decided on their own request.</summary>
    internal async Task Decided(RoleHeld role, Guid by)
    {
        var place = await Name(role.PlaceId);
        if (role.PersonId != by) await Send([role.PersonId], (person, T) => RoleLetterTexts.Decided(person.Name, role, place, T), by);
        else await TellCoordinators(role, place, RoleLetterTexts.DecidedOnOwn);
    }

    /// <summary>Tells whom a change concerns.</summary>
    /// <param name="by">who did it</param>
    internal async Task Changed(Outcome.Done done, Guid by)
    {
        var (before, after) = (done.Before, done.After);
        if (before.State == RoleState.Waiting && after.State is RoleState.Held or RoleState.Refused) await Decided(after, by);
        else if (before.State == RoleState.Held && after.PersonId != by) await Ended(after);
        if (done.Emptied) await NobodyLeft(after.PlaceId, after.PersonId);
    }

    /// <summary>Tells those who coordinate that somebody has a role by the domain of their address.</summary>
    internal async Task Joined(RoleHeld role) => await TellCoordinators(role, await Name(role.PlaceId), RoleLetterTexts.Joined);

    internal async Task Lapsed(RoleHeld request)
    {
        var place = await Name(request.PlaceId);
        await Send([request.PersonId], (person, T) => RoleLetterTexts.Lapsed(person.Name, request.Role, place, T));
    }

    /// <summary>Tells who asked that the place closes and nobody decides any more.</summary>
    internal async Task ClosedBefore(RoleHeld request)
    {
        var place = await Name(request.PlaceId);
        await Send([request.PersonId], (person, T) => RoleLetterTexts.ClosedBefore(person.Name, place, T));
    }

    /// <summary>Tells who was invited that the place closes.</summary>
    internal async Task InvitationEnded(Invitation invitation)
    {
        var place = await Name(invitation.PlaceId);
        if (EmailAddress.TryParse(invitation.Email, out var address)) mailer.Send(new Recipient(address, null, null), T => RoleLetterTexts.InvitationEnded(place, T));
    }

    internal async Task Ended(RoleHeld role)
    {
        var place = await Name(role.PlaceId);
        await Send([role.PersonId], (person, T) => RoleLetterTexts.Ended(person.Name, role.Role, place, T));
    }

    /// <summary>Tells both, and the board's coordinators, that a role went over.</summary>
    /// <param name="to">who has it now</param>
    internal async Task HandedOver(RoleHeld role, Guid to)
    {
        var (place, names) = (await Name(role.PlaceId), await db.PersonNames([role.PersonId, to]));
        var letter = new RoleLetterTexts.HandOver(names.GetValueOrDefault(role.PersonId, ""), names.GetValueOrDefault(to, ""), role.Role, place, role.ChosenEndsOn is null ? null : role.EndsOn?.AddDays(-1));
        await Send([role.PersonId], (_, T) => RoleLetterTexts.HandedOver(letter, T), to);
        await Send([to], (_, T) => RoleLetterTexts.TookOver(letter, role.PlaceId, T), role.PersonId);
        var board = (await deciders.Board(role.PlaceId)).Except([role.PersonId, to]);
        await Send(board, (_, T) => RoleLetterTexts.SawHandOver(letter, role.PlaceId, T), role.PersonId);
    }

    /// <summary>Tells those who care for a place that nobody coordinates it any more: its board, else an agency, else the operators.</summary>
    /// <param name="last">who left</param>
    internal async Task NobodyLeft(Guid placeId, Guid last)
    {
        var place = await Name(placeId);
        await Send(await deciders.Above(placeId, last), (_, T) => RoleLetterTexts.NobodyLeft(place, placeId, T));
    }

    /// <param name="language">of the one who invites: the other's is not known</param>
    internal async Task Invited(Invitation invitation, Me by, string language)
    {
        var place = await Name(invitation.PlaceId);
        if (!EmailAddress.TryParse(invitation.Email, out var address)) return;
        mailer.Send(new Recipient(address, null, language), T => RoleLetterTexts.Invited(invitation.Email, invitation.Role, invitation.HandsOver is not null, by.Name, by.Email, place, T), by.Id);
    }

    private async Task AboutRequest(RoleHeld request, IReadOnlyList<Guid> to, Func<RoleLetterTexts.Request, string, Texts, Letter> write)
    {
        if (await db.Read<Person>().SingleOrDefaultAsync(p => p.Id == request.PersonId) is not { } asker) return;
        var letter = new RoleLetterTexts.Request(asker.Name, asker.Email ?? "", request.Role, await Name(request.PlaceId), request.Reason);
        await Send(to, (person, T) => write(letter, person.IsOperator ? "/operate/requests" : $"/places/{request.PlaceId}/people", T), request.PersonId);
    }

    private async Task TellCoordinators(RoleHeld role, string place, Func<string, Role, string, Guid, Texts, Letter> write)
    {
        if (await db.Read<Person>().SingleOrDefaultAsync(p => p.Id == role.PersonId) is not { } person) return;
        await Send((await deciders.OfPlaceAndBoard(role.PlaceId)).Where(c => c != role.PersonId), (_, T) => write(person.Name, role.Role, place, role.PlaceId, T), person.Id);
    }

    /// <param name="about">whom the letter names</param>
    private async Task Send(IEnumerable<Guid> to, Func<Person, Texts, Letter> write, Guid? about = null)
    {
        var ids = to.ToList();
        foreach (var person in await db.Read<Person>().Where(p => ids.Contains(p.Id) && p.EndedAt == null).ToListAsync())
            if (Persons.RecipientOf(person) is { } recipient) mailer.Send(recipient, T => write(person, T), about);
    }

    private async Task<string> Name(Guid place) => (await places.Names([place])).GetValueOrDefault(place, "");
}
