using Meent.Foundation.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Meent.People;

internal static class Passwords
{
    /// <summary>
    /// Gives a person a password that was checked before. All sessions end, the present one included: sign in anew. A change of address that
    /// waits is stopped: who had the old password may have asked for it.
    /// </summary>
    /// <returns>what the owner is told, one of <see cref="SafetyChange"/>; null where the account was changed at the same moment</returns>
    public static Task<string?> Set(HubDb db, UserManager<Person> people, Person person, string password, DateTime now) =>
        SetHash(db, people, person, people.PasswordHasher.HashPassword(person, password), now);

    /// <inheritdoc cref="Set"/>
    public static async Task<string?> SetHash(HubDb db, UserManager<Person> people, Person person, string hash, DateTime now)
    {
        person.PasswordHash = hash;
        db.Record(person.Id, "changed password", Guid.Empty, person.Id, now);
        if (!(await people.UpdateSecurityStampAsync(person)).Succeeded) return null;
        return await db.InTransaction(async () =>
        {
            await db.Set<Session>().Where(s => s.PersonId == person.Id).ExecuteDeleteAsync();
            if (await db.Set<AddressChange>().Where(c => c.PersonId == person.Id).ExecuteDeleteAsync() == 0) return SafetyChange.Password;
            db.Record(person.Id, "kept the address", Guid.Empty, person.Id, now);
            await db.SaveChangesAsync();
            return SafetyChange.PasswordAndAddress;
        });
    }
}
