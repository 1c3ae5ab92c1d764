using Meent.Foundation;
using Meent.Foundation.Data;
using Meent.Foundation.Time;
using Meent.Places;
using Meent.Reflect.Instruments;
using Meent.Reflect.Results;
using Microsoft.EntityFrameworkCore;

namespace Meent.Reflect.Pooling;

/// <summary>Decides pools whose last round has closed, once each; several hubs on one database do no harm.</summary>
public sealed partial class Pools(IServiceScopeFactory scopes, InstrumentLibrary library, Settings settings, TimeProvider clock, ILogger<Pools> log)
{
    /// <summary>Decides all pools that no school can join any more and that have no open round. One that cannot be decided does not hold up the others.</summary>
    public async Task DecideDue(CancellationToken cancel = default)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<HubDb>();
        var today = clock.Today();
        var due = await (
            from p in db.Read<Pool>()
            where p.DecidedAt == null
            join c in db.Read<Campaign>() on new { p.PlaceId, p.CampaignId } equals new { c.PlaceId, CampaignId = c.Id }
            where c.EndedAt != null || c.ClosesOn < today
            select new { Pool = p, Campaign = c }).ToListAsync(cancel);
        foreach (var one in due)
        {
            try
            {
                if (library.Get(one.Campaign.InstrumentId, one.Campaign.InstrumentVersion) is { } instrument)
                    await db.InTransaction(() => Decide(db, one.Pool, one.Campaign, instrument, cancel), cancel);
                else Uncountable(log, one.Pool.CampaignId, one.Campaign.InstrumentId, one.Campaign.InstrumentVersion);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                Failed(log, one.Pool.CampaignId, e);
            }
            db.ChangeTracker.Clear();
        }
    }

    private async Task Decide(HubDb db, Pool known, Campaign campaign, Instrument instrument, CancellationToken cancel)
    {
        var mine = db.Set<Pool>().Where(p => p.PlaceId == known.PlaceId && p.CampaignId == known.CampaignId);
        // Held until the transaction ends: whoever comes second finds it decided.
        await mine.ExecuteUpdateAsync(s => s.SetProperty(p => p.LinkCode, p => p.LinkCode), cancel);
        var pool = await mine.SingleAsync(cancel);
        if (pool.DecidedAt is not null) return;
        var rounds = await RoundsOf(db, campaign, cancel);
        // One that was opened after the last day for this pool stands alone and keeps nobody waiting.
        if (rounds.Exists(r => r is { OpenedAt: not null, ClosedAt: null, CancelledAt: null } && r.ClosesOn <= PoolRules.LastDay(campaign.ClosesOn))) return;
        var members = new List<PoolMember>();
        foreach (var round in rounds.Where(r => r is { ClosedAt: not null, CancelledAt: null }))
            if (await Member(db, round, pool.Audience, instrument, cancel) is { } member) members.Add(member);
        var decided = PoolDecision.Decide(members, await About(db, campaign, rounds, cancel), [.. instrument.Areas.Select(a => a.Id)]);
        (pool.DecidedAt, pool.Content) = (clock.Now(), decided.Release?.ToJson());
        foreach (var member in decided.Counted) (await db.Set<PoolRound>().SingleAsync(p => p.PlaceId == member.PlaceId && p.RoundId == member.RoundId, cancel)).Counted = true;
        db.Record(Guid.Empty, "pooled", pool.PlaceId, pool.CampaignId, clock.Now());
        await db.SaveChangesAsync(cancel);
    }

    private static Task<List<Round>> RoundsOf(HubDb db, Campaign campaign, CancellationToken cancel) => (
        from p in db.Read<PoolRound>()
        where p.CampaignId == campaign.Id && p.CallerId == campaign.PlaceId
        join r in db.Read<Round>() on new { p.PlaceId, p.RoundId } equals new { r.PlaceId, RoundId = r.Id }
        select r).ToListAsync(cancel);

    /// <summary>What was counted of the group when the round closed; a school's own statements are none of others' business and stay out.</summary>
    /// <returns>null where the group was not asked</returns>
    private static async Task<PoolMember?> Member(HubDb db, Round round, string audience, Instrument instrument, CancellationToken cancel)
    {
        var (place, id) = (round.PlaceId, round.Id);
        if (await db.Read<RoundAudience>().SingleOrDefaultAsync(a => a.PlaceId == place && a.RoundId == id && a.Audience == audience, cancel) is not { } group) return null;
        var tallies = (await db.Read<Tally>().Where(t => t.PlaceId == place && t.RoundId == id && t.Audience == audience).ToListAsync(cancel)).ToLookup(t => t.Item);
        var areas = await db.Read<AreaTally>().Where(t => t.PlaceId == place && t.RoundId == id && t.Audience == audience).ToListAsync(cancel);
        List<AskedItem> asked = [.. AskedItems.Of(round, group, instrument, []).Areas.SelectMany(a => a.Questions.Select(q => new AskedItem(q.Id, q.Version, a.Id)))];
        return new(place, id, DisclosurePolicy.FromJson(round.Promise), new(
            new(audience, null, null, asked),
            group.Answered,
            [.. asked.Select(i => new ItemTally(i, [.. Enumerable.Range(0, Coding.Agreement + 2).Select(o => tallies[i.Id].Where(t => t.Option == o).Sum(t => t.N))]))],
            [.. areas.Where(a => a.Area != AskedItems.OwnArea).Select(a => new AreaCount(a.Area, a.N, a.Sum, a.SumOfSquares))]));
    }

    private async Task<ReleasedRound> About(HubDb db, Campaign campaign, List<Round> rounds, CancellationToken cancel)
    {
        var caller = await PlacesModule.Find(db, campaign.PlaceId, cancel);
        var closed = rounds.Select(r => r.ClosedAt).OfType<DateTime>().Select(at => Clock.Day(at)).Append(campaign.OpensOn).Max();
        var profile = System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName((rounds.FirstOrDefault()?.Profile ?? Profile.Full).ToString());
        return new(campaign.Id, campaign.PlaceId, caller?.Name ?? "", campaign.Name, campaign.OpensOn, closed, campaign.InstrumentId, campaign.InstrumentVersion, profile, settings.Demonstration);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The pool of campaign {Campaign} could not be decided; it is tried again in a minute.")]
    private static partial void Failed(ILogger log, Guid campaign, Exception error);

    [LoggerMessage(Level = LogLevel.Error, Message = "The pool of campaign {Campaign} is due, but content/instruments no longer has {Instrument} in version {Version}: it waits undecided.")]
    private static partial void Uncountable(ILogger log, Guid campaign, string instrument, int version);
}
