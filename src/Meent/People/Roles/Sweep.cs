using Meent.Foundation.Data;
using Microsoft.EntityFrameworkCore;

namespace Meent.People;

/// <summary>Forgets addresses that nobody needs any more: codes whose time is up, and invitations that led to nothing, sixty days after they ended.</summary>
internal static class Sweep
{
    public static readonly TimeSpan Kept = TimeSpan.FromDays(60);

    public static Task Run(HubDb db, DateTime now, CancellationToken cancel) => db.InTransaction(async () =>
    {
        var (ended, invited) = (now - Kept, now - Kept - Invitation.Valid);
        await db.Set<EmailCode>().Where(c => c.ExpiresAt < now).ExecuteDeleteAsync(cancel);
        await db.Set<Invitation>().Where(i => i.AcceptedAt == null && (i.EndedAt < ended || i.InvitedAt < invited)).ExecuteDeleteAsync(cancel);
    }, cancel);
}
