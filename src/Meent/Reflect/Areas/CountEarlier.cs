using System.Text.Json;
using Meent.Foundation.Data;
using Meent.Reflect.Results;
using Microsoft.EntityFrameworkCore;

namespace Meent.Reflect.Areas;

/// <summary>Counts rounds that were released by a version of the hub that knew no figures of areas.</summary>
/// <remarks>
/// It may be broken off at any time and goes on where it stopped; several processes count a round once. A round counts for the areas and the board
/// of the day on which it closed. The level of education is the school's of today: nobody kept what it was then.
/// </remarks>
internal static class CountEarlier
{
    private const int AtOnce = 200;

    public static async Task Run(HubDb db, CancellationToken cancel)
    {
        var waiting = await Waiting(db).Select(r => new { r.PlaceId, r.RoundId }).ToListAsync(cancel);
        foreach (var some in waiting.Chunk(AtOnce))
        {
            Guid[] places = [.. some.Select(r => r.PlaceId).Distinct()], rounds = [.. some.Select(r => r.RoundId)];
            await db.InTransaction(async () =>
            {
                await PublishAreas.Hold(db, cancel);
                foreach (var stored in await Waiting(db).Where(r => places.Contains(r.PlaceId) && rounds.Contains(r.RoundId)).ToListAsync(cancel))
                    if (Read(stored) is { } release) await CountRound.Add(db, release, cancel);
                await db.SaveChangesAsync(cancel);
            }, cancel);
            foreach (var entry in db.ChangeTracker.Entries().Where(e => e.Entity is AreaCounter or CountedIn).ToList()) entry.State = EntityState.Detached;
        }
    }

    /// <summary>Releases of rounds without a counter. A pulse has none for good.</summary>
    private static IQueryable<StoredRelease> Waiting(HubDb db) =>
        from release in db.Read<StoredRelease>()
        join round in db.Read<Round>() on new { release.PlaceId, release.RoundId } equals new { round.PlaceId, RoundId = round.Id }
        where round.PulseOf == null && !db.Read<AreaCounter>().Any(c => c.PlaceId == release.PlaceId && c.RoundId == release.RoundId)
        select release;

    /// <summary>A release of a format that this version cannot read waits for one that can, and holds nobody up.</summary>
    private static Release? Read(StoredRelease stored)
    {
        try
        {
            return Release.FromJson(stored.Content);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
