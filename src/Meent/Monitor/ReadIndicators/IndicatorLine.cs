using Meent.Places;
using Meent.Reflect;

namespace Meent.Monitor.ReadIndicators;

/// <summary>One indicator of one place: what official sources say and what schools say, never joined.</summary>
/// <param name="Target">of the place, or of the Union where the place has none; null where there is none</param>
public sealed record IndicatorLine(Indicator Indicator, PlaceLine Official, PlaceLine Schools, Target? Target)
{
    public Place Place => Official.Place;

    /// <summary>The group that it is about; null where that is what the indicator opens with.</summary>
    public Group? Group { get; init; }

    /// <summary>Of which countries or regions the newest figure from schools is; null where nobody looked.</summary>
    public SchoolsReach? Reach { get; init; }

    public bool TargetIsOwn => Target?.PlaceId == Place.PlaceId;
}
