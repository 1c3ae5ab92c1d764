using System.Globalization;
using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Time;
using Meent.Foundation.Web;
using Meent.People;
using Meent.Places;
using Meent.Reflect.CallCampaign;
using Meent.Reflect.DrawWave;
using Meent.Reflect.EstimateWave;
using Meent.Reflect.FollowCampaign;
using Meent.Reflect.Instruments;
using Microsoft.EntityFrameworkCore;

namespace Meent.Reflect.FollowWave;

/// <summary>Reads a sample with how far its schools are. Of a school's round its state is read, and nothing else.</summary>
internal sealed class WaveReading(HubDb db, PlaceDirectory places, InstrumentLibrary library, TimeProvider clock, Texts T)
{
    private const int Together = 1000;

    public async Task<WavePage.Shown> Page(Wave wave, Me me, string? page, FormErrors errors, CancellationToken cancel)
    {
        var today = clock.Today();
        var (strata, schools) = (await Strata(db, wave, cancel), await Schools(db, wave, cancel));
        var around = await places.Some([wave.PlaceId, wave.AreaId], cancel);
        var campaign = wave.CampaignId is { } id ? await db.Read<Campaign>().SingleOrDefaultAsync(c => c.PlaceId == wave.PlaceId && c.Id == id, cancel) : null;
        var joined = campaign is null ? new Dictionary<Guid, Joining>() : await JoinedSchools.Of(db, campaign, today, cancel);
        var current = schools.Where(s => s.Rank <= strata.Single(h => h.Number == s.Stratum).Drawn || s.AskedAt is not null).ToList();
        var cared = await Callers.Coordinators(db, [.. current.Select(s => s.PlaceId)], today, cancel);
        var uncared = current.Where(s => s.DeclinedAt is null && !cared.Contains(s.PlaceId)).Select(s => s.PlaceId).ToList();
        var mayAsk = await WaveCallers.MayAsk(db, places, me, wave, today, cancel);
        return new(
            wave, WaveRules.FromJson(wave.Rules), around.GetValueOrDefault(wave.PlaceId), around.GetValueOrDefault(wave.AreaId)?.Name, DrawWave.DrawWave.Title(library, wave, T),
            await WaveCallers.RegionNames(db, places, strata.Select(s => s.Region), cancel),
            campaign, me.Is(Role.Coordinator, wave.PlaceId), WaveProgress.Of(strata, schools, joined),
            await Lines(current, joined, cared, page, cancel), Pages(current.Count), At(page, current.Count),
            [.. (await Names(db, uncared, cancel)).Values.OrderBy(p => p.Name, StringComparer.Ordinal)], errors, mayAsk && campaign?.State(today) == CampaignState.Runs)
        {
            MayAsk = mayAsk,
            Result = wave.Content is { } content ? WaveResult.Read(content) : null,
            Instrument = library.Get(wave.InstrumentId, wave.InstrumentVersion),
        };
    }

    public static Task<List<WaveStratum>> Strata(HubDb db, Wave wave, CancellationToken cancel) =>
        db.Read<WaveStratum>().Where(s => s.PlaceId == wave.PlaceId && s.WaveId == wave.Id).OrderBy(s => s.Number).ToListAsync(cancel);

    public static Task<List<WaveSchool>> Schools(HubDb db, Wave wave, CancellationToken cancel) =>
        db.Read<WaveSchool>().Where(s => s.WaveId == wave.Id && s.CallerId == wave.PlaceId).OrderBy(s => s.Stratum).ThenBy(s => s.Rank).ToListAsync(cancel);

    /// <summary>Places by id, however many.</summary>
    public static async Task<IReadOnlyDictionary<Guid, Place>> Names(HubDb db, IEnumerable<Guid> ids, CancellationToken cancel)
    {
        var found = new Dictionary<Guid, Place>();
        foreach (var some in ids.Distinct().Chunk(Together))
            foreach (var place in await PlacesModule.Find(db, some, cancel)) found[place.PlaceId] = place;
        return found;
    }

    private async Task<IReadOnlyList<WaveSchoolLine>> Lines(List<WaveSchool> current, IReadOnlyDictionary<Guid, Joining> joined, ILookup<Guid, Guid> cared, string? page, CancellationToken cancel)
    {
        var shown = current.Skip((At(page, current.Count) - 1) * WavePage.PerPage).Take(WavePage.PerPage).ToList();
        var names = await places.Some([.. shown.Select(s => s.PlaceId)], cancel);
        return [.. from s in shown where names.ContainsKey(s.PlaceId) select new WaveSchoolLine(s, names[s.PlaceId], WaveProgress.StandOf(s, joined), cared.Contains(s.PlaceId))];
    }

    private static int Pages(int schools) => Math.Max(1, (schools + WavePage.PerPage - 1) / WavePage.PerPage);

    private static int At(string? page, int schools) => Math.Clamp(int.TryParse(page, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 1, 1, Pages(schools));
}
