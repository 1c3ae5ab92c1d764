using Microsoft.EntityFrameworkCore;

namespace Meent.Reflect.SayMore;

/// <summary>A question of a round that people may answer in their own words.</summary>
public sealed class FreeQuestion
{
    public const int Longest = 200;

    public Guid PlaceId { get; init; }

    public Guid RoundId { get; init; }

    /// <summary>In the language of the school.</summary>
    public required string Question { get; init; }
}

/// <summary>What somebody wrote. It is joined to no submission, code, time or order, and deleted when the round closes.</summary>
public sealed class FreeText
{
    public const int Longest = 600;

    public Guid PlaceId { get; init; }

    public Guid RoundId { get; init; }

    /// <summary>Random, and of no submission.</summary>
    public Guid Id { get; init; }

    public required string Audience { get; init; }

    public required string Content { get; init; }

    internal static void Map(ModelBuilder model)
    {
        model.Entity<FreeQuestion>(e => { e.ToTable("reflect_free_question"); e.HasKey(q => new { q.PlaceId, q.RoundId }); });
        model.Entity<FreeText>(e => { e.ToTable("reflect_free_text"); e.HasKey(t => new { t.PlaceId, t.RoundId, t.Id }); });
    }
}
