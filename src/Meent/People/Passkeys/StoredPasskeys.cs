using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Meent.People;

/// <summary>Where the framework's store keeps passkeys: one row each, what the framework knows of it as JSON.</summary>
internal static class StoredPasskeys
{
    public static void Map(ModelBuilder model) => model.Entity<IdentityUserPasskey<Guid>>(e =>
    {
        e.ToTable("people_passkey");
        e.HasKey(p => p.CredentialId);
        e.HasIndex(p => p.UserId);
        e.OwnsOne(p => p.Data).ToJson("data");
    });
}
