using Meent.Foundation.Audit;
using Meent.Foundation.Data;
using Microsoft.EntityFrameworkCore;

namespace Meent.Tests.Foundation.Audit;

/// <summary>Writing and spoiling the audit trail of a test hub.</summary>
internal static class Trail
{
    public static readonly Guid Person = Guid.Parse("0194f3c0-0000-7000-8000-000000000001"), Place = Guid.Parse("0194f3c0-0000-7000-8000-000000000002");

    public static Task Write(TestHub hub, params string[] acts) => hub.Change(db =>
    {
        foreach (var act in acts) db.Record(Person, act, Place, null, hub.Clock.GetUtcNow().UtcDateTime);
    });

    public static Task<TrailState> Verify(TestHub hub, string? since = null) => hub.Look(db => AuditTrail.Verify(db, since));

    /// <summary>What somebody does who owns the database: past the triggers.</summary>
    public static Task Spoil(TestHub hub, params string[] statements) => hub.Look(async db =>
    {
        if (db.IsPostgres)
        {
            await db.Database.ExecuteSqlRawAsync("alter table hub_audit disable trigger all; alter table hub_audit_head disable trigger all");
        }
        else
        {
            foreach (var trigger in await db.Database.SqlQueryRaw<string>("select name as \"Value\" from sqlite_master where type = 'trigger' and name like 'hub_audit%'").ToListAsync())
                await db.Database.ExecuteSqlRawAsync(string.Concat("drop trigger ", trigger));
        }
        foreach (var statement in statements) await db.Database.ExecuteSqlRawAsync(statement);
        return true;
    });
}
