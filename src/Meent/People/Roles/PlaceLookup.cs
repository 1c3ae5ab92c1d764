using Meent.Places;

namespace Meent.People;

/// <summary>Places that people can have roles at.</summary>
public sealed class PlaceLookup(PlaceDirectory places)
{
    /// <summary>The place, where somebody can speak for it; nobody speaks for an area.</summary>
    public async Task<Place?> Find(Guid id) => await places.Find(id) is { } place && PlaceKind.CanBeSpokenFor(place.Kind) ? place : null;

    /// <summary>What they are called; a place that is gone is missing.</summary>
    public async Task<Dictionary<Guid, string>> Names(IEnumerable<Guid> ids) =>
        (await places.Some([.. ids.Distinct()])).ToDictionary(p => p.Key, p => p.Value.Name);
}
