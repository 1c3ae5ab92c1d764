using Meent.Foundation;
using Meent.Foundation.Data;
using Meent.Foundation.Time;
using Meent.Reflect.Answer;
using Meent.Reflect.Areas;
using Meent.Reflect.Instruments;
using Meent.Reflect.Results;
using Meent.Reflect.SayMore;
using Microsoft.EntityFrameworkCore;

namespace Meent.Reflect.CloseRound;

/// <summary>Ends a round: sealed, counted, decided what may be shown, stored. All in one transaction, once, whoever asks and how often.</summary>
public sealed class Closing(InstrumentLibrary library, OpenRounds links, Settings settings, TimeProvider clock, WaitingTexts? waiting = null, IEnumerable<ReleaseFollower>? followers = null)
{
    /// <param name="by">who closes it; null where its last day passed</param>
    /// <returns><see cref="ToClose"/> where this call closed it, <see cref="Refused"/> where it cannot be closed or was closed before</returns>
    public async Task<Decision> Close(HubDb db, Round known, Guid? by, CancellationToken cancel = default)
    {
        var decision = await db.InTransaction(async () =>
        {
            if (await Rounds.Hold(db, known, cancel) is not { } round) return new Refused(new RoundWasCancelled());
            var decided = RoundDecisions.Close(round, clock.Today());
            if (decided is not ToClose) return decided;
            if (library.Get(round.InstrumentId, round.InstrumentVersion) is not { } instrument) return new Refused(new InstrumentIsGone());
            await Store(db, round, instrument, by, cancel);
            return decided;
        }, cancel);
        if (decision is not ToClose) return decision;
        links.Forget(known.Id);
        waiting?.Forget(known.Id);
        return decision;
    }

    /// <summary>Closes a round whose last day has passed; any other is left alone. For whoever looks at it before the clock came by.</summary>
    /// <returns>the round as it is now</returns>
    public async Task<Round> IfEnded(HubDb db, Round known, CancellationToken cancel = default)
    {
        if (known.State(clock.Today()) != RoundState.Ended) return known;
        await Close(db, known, null, cancel);
        return await db.Read<Round>().SingleAsync(r => r.PlaceId == known.PlaceId && r.Id == known.Id, cancel);
    }

    /// <summary>Rounds that nobody closed and whose last day has passed.</summary>
    public async Task<IReadOnlyList<Round>> Ended(HubDb db, CancellationToken cancel = default)
    {
        var today = clock.Today();
        return await db.Read<Round>().Where(r => r.OpenedAt != null && r.ClosedAt == null && r.CancelledAt == null && r.ClosesOn < today).ToListAsync(cancel);
    }

    private async Task Store(HubDb db, Round round, Instrument instrument, Guid? by, CancellationToken cancel)
    {
        await Sealing.Seal(db, round.PlaceId, round.Id, cancel);
        var today = clock.Today();
        var counted = await RoundCount.Of(db, round, instrument, settings, today < round.ClosesOn ? today : round.ClosesOn, cancel);
        var counts = counted with { Texts = await TextsOfRound.Of(db, round, waiting, cancel) };
        var release = Disclosure.Decide(counts, DisclosurePolicy.FromJson(round.Promise));
        (round.ClosedAt, round.ClosedBy) = (clock.Now(), by);
        await TextsOfRound.Delete(db, round, cancel);
        db.AddRange(RoundCount.Rows(counts));
        db.Add(new StoredRelease { PlaceId = round.PlaceId, RoundId = round.Id, ReleasedAt = clock.Now(), Content = release.ToJson() });
        // A pulse asks again what a plan wants to move: chosen statements, which say nothing of an area.
        if (round.PulseOf is null) await CountRound.Add(db, release, cancel);
        db.Record(by ?? Guid.Empty, "closed", round.PlaceId, round.Id, clock.Now());
        await db.SaveChangesAsync(cancel);
        // Last, because sums of a whole country are held until the transaction ends.
        foreach (var follower in followers ?? []) await follower.Follow(db, ShownRound.Of(release), cancel);
    }
}
