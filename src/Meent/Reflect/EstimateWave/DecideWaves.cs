using Meent.Foundation;
using Meent.Foundation.Data;
using Meent.Foundation.Time;
using Meent.Places;
using Meent.Reflect.Areas;
using Meent.Reflect.FollowCampaign;
using Meent.Reflect.FollowWave;
using Meent.Reflect.Instruments;
using Meent.Reflect.Results;
using Microsoft.EntityFrameworkCore;

namespace Meent.Reflect.EstimateWave;

/// <summary>Decides the results of samples whose campaign is over, once each, after the figures of areas were published.</summary>
internal sealed partial class DecideWaves(HubDb db, InstrumentLibrary library, Settings settings, TimeProvider clock, ILogger log)
{
    /// <summary>Days after the campaign after which rounds that still wait for an edition of their area are left out.</summary>
    public const int Patience = 60;

    /// <returns>how many were decided</returns>
    public async Task<int> Run(CancellationToken cancel)
    {
        var decided = 0;
        foreach (var wave in await db.Read<Wave>().Where(w => w.CampaignId != null && w.DecidedAt == null).OrderBy(w => w.Id).ToListAsync(cancel))
        {
            // What cannot be read of one sample keeps no other one waiting.
            try { decided += await Decide(wave, cancel); }
            catch (Exception e) when (e is not OperationCanceledException) { NotDecided(log, wave.Id, e); }
        }
        return decided;
    }

    private async Task<int> Decide(Wave wave, CancellationToken cancel)
    {
        if (await Make(wave, cancel) is not { } result) return 0;
        var (content, now) = (result.ToJson(), clock.Now());
        // Decided by somebody else meanwhile: what stands there stays.
        return await db.InTransaction(() => db.Set<Wave>().Where(w => w.PlaceId == wave.PlaceId && w.Id == wave.Id && w.DecidedAt == null)
            .ExecuteUpdateAsync(s => s.SetProperty(w => w.DecidedAt, now).SetProperty(w => w.Content, content), cancel), cancel);
    }

    /// <summary>Whether nothing can come any more: the campaign is over, no round is open, and all that were counted came into a figure of an area.</summary>
    /// <param name="waiting">a closed round has not come into any figure yet</param>
    public static bool IsDue(Campaign campaign, IReadOnlyCollection<RoundState> rounds, bool waiting, DateOnly today) =>
        campaign.State(today) != CampaignState.Runs && !rounds.Any(r => r is RoundState.Waiting or RoundState.Open or RoundState.Ended) && (!waiting || today >= campaign.ClosesOn.AddDays(Patience));

    /// <returns>null where it is not due</returns>
    private async Task<WaveResult?> Make(Wave wave, CancellationToken cancel)
    {
        await using var state = await db.OneState(cancel);
        var today = clock.Today();
        if (await db.Read<Campaign>().SingleOrDefaultAsync(c => c.PlaceId == wave.PlaceId && c.Id == wave.CampaignId, cancel) is not { } campaign || campaign.State(today) == CampaignState.Runs) return null;
        var rounds = await (
            from s in db.Read<CampaignSchool>()
            where s.CampaignId == campaign.Id && s.CallerId == campaign.PlaceId
            join r in db.Read<Round>() on new { s.PlaceId, Id = s.RoundId } equals new { r.PlaceId, Id = (Guid?)r.Id }
            select r).ToListAsync(cancel);
        var (period, closed) = (SchoolYear.Of(campaign.ClosesOn), rounds.Where(r => r.ClosedAt is not null).ToList());
        var counters = await Counters(wave, closed, cancel);
        // An area takes one round per school and year. Where that is another one, the round of the sample never comes into a figure.
        var counts = await RoundsThatCount(wave, [.. counters.Where(c => c.Period == period).Select(c => c.PlaceId)], period, cancel);
        var mine = counters.Where(c => c.Period == period && counts.Contains(c.RoundId)).ToList();
        var passed = counters.Where(c => c.Period == period && !counts.Contains(c.RoundId)).Select(c => c.RoundId).ToHashSet();
        var waiting = mine.Any(c => c.Run is null) || await AnyWouldWait(wave, period, closed.FindAll(r => passed.Contains(r.Id)), cancel);
        if (!IsDue(campaign, [.. rounds.Select(r => r.State(today))], waiting, today)) return null;
        return await Result(wave, period, [.. mine.Where(c => c.Run is not null)], cancel) with { OtherYear = counters.Count(c => c.Period != period) };
    }

    /// <summary>Whether one of these rounds, which do not count, would still wait for a figure if it did: no place of its school was published since it closed.</summary>
    /// <remarks>They are waited for like the others: a result that comes before tells whose round was not waited for, and so that the school had another one.</remarks>
    private async Task<bool> AnyWouldWait(Wave wave, string period, List<Round> rounds, CancellationToken cancel)
    {
        if (rounds.Count == 0) return false;
        var places = (await Places([.. rounds.Select(r => r.Id)], cancel)).ToLookup(p => p.RoundId, p => p.PlaceId);
        var published = await db.Read<StoredEdition>().Where(e => e.Instrument == wave.InstrumentId && e.Period == period).GroupBy(e => e.PlaceId)
            .Select(g => new { PlaceId = g.Key, Last = g.Max(e => e.MadeAt) }).ToDictionaryAsync(e => e.PlaceId, e => e.Last, cancel);
        return rounds.Any(r => !places[r.Id].Any(p => published.TryGetValue(p, out var last) && last >= r.ClosedAt));
    }

    private async Task<HashSet<Guid>> RoundsThatCount(Wave wave, IReadOnlyList<Guid> schools, string period, CancellationToken cancel)
    {
        var all = new List<WaitingRound>();
        foreach (var some in schools.Chunk(500))
        {
            all.AddRange(await db.Read<AreaCounter>()
                .Where(c => some.Contains(c.PlaceId) && c.Instrument == wave.InstrumentId && c.Period == period && c.Demonstration == settings.Demonstration)
                .Select(c => new WaitingRound(c.PlaceId, c.RoundId, c.Run, c.ClosedOn)).ToListAsync(cancel));
        }
        return [.. AreaFacts.OnePerSchool(all).Select(r => r.RoundId)];
    }

    /// <summary>Of whichever school year.</summary>
    private async Task<List<AreaCounter>> Counters(Wave wave, IReadOnlyList<Round> rounds, CancellationToken cancel)
    {
        var counters = new List<AreaCounter>();
        foreach (var some in rounds.Chunk(500))
        {
            Guid[] places = [.. some.Select(r => r.PlaceId)], ids = [.. some.Select(r => r.Id)];
            counters.AddRange(await db.Read<AreaCounter>()
                .Where(c => places.Contains(c.PlaceId) && ids.Contains(c.RoundId) && c.Instrument == wave.InstrumentId && c.Demonstration == settings.Demonstration).ToListAsync(cancel));
        }
        return counters;
    }

    private async Task<WaveResult> Result(Wave wave, string period, IReadOnlyList<AreaCounter> counters, CancellationToken cancel)
    {
        var strata = await WaveReading.Strata(db, wave, cancel);
        var schools = await WaveReading.Schools(db, wave, cancel);
        var stratumOf = schools.ToDictionary(s => s.PlaceId, s => s.Stratum);
        var places = (await Places([.. counters.Select(c => c.RoundId)], cancel)).ToLookup(p => p.RoundId);
        var boards = places.SelectMany(p => p).Where(p => p.Role == LinkRole.Board).Select(p => p.PlaceId).Distinct().Order().Index().ToDictionary(b => b.Item, b => b.Index);
        var edition = await db.Read<StoredEdition>().Where(e => e.PlaceId == wave.AreaId && e.Instrument == wave.InstrumentId && e.Period == period).OrderByDescending(e => e.Number).FirstOrDefaultAsync(cancel);
        var figures = edition is null ? null : Edition.FromJson(edition.Content).Of(null);
        var shown = (figures?.Items ?? []).Where(i => i.State == FigureState.Shown).Select(i => new CellKey(i.Audience, i.Item, i.Version)).ToHashSet();
        var (items, joined) = WaveEstimates.Of(
            [.. strata.Select(s => (s.Number, s.Frame))],
            [.. counters.Where(c => stratumOf.ContainsKey(c.PlaceId)).Select(c => new SampledSchool(
                stratumOf[c.PlaceId],
                $"{string.Join(',', places[c.RoundId].Select(p => p.PlaceId.ToString("N")).Order(StringComparer.Ordinal))}|{c.Sector}|{c.Run}",
                places[c.RoundId].FirstOrDefault(p => p.Role == LinkRole.Board) is { } board ? boards[board.PlaceId] : null,
                CounterContent.FromJson(c.Content)))],
            shown, library.Latest(wave.InstrumentId)?.Scale.Steps.Count ?? 5);
        return new(WaveResult.CurrentFormat, period, schools.Count(s => s.AskedAt is not null), counters.Count, joined, settings.Demonstration, EditionAreas.Of(items), items);
    }

    private async Task<List<CountedIn>> Places(IReadOnlyList<Guid> rounds, CancellationToken cancel)
    {
        var all = new List<CountedIn>();
        foreach (var some in rounds.Chunk(500)) all.AddRange(await db.Read<CountedIn>().Where(c => some.Contains(c.RoundId)).ToListAsync(cancel));
        return all;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The result of sample {Sample} could not be decided; it is tried again when figures are published the next time.")]
    private static partial void NotDecided(ILogger log, Guid sample, Exception error);
}
