using Meent.Foundation.Data;
using Meent.Places;
using Microsoft.EntityFrameworkCore;

namespace Meent.Monitor.ReadReleases;

/// <summary>What a release changed of areas: what changed in a school is for its own people.</summary>
public static class ReleaseRevisions
{
    /// <summary>The revisions of a vintage, the largest first.</summary>
    /// <param name="names">indicators that are known, by id</param>
    /// <param name="cut">unit and group of a series, in words</param>
    public static async Task<IReadOnlyList<Revision>> Of(int vintage, HubDb db, Observations observations, Dictionary<string, Indicator> names, PlaceDirectory places, Func<Series, string> cut, CancellationToken cancel)
    {
        var stored = await db.Read<KeptRevision>().Where(r => r.Vintage == vintage).ToListAsync(cancel);
        var ids = stored.Select(r => r.SeriesId).Distinct().ToList();
        var series = await db.Read<Series>().Where(s => ids.Contains(s.Id)).ToDictionaryAsync(s => s.Id, cancel);
        var known = await places.Some([.. stored.Select(r => r.PlaceId).Distinct()], cancel);
        bool IsOfUnion(KeptRevision r) => series[r.SeriesId].Source == ObservationSource.Schools && known.GetValueOrDefault(r.PlaceId)?.Kind == PlaceKind.Union;
        // The Union does not have every figure that changed, see UnionOfCountries: all are asked for at once, since a publication changes hundreds.
        foreach (var changed in stored.Where(IsOfUnion).ToLookup(r => r.PlaceId))
        {
            var stands = (await observations.OfSeries(changed.Key, [.. changed.Select(r => series[r.SeriesId]).Distinct()], new(vintage), cancel)).Select(o => (o.Series.Id, o.Period)).ToHashSet();
            stored.RemoveAll(r => r.PlaceId == changed.Key && IsOfUnion(r) && !stands.Contains((r.SeriesId, r.Period)));
        }
        return
        [
            .. from r in stored
               where IsFree(series[r.SeriesId], names.GetValueOrDefault(series[r.SeriesId].Indicator)) && known.TryGetValue(r.PlaceId, out var place) && PlaceKind.IsArea(place.Kind)
               orderby Math.Abs((r.Value ?? 0) - (r.Was ?? 0)) descending, known[r.PlaceId].Name
               select new Revision(known[r.PlaceId], series[r.SeriesId], names.GetValueOrDefault(series[r.SeriesId].Indicator), r, cut(series[r.SeriesId])),
        ];
    }

    /// <summary>How many are behind a change is not kept, so where that decides what is shown, only what was counted under that very rule is.</summary>
    private static bool IsFree(Series series, Indicator? indicator) =>
        indicator?.MinimumN is not { } least || (series.Source == ObservationSource.Schools && least == Statements.StatedIndicator.FewestOfArea);
}
