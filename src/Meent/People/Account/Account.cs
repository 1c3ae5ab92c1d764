using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Time;
using Meent.Foundation.Web;
using Microsoft.EntityFrameworkCore;

namespace Meent.People;

/// <summary>One's own account: name and language, roles and requests, invitations.</summary>
public static class Account
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/account", async Task<IResult> (Me me, AccountFacts facts) => Page.Of<AccountPage>(await facts.Of(me))).RequireAuthorization();
        routes.MapPost("/account", Post).RequireAuthorization().StepUp("leave");
    }

    private static async Task<IResult> Post(Posted posted, Me me, AccountFacts facts, AccountActs acts, Texts T)
    {
        var errors = posted.Errors(T);
        if (errors.Any) return await Again(422);
        var place = Guid.TryParse(posted["place"], out var typed) ? typed : Guid.Empty;
        return posted["act"] switch
        {
            "person" => await acts.Change(me, posted, errors) ? Redirect.To("/account") : await Again(422),
            "leave" => await acts.Leave(me, place, posted["id"], errors) switch
            {
                Outcome.Done => Redirect.To("/account"),
                Outcome.Refused { Why: YouAreTheLast } => Redirect.To($"/places/{place}/hand-over"),
                _ => await Again(409),
            },
            "accept" => await acts.Accept(me, place, posted["id"], errors) ? Redirect.To("/account") : await Again(409),
            "decline" => await acts.Decline(me, place, posted["id"]) ? Redirect.To("/account") : Page.NotFound(),
            _ => Page.NotFound(),
        };

        async Task<IResult> Again(int status) => Page.Of<AccountPage>(await facts.Of(me) with { Errors = errors, Name = posted["name"] ?? me.Name }, status);
    }
}

/// <summary>Reads what the page of one's account shows.</summary>
public sealed class AccountFacts(HubDb db, PlaceLookup places, TimeProvider clock)
{
    public async Task<AccountPage.Shown> Of(Me me)
    {
        var person = await db.Read<Person>().SingleAsync(p => p.Id == me.Id);
        var roles = await db.RolesOf(me.Id);
        var mine = Persons.NormalizedEmail(me.Email);
        var invitations = await Invitation.Open(db, clock.Now()).Where(i => i.NormalizedEmail == mine).OrderBy(i => i.InvitedAt).ToListAsync();
        var names = await places.Names([.. roles.Select(r => r.PlaceId), .. invitations.Select(i => i.PlaceId)]);
        var hosts = await db.PersonNames(invitations.Select(i => i.InvitedBy));
        return new AccountPage.Shown(me, person.Name, person.Language,
            [.. roles.Select(r => new AccountPage.MyLine(r, names.GetValueOrDefault(r.PlaceId, "")))],
            [.. invitations.Select(i => new AccountPage.MyInvitation(i.PlaceId, i.Id, i.Role, names.GetValueOrDefault(i.PlaceId, ""), hosts.GetValueOrDefault(i.InvitedBy, "")))]);
    }
}

/// <summary>What one can do on the page of one's account.</summary>
public sealed class AccountActs(HubDb db, Inviting inviting, RoleLetters letters, TimeProvider clock, Texts T)
{
    public async Task<bool> Change(Me me, Posted posted, FormErrors errors)
    {
        var name = PersonForm.Name(posted, errors, T);
        if (posted["language"] is not { } language || T.Languages.All(l => l.Tag != language))
        {
            errors.Add("language", T["Choose a language."]);
            return false;
        }
        if (errors.Any) return false;
        await db.InTransaction(() => db.Set<Person>().Where(p => p.Id == me.Id).ExecuteUpdateAsync(s => s.SetProperty(p => p.Name, name!).SetProperty(p => p.NameFolded, Person.Fold(name!)).SetProperty(p => p.Language, language)
            .SetProperty(p => p.ConcurrencyStamp, Ids.Random().ToString())));
        return true;
    }

    /// <summary>Gives up one's own role, or withdraws a request; where the place would have no coordinator then, one is led to hand it over.</summary>
    internal async Task<Outcome> Leave(Me me, Guid place, string? id, FormErrors errors)
    {
        var outcome = Guid.TryParse(id, out var role) ? await RoleChanges.End(db, me, place, role, clock, letters: letters) : new Outcome.Hidden();
        if (outcome is not Outcome.Done) errors.Add("", (outcome is Outcome.Refused(var why) ? why : new DecidedAlready()).Sentence(T));
        return outcome;
    }

    public async Task<bool> Accept(Me me, Guid place, string? id, FormErrors errors)
    {
        if (await inviting.Accept(place, id, me) is not { } why) return true;
        errors.Add("", why.Sentence(T));
        return false;
    }

    public Task<bool> Decline(Me me, Guid place, string? id) => inviting.Decline(place, id, me);
}
