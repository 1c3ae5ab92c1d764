using Meent.Foundation.Data;
using Meent.Foundation.Time;
using Meent.Foundation.Web;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Meent.People;

/// <summary>What a person can sign in with: a password, passkeys, institutions. The last one stays.</summary>
internal sealed class WaysIn(HubDb db, HubSignIn session, Institutions institutions, SafetyLetters letters, TimeProvider clock)
{
    /// <summary>
    /// Takes one of them away, in a transaction that lets no other go meanwhile. All sessions end with it, since somebody else may have begun one
    /// that way; the present one goes on under a new id. The owner gets a letter.
    /// </summary>
    /// <param name="take">deletes it; false where it is gone already</param>
    /// <param name="tells">one of <see cref="SafetyChange"/></param>
    /// <param name="isWay">false for a link with an institution that is not set any more: it leads nowhere</param>
    /// <returns>why not; null where it is gone, now or before</returns>
    public async Task<Refusal?> Take(Guid person, Func<Task<bool>> take, string act, string tells, bool isWay = true)
    {
        var (why, gone) = await db.InTransaction<(Refusal?, bool)>(async () =>
        {
            // Writing the row first holds it: of two that are taken away at once, the second sees what the first left.
            await db.Set<Person>().Where(p => p.Id == person).ExecuteUpdateAsync(s => s.SetProperty(p => p.ConcurrencyStamp, Ids.Random().ToString()));
            if (isWay && await Count(person) < 2) return (new LastWayIn(), false);
            if (!await take()) return (null, false);
            await db.Set<Person>().Where(p => p.Id == person).ExecuteUpdateAsync(s => s.SetProperty(p => p.SecurityStamp, Ids.Code(32)));
            await db.Set<Session>().Where(s => s.PersonId == person).ExecuteDeleteAsync();
            db.Record(person, act, Guid.Empty, person, clock.Now());
            await db.SaveChangesAsync();
            return (null, true);
        });
        if (!gone) return why;
        await letters.Changed(person, tells);
        await session.RefreshSignInAsync(await db.Read<Person>().SingleAsync(p => p.Id == person));
        return null;
    }

    /// <summary>How many ways lead in without a letter: a password, each passkey, each link with an institution that this hub knows.</summary>
    public async Task<int> Count(Guid person)
    {
        var links = await db.Read<IdentityUserLogin<Guid>>().Where(l => l.UserId == person).Select(l => l.LoginProvider).ToListAsync();
        return links.Count(l => institutions.Of(l) is not null) +
            await db.Read<Person>().CountAsync(p => p.Id == person && p.PasswordHash != null) +
            await db.Read<IdentityUserPasskey<Guid>>().CountAsync(p => p.UserId == person);
    }
}
