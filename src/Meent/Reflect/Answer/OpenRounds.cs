using System.Collections.Concurrent;
using Meent.Foundation.Data;
using Meent.Foundation.Time;
using Meent.Places;
using Meent.Reflect.Instruments;
using Meent.Reflect.Pooling;
using Meent.Reflect.SayMore;
using Microsoft.EntityFrameworkCore;

namespace Meent.Reflect.Answer;

/// <summary>
/// The rounds that links lead to, kept in memory by code, so that an answer costs no question to the database.
/// Whoever opens, extends, closes or cancels a round says so with <see cref="Forget"/>.
/// </summary>
/// <remarks>
/// Other processes notice within <see cref="Fresh"/>. That may show a page of the state before; it never lets an answer into a round
/// that was closed, because the writer asks the database itself.
/// </remarks>
public sealed class OpenRounds(IServiceScopeFactory scopes, InstrumentLibrary instruments, TimeProvider clock)
{
    public static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);

    private const int Most = 20_000;

    private readonly ConcurrentDictionary<string, Kept> kept = new(StringComparer.Ordinal);

    /// <summary>What a link code leads to; null where there is no such link.</summary>
    public ValueTask<AnswerLink?> ByLink(string linkCode)
    {
        while (true)
        {
            var now = clock.GetUtcNow();
            kept.TryGetValue(linkCode, out var old);
            if (old is not null && now < old.Until && !old.Link.Value.IsFaulted) return new(old.Link.Value);
            var fresh = new Kept(new(() => Load(linkCode, old)), now + Fresh);
            // One of those who come at the same moment reads; the others wait for what it reads.
            if (old is null ? kept.TryAdd(linkCode, fresh) : kept.TryUpdate(linkCode, fresh, old)) return new(fresh.Link.Value);
        }
    }

    /// <summary>The round was opened, extended, closed, cancelled or changed: the next visitor sees it as it is now.</summary>
    public void Forget(Guid roundId)
    {
        foreach (var (code, one) in kept)
        {
            if (!one.Link.Value.IsCompletedSuccessfully || one.Link.Value.Result is not { } link || link.RoundId == roundId) kept.TryRemove(code, out _);
        }
    }

    private async Task<AnswerLink?> Load(string linkCode, Kept? old)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<HubDb>();
        var found = await (
            from a in db.Read<RoundAudience>()
            join r in db.Read<Round>() on new { a.PlaceId, a.RoundId } equals new { r.PlaceId, RoundId = r.Id }
            where a.LinkCode == linkCode
            select new { Audience = a, Round = r }).FirstOrDefaultAsync();
        if (kept.Count > Most) Sweep();
        if (found is null)
        {
            kept.TryRemove(linkCode, out _);
            return null;
        }
        var school = await PlacesModule.Find(db, found.Round.PlaceId) ?? throw new InvalidOperationException($"Round {found.Round.Id} is of no place.");
        var before = old is { Link.Value.IsCompletedSuccessfully: true } ? old.Link.Value.Result : null;
        // What is asked is fixed from the day the round opens.
        var sheet = before?.Round.OpenedAt is not null ? before.Sheet : await SheetOf(db, found.Round, found.Audience);
        var pool = await OpenPool.Of(db, found.Round.PlaceId, found.Round.Id, clock.Today());
        return new AnswerLink(found.Round, found.Audience, school.Name, sheet)
        {
            IsPooled = pool?.Audience == found.Audience.Audience,
            Names = await PlacesModule.NamesOf(db, found.Round.PlaceId),
        };
    }

    private async Task<Sheet> SheetOf(HubDb db, Round round, RoundAudience audience)
    {
        var instrument = instruments.Get(round.InstrumentId, round.InstrumentVersion)
            ?? throw new InvalidOperationException($"The content folder has no instrument {round.InstrumentId} in version {round.InstrumentVersion}.");
        var own = await db.Read<OwnItem>().Where(i => i.PlaceId == round.PlaceId && i.RoundId == round.Id).ToListAsync();
        var more = await db.Read<FreeQuestion>().SingleOrDefaultAsync(q => q.PlaceId == round.PlaceId && q.RoundId == round.Id);
        return new Sheet(instrument.Title, AskedItems.Of(round, audience, instrument, own)) { Word = Called.By(instrument), FreeQuestion = more?.Question };
    }

    private void Sweep()
    {
        var now = clock.GetUtcNow();
        foreach (var one in kept.Where(k => k.Value.Until < now)) kept.TryRemove(one);
    }

    private sealed record Kept(Lazy<Task<AnswerLink?>> Link, DateTimeOffset Until);
}
