using Meent.Foundation.Data;
using Meent.Reflect.Results;
using Microsoft.EntityFrameworkCore;

namespace Meent.Reflect.SayMore;

/// <summary>The texts of a round at its end.</summary>
internal static class TextsOfRound
{
    /// <summary>Everything that was written, each text once; call it when the round is sealed.</summary>
    /// <returns>null where there was no such question</returns>
    public static async Task<GivenTexts?> Of(HubDb db, Round round, WaitingTexts? waiting, CancellationToken cancel)
    {
        var (place, id) = (round.PlaceId, round.Id);
        if (await db.Read<FreeQuestion>().SingleOrDefaultAsync(q => q.PlaceId == place && q.RoundId == id, cancel) is not { } asked) return null;
        var written = await db.Read<FreeText>().Where(t => t.PlaceId == place && t.RoundId == id).ToListAsync(cancel);
        var all = written.Concat(waiting?.Of(id) ?? []).DistinctBy(t => t.Id);
        return new(asked.Question, [.. all.GroupBy(t => t.Audience).Select(g => new GroupTexts(g.Key, [.. g.Select(t => t.Content)]))]);
    }

    /// <summary>Deletes them: what may be shown is in the release, and nobody shall find the rest.</summary>
    public static Task Delete(HubDb db, Round round, CancellationToken cancel)
    {
        var (place, id) = (round.PlaceId, round.Id);
        return db.Set<FreeText>().Where(t => t.PlaceId == place && t.RoundId == id).ExecuteDeleteAsync(cancel);
    }
}
