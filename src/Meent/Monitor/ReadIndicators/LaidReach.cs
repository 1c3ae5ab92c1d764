using Meent.Foundation.Time;
using Meent.Places;
using Meent.Reflect;

namespace Meent.Monitor.ReadIndicators;

/// <summary>Finds out of which countries or regions the newest figure from schools of an area is.</summary>
internal static class LaidReach
{
    private const int MostBelow = 100;

    /// <summary>Lines of a country or the Union, each with its reach where it has a figure from schools; all else as it is.</summary>
    public static async Task<IReadOnlyList<IndicatorLine>> On(IReadOnlyList<IndicatorLine> lines, Place place, PlaceDirectory places, Observations observations, TimeProvider clock, Reading reading, CancellationToken cancel)
    {
        if (place.Kind is not (PlaceKind.Union or PlaceKind.Country) || lines.All(l => l.Schools.Newest is null)) return lines;
        var below = await places.Below(place.PlaceId, LinkRole.Admin, place.Kind == PlaceKind.Union ? PlaceKind.Country : PlaceKind.Region, clock.Today(), 0, MostBelow, cancel);
        var laid = new List<IndicatorLine>();
        foreach (var line in lines)
        {
            var reach = line.Schools.Newest is { } newest ? await Of(line.Indicator, newest, place, below, observations, reading, cancel) : null;
            laid.Add(line with { Reach = reach });
        }
        return laid;
    }

    /// <summary>A part whose figure is held back has schools in it all the same.</summary>
    private static async Task<SchoolsReach> Of(Indicator indicator, Observed newest, Place place, IReadOnlyList<Place> below, Observations observations, Reading reading, CancellationToken cancel)
    {
        var observed = await observations.Compare(indicator.Id, newest.Series.Breakdown, [.. below.Select(p => p.PlaceId)], [newest.About], reading, cancel);
        var with = observed.Where(UnionOfCountries.IsOfSchools).Select(o => o.PlaceId).ToHashSet();
        return new(place.Kind, [.. below.Where(p => with.Contains(p.PlaceId))], below.Count);
    }
}
