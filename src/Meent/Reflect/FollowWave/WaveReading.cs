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
    public async Task<WavePage.Shown> Page(Wave wave, Me me, string? page, FormErrors errors, CancellationToken cancel)
    {
        var today = clock.Today();
        var (strata, schools) = (await Strata(db, wave, cancel), await Schools(db, wave, cancel));
        var around = await places.Some([wave.PlaceId, wave.AreaId], cancel);
        var campaign = wave.CampaignId is { } id ? await db.Read<Campaign>().SingleOrDefaultAsync(c => c.PlaceId == wave.PlaceId && c.Id == id, cancel) : null;
        var joined = campaign is null ? new Dictionary<Guid, Joining>() : await JoinedSchools.Of(db, campaign, today, cancel);
        var drawn = strata.ToDictionary(h => h.Number, h => h.Drawn);
        var current = schools.Where(s => s.Rank <= drawn[s.Stratum] || s.AskedAt is not null).ToList();
        var shown = current.Page(page, WavePage.PerPage);
        var mayAsk = await WaveCallers.MayAsk(db, places, me, wave, today, cancel);
        var runs = mayAsk && campaign?.State(today) == CampaignState.Runs;
        return new(
            wave, WaveRules.FromJson(wave.Rules), around.GetValueOrDefault(wave.PlaceId), around.GetValueOrDefault(wave.AreaId)?.Name, library.TitleOf(wave.InstrumentId, wave.InstrumentVersion, T),
            await WaveCallers.RegionNames(db, places, strata.Select(s => s.Region), cancel),
            campaign, me.Is(Role.Coordinator, wave.PlaceId), WaveProgress.Of(strata, schools, joined),
            await Lines(shown.Lines, joined, cancel), shown.Pages, shown.Page, errors, campaign?.State(today), runs)
        {
            Uncared = campaign is null || runs ? await Uncared(current, cancel) : NobodyThere.None,
            MayAsk = mayAsk,
            Result = wave.Content is { } content ? WaveResult.Read(content) : null,
            Instrument = library.Get(wave.InstrumentId, wave.InstrumentVersion),
        };
    }

    public static Task<List<WaveStratum>> Strata(HubDb db, Wave wave, CancellationToken cancel) =>
        db.Read<WaveStratum>().Where(s => s.PlaceId == wave.PlaceId && s.WaveId == wave.Id).OrderBy(s => s.Number).ToListAsync(cancel);

    public static Task<List<WaveSchool>> Schools(HubDb db, Wave wave, CancellationToken cancel) =>
        db.Read<WaveSchool>().Where(s => s.WaveId == wave.Id && s.CallerId == wave.PlaceId).OrderBy(s => s.Stratum).ThenBy(s => s.Rank).ToListAsync(cancel);

    private async Task<NobodyThere> Uncared(IReadOnlyList<WaveSchool> current, CancellationToken cancel)
    {
        var cared = await Callers.Coordinators(db, [.. current.Select(s => s.PlaceId)], clock.Today(), cancel);
        var uncared = current.Where(s => s.DeclinedAt is null && !cared.Contains(s.PlaceId)).Select(s => s.PlaceId).ToList();
        return new(uncared.Count, [.. (await places.Some([.. uncared.Take(WavePage.PerPage)], cancel)).Values.OrderBy(p => p.Name, StringComparer.Create(T.Culture, ignoreCase: true)).ThenBy(p => p.PlaceId)]);
    }

    private async Task<IReadOnlyList<WaveSchoolLine>> Lines(IReadOnlyList<WaveSchool> shown, IReadOnlyDictionary<Guid, Joining> joined, CancellationToken cancel)
    {
        var names = await places.Some([.. shown.Select(s => s.PlaceId)], cancel);
        return [.. from s in shown where names.ContainsKey(s.PlaceId) select new WaveSchoolLine(s, names[s.PlaceId], WaveProgress.StandOf(s, joined))];
    }
}
