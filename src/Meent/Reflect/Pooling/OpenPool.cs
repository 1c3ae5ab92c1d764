using Meent.Foundation.Data;
using Microsoft.EntityFrameworkCore;

namespace Meent.Reflect.Pooling;

/// <summary>The pool that a round's group may still be counted in.</summary>
/// <param name="Code">in <c>/r/{code}</c>: the one link of all schools</param>
/// <param name="Caller">place of the campaign</param>
/// <param name="LastDay">the latest on which a round of it may end, so that no school keeps the others waiting</param>
internal sealed record OpenPool(string Code, Guid Caller, string Audience, DateOnly LastDay)
{
    /// <returns>null where the round is of no pool, and where its pool is decided or was to be by now: what is opened after that stands alone</returns>
    public static async Task<OpenPool?> Of(HubDb db, Guid place, Guid round, DateOnly today, CancellationToken cancel = default)
    {
        if (await db.Read<PoolRound>().SingleOrDefaultAsync(p => p.PlaceId == place && p.RoundId == round, cancel) is not { } mine) return null;
        var found = await (
            from p in db.Read<Pool>()
            where p.PlaceId == mine.CallerId && p.CampaignId == mine.CampaignId && p.DecidedAt == null
            join c in db.Read<Campaign>() on new { p.PlaceId, p.CampaignId } equals new { c.PlaceId, CampaignId = c.Id }
            select new { p.LinkCode, p.PlaceId, p.Audience, c.ClosesOn }).SingleOrDefaultAsync(cancel);
        return found is null || today > PoolRules.LastDay(found.ClosesOn) ? null : new(found.LinkCode, found.PlaceId, found.Audience, PoolRules.LastDay(found.ClosesOn));
    }

    /// <summary>Why a round may not end on a day; null where it may.</summary>
    public static async Task<PoolEndsBefore?> Refuse(HubDb db, Guid place, Guid round, DateOnly closesOn, DateOnly today, CancellationToken cancel) =>
        await Of(db, place, round, today, cancel) is { } pool && closesOn > pool.LastDay
            && await db.Read<RoundAudience>().AnyAsync(a => a.PlaceId == place && a.RoundId == round && a.Audience == pool.Audience, cancel)
            ? new(PoolRules.DaysAfter) : null;
}
