using System.Security.Cryptography;
using Meent.Foundation;
using Meent.Foundation.Data;
using Meent.Reflect.Answer;
using Microsoft.EntityFrameworkCore;

namespace Meent.Reflect.SayMore;

/// <summary>Keeps texts apart from the submissions beside which they came: they wait in memory until ten of a group wait, then some of them,
/// chosen at random, are written together.</summary>
/// <remarks>
/// The same as <see cref="UsedCodes"/> does for codes, for the same reason: whoever copies the database after every submission finds a
/// text beside any of ten or more. The price: when the process dies, the texts that wait are lost; docs/decisions tells why that is right.
/// </remarks>
public sealed partial class WaitingTexts(IServiceScopeFactory scopes, Settings settings, ILogger<WaitingTexts> log) : IHostedService, IAsyncDisposable
{
    /// <summary>How many texts of a group are held back, and the fewest that are written together.</summary>
    public const int Held = UsedCodes.Held;

    private readonly Dictionary<(Guid PlaceId, Guid RoundId, string Audience), Group> groups = [];

    /// <summary>Single-use codes whose people have written: each writes once.</summary>
    private readonly Dictionary<Guid, HashSet<string>> said = [];

    private readonly CodeLocks? locks = settings.IsPostgres ? new CodeLocks(settings.Database, "said") : null;

    /// <returns>false where this code has written before, here or in another process that still runs</returns>
    public async ValueTask<bool> MaySay(Guid roundId, string code)
    {
        lock (groups)
        {
            if (!said.TryGetValue(roundId, out var codes)) said[roundId] = codes = new(StringComparer.Ordinal);
            if (!codes.Add(code)) return false;
        }
        return locks is null || await locks.Take(code);
    }

    /// <summary>Rounds of which something waits here, or is remembered.</summary>
    public IReadOnlyList<Guid> Remembered
    {
        get { lock (groups) return [.. groups.Keys.Select(k => k.RoundId).Concat(said.Keys).Distinct()]; }
    }

    /// <returns>ends when what can be written is written; nobody needs to wait for it</returns>
    public Task Add(AnswerLink link, string content)
    {
        Group group;
        lock (groups)
        {
            var key = (link.PlaceId, link.RoundId, link.Audience.Audience);
            if (!groups.TryGetValue(key, out group!)) groups[key] = group = new();
            group.Texts.Add(new FreeText { PlaceId = link.PlaceId, RoundId = link.RoundId, Id = Ids.Random(), Audience = link.Audience.Audience, Content = content });
            if (group.Writing || group.Texts.Count < 2 * Held) return Task.CompletedTask;
            group.Writing = true;
        }
        return Task.Run(() => WriteSome(group));
    }

    /// <summary>The texts of a round that wait in this process. Some may be in the database already: same id.</summary>
    public IReadOnlyList<FreeText> Of(Guid roundId)
    {
        lock (groups) return [.. groups.Where(g => g.Key.RoundId == roundId).SelectMany(g => g.Value.Texts)];
    }

    /// <summary>The round was closed or called off: what waits is of no use any more.</summary>
    public void Forget(Guid roundId)
    {
        HashSet<string>? codes;
        lock (groups)
        {
            foreach (var key in groups.Keys.Where(k => k.RoundId == roundId).ToList()) groups.Remove(key);
            said.Remove(roundId, out codes);
        }
        if (codes is not null && locks is not null) _ = locks.Release(codes);
    }

    /// <summary>Forgets rounds that are over, whichever process closed them or called them off.</summary>
    public async Task ForgetOver(HubDb db, CancellationToken cancel)
    {
        var known = Remembered;
        if (known.Count == 0) return;
        var going = await db.Read<Round>().Where(r => known.Contains(r.Id) && r.ClosedAt == null && r.CancelledAt == null).Select(r => r.Id).ToListAsync(cancel);
        foreach (var over in known.Except(going)) Forget(over);
    }

    public ValueTask DisposeAsync() => locks?.DisposeAsync() ?? ValueTask.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>The hub stops: what waits is written where it is a group of <see cref="Held"/> or more.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        List<(Group Group, List<FreeText> Texts)> left;
        lock (groups) left = [.. groups.Values.Where(g => g.Texts.Count >= Held).Select(g => (g, g.Texts.ToList()))];
        foreach (var (group, texts) in left) await Write(group, texts);
    }

    private async Task WriteSome(Group group)
    {
        List<FreeText> chosen;
        lock (groups)
        {
            var all = group.Texts.ToArray();
            RandomNumberGenerator.Shuffle(all.AsSpan());
            chosen = [.. all.Take(all.Length - Held)];
        }
        await Write(group, chosen);
        lock (groups) group.Writing = false;
    }

    private async Task Write(Group group, List<FreeText> texts)
    {
        var (placeId, roundId, audience) = (texts[0].PlaceId, texts[0].RoundId, texts[0].Audience);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<HubDb>();
            await db.InTransaction(async () =>
            {
                // Waits for who is sealing just now: no text may come after all texts were taken.
                if (db.IsPostgres)
                    await db.Database.ExecuteSqlAsync($"select 1 from reflect_audience where place_id = {placeId} and round_id = {roundId} and audience = {audience} for share");
                if (!await db.Read<RoundAudience>().AnyAsync(a => a.PlaceId == placeId && a.RoundId == roundId && a.Audience == audience && !a.Sealed)) return;
                // In the order of the random ids.
                db.AddRange(texts.OrderBy(t => t.Id));
                await db.SaveChangesAsync();
            });
            lock (groups) group.Texts.RemoveAll(texts.Contains);
        }
        catch (Exception e) when (e is System.Data.Common.DbException or DbUpdateException or InvalidOperationException or TimeoutException)
        {
            NotWritten(log, texts.Count, e);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Count} free texts were not written; they stay in memory")]
    private static partial void NotWritten(ILogger log, int count, Exception e);

    private sealed class Group
    {
        public List<FreeText> Texts { get; } = [];

        public bool Writing { get; set; }
    }
}
