using System.Data.Common;
using Meent.Foundation.Audit;
using Meent.Foundation.Data;
using Meent.Foundation.Time;
using Microsoft.EntityFrameworkCore;

namespace Meent.Operate.Examine;

/// <summary>Whether this machine's clock agrees with the database server, with what the hub did last, and with the program's own age.</summary>
public static class ClockCheck
{
    private const string Check = "clock";

    private const string SetIt = "Let the machine keep time: timedatectl set-ntp true.";

    public static async Task<Finding> Examine(HubDb db, TimeProvider clock, CancellationToken cancel) => await AgainstDatabase(db, clock, cancel) ?? Alone(clock);

    /// <summary>What can be seen without a database.</summary>
    public static Finding Alone(TimeProvider clock) => clock.Now() < File.GetLastWriteTimeUtc(typeof(ClockCheck).Assembly.Location).AddDays(-1)
        ? Finding.Fail(Check, $"It says {clock.Now():yyyy-MM-dd HH:mm} UTC, before this program was made.", SetIt)
        : Finding.Ok(Check, $"It is {clock.GetLocalNow():yyyy-MM-dd HH:mm} in {clock.LocalTimeZone.Id}; rounds open and close by that day.");

    private static async Task<Finding?> AgainstDatabase(HubDb db, TimeProvider clock, CancellationToken cancel)
    {
        try
        {
            if (db.IsPostgres)
            {
                var theirs = await db.Database.SqlQueryRaw<DateTime>("select now() as \"Value\"").SingleAsync(cancel);
                if (Apart(clock.Now() - theirs.ToUniversalTime()) is { } apart) return apart;
            }
            if (!await SchemaState.HasJournal(db, cancel)) return null;
            return Later(await db.Read<AuditEntry>().MaxAsync(e => (DateTime?)e.At, cancel), clock.Now());
        }
        catch (Exception e) when (e is DbException or InvalidOperationException or ArgumentException or TimeoutException)
        {
            // What is wrong with the database is the database's finding.
            return null;
        }
    }

    /// <summary>Two clocks that differ; null where they agree to five seconds.</summary>
    public static Finding? Apart(TimeSpan difference) => Math.Abs(difference.TotalSeconds) switch
    {
        < 5 => null,
        < 60 => Finding.Warn(Check, $"This machine and the database server are {Math.Abs(difference.TotalSeconds):0} seconds apart.", SetIt),
        _ => Finding.Fail(Check, $"This machine and the database server are {Math.Abs(difference.TotalMinutes):0} minutes apart.", SetIt),
    };

    /// <summary>Something the hub did at a time that is still to come; null where there is none.</summary>
    public static Finding? Later(DateTime? last, DateTime now) => last > now.AddMinutes(5)
        ? Finding.Fail(Check, $"The hub did something at {last:yyyy-MM-dd HH:mm} UTC, and the clock says {now:yyyy-MM-dd HH:mm}.", SetIt)
        : null;
}
