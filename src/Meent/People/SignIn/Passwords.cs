using Meent.Foundation.Data;
using Microsoft.AspNetCore.Identity;

namespace Meent.People;

internal static class Passwords
{
    /// <summary>Gives a person a password that was checked before. All sessions end, the present one included: sign in anew.</summary>
    /// <returns>false where the account was changed at the same moment</returns>
    public static Task<bool> Set(HubDb db, UserManager<Person> people, Person person, string password, DateTime now) =>
        SetHash(db, people, person, people.PasswordHasher.HashPassword(person, password), now);

    /// <inheritdoc cref="Set"/>
    public static async Task<bool> SetHash(HubDb db, UserManager<Person> people, Person person, string hash, DateTime now)
    {
        person.PasswordHash = hash;
        db.Record(person.Id, "changed password", Guid.Empty, person.Id, now);
        if (!(await people.UpdateSecurityStampAsync(person)).Succeeded) return false;
        await Session.EndAll(db, person.Id);
        return true;
    }
}
