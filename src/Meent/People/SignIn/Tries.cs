using System.ComponentModel.DataAnnotations.Schema;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Meent.Foundation.Data;
using Meent.Foundation.Time;
using Microsoft.EntityFrameworkCore;

namespace Meent.People;

/// <summary>At most <paramref name="Most"/> tries within a time, counted for one subject: an account, an address, both together.</summary>
/// <param name="Kind">what is limited: "sign-in account"</param>
public sealed record Limit(string Kind, string Subject, int Most, TimeSpan Within)
{
    // Only a hash is stored: the table tells nobody which addresses were typed.
    internal string Key => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{Kind}\n{Subject}")))[..40];
}

/// <summary>How often something was tried lately.</summary>
internal sealed class Try
{
    public required string Key { get; init; }

    public int Count { get; set; }

    /// <summary>When the first of these tries was made.</summary>
    public DateTime Since { get; set; }

    internal static void Map(ModelBuilder model) =>
        model.Entity<Try>(e => { e.ToTable("people_try"); e.HasKey(t => t.Key); e.HasIndex(t => t.Since); });
}

/// <summary>
/// Counts tries in the database, so that all processes and restarts share the count, and so that an address that nobody has is
/// counted like one that somebody has. A try counts before it is looked at: a hundred at once are a hundred.
/// </summary>
/// <remarks>docs/decisions/2026-11-21-accounts.md gives the reason for each number.</remarks>
public sealed class Tries(HubDb db, TimeProvider clock, IHttpContextAccessor request)
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    /// <summary>The network the request comes from: an IPv4 address, or the /64 that one IPv6 customer has.</summary>
    public string Network => request.HttpContext?.Connection.RemoteIpAddress switch
    {
        null => "here",
        { IsIPv4MappedToIPv6: true } a => a.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } a => new IPAddress([.. a.GetAddressBytes().Take(8), 0, 0, 0, 0, 0, 0, 0, 0]).ToString(),
        var a => a.ToString(),
    };

    /// <summary>Counts one try against each limit.</summary>
    /// <returns>how long to wait; null where no limit is passed</returns>
    public async Task<TimeSpan?> Take(params Limit[] limits)
    {
        var (wait, isNew) = await CountAll(limits);
        if (isNew) await DropOld();
        return wait;
    }

    /// <summary>It went well: the tries of these subjects are forgotten.</summary>
    public Task Forget(params Limit[] limits) => db.InTransaction(async () =>
    {
        foreach (var limit in InOrder(limits)) await db.Set<Try>().Where(t => t.Key == limit.Key).ExecuteDeleteAsync();
    });

    /// <summary>It went well: this one try does not count.</summary>
    public Task GiveBack(Limit limit) =>
        db.InTransaction(() => db.Set<Try>().Where(t => t.Key == limit.Key && t.Count > 0).ExecuteUpdateAsync(s => s.SetProperty(t => t.Count, t => t.Count - 1)));

    private Task<(TimeSpan? Wait, bool IsNew)> CountAll(Limit[] limits) => db.InTransaction(async () =>
    {
        TimeSpan? wait = null;
        var (now, isNew) = (clock.Now(), false);
        foreach (var limit in InOrder(limits))
        {
            var (count, since) = await Count(limit, now);
            isNew |= count == 1;
            if (count > limit.Most && since + limit.Within - now is var left && (wait is null || left > wait)) wait = left;
        }
        return (wait, isNew);
    });

    // Two requests that hold a row each and want the other's would wait for each other for ever: so all take rows in the same order.
    private static IEnumerable<Limit> InOrder(Limit[] limits) => limits.OrderBy(l => l.Key, StringComparer.Ordinal);

    // One row at a time, for the same reason: it waits for others while it holds nothing.
    private async Task DropOld()
    {
        var before = clock.Now() - Kept;
        foreach (var key in await db.Read<Try>().Where(t => t.Since < before).OrderBy(t => t.Since).Select(t => t.Key).Take(20).ToListAsync())
            await db.InTransaction(() => db.Set<Try>().Where(t => t.Key == key && t.Since < before).ExecuteDeleteAsync());
    }

    private async Task<(int Count, DateTime Since)> Count(Limit limit, DateTime now)
    {
        var (key, from) = (limit.Key, now - limit.Within);
        var row = await db.Database.SqlQuery<Counted>($"""
            insert into people_try (key, count, since) values ({key}, 1, {now})
            on conflict (key) do update set
              count = case when people_try.since <= {from} then 1 else people_try.count + 1 end,
              since = case when people_try.since <= {from} then {now} else people_try.since end
            returning count, since
            """).ToListAsync();
        return (row[0].Count, row[0].Since);
    }

    private sealed record Counted
    {
        [Column("count")]
        public int Count { get; init; }

        [Column("since")]
        public DateTime Since { get; init; }
    }
}
