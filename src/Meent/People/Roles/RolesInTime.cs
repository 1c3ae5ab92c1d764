using Meent.Foundation.Data;
using Meent.Foundation.Time;
using Microsoft.EntityFrameworkCore;

namespace Meent.People;

/// <summary>
/// What comes with time, looked for every ten minutes: roles go over with a merger that was set for a day, requests and invitations end with a closure that was, roles whose last day is over end, requests that wait are brought to mind after two weeks and
/// lapse after sixty days. Several hubs on one database do no harm: each change is made, and told, by the one that wrote it.
/// </summary>
public sealed partial class RolesInTime(IServiceScopeFactory scopes, TimeProvider clock, ILogger<RolesInTime> log) : BackgroundService
{
    public static readonly TimeSpan RemindsAfter = TimeSpan.FromDays(14);

    public static readonly TimeSpan LapsesAfter = TimeSpan.FromDays(60);

    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    /// <summary>At one look; what is left comes at the next.</summary>
    private const int Most = 200;

    /// <summary>Does what is due now. One that fails does not hold up the others.</summary>
    public async Task Look(CancellationToken cancel = default)
    {
        var (now, today) = (clock.Now(), clock.Today());
        var (oldest, old) = (now - LapsesAfter, now - RemindsAfter);
        await EachPlace(db => FollowPlaces.MergersDue(db, now, today), FollowPlaces.MoveDue, cancel);
        await EachPlace(db => FollowPlaces.ClosuresDue(db, now, today), FollowPlaces.CloseDue, cancel);
        await Each(db => db.Where(r => r.ApprovedAt != null && r.EndedAt == null && r.EndsOn <= today), EndDue, cancel);
        await Each(db => db.Where(r => r.ApprovedAt == null && r.EndedAt == null && r.Since <= oldest), Lapse, cancel);
        await Each(db => db.Where(r => r.ApprovedAt == null && r.EndedAt == null && r.RemindedAt == null && r.Since <= old), Remind, cancel);
        await using (var scope = scopes.CreateAsyncScope()) await Sweep.Run(scope.ServiceProvider.GetRequiredService<HubDb>(), now, cancel);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await Look(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                Unseen(log, e);
            }
        }
    }

    private async Task Each(Func<IQueryable<RoleHeld>, IQueryable<RoleHeld>> which, Func<HubDb, RoleLetters, RoleHeld, Task> act, CancellationToken cancel)
    {
        await using var look = scopes.CreateAsyncScope();
        foreach (var role in await which(look.ServiceProvider.GetRequiredService<HubDb>().Read<RoleHeld>()).OrderBy(r => r.Since).Take(Most).ToListAsync(cancel))
        {
            await using var scope = scopes.CreateAsyncScope();
            try
            {
                await act(scope.ServiceProvider.GetRequiredService<HubDb>(), scope.ServiceProvider.GetRequiredService<RoleLetters>(), role);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                Failed(log, role.Id, e);
            }
        }
    }

    private async Task EachPlace(Func<HubDb, IQueryable<Guid>> which, Func<IServiceProvider, Guid, Task> act, CancellationToken cancel)
    {
        await using var look = scopes.CreateAsyncScope();
        foreach (var place in await which(look.ServiceProvider.GetRequiredService<HubDb>()).ToListAsync(cancel))
        {
            await using var scope = scopes.CreateAsyncScope();
            try
            {
                await act(scope.ServiceProvider, place);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                FailedAt(log, place, e);
            }
        }
    }

    private Task EndDue(HubDb db, RoleLetters letters, RoleHeld role) => RoleChanges.EndDue(db, role, clock, letters);

    private Task Lapse(HubDb db, RoleLetters letters, RoleHeld request) => RoleChanges.Lapse(db, request, clock, letters);

    private Task Remind(HubDb db, RoleLetters letters, RoleHeld request) => RoleChanges.Remind(db, request, clock, letters);

    [LoggerMessage(Level = LogLevel.Error, Message = "What is due for role {Role} could not be done; it is tried again in ten minutes.")]
    private static partial void Failed(ILogger log, Guid role, Exception error);

    [LoggerMessage(Level = LogLevel.Error, Message = "What a merger or closure that is due brings for the roles of place {Place} could not be done; it is tried again in ten minutes.")]
    private static partial void FailedAt(ILogger log, Guid place, Exception error);

    [LoggerMessage(Level = LogLevel.Error, Message = "Roles and requests that are due could not be looked up; it is tried again in ten minutes.")]
    private static partial void Unseen(ILogger log, Exception error);
}
