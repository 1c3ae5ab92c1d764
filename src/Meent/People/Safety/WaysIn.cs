using Meent.Foundation.Data;
using Meent.Foundation.Web;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Meent.People;

/// <summary>What a person can sign in with: a password, passkeys, institutions. The last one stays.</summary>
internal static class WaysIn
{
    /// <summary>Takes one of them away, in a transaction that lets no other go meanwhile.</summary>
    /// <param name="isWay">false for a link with an institution that is not set any more: it leads nowhere</param>
    /// <param name="take">deletes it; false where it is gone already</param>
    /// <returns>why not; null where it is gone, now or before</returns>
    public static Task<Refusal?> Take(HubDb db, Institutions institutions, Guid person, Func<Task<bool>> take, string act, DateTime now, bool isWay = true) => db.InTransaction<Refusal?>(async () =>
    {
        // Writing the row first holds it: of two that are taken away at once, the second sees what the first left.
        await db.Set<Person>().Where(p => p.Id == person).ExecuteUpdateAsync(s => s.SetProperty(p => p.ConcurrencyStamp, Ids.Random().ToString()));
        if (isWay && await Count(db, institutions, person) < 2) return new LastWayIn();
        if (!await take()) return null;
        db.Record(person, act, Guid.Empty, person, now);
        await db.SaveChangesAsync();
        return null;
    });

    /// <summary>How many ways lead in without a letter: a password, each passkey, each link with an institution that is still set.</summary>
    public static async Task<int> Count(HubDb db, Institutions institutions, Guid person) =>
        await db.Read<Person>().CountAsync(p => p.Id == person && p.PasswordHash != null) +
        await db.Read<IdentityUserPasskey<Guid>>().CountAsync(p => p.UserId == person) +
        (await db.Read<IdentityUserLogin<Guid>>().Where(l => l.UserId == person).Select(l => l.LoginProvider).ToListAsync()).Count(l => institutions.Of(l) is not null);
}
