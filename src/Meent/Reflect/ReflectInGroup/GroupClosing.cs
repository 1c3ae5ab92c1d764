using Meent.Foundation;
using Meent.Foundation.Data;
using Meent.Foundation.Time;
using Meent.Foundation.Web;
using Meent.Reflect.Answer;
using Meent.Reflect.CloseRound;
using Meent.Reflect.Instruments;
using Meent.Reflect.Results;
using Microsoft.EntityFrameworkCore;

namespace Meent.Reflect.ReflectInGroup;

/// <summary>Ends a group: sealed, counted, decided what may be shown, stored; then the answers themselves are deleted. One transaction, once.</summary>
public sealed class GroupClosing(InstrumentLibrary library, Settings settings, TimeProvider clock)
{
    /// <returns>null where it is closed now, by this call or one before; else why not</returns>
    public Task<Refusal?> Close(HubDb db, ReflectionGroup known, CancellationToken cancel = default) => db.InTransaction(async () =>
    {
        // Of two who close, the second finds it closed; who throws it away waits.
        await Groups.Hold(db, known.PlaceId, cancel);
        if (await db.Set<ReflectionGroup>().SingleOrDefaultAsync(g => g.PlaceId == known.PlaceId, cancel) is not { ClosedAt: null } group) return null;
        if (library.Ladder(group.Ladder, group.Version) is not { } ladder) return new InstrumentIsGone();
        await Sealing.Seal(db, group.PlaceId, group.PlaceId, cancel);
        var counts = await Count(db, group, ladder, cancel);
        var release = Disclosure.Decide(counts, DisclosurePolicy.FromJson(group.Promise));
        group.ClosedAt = clock.Now();
        db.AddRange(RoundCount.Rows(counts));
        db.Add(new StoredRelease { PlaceId = group.PlaceId, RoundId = group.PlaceId, ReleasedAt = clock.Now(), Content = release.ToJson() });
        await db.SaveChangesAsync(cancel);
        await db.Set<Submission>().Where(s => s.PlaceId == group.PlaceId && s.RoundId == group.PlaceId).ExecuteDeleteAsync(cancel);
        return (Refusal?)null;
    }, cancel);

    /// <summary>Closes a group whose last day has passed; any other is left alone. For whoever looks at it before the clock came by.</summary>
    /// <returns>the group as it is now</returns>
    public async Task<GroupWithLink> IfEnded(HubDb db, GroupWithLink known, CancellationToken cancel = default)
    {
        if (!known.Group.HasEnded(clock.Today())) return known;
        await Close(db, known.Group, cancel);
        return known with { Group = await db.Read<ReflectionGroup>().SingleAsync(g => g.PlaceId == known.Group.PlaceId, cancel) };
    }

    /// <summary>Groups whose last day has passed and that nobody looked at.</summary>
    public Task<List<ReflectionGroup>> Ended(HubDb db, CancellationToken cancel = default)
    {
        var today = clock.Today();
        return db.Read<ReflectionGroup>().Where(g => g.ClosedAt == null && g.ClosesOn < today).ToListAsync(cancel);
    }

    /// <summary>Forgets groups that were thrown away, once another of the same may be opened.</summary>
    public async Task ForgetThrownAway(HubDb db, CancellationToken cancel = default)
    {
        var before = clock.Now().AddDays(-OpenGroup.DaysBetween);
        await db.InTransaction(() => db.Set<ReflectionGroup>().Where(g => g.Name == "" && g.ClosedAt != null && g.ClosedAt < before).ExecuteDeleteAsync(cancel), cancel);
    }

    private async Task<RoundCounts> Count(HubDb db, ReflectionGroup group, Ladder ladder, CancellationToken cancel)
    {
        var (id, today) = (group.PlaceId, clock.Today());
        var link = await db.Read<RoundAudience>().SingleAsync(a => a.PlaceId == id && a.RoundId == id, cancel);
        var counter = new Counter(new(ReflectionGroup.Members, null, link.Invited,
            [.. ladder.Areas.SelectMany(a => a.Items.Select(i => new AskedItem(i.Id, i.Version, a.Id)))], ladder.Steps));
        var submissions = db.Read<Submission>().Where(s => s.PlaceId == id && s.RoundId == id).Select(s => s.Answers);
        await foreach (var answers in submissions.AsAsyncEnumerable().WithCancellation(cancel)) counter.Add(answers);
        var about = new ReleasedRound(id, id, group.Name, group.Name, Clock.Day(group.OpenedAt), today < group.ClosesOn ? today : group.ClosesOn,
            ladder.Id, ladder.Version, "full", settings.Demonstration);
        return new RoundCounts(about, [.. ladder.Areas.Select(a => a.Id)], [counter.Result()], []);
    }
}

/// <summary>Closes groups after their last day, looking every ten minutes; whoever looks at one before closes it on the way.</summary>
public sealed partial class EndOfGroups(IServiceScopeFactory scopes, GroupClosing closing, TimeProvider clock, ILogger<EndOfGroups> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    /// <summary>Closes what has ended. A group that cannot be counted does not hold up the others.</summary>
    public async Task CloseAll(CancellationToken cancel = default)
    {
        await using var look = scopes.CreateAsyncScope();
        var db = look.ServiceProvider.GetRequiredService<HubDb>();
        foreach (var group in await closing.Ended(db, cancel))
        {
            await using var scope = scopes.CreateAsyncScope();
            try
            {
                if (await closing.Close(scope.ServiceProvider.GetRequiredService<HubDb>(), group, cancel) is InstrumentIsGone) Uncountable(log, group.PlaceId, group.Ladder, group.Version);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                FailedOne(log, group.PlaceId, e);
            }
        }
        await closing.ForgetThrownAway(db, cancel);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await CloseAll(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                Failed(log, e);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Group {Group} has ended, but content/instruments no longer has {Ladder} in version {Version}: it waits uncounted.")]
    private static partial void Uncountable(ILogger log, Guid group, string ladder, int version);

    [LoggerMessage(Level = LogLevel.Error, Message = "Group {Group} has ended and could not be closed; it is tried again in ten minutes.")]
    private static partial void FailedOne(ILogger log, Guid group, Exception error);

    [LoggerMessage(Level = LogLevel.Error, Message = "Groups that have ended could not be closed; it is tried again in ten minutes.")]
    private static partial void Failed(ILogger log, Exception error);
}
