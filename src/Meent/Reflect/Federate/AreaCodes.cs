using Meent.Places;

namespace Meent.Reflect.Federate;

/// <summary>Areas by the code under which registers of several hubs know them.</summary>
internal static class AreaCodes
{
    private static readonly string[] Kinds = [PlaceKind.Union, PlaceKind.Country, PlaceKind.Region];

    /// <returns>null where no area has the code; schools and boards may have it and do not count</returns>
    public static async Task<Place?> Find(PlaceDirectory places, string code, CancellationToken cancel) =>
        code.Length == 0 ? null : (await places.Known(code, cancel)).Where(p => Kinds.Contains(p.Kind)).OrderBy(p => Array.IndexOf(Kinds, p.Kind)).ThenBy(p => p.PlaceId).FirstOrDefault();
}
