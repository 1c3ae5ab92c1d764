using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Mail;
using Meent.Foundation.PersonalData;
using Meent.Foundation.Time;
using Meent.Foundation.Web;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Meent.People.OwnData;

/// <summary>Leaving for good: roles end, what is known about the person is forgotten, and what they wrote for a school stays without their name.</summary>
internal static class DeleteAccount
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/account/delete", async Task<IResult> (Me me, HubDb db, PlaceLookup places) => Page.Of<DeleteAccountPage>(await Facts(me, db, places, FormErrors.None))).RequireAuthorization();
        routes.MapPost("/account/delete", Post).RequireAuthorization().StepUp();
        routes.MapGet("/account/deleted", IResult () => Page.Of<AccountDeletedPage>());
    }

    private static async Task<IResult> Post(Posted posted, Me me, HttpContext context, HubDb db, PlaceLookup places, SignInManager<Person> session, Texts T)
    {
        var errors = posted.Errors(T);
        if (!errors.Any && posted["sure"] != "yes") errors.Add("sure", T["Say that you are sure. Nobody can bring the account back."]);
        if (errors.Any) return Page.Of<DeleteAccountPage>(await Facts(me, db, places, errors), 422);
        if (await Leave(context.RequestServices, me.Id, me.Id, CancellationToken.None) is { } why)
        {
            errors.Add("", why.Sentence(T));
            return Page.Of<DeleteAccountPage>(await Facts(me, db, places, errors), 409);
        }
        await session.SignOutAsync();
        return Redirect.To("/account/deleted");
    }

    /// <summary>Deletes an account, all of it or nothing, and tells its owner by mail.</summary>
    /// <param name="by">who does it: the person, or nobody (an empty id) on the machine of the hub</param>
    /// <returns>why not; null where it is done</returns>
    public static Task<Refusal?> Leave(IServiceProvider services, Guid id, Guid by, CancellationToken cancel)
    {
        var (db, now) = (services.GetRequiredService<HubDb>(), services.GetRequiredService<TimeProvider>().Now());
        return db.InTransaction(async () =>
        {
            // Held until the end: two who run the hub and leave at once do not leave it to nobody.
            await db.Set<Person>().Where(p => p.IsOperator).ExecuteUpdateAsync(s => s.SetProperty(p => p.IsOperator, true), cancel);
            await RoleChanges.Leaves(db, id);
            if (await db.Read<Person>().SingleOrDefaultAsync(p => p.Id == id, cancel) is not { } person) return new ChangedMeanwhile();
            if (person.IsOperator && !await db.Read<Person>().AnyAsync(p => p.IsOperator && p.EndedAt == null && p.Id != id, cancel)) return new LastOperator();
            await RoleChanges.PersonLeft(services, id, by);
            db.Record(by, "deleted account", Guid.Empty, id, now);
            await db.SaveChangesAsync(cancel);
            await Forgetting.Erase(services, new DataSubject(id, person.Name, person.Email ?? ""), cancel);
            if (Persons.RecipientOf(person) is { } recipient) services.GetRequiredService<Mailer>().Send(recipient, T => AccountLetterTexts.AccountDeleted(person.Name, T));
            return (Refusal?)null;
        }, cancel);
    }

    private static async Task<DeleteAccountPage.Shown> Facts(Me me, HubDb db, PlaceLookup places, FormErrors errors)
    {
        var alone = new List<Guid>();
        foreach (var role in (await db.RolesOf(me.Id)).Where(r => r is { State: RoleState.Held, Role: Role.Coordinator }))
            if ((await db.PeopleWith(Role.Coordinator, role.PlaceId)).TrueForAll(p => p == me.Id)) alone.Add(role.PlaceId);
        var names = await places.Names(alone);
        return new(me.Email, [.. alone.Where(names.ContainsKey).Select(p => new DeleteAccountPage.Alone(p, names[p]))], errors);
    }
}
