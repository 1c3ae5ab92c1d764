using Meent.Places;

namespace Meent.Reflect.FollowWave;

/// <summary>Schools of a sample that nobody coordinates, so that no letter reaches them.</summary>
/// <param name="Count">how many there are</param>
/// <param name="First">as many of them as stand on one page, those that were drawn first</param>
public sealed record NobodyThere(int Count, IReadOnlyList<Place> First)
{
    public static NobodyThere None { get; } = new(0, []);
}
