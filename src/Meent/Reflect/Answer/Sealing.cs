using Meent.Foundation.Data;
using Microsoft.EntityFrameworkCore;

namespace Meent.Reflect.Answer;

/// <summary>The exact end of a round: what was thanked is counted, what comes later is refused.</summary>
public static class Sealing
{
    /// <summary>
    /// Ends the answering of a round. Call it first of all in the transaction that closes or cancels it, and read submissions and
    /// <see cref="RoundAudience.Answered"/> only afterwards; after the commit, <see cref="OpenRounds.Forget"/> the round.
    /// </summary>
    /// <remarks>
    /// The writer raises <see cref="RoundAudience.Answered"/> of unsealed audiences only, in the transaction that stores the
    /// submissions. Whichever comes first holds the row: either the batch is committed and this waits for it, or the batch finds
    /// the audience sealed. That a single-use code was used is no longer needed and is forgotten. PostgreSQL keeps rows in the order
    /// in which they came: they are written anew in the order of their random ids.
    /// </remarks>
    public static async Task Seal(HubDb db, Guid placeId, Guid roundId, CancellationToken cancel = default)
    {
        if (db.Database.CurrentTransaction is null) throw new InvalidOperationException("A round is sealed in the transaction that closes it.");
        if (db.IsPostgres)
        {
            // In the order in which the writer locks them, so that neither waits for the other in a circle.
            await db.Database.ExecuteSqlAsync(
                $"select 1 from reflect_audience where place_id = {placeId} and round_id = {roundId} order by audience for update", cancel);
        }
        await db.Set<RoundAudience>().Where(a => a.PlaceId == placeId && a.RoundId == roundId)
            .ExecuteUpdateAsync(s => s.SetProperty(a => a.Sealed, true), cancel);
        await db.Set<SingleUseCode>().Where(c => c.PlaceId == placeId && c.RoundId == roundId && c.Used)
            .ExecuteUpdateAsync(s => s.SetProperty(c => c.Used, false), cancel);
        if (db.IsPostgres) await WriteInKeyOrder(db, placeId, roundId, cancel);
    }

    private static Task<int> WriteInKeyOrder(HubDb db, Guid placeId, Guid roundId, CancellationToken cancel) =>
        db.Database.ExecuteSqlAsync($"""
            with gone as (delete from reflect_submission where place_id = {placeId} and round_id = {roundId} returning *)
            insert into reflect_submission (place_id, round_id, id, audience, answers)
            select place_id, round_id, id, audience, answers from gone order by id
            """, cancel);
}
