using Meent.Foundation.Data;
using Meent.Foundation.Time;
using Meent.Foundation.Web;
using Meent.People;
using Meent.Places;
using Microsoft.EntityFrameworkCore;

namespace Meent.Monitor.ReadReleases;

/// <summary>Everybody reads what came in when, and what it changed. Of what is under embargo everybody sees the day, and operators the rest.</summary>
internal static class ReadReleases
{
    /// <summary>Releases on one page; older ones are found by their number.</summary>
    private const int Most = 100;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/releases", Overview);
        routes.MapGet("/releases/{vintage:int}", Show);
    }

    private static async Task<IResult> Overview(HubDb db, Observations observations, IndicatorLibrary library, TimeProvider clock, CancellationToken cancel)
    {
        var all = (await observations.Vintages(new Reading(Embargoed: true), cancel)).Take(Most).ToList();
        var numbers = all.ConvertAll(v => v.Number);
        var parts = (await db.Read<ReleaseCount>().Where(r => numbers.Contains(r.Vintage)).ToListAsync(cancel)).ToLookup(r => r.Vintage);
        var names = (await library.All(cancel)).ToDictionary(i => i.Id, i => i.Name);
        var now = clock.Now();
        return Page.Of<ReleasesPage>(new ReleasesPage.Shown(
            [.. all.Where(v => v.EmbargoUntil > now).OrderBy(v => v.EmbargoUntil)], [.. all.Where(v => !(v.EmbargoUntil > now)).OrderByDescending(v => v.EmbargoUntil ?? v.MadeAt).Select(v => (v, parts[v.Number].Where(p => p.Indicator.Length > 0).ToList()))], names));
    }

    private static async Task<IResult> Show(int vintage, HubDb db, Me me, Observations observations, IndicatorLibrary library, PlaceDirectory places, TimeProvider clock, CancellationToken cancel)
    {
        var release = (await observations.Vintages(new Reading(Embargoed: true), cancel)).FirstOrDefault(v => v.Number == vintage);
        if (release is null) return Page.NotFound();
        var closed = release.EmbargoUntil > clock.Now();
        if (closed && !me.IsOperator) return Page.Of<ReleasePage>(new ReleasePage.Shown(release, closed, [], [], false));
        var parts = await db.Read<ReleaseCount>().Where(r => r.Vintage == vintage).OrderBy(r => r.Indicator).ToListAsync(cancel);
        var names = (await library.All(me.IsOperator, cancel)).ToDictionary(i => i.Id);
        var revisions = await Revisions(vintage, db, names, places, cancel);
        return Page.Of<ReleasePage>(new ReleasePage.Shown(
            release, closed, [.. parts.Where(p => p.Indicator.Length > 0).Select(p => new ReleasePart(p, names.GetValueOrDefault(p.Indicator)))], revisions, parts.Count > 0));
    }

    /// <summary>Of areas only: what changed in a school is for its own people.</summary>
    private static async Task<IReadOnlyList<Revision>> Revisions(int vintage, HubDb db, Dictionary<string, Indicator> names, PlaceDirectory places, CancellationToken cancel)
    {
        var stored = await db.Read<KeptRevision>().Where(r => r.Vintage == vintage).ToListAsync(cancel);
        var ids = stored.Select(r => r.SeriesId).Distinct().ToList();
        var series = await db.Read<Series>().Where(s => ids.Contains(s.Id)).ToDictionaryAsync(s => s.Id, cancel);
        var known = await places.Some([.. stored.Select(r => r.PlaceId).Distinct()], cancel);
        return
        [
            .. from r in stored
               where known.TryGetValue(r.PlaceId, out var place) && place.Kind is PlaceKind.Union or PlaceKind.Country or PlaceKind.Region
               orderby Math.Abs((r.Value ?? 0) - (r.Was ?? 0)) descending, known[r.PlaceId].Name
               select new Revision(known[r.PlaceId], series[r.SeriesId], names.GetValueOrDefault(series[r.SeriesId].Indicator), r),
        ];
    }
}

/// <param name="Indicator">null where it is not known here any more</param>
public sealed record ReleasePart(ReleaseCount Counts, Indicator? Indicator);

/// <inheritdoc cref="ReleasePart"/>
public sealed record Revision(Place Place, Series Series, Indicator? Indicator, KeptRevision Change);
