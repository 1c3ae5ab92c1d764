namespace Meent.Reflect.Instruments;

/// <summary>Whether an instrument is meant for a place.</summary>
public static class SectorFit
{
    /// <summary>An instrument that names no sector is meant for all, and a place of which no sector is known is offered everything.</summary>
    /// <param name="sectors">of the instrument: "primary", "secondary", …</param>
    /// <param name="place">what the place teaches, parted by spaces</param>
    public static bool Fits(IReadOnlyCollection<string> sectors, string? place)
    {
        var taught = place?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
        return sectors.Count == 0 || taught.Length == 0 || sectors.Intersect(taught).Any();
    }
}
