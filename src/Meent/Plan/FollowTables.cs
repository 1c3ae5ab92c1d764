using Meent.Foundation.Data;
using Microsoft.EntityFrameworkCore;

namespace Meent.Plan;

/// <summary>What somebody said of a measure on a day. Never changed: the next one says how it goes then.</summary>
public sealed class StoredCheckIn
{
    public Guid PlaceId { get; init; }

    public Guid PlanId { get; init; }

    /// <summary>"m1"; stays where the measure is gone.</summary>
    public required string MeasureId { get; init; }

    public Guid Id { get; init; } = Ids.New();

    public DateTime SaidAt { get; init; }

    /// <summary>Empty where the person is gone.</summary>
    public Guid SaidBy { get; set; }

    public MeasureState State { get; init; }

    /// <summary>1 (will not be reached) to 5 (almost certain); 0 of what is done or stopped: then nobody asks.</summary>
    public int Confidence { get; init; }

    /// <summary>What <see cref="Value"/> is a value of, as <see cref="FollowedPlan.KeyOf"/> names it. Null where no value was given.</summary>
    public string? Figure { get; init; }

    public decimal? Value { get; init; }

    /// <summary>The value that was given, with what it is of; null where none was.</summary>
    internal (string Of, decimal Value)? Given => Figure is { } of && Value is { } value ? (of, value) : null;

    /// <summary>One line; "" where nothing was written.</summary>
    public required string Line { get; set; }
}

/// <summary>That people looked at a plan together, and what they decided.</summary>
public sealed class StoredReview
{
    public Guid PlaceId { get; init; }

    public Guid PlanId { get; init; }

    public Guid Id { get; init; } = Ids.New();

    /// <summary>The day on which it was due; null where none was planned.</summary>
    public DateOnly? DueOn { get; init; }

    public DateOnly HeldOn { get; init; }

    public DateTime WrittenAt { get; init; }

    /// <summary>Empty where the person is gone.</summary>
    public Guid WrittenBy { get; set; }

    public required string Decided { get; set; }
}

/// <summary>That people were reminded of something.</summary>
public sealed class StoredReminder
{
    public Guid PlaceId { get; init; }

    public Guid PlanId { get; init; }

    /// <summary>One of the subjects in <see cref="Remind.Reminders"/>, or the id of a measure.</summary>
    public required string About { get; init; }

    /// <summary>Since when, or for when: another day is another reminder.</summary>
    public DateOnly DueOn { get; init; }

    public DateOnly SentOn { get; init; }
}

internal static class FollowTables
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<StoredCheckIn>(e => { e.ToTable("plan_checkin"); e.HasKey(c => new { c.PlaceId, c.PlanId, c.MeasureId, c.Id }); e.HasIndex(c => c.PlanId); e.HasIndex(c => c.SaidBy); });
        model.Entity<StoredReview>(e => { e.ToTable("plan_review"); e.HasKey(r => new { r.PlaceId, r.PlanId, r.Id }); e.HasIndex(r => r.PlanId); e.HasIndex(r => r.WrittenBy); });
        model.Entity<StoredReminder>(e => { e.ToTable("plan_reminder"); e.HasKey(r => new { r.PlaceId, r.PlanId, r.About, r.DueOn }); });
    }
}
