using System.Collections.Concurrent;
using System.Security.Cryptography;
using Meent.Foundation;
using Meent.Foundation.Data;
using Microsoft.EntityFrameworkCore;

namespace Meent.Reflect.Answer;

/// <summary>
/// Keeps that a single-use code was used apart from what was answered with it. A code is refused from the moment it is sent, in
/// memory; the mark in the database comes later, in another transaction, for several codes at once and at random.
/// </summary>
/// <remarks>
/// Of one audience of a round at least <see cref="Held"/> used codes are always only in memory, so a mark that appears belongs to any
/// of at least twice as many submissions. The price: after a crash these few codes work once more. docs/decisions tells why that is right.
/// </remarks>
public sealed partial class UsedCodes(IServiceScopeFactory scopes, Settings settings, ILogger<UsedCodes> log) : IHostedService, IAsyncDisposable
{
    /// <summary>How many used codes of an audience are held back, and the fewest that are written together.</summary>
    public const int Held = 5;

    private readonly ConcurrentDictionary<string, bool> claimed = new(StringComparer.Ordinal);

    private readonly Dictionary<(Guid PlaceId, Guid RoundId, string Audience), Group> groups = [];

    private readonly CodeLocks? locks = settings.IsPostgres ? new CodeLocks(settings.Database) : null;

    /// <summary>Takes a code for one who is sending answers with it; false where it is taken. Ask the database only afterwards.</summary>
    public async ValueTask<bool> Claim(string code)
    {
        if (!claimed.TryAdd(code, true)) return false;
        if (locks is null || await locks.Take(code)) return true;
        claimed.TryRemove(code, out _);
        return false;
    }

    /// <summary>Somebody answered with it, or is just doing so, and its mark is not written yet.</summary>
    public bool IsClaimed(string code) => claimed.ContainsKey(code);

    /// <summary>The same, in any process on this database.</summary>
    public async ValueTask<bool> IsClaimedAnywhere(string code) => IsClaimed(code) || (locks is not null && await locks.IsTaken(code));

    /// <summary>Nothing was stored with the code: it can be used after all.</summary>
    public async ValueTask GiveBack(string code)
    {
        if (locks is not null) await locks.Release([code]);
        claimed.TryRemove(code, out _);
    }

    /// <summary>Answers were stored with the code.</summary>
    public Task Spend(AnswerLink link, string code)
    {
        Group group;
        lock (groups)
        {
            var key = (link.PlaceId, link.RoundId, link.Audience.Audience);
            if (!groups.TryGetValue(key, out group!)) groups[key] = group = new(key);
            group.Codes.Add(code);
            if (group.Writing || group.Codes.Count < 2 * Held) return Task.CompletedTask;
            group.Writing = true;
        }
        // Whoever answers does not wait for the marks of others.
        return Task.Run(() => Write(group));
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>The hub stops: what is held is written where it is a group of <see cref="Held"/> or more.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        List<(Group Group, List<string> Codes)> left;
        lock (groups) left = [.. groups.Values.Where(g => g.Codes.Count >= Held).Select(g => (g, g.Codes.ToList()))];
        foreach (var (group, codes) in left) await Mark(group, codes);
    }

    public ValueTask DisposeAsync() => locks?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async Task Write(Group group)
    {
        while (true)
        {
            List<string> chosen;
            lock (groups)
            {
                if (group.Codes.Count < 2 * Held)
                {
                    group.Writing = false;
                    return;
                }
                var all = group.Codes.ToArray();
                RandomNumberGenerator.Shuffle(all.AsSpan());
                chosen = [.. all.Take(all.Length - Held)];
            }
            if (await Mark(group, chosen)) continue;
            lock (groups) group.Writing = false;
            return;
        }
    }

    private async Task<bool> Mark(Group group, List<string> codes)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<HubDb>();
            var (placeId, roundId, audience) = group.Key;
            // In the order of the hashes, which is random.
            var hashes = codes.Select(Codes.Hash).Order(StringComparer.Ordinal).ToList();
            await db.InTransaction(async () =>
            {
                // Waits for who is sealing just now: no mark may come after all marks were taken away.
                if (db.IsPostgres)
                    await db.Database.ExecuteSqlAsync($"select 1 from reflect_audience where place_id = {placeId} and round_id = {roundId} and audience = {audience} for share");
                await db.Set<SingleUseCode>()
                    .Where(c => c.PlaceId == placeId && c.RoundId == roundId && hashes.Contains(c.Hash))
                    .Where(_ => db.Set<RoundAudience>().Any(a => a.PlaceId == placeId && a.RoundId == roundId && a.Audience == audience && !a.Sealed))
                    .ExecuteUpdateAsync(s => s.SetProperty(c => c.Used, true));
            });
        }
        catch (Exception e) when (e is System.Data.Common.DbException or InvalidOperationException or TimeoutException)
        {
            NotMarked(log, codes.Count, e);
            return false;
        }
        lock (groups) group.Codes.ExceptWith(codes);
        if (locks is not null) await locks.Release(codes);
        foreach (var code in codes) claimed.TryRemove(code, out _);
        return true;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The marks of {Count} used codes were not written; they stay in memory")]
    private static partial void NotMarked(ILogger log, int count, Exception e);

    private sealed class Group((Guid PlaceId, Guid RoundId, string Audience) key)
    {
        public (Guid PlaceId, Guid RoundId, string Audience) Key { get; } = key;

        public HashSet<string> Codes { get; } = new(StringComparer.Ordinal);

        public bool Writing { get; set; }
    }
}
