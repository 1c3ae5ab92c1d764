using Meent.Foundation;
using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Meent.People;

/// <summary>Accounts, signing in, and who may do what for which place.</summary>
public static class PeopleModule
{
    public static readonly HubModule Module = new("People")
    {
        Assembly = typeof(PeopleModule).Assembly,
        Model = Model,
        Services = Services,
        Demonstrate = Demonstrate.DemonstrationPeople.Write,
        Routes = SignIn.Map,
    };

    private static void Model(ModelBuilder model)
    {
        model.Entity<Person>(e =>
        {
            e.ToTable("people_person");
            e.HasKey(p => p.Id);
            e.HasIndex(p => p.NormalizedEmail).IsUnique();
            e.HasIndex(p => p.NormalizedUserName).IsUnique();
            e.Property(p => p.ConcurrencyStamp).IsConcurrencyToken();
        });
        model.Entity<IdentityUserClaim<Guid>>(e => { e.ToTable("people_claim"); e.HasKey(c => c.Id); e.HasIndex(c => c.UserId); });
        model.Entity<IdentityUserLogin<Guid>>(e => { e.ToTable("people_login"); e.HasKey(l => new { l.LoginProvider, l.ProviderKey }); e.HasIndex(l => l.UserId); });
        model.Entity<IdentityUserToken<Guid>>(e => { e.ToTable("people_token"); e.HasKey(t => new { t.UserId, t.LoginProvider, t.Name }); });
        model.Entity<RoleHeld>(e => { e.ToTable("people_role"); e.HasKey(r => new { r.PlaceId, r.PersonId, r.Role, r.Since }); e.HasIndex(r => r.PersonId); });
    }

    private static void Services(IServiceCollection services, Settings settings)
    {
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies(c => c.ApplicationCookie!.Configure(Sessions.Configure));
        services.AddAuthorization();
        services.AddIdentityCore<Person>(o =>
        {
            o.User.RequireUniqueEmail = true;
            o.Password.RequiredLength = 12;
            o.Password.RequireDigit = o.Password.RequireLowercase = o.Password.RequireUppercase = o.Password.RequireNonAlphanumeric = false;
        }).AddSignInManager().AddUserStore<UserOnlyStore<Person, HubDb, Guid>>().AddDefaultTokenProviders();
    }
}

/// <summary>Somebody with an account.</summary>
public sealed class Person : IdentityUser<Guid>
{
    public required string Name { get; set; }

    /// <summary>Runs this hub: sees requests, imports, approves.</summary>
    public bool IsOperator { get; set; }
}

/// <summary>What somebody may do for a place. From low to high: a reader reads, a leader also speaks for the team, a coordinator runs rounds.</summary>
public enum Role { Reader, Leader, Coordinator }

/// <summary>That somebody has a role at a place, since when and until when; asked for by the person, given by another.</summary>
public sealed class RoleHeld
{
    public Guid PlaceId { get; init; }

    public Guid PersonId { get; init; }

    public Role Role { get; init; }

    /// <summary>When it was asked for or given.</summary>
    public DateTime Since { get; init; }

    /// <summary>Why this person may speak for the place, in their own words; null where an operator gave it unasked.</summary>
    public string? Reason { get; init; }

    /// <summary>When it was approved; null while it waits: then it gives no right.</summary>
    public DateTime? ApprovedAt { get; set; }

    public Guid? ApprovedBy { get; set; }

    /// <summary>When it ended or was refused; null while it holds.</summary>
    public DateTime? EndedAt { get; set; }
}

/// <summary>An account of a demonstration hub, shown to every visitor with its password.</summary>
/// <param name="English">what one can try with it, a key of the translations</param>
/// <param name="Role">the role at all demonstration schools; null for none</param>
public sealed record DemonstrationAccount(string Name, string Email, string English, Role? Role, bool IsOperator = false)
{
    public const string Password = "meadow demonstration";

    public static IReadOnlyList<DemonstrationAccount> All { get; } =
    [
        new("Olga Prins", "operator@meent.example", Texts.Key("Runs this hub: approves requests, sees the people"), null, IsOperator: true),
        new("Anna de Vries", "coordinator@meent.example", Texts.Key("Coordinates four schools: prepares rounds, invites, reads reports"), People.Role.Coordinator),
        new("Tom Bakker", "leader@meent.example", Texts.Key("Leads the schools: gives the team's view, follows rounds"), People.Role.Leader),
        new("Samira Haddad", "teacher@meent.example", Texts.Key("Teaches: reads reports"), People.Role.Reader),
        new("Femke Jansen", "adviser@meent.example", Texts.Key("Advises: reads the report that was shared with her"), null),
    ];

    public Guid Id { get; } = Ids.Named("demonstration account " + Email);
}
