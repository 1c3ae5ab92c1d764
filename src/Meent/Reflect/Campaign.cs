using Microsoft.EntityFrameworkCore;

namespace Meent.Reflect;

/// <summary>A board, or an agency for the area that it serves, asks its schools to run a round each in the same weeks.</summary>
/// <remarks>It belongs to who called it. What a school does with it, and what its people answer, belongs to the school.</remarks>
public sealed class Campaign
{
    /// <summary>The board or agency that called it.</summary>
    public Guid PlaceId { get; init; }

    public Guid Id { get; init; }

    /// <summary>Whose schools are asked: the board itself, or an area that the agency serves.</summary>
    public Guid AreaId { get; init; }

    /// <summary>What the schools' rounds are called as well, unless they choose another name.</summary>
    public required string Name { get; init; }

    public required string InstrumentId { get; init; }

    public int InstrumentVersion { get; init; }

    /// <summary>First and last day on which schools can let their people answer.</summary>
    public DateOnly OpensOn { get; init; }

    public DateOnly ClosesOn { get; init; }

    /// <summary>What the caller writes to the schools in their own words; "" where nothing.</summary>
    public string Letter { get; set; } = "";

    public DateTime CalledAt { get; init; }

    public Guid CalledBy { get; set; }

    /// <summary>When schools that had not begun were last written to again.</summary>
    public DateTime? RemindedAt { get; set; }

    /// <summary>When it was called off; null where it was not. Rounds that schools began go on.</summary>
    public DateTime? EndedAt { get; set; }

    public Guid? EndedBy { get; set; }

    public CampaignState State(DateOnly today) =>
        EndedAt is not null ? CampaignState.CalledOff : today > ClosesOn ? CampaignState.Over : CampaignState.Runs;
}

/// <summary>Runs: schools can begin. Over: the last day has passed. CalledOff: by who called it.</summary>
public enum CampaignState { Runs, Over, CalledOff }

/// <summary>That a school is invited to a campaign, and the round that it began.</summary>
public sealed class CampaignSchool
{
    /// <summary>The school.</summary>
    public Guid PlaceId { get; init; }

    public Guid CampaignId { get; init; }

    /// <summary>The place of the campaign.</summary>
    public Guid CallerId { get; init; }

    /// <summary>The round that the school began; null before. A draft that was thrown away leaves an id that leads nowhere: it counts as not begun.</summary>
    public Guid? RoundId { get; set; }
}

/// <summary>One link for an audience of all schools of a campaign: trainers in companies, who may train learners of several schools.</summary>
public sealed class Pool
{
    /// <summary>The place of the campaign.</summary>
    public Guid PlaceId { get; init; }

    public Guid CampaignId { get; init; }

    /// <summary>Id of the instrument's audience.</summary>
    public required string Audience { get; init; }

    /// <summary>In <c>/r/{code}</c>: there people choose the school that they answer for.</summary>
    public required string LinkCode { get; init; }

    /// <summary>When it was decided what of the groups that are too small alone may be shown together; null before.</summary>
    public DateTime? DecidedAt { get; set; }

    /// <summary>A <c>Results.Release</c> as JSON; null before, and where nothing may be shown.</summary>
    public string? Content { get; set; }
}

/// <summary>That a round belongs to a pool.</summary>
public sealed class PoolRound
{
    /// <summary>The school.</summary>
    public Guid PlaceId { get; init; }

    public Guid RoundId { get; init; }

    public Guid CallerId { get; init; }

    public Guid CampaignId { get; init; }

    /// <summary>Its audience was too small to be shown alone, and is among those that are counted together.</summary>
    public bool Counted { get; set; }
}

/// <summary>How campaigns are stored.</summary>
internal static class CampaignTables
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<Campaign>(e => { e.ToTable("reflect_campaign"); e.HasKey(c => new { c.PlaceId, c.Id }); e.HasIndex(c => c.Id); });
        model.Entity<CampaignSchool>(e => { e.ToTable("reflect_campaign_school"); e.HasKey(s => new { s.PlaceId, s.CampaignId }); e.HasIndex(s => s.CampaignId); });
        model.Entity<Pool>(e => { e.ToTable("reflect_pool"); e.HasKey(p => new { p.PlaceId, p.CampaignId }); e.HasIndex(p => p.LinkCode); });
        model.Entity<PoolRound>(e => { e.ToTable("reflect_pool_round"); e.HasKey(p => new { p.PlaceId, p.RoundId }); e.HasIndex(p => p.CampaignId); });
    }
}
