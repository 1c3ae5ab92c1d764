using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Places;
using Meent.Reflect.Instruments;
using Microsoft.EntityFrameworkCore;

namespace Meent.Reflect.Pooling;

/// <summary>Where the one link of several schools leads: the schools whose round can be answered today, each with the link of its own group.</summary>
/// <param name="Title">of what is asked</param>
public sealed record PoolDoor(string Code, string Caller, LocalizedText Title, IReadOnlyList<PoolSchool> Schools)
{
    /// <returns>null where no pool has this code</returns>
    internal static async Task<PoolDoor?> Find(HubDb db, InstrumentLibrary library, string code, DateOnly today, string language, CancellationToken cancel)
    {
        if (await db.Read<Pool>().FirstOrDefaultAsync(p => p.LinkCode == code, cancel) is not { } pool) return null;
        var campaign = await db.Read<Campaign>().SingleAsync(c => c.PlaceId == pool.PlaceId && c.Id == pool.CampaignId, cancel);
        var open = await (
            from p in db.Read<PoolRound>()
            where p.CampaignId == pool.CampaignId && p.CallerId == pool.PlaceId
            join r in db.Read<Round>() on new { p.PlaceId, p.RoundId } equals new { r.PlaceId, RoundId = r.Id }
            join a in db.Read<RoundAudience>() on new { p.PlaceId, p.RoundId } equals new { a.PlaceId, a.RoundId }
            where pool.DecidedAt == null && a.Audience == pool.Audience && r.OpenedAt != null && r.ClosedAt == null && r.CancelledAt == null && r.OpensOn <= today && r.ClosesOn >= today
            select new { p.PlaceId, a.LinkCode }).ToListAsync(cancel);
        var places = (await PlacesModule.Find(db, [pool.PlaceId, .. open.Select(o => o.PlaceId)], language, cancel)).ToDictionary(p => p.PlaceId);
        return new(code, places.GetValueOrDefault(pool.PlaceId)?.Name ?? "", library.Get(campaign.InstrumentId, campaign.InstrumentVersion)?.Title ?? LocalizedText.Empty,
            [.. open.Where(o => places.ContainsKey(o.PlaceId)).Select(o => new PoolSchool(places[o.PlaceId].Name, places[o.PlaceId].Town, o.LinkCode)).OrderBy(s => s.Name, StringComparer.Ordinal).ThenBy(s => s.Town, StringComparer.Ordinal)]);
    }
}

/// <param name="LinkCode">of the group's own link</param>
public sealed record PoolSchool(string Name, string? Town, string LinkCode);
