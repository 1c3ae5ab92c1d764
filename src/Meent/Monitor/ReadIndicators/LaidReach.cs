using Meent.Foundation.Localisation;
using Meent.Foundation.Time;
using Meent.Places;
using Meent.Reflect;

namespace Meent.Monitor.ReadIndicators;

/// <summary>Finds out of which countries or regions the newest figure from schools of an area is.</summary>
internal static class LaidReach
{
    private const int MostBelow = 100;

    /// <summary>Why the Union has no figure from schools where one of its countries has.</summary>
    public static string WithoutUnion(Texts T) => UnionOfCountries.Sentence(T);

    /// <summary>Lines of a country or the Union, each with its reach where it has a figure from schools; all else as it is.</summary>
    public static async Task<IReadOnlyList<IndicatorLine>> On(IReadOnlyList<IndicatorLine> lines, Place place, PlaceDirectory places, Observations observations, TimeProvider clock, Reading reading, CancellationToken cancel)
    {
        if (place.Kind is not (PlaceKind.Union or PlaceKind.Country) || lines.All(l => l.Schools.Newest is null)) return lines;
        var below = await places.Below(place.PlaceId, LinkRole.Admin, place.Kind == PlaceKind.Union ? PlaceKind.Country : PlaceKind.Region, clock.Today(), 0, MostBelow, cancel);
        // A part whose figure is held back has schools in it all the same.
        var observed = (await observations.Main([.. below.Select(p => p.PlaceId)], [.. lines.Where(l => l.Schools.Newest is not null).Select(l => l.Indicator)], reading, cancel)).ToLookup(o => (o.Series.Indicator, o.PlaceId));
        return [.. lines.Select(l => l.Schools.Newest is not { } newest ? l : l with
        {
            Reach = new(place.Kind, [.. below.Where(p => observed[(l.Indicator.Id, p.PlaceId)].Any(o => o.IsOfSchools && o.About == newest.About))], below.Count),
        })];
    }
}
