using Meent.Foundation.Data;
using Meent.Reflect.Results;
using Microsoft.EntityFrameworkCore;

namespace Meent.Reflect.Pooling;

/// <summary>What small groups of several schools say together, as it stands in the report of each of those schools.</summary>
/// <param name="Audience">id of the group</param>
/// <param name="Schools">how many schools are in it</param>
public sealed record PooledReport(Release Release, string Audience, int Schools)
{
    /// <returns>null where the group of this round is shown alone, where nothing may be shown, and where it is not decided yet</returns>
    internal static async Task<PooledReport?> Of(HubDb db, Guid place, Guid round, CancellationToken cancel)
    {
        if (await db.Read<PoolRound>().SingleOrDefaultAsync(p => p.PlaceId == place && p.RoundId == round && p.Counted, cancel) is not { } mine) return null;
        if (await db.Read<Pool>().SingleOrDefaultAsync(p => p.PlaceId == mine.CallerId && p.CampaignId == mine.CampaignId, cancel) is not { Content: { } content } pool) return null;
        var schools = await db.Read<PoolRound>().CountAsync(p => p.CampaignId == mine.CampaignId && p.CallerId == mine.CallerId && p.Counted, cancel);
        return new(Release.FromJson(content), pool.Audience, schools);
    }
}
