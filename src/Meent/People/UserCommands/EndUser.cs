using System.CommandLine;
using Meent.Foundation;
using Meent.Foundation.Data;
using Meent.Foundation.Time;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Meent.People;

/// <summary><c>meent user end</c>: closes an account. Sessions and roles end and nobody signs in to it; what is known about the person stays until they delete it themselves.</summary>
internal static class EndUser
{
    public static Command Of(CommandHost host)
    {
        var email = new Argument<string>("email") { Description = "The address of the account." };
        var undo = new Option<bool>("--undo") { Description = "Opens a closed account again. Roles do not come back." };
        var command = new Command("end", "Closes an account: ends its sessions and roles, and lets nobody sign in to it.") { email, undo, UserAnswer.Json };
        command.SetAction(async (call, cancel) =>
        {
            await using var scope = await host.Open();
            return UserAnswer.Tell(await Do(scope.ServiceProvider, call.GetValue(email)!.Trim(), call.GetValue(undo)), call.GetValue(UserAnswer.Json));
        });
        return command;
    }

    private static async Task<UserAnswer> Do(IServiceProvider services, string email, bool undo)
    {
        var (db, people, now) = (services.GetRequiredService<HubDb>(), services.GetRequiredService<UserManager<Person>>(), services.GetRequiredService<TimeProvider>().Now());
        if (await people.FindByEmailAsync(email) is not { } person) return UserAnswer.Unknown(email);
        if (undo) return await Open(db, person, now) ? UserAnswer.Yes($"{person.Name} can sign in again as {person.Email}.", "Roles did not come back. Give them with: meent user role", person.Email!) : UserAnswer.No($"The account {person.Email} is open already.");
        if (await Close(services, db, person, now) is not { } roles) return UserAnswer.No($"The account {person.Email} is closed already.");
        var alone = person.IsOperator && !await db.Read<Person>().AnyAsync(p => p.IsOperator && p.EndedAt == null);
        return UserAnswer.Yes($"The account {person.Email} is closed. {(roles == 1 ? "1 role ended." : $"{roles} roles ended.")}", alone ? "Nobody runs this hub now. Make somebody with: meent user role EMAIL --operator" : null, person.Email!);
    }

    /// <returns>how many roles ended; null where it was closed before</returns>
    private static Task<int?> Close(IServiceProvider services, HubDb db, Person person, DateTime now) => db.InTransaction<int?>(async () =>
    {
        if (await db.Set<Person>().Where(p => p.Id == person.Id && p.EndedAt == null).ExecuteUpdateAsync(s => s.SetProperty(p => p.EndedAt, now).SetProperty(p => p.SecurityStamp, Ids.Code(32)).SetProperty(p => p.ConcurrencyStamp, Ids.Random().ToString())) == 0) return null;
        await db.Set<Session>().Where(s => s.PersonId == person.Id).ExecuteDeleteAsync();
        await db.Set<AddressChange>().Where(c => c.PersonId == person.Id).ExecuteDeleteAsync();
        // Requests that wait go as well: nobody is there to take the role.
        var roles = await db.Read<RoleHeld>().Where(r => r.PersonId == person.Id && r.EndedAt == null).ToListAsync();
        await RoleChanges.PersonLeft(services, person.Id, Guid.Empty);
        db.Record(Guid.Empty, "closed account", Guid.Empty, person.Id, now);
        await db.SaveChangesAsync();
        return roles.Count(r => r.State == RoleState.Held);
    });

    private static Task<bool> Open(HubDb db, Person person, DateTime now) => db.InTransaction(async () =>
    {
        if (await db.Set<Person>().Where(p => p.Id == person.Id && p.EndedAt != null).ExecuteUpdateAsync(s => s.SetProperty(p => p.EndedAt, (DateTime?)null).SetProperty(p => p.ConcurrencyStamp, Ids.Random().ToString())) == 0) return false;
        db.Record(Guid.Empty, "reopened account", Guid.Empty, person.Id, now);
        await db.SaveChangesAsync();
        return true;
    });
}
