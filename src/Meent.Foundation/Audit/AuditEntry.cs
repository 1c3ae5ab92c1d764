using Microsoft.EntityFrameworkCore;

namespace Meent.Foundation.Audit;

/// <summary>Who did what to which place, without contents.</summary>
public sealed class AuditEntry
{
    public Guid PlaceId { get; init; }

    public Guid Id { get; init; }

    public DateTime At { get; init; }

    public Guid PersonId { get; init; }

    /// <summary>A past participle: "opened", "closed", "approved".</summary>
    public required string Act { get; init; }

    /// <summary>The round, role or report that it was done to; null where it is the place itself.</summary>
    public Guid? SubjectId { get; init; }

    internal static void Map(ModelBuilder model) =>
        model.Entity<AuditEntry>().ToTable("hub_audit").HasKey(e => new { e.PlaceId, e.Id });
}
