using Meent.Foundation.Data;
using Meent.People;
using Meent.Places;
using Meent.Reflect.CallCampaign;
using Meent.Reflect.Instruments;
using Microsoft.EntityFrameworkCore;

namespace Meent.Reflect.DrawWave;

/// <summary>Who draws samples, and from which schools.</summary>
internal static class WaveCallers
{
    /// <summary>Letters of a NUTS 2 code: "NL22".</summary>
    private const int Nuts2 = 4;

    private const string Nuts = "nuts";

    /// <summary>Whether <paramref name="me"/> can draw samples for an agency: its coordinators and the operator.</summary>
    public static bool May(Me me, Guid agency) => me.Is(Role.Coordinator, agency) || me.IsOperator;

    /// <summary>An agency for which <paramref name="me"/> can draw; null for every other place, and where it serves no area.</summary>
    public static async Task<Caller?> Find(HubDb db, PlaceDirectory places, Me me, Guid placeId, DateOnly today, CancellationToken cancel)
    {
        if (!May(me, placeId) || await places.Find(placeId, cancel) is not { Type: OrganisationType.Agency } place || !place.IsOpenOn(today)) return null;
        var areas = await Callers.Served(db, places, placeId, today, cancel);
        return areas.Count == 0 ? null : new(place, areas);
    }

    /// <summary>A wave of an agency for which <paramref name="me"/> can draw; null for every other.</summary>
    public static async Task<Wave?> Wave(HubDb db, Me me, Guid id, CancellationToken cancel) =>
        // Ids come from a form, so another agency could have kept one of the same id: it is in nobody's way.
        (await db.Read<Wave>().Where(w => w.Id == id).OrderBy(w => w.DrawnAt).ToListAsync(cancel)).FirstOrDefault(w => May(me, w.PlaceId));

    /// <summary>Whether schools of a wave can still be invited: its agency is open and serves its area.</summary>
    public static async Task<bool> MayAsk(HubDb db, PlaceDirectory places, Me me, Wave wave, DateOnly today, CancellationToken cancel) =>
        await Find(db, places, me, wave.PlaceId, today, cancel) is { } caller && (await Areas(db, places, caller, today, cancel)).Any(a => a.PlaceId == wave.AreaId);

    /// <summary>What an agency serves, each followed by its NUTS 1 and 2 regions in the order of their codes.</summary>
    public static async Task<IReadOnlyList<Place>> Areas(HubDb db, PlaceDirectory places, Caller caller, DateOnly today, CancellationToken cancel)
    {
        var codes = (await PlacesModule.Registered(db, Nuts, cancel)).Where(c => c.Key.Length <= Nuts2).DistinctBy(c => c.Value).ToDictionary(c => c.Value, c => c.Key);
        var all = new List<Place>();
        foreach (var area in caller.Areas)
        {
            all.Add(area);
            var below = (await places.AllBelow(area.PlaceId, PlaceKind.Region, today, cancel: cancel)).Where(codes.ContainsKey).ToList();
            all.AddRange((await places.Some(below, cancel)).Values.OrderBy(r => codes[r.PlaceId], StringComparer.Ordinal));
        }
        return [.. all.DistinctBy(a => a.PlaceId)];
    }

    /// <summary>Schools of an area that were open on a day and that a questionnaire is meant for.</summary>
    /// <param name="kinds">levels of education; empty for all. A school of which nobody knows the level is in only where all are.</param>
    public static async Task<IReadOnlyList<FrameSchool>> Frame(
        HubDb db, PlaceDirectory places, Place area, Instrument instrument, IReadOnlyList<string> kinds, DateOnly day, CancellationToken cancel)
    {
        var schools = await Callers.Schools(db, places, area, day, cancel);
        var parents = await PlacesModule.LinksOn(db, LinkRole.Admin, day).Select(l => new { l.PlaceId, l.ParentId }).ToDictionaryAsync(l => l.PlaceId, l => l.ParentId, cancel);
        var codes = (await PlacesModule.Registered(db, Nuts, cancel)).Where(c => c.Key.Length >= Nuts2).DistinctBy(c => c.Value).ToDictionary(c => c.Value, c => c.Key[..Nuts2]);
        return
        [
            .. from school in schools
               where SectorFit.Fits(instrument.Sectors, school.Sector) && (kinds.Count == 0 || (school.Sector ?? "").Split(' ').Any(kinds.Contains))
               select new FrameSchool(school.PlaceId, Region(school.PlaceId, parents, codes), Reflect.Areas.CountRound.Sorted(school.Sector) ?? ""),
        ];
    }

    /// <summary>Names of regions by code, as far as the hub knows them.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> RegionNames(HubDb db, PlaceDirectory places, IEnumerable<string?> codes, CancellationToken cancel)
    {
        var wanted = codes.OfType<string>().ToHashSet();
        var ids = (await PlacesModule.Registered(db, Nuts, cancel)).Where(c => wanted.Contains(c.Key)).ToList();
        var known = await places.Some([.. ids.Select(i => i.Value)], cancel);
        return ids.Where(i => known.ContainsKey(i.Value)).ToDictionary(i => i.Key, i => known[i.Value].Name);
    }

    private static string Region(Guid school, Dictionary<Guid, Guid> parents, Dictionary<Guid, string> codes)
    {
        var above = school;
        for (var depth = 0; depth < 20 && parents.TryGetValue(above, out above); depth++)
            if (codes.TryGetValue(above, out var code)) return code;
        return "";
    }
}
