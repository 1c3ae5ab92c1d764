using System.Security.Claims;
using System.Text;
using System.Text.RegularExpressions;
using Meent.Foundation.Data;
using Meent.Foundation.Time;
using Meent.People;
using Meent.Places;
using Meent.Reflect;
using Meent.Tests.Monitor.KeepStudies;
using Meent.Tests.Plan;
using Meent.Tests.Reflect.Appraise;
using Meent.Tests.Reflect.Campaigns;
using Meent.Tests.Reflect.ReadResults;
using Meent.Tests.Reflect.Waves;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Meent.Tests.Authorisation;

/// <summary>A hub with one school, another school, everybody of the table, and one round in each state.</summary>
public partial class AuthorisationWorld : IAsyncLifetime
{
    private TestHub hub = null!;
    private readonly Dictionary<Caller, Person> people = [];
    private readonly Dictionary<string, string> values = [];
    private SqliteConnection? watch;
    private (long Version, string Text)? contents;

    public TestHub Hub => hub;

    /// <summary>What the parameters of routes stand for: first by "name=value" of the line, then by name.</summary>
    public IReadOnlyDictionary<string, string> Values => values;

    public async ValueTask InitializeAsync()
    {
        hub = await Start();
        await Seed();
        hub.Clock.Rests = true;
    }

    protected virtual Task<TestHub> Start() => TestHub.Start(Engine.Sqlite);

    /// <summary>The address of a line: its route with the values filled in.</summary>
    public string Address(AuthorisationRow row)
    {
        var path = Parameter().Replace(row.Route, m => Value(row, m.Groups["name"].Value));
        return row.With.TryGetValue("query", out var query) ? $"{path}?{query}" : path;
    }

    /// <summary>A client with the caller's session that follows no redirects.</summary>
    public async Task<HttpClient> Client(Caller caller)
    {
        var client = ((TestServer)hub.Services.GetRequiredService<IServer>()).CreateClient();
        client.DefaultRequestHeaders.TryAddWithoutValidation("Accept-Language", "en");
        if (await Session(caller) is var (name, value)) client.DefaultRequestHeaders.TryAddWithoutValidation("Cookie", $"{name}={value}");
        return client;
    }

    /// <summary>The session cookie as signing in would set it, without the page; null for nobody.</summary>
    public async Task<(string Name, string Value)?> Session(Caller caller)
    {
        if (!people.TryGetValue(caller, out var person)) return null;
        await using var scope = hub.Services.CreateAsyncScope();
        var session = new Session { PersonId = person.Id, StartedAt = hub.Clock.Now(), SeenOn = hub.Clock.Today(), ProvedAt = hub.Clock.Now() };
        await hub.Change(db => db.Add(session));
        var principal = await scope.ServiceProvider.GetRequiredService<IUserClaimsPrincipalFactory<Person>>().CreateAsync(person);
        principal.Identities.First().AddClaim(new Claim(Meent.People.Session.Claim, session.Id.ToString()));
        var options = scope.ServiceProvider.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(IdentityConstants.ApplicationScheme);
        var properties = new AuthenticationProperties { IssuedUtc = hub.Clock.GetUtcNow(), ExpiresUtc = hub.Clock.GetUtcNow().AddDays(1) };
        return (options.Cookie.Name!, options.TicketDataFormat.Protect(new AuthenticationTicket(principal, properties, IdentityConstants.ApplicationScheme)));
    }

    /// <summary>Method and pattern of everything that the hub answers.</summary>
    public HashSet<(string Method, string Route)> Routes() =>
    [
        .. from endpoint in hub.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
           from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["ANY"]
           select (method, "/" + endpoint.RoutePattern.RawText!.TrimStart('/')),
    ];

    /// <summary>Everything in the database as text, a table a line; read again only after something was written.</summary>
    public async Task<string> Contents()
    {
        var version = await Version();
        if (contents is not { } kept || kept.Version != version) contents = kept = (version, await hub.Look(Read));
        return kept.Text;
    }

    private static async Task<string> Read(HubDb db)
    {
        var text = new StringBuilder();
        foreach (var table in await db.Database.SqlQueryRaw<string>("select name as Value from sqlite_master where type = 'table' order by name").ToListAsync())
            text.Append(table).Append(' ').AppendJoin('|', await Rows(db, table)).AppendLine();
        return text.ToString();
    }

    // SQLite counts, for a connection, what others have written since it was opened.
    private async Task<long> Version()
    {
        watch ??= new SqliteConnection(await hub.Look(db => Task.FromResult(db.Database.GetConnectionString())));
        await watch.OpenAsync();
        await using var command = watch.CreateCommand();
        command.CommandText = "pragma data_version";
        return (long)(await command.ExecuteScalarAsync())!;
    }

    public async ValueTask DisposeAsync()
    {
        if (watch is not null) await watch.DisposeAsync();
        await hub.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private string Value(AuthorisationRow row, string name)
    {
        var asked = row.With.GetValueOrDefault(name);
        if (asked is not null) return values.GetValueOrDefault($"{name}:{asked}") ?? values.GetValueOrDefault(asked) ?? asked;
        return values.GetValueOrDefault(name) ?? throw new InvalidOperationException($"{row.File}: '{row}' needs a value for {{{name}}}; see README.md there.");
    }

    private async Task Seed()
    {
        foreach (var caller in Enum.GetValues<Caller>().Where(c => c != Caller.Nobody)) people[caller] = Make(caller);
        await hub.Change(db => db.AddRange(people.Values));
        await hub.Change(db => db.Add(new Meent.Monitor.ForeignLabel { Source = "eurostat", Dimension = "ind_type", Label = "Everybody", FileName = "skills.csv", SeenAt = hub.Clock.Now() }));
        var (school, other) = (await hub.AddSchool("De Elzen"), await hub.AddSchool("De Wilgen"));
        await hub.Give(people[Caller.Reader], Role.Reader, school);
        await hub.Give(people[Caller.Leader], Role.Leader, school);
        await hub.Give(people[Caller.Coordinator], Role.Coordinator, school);
        await hub.Give(people[Caller.Other], Role.Coordinator, other);
        var board = await hub.AddBoard("Board of the Vale", school);
        var agency = await hub.AddAgency("Agency of the country", school, board);
        await hub.Give(people[Caller.Board], Role.Coordinator, board);
        await hub.Give(people[Caller.Agency], Role.Coordinator, agency);
        await hub.Give(people[Caller.AgencyReader], Role.Reader, agency);
        (values["board"], values["agency"]) = (board.PlaceId.ToString(), agency.PlaceId.ToString());
        (values["placeId"], values["other"]) = (school.PlaceId.ToString(), other.PlaceId.ToString());
        (values["personId"], values["adviser"]) = (people[Caller.Person].Id.ToString(), people[Caller.Adviser].Id.ToString());
        values["audience"] = "teachers";
        values["figures"] = (await hub.AddFigures()).PlaceId.ToString();
        await hub.AddDigitalSkills();
        await hub.AddHomes();
        values["id:file"] = (await hub.AddWaitingFile()).ToString();
        values["union"] = (await hub.PlaceOf("EU")).ToString();
        await hub.CountReleases();
        foreach (var state in Enum.GetValues<RoundState>()) await AddRound(school, state);
        await AddPool(await hub.AddCampaign(board, people[Caller.Board], "work-based", school), school);
        var served = await hub.Look(db => db.Read<PlaceLink>().Where(l => l.PlaceId == agency.PlaceId && l.Role == LinkRole.Serves).Select(l => l.ParentId).SingleAsync());
        (values["country"], values["id:wave"]) = (served.ToString(), (await hub.AddWave(agency, served, people[Caller.Agency], invited: false, school, other)).Id.ToString());
        values["id:invited-wave"] = (await hub.AddWave(agency, served, people[Caller.Agency], invited: true, school, other)).Id.ToString();
        values["draft-appraisal"] = (await hub.AddAppraisal(school, people[Caller.Leader], finished: false)).Id.ToString();
        values["appraisal"] = (await hub.AddAppraisal(school, people[Caller.Leader], finished: true)).Id.ToString();
        await AddReflection();
        await AddPlans(school, served);
        values["id:study"] = (await hub.AddStudy(school.PlaceId)).ToString();
        values["groupId"] = await AddGroup("group", closed: false);
        values["groupId:closedGroup"] = await AddGroup("closedGroup", closed: true);
        // A minute after its start a hub takes up reports from before: done now, it writes nothing while a test looks whether anything was written.
        await hub.Look(db => hub.Services.GetRequiredService<Meent.Monitor.RollUp.EarlierReports>().All(db));
    }

    /// <summary>Ladders, and what the coordinator keeps for themselves.</summary>
    private Task AddReflection()
    {
        var (id, at) = (Ids.New(), hub.Clock.Now());
        (values["ladder"], values["reflection"]) = ("digcomp", id.ToString());
        return hub.Change(db => db.Add(new Meent.Reflect.ReflectForYourself.SelfReflection
        {
            PersonId = people[Caller.Coordinator].Id, Id = id, Ladder = "teacher", Version = 1, StartedAt = at, SavedAt = at, FinishedAt = at,
            Answers = """{"engagement.contact":{"level":2,"note":"Ask Tom."},"resources.making":{"level":4}}""",
        }));
    }

    /// <summary>A plan of the school for its own people, one that everybody may read, and one of the country for those of its agency.</summary>
    private async Task AddPlans(Place school, Guid country)
    {
        values["planId"] = (await hub.AddPlan(school, people[Caller.Coordinator])).ToString();
        values["planId:public"] = (await hub.AddPlan(school, people[Caller.Coordinator], isPublic: true)).ToString();
        values["planId:area"] = (await hub.AddPlan(await hub.Look(db => db.Read<Place>().SingleAsync(p => p.PlaceId == country)), people[Caller.Agency])).ToString();
        (values["objective"], values["measure"], values["step"]) = ("o1", "m1", "s1");
    }

    /// <summary>A group that the coordinator opened, with its link under a name.</summary>
    private async Task<string> AddGroup(string name, bool closed)
    {
        var (id, today) = (Ids.New(), hub.Clock.Today());
        var group = new Meent.Reflect.ReflectInGroup.ReflectionGroup
        {
            PlaceId = id, Name = "Upper years", Ladder = "teacher", Version = 1, ClosesOn = today.AddDays(9), Promise = Meent.Reflect.Results.DisclosurePolicy.Default.ToJson(),
            OpenedAt = hub.Clock.Now(), OpenedBy = people[Caller.Coordinator].Id,
        };
        var link = new RoundAudience { PlaceId = id, RoundId = id, Audience = "members", Invited = 14, Answered = 12, LinkCode = Ids.Code() };
        values[$"code:{name}"] = link.LinkCode;
        await hub.Change(db => db.AddRange(group, link));
        await hub.Change(db => db.AddRange(Enumerable.Range(0, 12).Select(i => new Submission
        {
            PlaceId = id, RoundId = id, Id = Ids.Random(), Audience = "members", Answers = [.. Enumerable.Range(0, 22).Select(n => (byte)(1 + ((i + n) % 4)))],
        })));
        if (closed) await hub.Look(db => hub.Services.GetRequiredService<Meent.Reflect.ReflectInGroup.GroupClosing>().Close(db, group));
        return id.ToString();
    }

    // Without a password: hashing one takes longer than all requests of a line.
    private static Person Make(Caller caller)
    {
        var email = $"{caller}@example.org".ToLowerInvariant();
        return new()
        {
            Id = Ids.New(), Name = $"Some {caller}", Email = email, UserName = email, NormalizedEmail = email.ToUpperInvariant(),
            NormalizedUserName = email.ToUpperInvariant(), EmailConfirmed = true, SecurityStamp = Ids.Code(32), IsOperator = caller == Caller.Operator,
        };
    }

    private async Task AddRound(Place school, RoundState state)
    {
        var round = AuthorisationRounds.Make(school.PlaceId, state, people[Caller.Coordinator].Id, hub.Clock);
        var teachers = new RoundAudience { PlaceId = school.PlaceId, RoundId = round.Id, Audience = "teachers", LinkCode = Ids.Code() };
        await hub.Change(db => db.AddRange(round, teachers));
        var name = state.ToString().ToLowerInvariant();
        (values[name], values[$"code:{name}"]) = (round.Id.ToString(), teachers.LinkCode);
        if (state == RoundState.Open)
        {
            values["id"] = values["roundId"] = values["round"] = round.Id.ToString();
            values["code"] = teachers.LinkCode;
        }
        if (state != RoundState.Closed) return;
        await Share(round);
        await hub.AddReport(school, ReportSchool.Usual(), round: round.Id);
    }

    /// <summary>The one link of the campaign leads to the school's open round.</summary>
    private Task AddPool(Campaign campaign, Place school)
    {
        values["campaign"] = values["campaignId"] = campaign.Id.ToString();
        var pool = new Pool { PlaceId = campaign.PlaceId, CampaignId = campaign.Id, Audience = "teachers", LinkCode = Ids.Code() };
        values["code:pool"] = pool.LinkCode;
        return hub.Change(db => db.AddRange(pool, new PoolRound { PlaceId = school.PlaceId, RoundId = Guid.Parse(values["open"]), CallerId = campaign.PlaceId, CampaignId = campaign.Id }));
    }

    private Task Share(Round round)
    {
        var share = new ReportShare
        {
            PlaceId = round.PlaceId, RoundId = round.Id, Id = Ids.New(), PersonId = people[Caller.Adviser].Id, Until = new DateOnly(2026, 12, 31),
            SharedBy = people[Caller.Coordinator].Id, SharedAt = new DateTime(2026, 3, 2, 9, 0, 0, DateTimeKind.Utc),
        };
        values["share"] = values["shareId"] = share.Id.ToString();
        return hub.Change(db => db.Add(share));
    }

    private static async Task<IReadOnlyList<string>> Rows(HubDb db, string table)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        await db.Database.OpenConnectionAsync();
        command.CommandText = $"select * from {table}";
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync()) rows.Add(string.Join(',', Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetValue(i) is byte[] b ? Convert.ToHexString(b) : reader.GetValue(i))));
        rows.Sort(StringComparer.Ordinal);
        return rows;
    }

    [GeneratedRegex(@"\{\**(?<name>\w+)[^}]*\}")]
    private static partial Regex Parameter();
}
