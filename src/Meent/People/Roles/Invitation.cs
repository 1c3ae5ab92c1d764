using Meent.Foundation.Data;
using Microsoft.EntityFrameworkCore;

namespace Meent.People;

/// <summary>That somebody of a place asked another to take a role there. It is accepted by whoever has the address, with an account old or new.</summary>
public sealed class Invitation
{
    public static readonly TimeSpan Valid = TimeSpan.FromDays(30);

    public Guid PlaceId { get; init; }

    public Guid Id { get; init; } = Ids.New();

    public required string Email { get; init; }

    public required string NormalizedEmail { get; init; }

    public Role Role { get; init; }

    public Guid InvitedBy { get; init; }

    public DateTime InvitedAt { get; init; }

    public DateTime? AcceptedAt { get; set; }

    /// <summary>The role of the one who invites, which goes over to the other; null where nothing is handed over.</summary>
    public Guid? HandsOver { get; init; }

    /// <summary>When it was withdrawn, declined or replaced by a later one.</summary>
    public DateTime? EndedAt { get; set; }

    public static IQueryable<Invitation> Open(HubDb db, DateTime now)
    {
        var oldest = now - Valid;
        return db.Read<Invitation>().Where(i => i.AcceptedAt == null && i.EndedAt == null && i.InvitedAt > oldest);
    }

    internal static void Map(ModelBuilder model) => model.Entity<Invitation>(e =>
    {
        e.ToTable("people_invitation");
        e.HasKey(i => new { i.PlaceId, i.Id });
        e.HasIndex(i => i.NormalizedEmail);
        e.HasIndex(i => new { i.PlaceId, i.NormalizedEmail }, "ix_people_invitation_open").IsUnique().HasFilter("accepted_at is null and ended_at is null");
    });
}
