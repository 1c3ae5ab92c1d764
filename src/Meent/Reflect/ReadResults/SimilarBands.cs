using Meent.Design.Charts;
using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Places;
using Meent.Reflect.Areas;
using Meent.Reflect.Results;
using Microsoft.EntityFrameworkCore;

namespace Meent.Reflect.ReadResults;

/// <summary>A school beside the middle half of similar schools: the same level of education and the same statements, of its size where there are enough, in the smallest area that has ten.</summary>
/// <param name="Counted">how the school itself was counted</param>
/// <param name="Bands">with the area that each is of; one per group and area of the questionnaire</param>
public sealed record SimilarBands(AreaCounter Counted, IReadOnlyList<(Band Band, Place Area, Edition Edition)> Bands)
{
    /// <returns>null where the round was not counted for areas</returns>
    internal static async Task<SimilarBands?> Of(HubDb db, PlaceDirectory places, Release release, CancellationToken cancel)
    {
        var (school, round) = (release.Round.PlaceId, release.Round.Id);
        if (await db.Read<AreaCounter>().SingleOrDefaultAsync(c => c.PlaceId == school && c.RoundId == round, cancel) is not { } counter) return null;
        var editions = await Editions(db, places, counter, cancel);
        var bands =
            from area in release.Areas
            from cell in area.Cells
            where cell is { State: CellState.Shown, Mean: not null, Low: not null }
            let found = editions.Select(e => (Band: SimilarSchools.For(e.Edition, counter.Sector, counter.Size, counter.Profile, counter.Version, cell.Audience, area.Id), e.Place, e.Edition)).FirstOrDefault(f => f.Band is not null)
            where found.Band is not null
            select (Band: found.Band!, found.Place, found.Edition);
        // One set of schools for the whole picture: the one that covers most of it.
        var sets = bands.GroupBy(b => (b.Place.PlaceId, b.Band.Size)).OrderByDescending(g => g.Count()).Take(1);
        return new(counter, [.. sets.SelectMany(g => g)]);
    }

    /// <summary>The newest editions of the areas that the school belonged to when its round closed, the smallest area first.</summary>
    private static async Task<List<(Place Place, Edition Edition)>> Editions(HubDb db, PlaceDirectory places, AreaCounter counter, CancellationToken cancel)
    {
        var ids = (await places.Above(counter.PlaceId, counter.ClosedOn, cancel: cancel)).Select(p => p.PlaceId).ToList();
        var stored = await db.Read<StoredEdition>()
            .Where(e => ids.Contains(e.PlaceId) && e.Instrument == counter.Instrument && e.Period == counter.Period)
            .Where(e => !db.Read<StoredEdition>().Any(x => x.PlaceId == e.PlaceId && x.Instrument == e.Instrument && x.Period == e.Period && x.Number > e.Number))
            .ToListAsync(cancel);
        var named = await places.Some(ids, cancel);
        return [.. ids.SelectMany(id => stored.Where(e => e.PlaceId == id)).Where(e => named.ContainsKey(e.PlaceId)).Select(e => (named[e.PlaceId], Edition.FromJson(e.Content)))];
    }

    /// <summary>The picture: the school's mark, and as its band the middle half of similar schools.</summary>
    internal DotPlotModel Plot(Release release, ReportNames names, Texts T)
    {
        var audiences = Bands.Select(b => b.Band.Audience).Distinct().ToList();
        var rows = Bands.Select(b => b.Band.Area).Distinct()
            .Select(area => new DotRow(names.Area(area), [.. audiences.Select(a => Value(release, area, a, T))])).ToList();
        var (outside, all) = (Bands.Count(b => Standing(release, b.Band) != 0), Bands.Count);
        return new(
            outside == 0 ? T["We are much like similar schools"] : T.N(outside, "One figure of {1} lies outside the middle half of similar schools", "{0} figures of {1} lie outside the middle half of similar schools", all),
            [.. audiences.Select(a => new DotSeries(a, names.Audience(a)))],
            rows,
            names.ScaleWords,
            T["Mark: our mean. Band: the middle half of similar schools; a quarter of them stands below it, a quarter above. Published on {0}.", T.Date(Bands.Max(b => b.Edition.About.MadeOn))],
            T["Area"]);
    }

    /// <summary>-1 below the middle half, 1 above, 0 within.</summary>
    internal static int Standing(Release release, Band band)
    {
        var mean = Math.Round(release.Areas.First(a => a.Id == band.Area).For(band.Audience).Mean!.Value, 1);
        return mean < band.Low ? -1 : mean > band.High ? 1 : 0;
    }

    private DotValue Value(Release release, string area, string audience, Texts T)
    {
        if (Bands.FirstOrDefault(b => b.Band.Area == area && b.Band.Audience == audience).Band is not { } band) return new(audience, ValueState.NotAsked);
        var cell = release.Areas.First(a => a.Id == area).For(audience);
        return new(audience, ValueState.Shown, cell.Mean, band.Low, band.High, T["{0}; similar schools {1} to {2}", T.Number(cell.Mean!.Value, 1), T.Number(band.Low, 1), T.Number(band.High, 1)]);
    }
}
