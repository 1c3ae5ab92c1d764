using Meent.Places;

namespace Meent.Reflect.Federate;

/// <summary>Areas by the code under which registers of several hubs know them.</summary>
internal static class AreaCodes
{
    /// <returns>null where no area has the code; schools and boards may have it and do not count</returns>
    public static async Task<Place?> Find(PlaceDirectory places, string code, CancellationToken cancel) =>
        code.Length == 0 ? null : (await places.Known(code, cancel)).Where(p => !PlaceKind.CanBeSpokenFor(p.Kind)).OrderBy(p => p.Kind == PlaceKind.Region).ThenBy(p => p.PlaceId).FirstOrDefault();
}
