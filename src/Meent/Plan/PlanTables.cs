using Meent.Foundation.Data;
using Microsoft.EntityFrameworkCore;

namespace Meent.Plan;

/// <summary>A plan of a place; what it says is in its newest <see cref="PlanVersion"/>.</summary>
public sealed class StoredPlan
{
    public Guid PlaceId { get; init; }

    public Guid Id { get; init; } = Ids.New();

    /// <summary>One of <see cref="PlanStates"/>.</summary>
    public required string State { get; set; }

    /// <summary>Everybody may read it, unless it is a draft.</summary>
    public bool IsPublic { get; set; }

    /// <summary>Number of the newest version, from 1.</summary>
    public int Version { get; set; }

    public DateTime MadeAt { get; init; }

    public Guid MadeBy { get; set; }

    /// <summary>When it is looked at next; null where nobody said.</summary>
    public DateOnly? NextReview { get; set; }
}

/// <summary>Where a plan as a whole stands.</summary>
public static class PlanStates
{
    /// <summary>Being written: seen by its people and those who lead the place.</summary>
    public const string Draft = "draft";
    public const string Running = "running";
    public const string Done = "done";
    public const string Stopped = "stopped";

    public static IReadOnlyList<string> All { get; } = [Draft, Running, Done, Stopped];
}

/// <summary>What a plan said from one change to the next.</summary>
public sealed class PlanVersion
{
    public Guid PlaceId { get; init; }

    public Guid PlanId { get; init; }

    public int Number { get; init; }

    public DateTime SavedAt { get; init; }

    /// <summary>Empty where the person is gone.</summary>
    public Guid SavedBy { get; set; }

    /// <summary>Why it was changed, in a line; null where nobody said.</summary>
    public string? Why { get; set; }

    /// <summary>A <see cref="PlanContent"/> as <see cref="PlanJson"/> writes it.</summary>
    public required string Content { get; set; }
}

/// <summary>Somebody whom a plan names, by slot.</summary>
public sealed class PlanPerson
{
    public Guid PlaceId { get; init; }

    public Guid PlanId { get; init; }

    /// <summary>"p1"</summary>
    public required string Slot { get; init; }

    /// <summary>Null for somebody without an account, and for who left.</summary>
    public Guid? PersonId { get; set; }

    public required string Name { get; set; }
}

/// <summary>That somebody may do something with one plan, beside those who lead the place.</summary>
public sealed class PlanMember
{
    public Guid PlaceId { get; init; }

    public Guid PlanId { get; init; }

    public Guid PersonId { get; init; }

    /// <summary>One of <see cref="PlanRoles"/>.</summary>
    public required string Role { get; set; }

    /// <summary>Is in the plan as one of the place: it counts as long as they hold a role there. False for a guest; null where nobody looked yet, which counts as true.</summary>
    public bool? ByRole { get; set; }

    /// <summary>A guest opened the plan; before, the plan does not tell who it is.</summary>
    public bool IsOpened { get; set; }

    /// <summary>The last day on which a guest can open it for the first time.</summary>
    public DateOnly? OpenUntil { get; set; }

    /// <summary>Whether it gives any right today.</summary>
    /// <param name="belongs">whether the person holds a role at the place, see <see cref="AtPlace"/></param>
    public bool Counts(bool belongs) => belongs || ByRole == false;

    /// <summary>What it lets them be today, one of <see cref="PlanRoles"/>; null for nothing. Only people of the place own a plan: a guest contributes at most.</summary>
    public string? Grants(bool belongs) => !Counts(belongs) ? null : belongs ? Role : PlanRoles.ForGuest(Role);

    /// <summary>Those that are not void: a guest who does not open a plan in time is in it no more.</summary>
    public static IQueryable<PlanMember> On(Foundation.Data.HubDb db, DateOnly today) => db.Read<PlanMember>().Where(m => m.ByRole != false || m.IsOpened || m.OpenUntil >= today);

    /// <summary>Deletes those that are void.</summary>
    public static Task<int> Sweep(Foundation.Data.HubDb db, DateOnly today, CancellationToken cancel) =>
        db.Set<PlanMember>().Where(m => m.ByRole == false && !m.IsOpened && (m.OpenUntil == null || m.OpenUntil < today)).ExecuteDeleteAsync(cancel);
}

public static class PlanRoles
{
    /// <summary>Changes everything, who may do what included.</summary>
    public const string Owner = "owner";

    /// <summary>Changes what the plan says and checks in.</summary>
    public const string Contributor = "contributor";
    public const string Reader = "reader";

    public static string ForGuest(string role) => role == Owner ? Contributor : role;

    public static IReadOnlyList<string> All { get; } = [Owner, Contributor, Reader];
}

/// <summary>A link of the newest version, to be found by its target.</summary>
public sealed class StoredLink
{
    public Guid PlaceId { get; init; }

    public Guid PlanId { get; init; }

    public required string ObjectiveId { get; init; }

    public required string Role { get; init; }

    public required string Target { get; init; }
}

/// <summary>What an objective of the newest version is measured by, to be found by the indicator.</summary>
public sealed class StoredMeasured
{
    public Guid PlaceId { get; init; }

    public Guid PlanId { get; init; }

    public required string ObjectiveId { get; init; }

    public required string Indicator { get; init; }
}

internal static class PlanTables
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<StoredPlan>(e => { e.ToTable("plan_plan"); e.HasKey(p => new { p.PlaceId, p.Id }); e.HasIndex(p => p.Id); });
        model.Entity<PlanVersion>(e => { e.ToTable("plan_version"); e.HasKey(v => new { v.PlaceId, v.PlanId, v.Number }); });
        model.Entity<PlanPerson>(e => { e.ToTable("plan_person"); e.HasKey(p => new { p.PlaceId, p.PlanId, p.Slot }); e.HasIndex(p => p.PersonId); });
        model.Entity<PlanMember>(e => { e.ToTable("plan_member"); e.HasKey(m => new { m.PlaceId, m.PlanId, m.PersonId }); e.HasIndex(m => m.PersonId); });
        model.Entity<StoredLink>(e => { e.ToTable("plan_link"); e.HasKey(l => new { l.PlaceId, l.PlanId, l.ObjectiveId, l.Role, l.Target }); e.HasIndex(l => new { l.Target, l.PlaceId, l.PlanId }); });
        model.Entity<StoredMeasured>(e => { e.ToTable("plan_measured"); e.HasKey(m => new { m.PlaceId, m.PlanId, m.ObjectiveId, m.Indicator }); e.HasIndex(m => m.Indicator); });
    }
}
