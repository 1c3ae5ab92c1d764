using Meent.Foundation.Data;
using Meent.Foundation.Time;
using Microsoft.EntityFrameworkCore;

namespace Meent.People;

/// <summary>Where a person is signed in: one row per browser. Without its row a cookie opens nothing.</summary>
public sealed class Session
{
    /// <summary>Name of the claim that carries <see cref="Id"/> in the cookie.</summary>
    public const string Claim = "meent.session";

    private const int DaysKept = 45;

    /// <summary>Random: it tells neither when nor in which order people came.</summary>
    public Guid Id { get; init; } = Ids.Random();

    public Guid PersonId { get; init; }

    public DateTime StartedAt { get; init; }

    /// <summary>The last day it was used; no hour, so that it is no diary.</summary>
    public DateOnly SeenOn { get; init; }

    /// <summary>When the person last proved who they are: by signing in, or when they were asked again.</summary>
    public DateTime ProvedAt { get; init; }

    /// <summary>"Firefox"; null where it did not tell.</summary>
    public string? Browser { get; init; }

    /// <summary>"Windows"; null where it did not tell.</summary>
    public string? System { get; init; }

    /// <summary>The person said that the device is their own.</summary>
    public bool Stay { get; init; }

    /// <summary>The session whose place this one takes as soon as it is used; until then a second click with the old cookie still holds.</summary>
    public Guid? Replaces { get; init; }

    /// <summary>Saves a new session, and drops those that no cookie can open any more.</summary>
    /// <param name="ends">a session that ends with it; null for none</param>
    public static Task Save(HubDb db, Session session, Guid? ends) => db.InTransaction(async () =>
    {
        var old = session.SeenOn.AddDays(-DaysKept);
        await db.Set<Session>().Where(s => s.SeenOn < old || s.Id == ends).ExecuteDeleteAsync();
        db.Add(session);
        await db.SaveChangesAsync();
    });

    /// <summary>Notes that it was used today, and ends the one whose place it takes.</summary>
    public static Task Seen(HubDb db, Session session, DateOnly today) => db.InTransaction(async () =>
    {
        if (session.Replaces is { } old) await db.Set<Session>().Where(s => s.Id == old && s.PersonId == session.PersonId).ExecuteDeleteAsync();
        await db.Set<Session>().Where(s => s.Id == session.Id).ExecuteUpdateAsync(u => u.SetProperty(s => s.SeenOn, today).SetProperty(s => s.Replaces, (Guid?)null));
    });

    /// <summary>Those of a person that a cookie may still open, the latest used first.</summary>
    public static async Task<IReadOnlyList<Session>> Of(HubDb db, Guid person, DateTime now)
    {
        var (longAgo, begun) = (now - Sessions.Long, now - Sessions.Short);
        var found = await db.Read<Session>().Where(s => s.PersonId == person && s.StartedAt > (s.Stay ? longAgo : begun)).ToListAsync();
        var replaced = found.Select(s => s.Replaces).OfType<Guid>().ToHashSet();
        return [.. found.Where(s => !replaced.Contains(s.Id)).OrderByDescending(s => s.SeenOn).ThenByDescending(s => s.StartedAt)];
    }

    /// <summary>Ends a session, and with it those that the same browser may still open: the one whose place it takes, and others that take the place of that one.</summary>
    /// <returns>false where the person has no such session (any more)</returns>
    public static async Task<bool> End(HubDb db, Guid person, Guid id) => await db.InTransaction(async () =>
    {
        var own = db.Set<Session>().Where(s => s.PersonId == person);
        var first = await own.Where(s => s.Id == id).Select(s => s.Replaces).SingleOrDefaultAsync() ?? id;
        return await own.Where(s => s.Id == id || s.Id == first || s.Replaces == first).ExecuteDeleteAsync();
    }) > 0;

    public static Task EndAll(HubDb db, Guid person, Guid? except = null) =>
        db.InTransaction(() => db.Set<Session>().Where(s => s.PersonId == person && s.Id != except).ExecuteDeleteAsync());

    internal static void Map(ModelBuilder model) =>
        model.Entity<Session>(e => { e.ToTable("people_session"); e.HasKey(s => s.Id); e.HasIndex(s => s.PersonId); e.HasIndex(s => s.SeenOn); });
}
