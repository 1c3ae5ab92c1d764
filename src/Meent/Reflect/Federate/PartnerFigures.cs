using Meent.Foundation.Data;
using Meent.Reflect.Areas;
using Microsoft.EntityFrameworkCore;

namespace Meent.Reflect.Federate;

/// <summary>Figures of areas together with those of partners: read beside a hub's own editions, and added up where they are read.</summary>
public sealed class PartnerFigures(HubDb db, Partners partners)
{
    /// <summary>Figures of those who are partners today.</summary>
    public IQueryable<PartnerFigure> Rows
    {
        get
        {
            var keys = partners.Keys.ToList();
            return db.Read<PartnerFigure>().Where(f => keys.Contains(f.Partner));
        }
    }

    /// <summary>What this hub and its partners published of an area.</summary>
    /// <param name="own">this hub's newest edition; null where there is none</param>
    /// <returns>the own edition as it is where no partner has figures of the area; null where nobody has</returns>
    public async Task<JointFigures?> Join(Guid place, string instrument, string period, Edition? own, CancellationToken cancel)
    {
        var here = partners.Keys.Count == 0 ? [] : await Rows.Where(f => f.PlaceId == place && f.Instrument == instrument && f.Period == period).ToListAsync(cancel);
        if (here.Count > 1) here = await Outermost(here, instrument, period, cancel);
        if (here.Count == 0) return own is null ? null : new(own, []);
        here = [.. here.OrderBy(f => f.Hub, StringComparer.Ordinal).ThenBy(f => f.Partner, StringComparer.Ordinal).ThenBy(f => f.AreaId)];
        return new(JointEdition.Of(own, [.. here.Select(f => Edition.FromJson(f.Content))], place), [.. here.Select(f => new PartnerSource(f.Hub, f.AreaId, f.Number, f.MadeOn))]);
    }

    /// <summary>A partner that sent a country and a region in it counts the region's schools in both: only the country is added.</summary>
    private async Task<List<PartnerFigure>> Outermost(List<PartnerFigure> here, string instrument, string period, CancellationToken cancel)
    {
        var areas = here.Select(f => f.AreaId).Distinct().ToList();
        var within = (await Rows.Where(f => areas.Contains(f.PlaceId) && areas.Contains(f.AreaId) && f.PlaceId != f.AreaId && f.Instrument == instrument && f.Period == period)
            .Select(f => new { f.Partner, f.AreaId, f.PlaceId }).ToListAsync(cancel)).Select(f => (f.Partner, f.AreaId, f.PlaceId)).ToHashSet();
        return here.FindAll(f => !here.Exists(g => g.Partner == f.Partner && within.Contains((f.Partner, f.AreaId, g.AreaId))));
    }
}

/// <param name="Sources">partners whose figures are in it; empty where it is this hub's own</param>
public sealed record JointFigures(Edition Edition, IReadOnlyList<PartnerSource> Sources);

/// <summary>A partner's edition that was added.</summary>
/// <param name="Hub">its name</param>
/// <param name="Number">of the edition, at the partner</param>
public sealed record PartnerSource(string Hub, Guid AreaId, int Number, DateOnly MadeOn);
