using System.Globalization;
using System.Text;
using Meent.Foundation;
using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Mail;
using Meent.Foundation.PersonalData;
using Meent.People.Demonstrate;
using Meent.People.FollowTrail;
using Meent.People.OperateMail;
using Meent.People.OwnData;
using Meent.Places;
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
        Routes = Routes,
        Commands = host => [.. UserCommands.All(host), TrailCommand.Of(host), PersonCommands.Of(host)],
        Acts = PeopleActs.All,
        LetterSamples = [.. AccountLetterTexts.Samples, .. SigningIn.LetterSamples, .. RoleLetterSamples.All],
        PersonalData = PeopleKnowledge.All,
        Greeting = FirstStart.Greeting,
        Demonstrate = DemonstrationPeople.Write,
    };

    private static void Routes(IEndpointRouteBuilder routes)
    {
        SetUp.Map(routes);
        SigningIn.Map(routes);
        InstitutionSignIn.Map(routes);
        ProveBoth.Map(routes.Kept());
        LinkedInstitutions.Map(routes.Kept());
        SignUp.Map(routes);
        Recover.Map(routes.Kept());
        Account.Map(routes);
        OwnData.SeeOwnData.Map(routes);
        RoleParts.Map(routes);
        Operate.Map(routes);
        OperatePeople.Map(routes);
        OperateTrail.Map(routes);
        OperateMail.OperateMail.Map(routes);
    }

    private static void Services(IServiceCollection services, Settings settings)
    {
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies(c => c.ApplicationCookie!.Configure(o => Sessions.Configure(o, settings)));
        services.AddAuthorization();
        services.AddIdentityCore<Person>(o =>
        {
            o.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
            o.User.RequireUniqueEmail = true;
            o.User.AllowedUserNameCharacters = "";
            o.Password.RequiredLength = PasswordRule.Shortest;
            o.Password.RequireDigit = o.Password.RequireLowercase = o.Password.RequireUppercase = o.Password.RequireNonAlphanumeric = false;
        }).AddSignInManager<HubSignIn>().AddUserStore<UserOnlyStore<Person, HubDb, Guid>>().AddDefaultTokenProviders();
        services.Configure<PasswordHasherOptions>(o => o.IterationCount = PasswordRule.Iterations);
        InstitutionSignIn.Services(services);
        services.AddPlaceOffers().AddRoles().AddSingleton<FirstStart>().AddSigningIn(settings).AddScoped<Letters>().AddScoped<AccountFacts>().AddScoped<AccountActs>().AddScoped<AskedAddresses>();
    }

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
        RoleHeld.Map(model);
        Invitation.Map(model);
        MailDomain.Map(model);
        EmailCode.Map(model);
        Try.Map(model);
        Session.Map(model);
        StoredPasskeys.Map(model);
        Authenticator.Map(model);
        RecoveryCode.Map(model);
        AddressChange.Map(model);
        WayUsed.Map(model);
        FirstStart.Map(model);
    }
}

/// <summary>Somebody with an account.</summary>
public sealed class Person : IdentityUser<Guid>
{
    private string name = "";

    public required string Name
    {
        get => name;
        set => (name, NameFolded) = (value, Fold(value));
    }

    /// <summary>The name in small letters without accents, to be found by.</summary>
    public string NameFolded { get; private set; } = "";

    /// <summary>Tag of the language of mail; null for the hub's own.</summary>
    public string? Language { get; set; }

    /// <summary>Runs this hub: sees requests, imports, approves.</summary>
    public bool IsOperator { get; set; }

    /// <summary>When the people who run this hub closed the account; null while it is open. Nobody signs in to a closed one.</summary>
    public DateTime? EndedAt { get; set; }

    internal static string Fold(string text) => string.Concat(text.Normalize(NormalizationForm.FormD).Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)).ToLowerInvariant();
}

/// <summary>What somebody may do for a place. From low to high: a reader reads, a leader also speaks for the team, a coordinator runs rounds.</summary>
public enum Role { Reader, Leader, Coordinator }

/// <summary>Where a request for a role, or the role itself, stands.</summary>
public enum RoleState { Waiting, Held, Refused, Withdrawn, Lapsed, Ended }

/// <summary>That somebody has a role at a place, since when and until when; asked for by the person, given by another.</summary>
public sealed class RoleHeld
{
    public Guid PlaceId { get; init; }

    public Guid Id { get; init; } = Ids.New();

    public Guid PersonId { get; init; }

    public Role Role { get; init; }

    /// <summary>When it was asked for or given.</summary>
    public DateTime Since { get; init; }

    /// <summary>Why this person may speak for the place, in their own words; null where another gave it unasked.</summary>
    public string? Reason { get; init; }

    /// <summary>When it was approved; null while it waits: then it gives no right.</summary>
    public DateTime? ApprovedAt { get; set; }

    public Guid? ApprovedBy { get; set; }

    /// <summary>When it ended, was refused or was withdrawn; null while it waits or holds.</summary>
    public DateTime? EndedAt { get; set; }

    /// <summary>Null where it ended by itself: a request that nobody decided on, a role whose day came.</summary>
    public Guid? EndedBy { get; set; }

    /// <summary>The first day on which it no longer holds, where that is known before; null else.</summary>
    public DateOnly? EndsOn { get; set; }

    /// <summary>The first day after the one that the holder chose as the last; null where none was chosen. A place that closes may end the role before.</summary>
    public DateOnly? ChosenEndsOn { get; set; }

    /// <summary>When another took the role over; null where nobody did. It goes over once.</summary>
    public DateTime? WentOverAt { get; set; }

    /// <summary>When those who may decide were reminded of a request that waits.</summary>
    public DateTime? RemindedAt { get; set; }

    /// <summary>What the one who decided wrote to the one who asked.</summary>
    public string? Answer { get; set; }

    public RoleState State => (ApprovedAt, EndedAt) switch
    {
        (null, null) => RoleState.Waiting,
        (not null, null) => RoleState.Held,
        (null, not null) => EndedBy is null ? RoleState.Lapsed : EndedBy == PersonId ? RoleState.Withdrawn : RoleState.Refused,
        _ => RoleState.Ended,
    };

    internal static void Map(ModelBuilder model) => model.Entity<RoleHeld>(e =>
    {
        e.ToTable("people_role");
        e.HasKey(r => new { r.PlaceId, r.Id });
        e.HasIndex(r => r.PersonId);
        e.HasIndex(r => r.EndsOn);
        e.HasIndex(r => new { r.PlaceId, r.PersonId }, "ix_people_role_waiting").IsUnique().HasFilter("approved_at is null and ended_at is null");
        e.HasIndex(r => new { r.PlaceId, r.PersonId }, "ix_people_role_held").IsUnique().HasFilter("approved_at is not null and ended_at is null");
    });
}

/// <summary>What other modules may ask about persons.</summary>
public static class Persons
{
    /// <summary>Names by id; an id that nobody has (any more) is missing.</summary>
    public static Task<Dictionary<Guid, string>> PersonNames(this HubDb db, IEnumerable<Guid> ids, CancellationToken cancel = default)
    {
        var wanted = ids.Distinct().ToList();
        return db.Read<Person>().Where(p => wanted.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, cancel);
    }

    /// <summary>The person whose confirmed address this is, in whatever case it was typed; null where nobody has it.</summary>
    /// <remarks>The answer tells who has an account: ask for signed-in people only, who name one address at a time.</remarks>
    public static Task<NamedPerson?> PersonByEmail(this HubDb db, string email, CancellationToken cancel = default)
    {
        var normalized = NormalizedEmail(email);
        return db.Read<Person>().Where(p => p.NormalizedEmail == normalized && p.EmailConfirmed).Select(p => new NamedPerson(p.Id, p.Name, p.Email!)).SingleOrDefaultAsync(cancel);
    }

    /// <summary>All that a person asked for or was given, the latest first: what waits and was refused, too.</summary>
    public static async Task<IReadOnlyList<RoleHeld>> RolesOf(this HubDb db, Guid person, CancellationToken cancel = default) =>
        await db.Read<RoleHeld>().Where(r => r.PersonId == person).OrderByDescending(r => r.Since).ToListAsync(cancel);

    /// <summary>Roles that a person was given by another, by place; those that have ended, too.</summary>
    public static async Task<ILookup<Guid, RoleHeld>> GivenRoles(this HubDb db, Guid person, CancellationToken cancel = default) =>
        (await db.RolesOf(person, cancel)).Where(r => r.ApprovedAt is not null).ToLookup(r => r.PlaceId);

    /// <summary>Who holds <paramref name="least"/> or a higher role at a place itself today.</summary>
    public static Task<List<Guid>> PeopleWith(this HubDb db, Role least, Guid place, CancellationToken cancel = default) =>
        db.Read<RoleHeld>().Where(r => r.PlaceId == place && r.Role >= least && r.ApprovedAt != null && r.EndedAt == null).Select(r => r.PersonId).ToListAsync(cancel);

    /// <summary>Who holds <paramref name="least"/> or a higher role at a place itself, or at the board that runs it on <paramref name="today"/>.</summary>
    public static async Task<List<Guid>> PeopleWith(this HubDb db, Role least, Guid place, DateOnly today, CancellationToken cancel = default) =>
        [.. (await db.PeopleWith(least, place, cancel)).Union(await HeldRoles.ThroughBoard(db, place, today).Where(r => r.Role >= least).Select(r => r.PersonId).ToListAsync(cancel))];

    /// <summary>Who holds <paramref name="least"/> or a higher role at each of many places itself on a day.</summary>
    public static async Task<ILookup<Guid, Guid>> PeopleWith(this HubDb db, Role least, IReadOnlyCollection<Guid> places, DateOnly today, CancellationToken cancel = default)
    {
        var held = new List<(Guid Place, Guid Person)>();
        foreach (var some in places.Chunk(1000))
            held.AddRange((await HeldRoles.On(db, today).Where(r => some.Contains(r.PlaceId) && r.Role >= least).Select(r => new { r.PlaceId, r.PersonId }).ToListAsync(cancel)).Select(r => (r.PlaceId, r.PersonId)));
        return held.ToLookup(h => h.Place, h => h.Person);
    }

    /// <summary>Who runs this hub.</summary>
    public static Task<List<Guid>> Operators(this HubDb db, CancellationToken cancel = default) => db.Read<Person>().Where(p => p.IsOperator && p.EndedAt == null).Select(p => p.Id).ToListAsync(cancel);

    /// <summary>Where mail to a person goes; null where the person is gone or the address is none that mail can go to.</summary>
    public static async Task<Recipient?> RecipientOf(this HubDb db, Guid person, CancellationToken cancel = default) =>
        await db.Read<Person>().SingleOrDefaultAsync(p => p.Id == person, cancel) is { } found ? RecipientOf(found) : null;

    internal static Recipient? RecipientOf(Person person) =>
        EmailAddress.TryParse(person.Email, out var address) ? new Recipient(address, person.Name, person.Language) : null;

    internal static string NormalizedEmail(string email) => email.Trim().Normalize().ToUpperInvariant();
}

/// <summary>What a module says of places that nobody coordinates any more; it registers this as a service.</summary>
/// <param name="Words">a sentence for each thing that goes on at some of the places: "A round is open until 4 May 2026."</param>
public sealed record RunsAtPlace(Func<IServiceProvider, IReadOnlyCollection<Guid>, Texts, Task<IReadOnlyList<(Guid Place, string Words)>>> Words);

/// <summary>What a module does, within the transaction, when an address changes; it registers this as a service.</summary>
/// <param name="Follow">gets the person with the old address, and the new one</param>
public sealed record AddressFollower(Func<IServiceProvider, DataSubject, string, CancellationToken, Task> Follow);

/// <summary>Somebody with a name and an address.</summary>
public sealed record NamedPerson(Guid Id, string Name, string Email);

/// <summary>An account of a demonstration hub, shown to every visitor with its password.</summary>
/// <param name="English">what one can try with it, a key of the translations</param>
/// <param name="Role">the role at all demonstration schools; null for none</param>
/// <param name="Coordinates">the organisation that the account coordinates; null for none</param>
public sealed record DemonstrationAccount(string Name, string Email, string English, Role? Role, bool IsOperator = false, Guid? Coordinates = null)
{
    public const string Password = "meadow demonstration";

    public static IReadOnlyList<DemonstrationAccount> All { get; } =
    [
        new("Olga Prins", "operator@meent.example", Texts.Key("Runs this hub: approves requests, sees the people"), null, IsOperator: true),
        new("Anna de Vries", "coordinator@meent.example", Texts.Key("Coordinates four schools: prepares rounds, invites, reads reports"), People.Role.Coordinator),
        new("Tom Bakker", "leader@meent.example", Texts.Key("Leads the schools: gives the team's view, follows rounds"), People.Role.Leader),
        new("Samira Haddad", "teacher@meent.example", Texts.Key("Teaches: reads reports"), People.Role.Reader),
        new("Femke Jansen", "adviser@meent.example", Texts.Key("Advises: reads the report that was shared with her"), null),
        new("Bea Smit", "board@meent.example", Texts.Key("Coordinates the board: sees its schools, their people and who asks"), null, Coordinates: DemonstrationSchool.Board),
        new("Ada Mol", "agency@meent.example", Texts.Key("Works for an agency: decides on who asks in its area, reads no report"), null, Coordinates: DemonstrationSchool.Agency),
        new("Kees Dekker", "university@meent.example", Texts.Key("Coordinates a university: asks lecturers, support staff and students"), null, Coordinates: DemonstrationSchool.Id(DemonstrationSchool.Hogeschool)),
        new("Mina Aydin", "adults@meent.example", Texts.Key("Coordinates a language house: asks adults who learn, in plain words"), null, Coordinates: DemonstrationSchool.Id(DemonstrationSchool.LanguageHouse)),
    ];

    public Guid Id { get; } = Ids.Named("demonstration account " + Email);
}
