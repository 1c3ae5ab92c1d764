using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.People;
using Meent.Reflect.Answer;
using Microsoft.EntityFrameworkCore;

namespace Meent.Reflect.ReflectInGroup;

/// <summary>Several people do one ladder with one code. Nobody's answers are theirs to see; when it closes, what may be shown is shown to all.</summary>
/// <remarks>
/// Its link, submissions, tallies and release lie in the tables of rounds under the group's own id, so that the same writer stores,
/// the same function decides and the same audit attacks.
/// </remarks>
public sealed class ReflectionGroup
{
    /// <summary>Id of the only audience of a group.</summary>
    public const string Members = "members";

    /// <summary>Fewer can never be shown, more are a school.</summary>
    public const int Fewest = 5, Most = 500;

    /// <summary>The group's own id: it is of no place.</summary>
    public Guid PlaceId { get; init; }

    public required string Name { get; set; }

    /// <summary>Id of the ladder.</summary>
    public required string Ladder { get; init; }

    public int Version { get; init; }

    /// <summary>Last day on which it can be answered.</summary>
    public DateOnly ClosesOn { get; init; }

    /// <summary>What those who answer are promised, as JSON of <see cref="Results.DisclosurePolicy"/>.</summary>
    public required string Promise { get; init; }

    public DateTime OpenedAt { get; init; }

    /// <summary>Who opened it: named to those who answer. Empty where that person left.</summary>
    public Guid OpenedBy { get; set; }

    /// <summary>When it was counted; null before.</summary>
    public DateTime? ClosedAt { get; set; }

    /// <summary>Closed and then thrown away: of such a group only who opened it, on what and when it closed is kept, as long as <see cref="OpenGroup.DaysBetween"/> says.</summary>
    public bool WasThrownAway => ClosedAt is not null && Name.Length == 0;

    public bool IsOpen(DateOnly today) => ClosedAt is null && today <= ClosesOn;

    /// <summary>Its last day has passed and nobody has counted it yet.</summary>
    public bool HasEnded(DateOnly today) => ClosedAt is null && today > ClosesOn;

    internal static void Map(ModelBuilder model) => model.Entity<ReflectionGroup>(e =>
    {
        e.ToTable("reflect_group");
        e.HasKey(g => g.PlaceId);
        e.HasIndex(g => g.OpenedBy);
    });
}

/// <summary>A group with its link.</summary>
public sealed record GroupWithLink(ReflectionGroup Group, RoundAudience Link)
{
    public string Path => $"/groups/{Group.PlaceId}";

    /// <summary>Where its members answer, and read what it says.</summary>
    public string Address => $"/g/{Link.LinkCode}";
}

/// <summary>Finds groups. Who opened one finds it by its id, everybody else by its code only.</summary>
internal static class Groups
{
    public static async Task<GroupWithLink?> Find(HubDb db, Me me, Guid id, CancellationToken cancel) =>
        me.IsSomebody ? (await WithLink(db, db.Read<ReflectionGroup>().Where(g => g.PlaceId == id && g.OpenedBy == me.Id), cancel)).FirstOrDefault() : null;

    public static async Task<IReadOnlyList<GroupWithLink>> Mine(HubDb db, Me me, CancellationToken cancel) => !me.IsSomebody ? [] :
        [.. (await WithLink(db, db.Read<ReflectionGroup>().Where(g => g.OpenedBy == me.Id), cancel)).OrderByDescending(g => g.Group.OpenedAt)];

    /// <param name="typed">as it stands in the address, or as somebody typed it</param>
    public static async Task<GroupWithLink?> ByCode(HubDb db, string? typed, CancellationToken cancel)
    {
        if (Codes.Read(typed) is not { } code || await db.Read<RoundAudience>().FirstOrDefaultAsync(a => a.LinkCode == code, cancel) is not { } link) return null;
        return await db.Read<ReflectionGroup>().SingleOrDefaultAsync(g => g.PlaceId == link.PlaceId && g.PlaceId == link.RoundId, cancel) is { } group ? new(group, link) : null;
    }

    /// <summary>Waits for who else writes this group at this moment, and lets nobody write it until the transaction ends.</summary>
    public static Task Hold(HubDb db, Guid id, CancellationToken cancel) =>
        db.Set<ReflectionGroup>().Where(g => g.PlaceId == id).ExecuteUpdateAsync(s => s.SetProperty(g => g.Name, g => g.Name), cancel);

    /// <summary>Whose name those who answer read.</summary>
    public static async Task<string> Opener(HubDb db, ReflectionGroup group, Texts T, CancellationToken cancel) =>
        await db.RecipientOf(group.OpenedBy, cancel) is { Name.Length: > 0 } person ? person.Name : T["Somebody who left"];

    private static async Task<IEnumerable<GroupWithLink>> WithLink(HubDb db, IQueryable<ReflectionGroup> groups, CancellationToken cancel)
    {
        var links = from g in groups
                    join a in db.Read<RoundAudience>() on new { g.PlaceId, RoundId = g.PlaceId } equals new { a.PlaceId, a.RoundId }
                    select new { Group = g, Link = a };
        return (await links.ToListAsync(cancel)).Select(g => new GroupWithLink(g.Group, g.Link));
    }
}
