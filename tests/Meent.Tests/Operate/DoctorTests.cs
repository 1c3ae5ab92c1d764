using System.Net;
using System.Net.Sockets;
using System.Text;
using Meent.Foundation;
using Meent.Foundation.Mail;
using Meent.Foundation.Data;
using Meent.Operate.Examine;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Meent.Tests.Operate;

public class DoctorTests
{
    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_healthy_hub_has_nothing_wrong(Engine engine)
    {
        var settings = await Databases.Fresh(engine);
        var findings = await Examine(settings);
        Assert.DoesNotContain(findings, f => f.State == Health.Fail);
        Assert.Contains(findings, f => f is { Check: "database", State: Health.Ok } && f.Says.Contains("schema", StringComparison.Ordinal));
        Assert.All(findings, f => Assert.Equal(f.State == Health.Ok, f.Do is null));
        Assert.Equal(["clock", "database", "disk", "mail", "settings"], findings.Select(f => f.Check).Distinct().Order());
        await Databases.Drop(settings);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_database_that_waits_or_is_newer_or_was_tampered_with_is_told_apart(Engine engine)
    {
        var settings = await Databases.Fresh(engine);
        await Sql(settings, "delete from hub_migration where module = 'Reflect'");
        Assert.Contains("have not run yet", Said(await Examine(settings)));
        await Sql(settings, "update hub_migration set hash = 'x' where module = 'Places' and number = 1");
        Assert.Contains("is not the one that ran here", Said(await Examine(settings)));
        await Sql(settings, "insert into hub_migration (module, number, name, hash) values ('Learn', 1, 'a', 'b')");
        Assert.Contains("newer Meent (step Learn 1)", Said(await Examine(settings)));
        await Databases.Drop(settings);
    }

    [Fact]
    public async Task A_damaged_file_is_found()
    {
        var settings = await Databases.Fresh(Engine.Sqlite);
        await using (var file = File.OpenWrite(settings.SqliteFile))
            for (var page = 6; page < 20; page++)
            {
                file.Position = (page * 4096) + 8;
                await file.WriteAsync(Enumerable.Repeat((byte)0xAA, 500).ToArray());
            }
        Assert.Equal(Health.Fail, Worst(await Examine(settings), "database").State);
        await Databases.Drop(settings);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_a_sentence()
    {
        var settings = new Settings { DataFolder = Databases.Folder(), Database = $"Host=127.0.0.1;Port={PostgresCluster.FreePort()};Username=nobody;Database=none" };
        var worst = Worst(await Examine(settings), "database");
        Assert.Equal(Health.Fail, worst.State);
        Assert.Contains("cannot be reached", worst.Says);
    }

    [Fact]
    public async Task Looking_makes_nothing()
    {
        var settings = new Settings { DataFolder = Path.Combine(Databases.Folder(), "none") };
        var findings = await Examine(settings);
        Assert.False(Directory.Exists(settings.DataFolder));
        Assert.DoesNotContain(findings, f => f.State == Health.Fail);
        Assert.Equal(Health.Warn, Worst(findings, "database").State);
    }

    [Theory]
    [InlineData("220 mail.example.org ESMTP", Health.Ok)]
    [InlineData("SSH-2.0-OpenSSH", Health.Fail)]
    [InlineData(null, Health.Fail)]
    public async Task The_mail_server_must_greet(string? greeting, Health expected)
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        if (greeting is not null) server.Start();
        var port = greeting is null ? PostgresCluster.FreePort() : ((IPEndPoint)server.LocalEndpoint).Port;
        var greets = greeting is null ? Task.CompletedTask : Greet(server, greeting);
        var finding = await MailCheck.Examine(new Settings { Smtp = $"smtp://127.0.0.1:{port}" }, 0, CancellationToken.None);
        await greets;
        Assert.Equal(expected, finding.State);
    }

    [Fact]
    public async Task Letters_that_no_server_took_are_counted()
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        await using var hub = await TestHub.Start(Engine.Sqlite);
        await hub.Change(db => db.Add(new StoredMail { Id = Ids.New(), RecipientHash = "x", FailedAt = DateTime.UnixEpoch }));
        var greets = Greet(server, "220 ready");
        var findings = await Doctor.Examine(hub.Settings with { Smtp = $"smtp://127.0.0.1:{((IPEndPoint)server.LocalEndpoint).Port}" }, TestHub.Modules, hub.Clock);
        await greets;
        var finding = findings.Single(f => f.Check == "mail");
        Assert.Equal(Health.Warn, finding.State);
        Assert.Contains("1 letters could not be sent", finding.Says);
    }

    [Fact]
    public async Task Mail_that_goes_to_a_folder_or_an_address_that_is_none_is_said()
    {
        Assert.Equal(Health.Warn, (await MailCheck.Examine(new Settings(), 0, CancellationToken.None)).State);
        Assert.Equal(Health.Fail, (await MailCheck.Examine(new Settings { Smtp = "mail.example.org" }, 0, CancellationToken.None)).State);
    }

    public static TheoryData<string, Settings, Health, string> Settled => new()
    {
        { "", new() { BaseUrl = "https://meent.example.org" }, Health.Ok, "listens on" },
        { "", new() { Urls = "localhost:5080" }, Health.Fail, "MEENT_URLS" },
        { "", new() { Urls = "http://*:8080", BaseUrl = "https://a.example" }, Health.Ok, "listens on" },
        { "", new() { Urls = "http://*:8080" }, Health.Warn, "MEENT_BASE_URL is empty" },
        { "", new() { BaseUrl = "meent.example.org" }, Health.Fail, "MEENT_BASE_URL" },
        { "", new() { BaseUrl = "http://meent.example.org" }, Health.Warn, "in the clear" },
        { "", new() { Brand = "no-such-brand" }, Health.Fail, "MEENT_BRAND" },
        { "", new() { Language = "xx" }, Health.Warn, "MEENT_LANGUAGE" },
        { "", new() { TrustedProxies = "10.0.0.0/8, nonsense", BaseUrl = "https://a.example" }, Health.Fail, "nonsense" },
        { "MEENT_OIDC_1_ISSUER", new() { BaseUrl = "https://a.example", Institutions = [new(1) { Issuer = "https://login.example.org", ClientId = "meent" }] }, Health.Ok, "listens on" },
        { "", new() { Institutions = [new(1) { Issuer = "http://login.example.org", ClientId = "meent", Name = "Elzen" }] }, Health.Fail, "MEENT_OIDC_1_ISSUER" },
        { "", new() { Institutions = [new(2) { Issuer = "https://login.example.org", Name = "Elzen" }] }, Health.Fail, "MEENT_OIDC_2_CLIENT_ID" },
        { "", new() { Institutions = [new(3) { Issuer = "https://login.example.org", ClientId = "meent", ClientSecretFile = "/no/such/file" }] }, Health.Fail, "MEENT_OIDC_3_CLIENT_SECRET_FILE" },
        { "MEENT_OIDC_1_ISUER", new(), Health.Warn, "MEENT_OIDC_1_ISUER" },
        { "MEENT_DATABSE", new(), Health.Warn, "MEENT_DATABSE" },
    };

    [Theory, MemberData(nameof(Settled))]
    public void Settings_must_mean_something(string environment, Settings settings, Health expected, string says)
    {
        var finding = Assert.Single(SettingsCheck.Examine(settings, ["PATH", "MEENT_DATA", .. environment.Length > 0 ? [environment] : Array.Empty<string>()]));
        Assert.Equal(expected, finding.State);
        Assert.Contains(says, finding.Says);
        if (environment == "MEENT_DATABSE") Assert.Contains("MEENT_DATABASE", finding.Do);
    }

    [Theory]
    [InlineData(100L << 20, 0, Health.Fail)]
    [InlineData(1L << 30, 0, Health.Warn)]
    [InlineData(5L << 30, 6L << 30, Health.Warn)]
    [InlineData(5L << 30, 1L << 30, Health.Ok)]
    public void A_disk_needs_room_for_the_database_once_more(long free, long database, Health expected) => Assert.Equal(expected, DiskCheck.Room(free, database).State);

    [Fact]
    public async Task A_clock_that_runs_behind_what_the_hub_did_is_found()
    {
        var settings = await Databases.Fresh(Engine.Sqlite);
        await Sql(settings, "insert into hub_audit (place_id, id, at, person_id, act) values ('A', 'B', '2099-01-01 00:00:00', 'C', 'opened')");
        Assert.Equal(Health.Fail, Worst(await Examine(settings), "clock").State);
        await Databases.Drop(settings);
        Assert.Equal(Health.Fail, ClockCheck.Apart(TimeSpan.FromMinutes(-3))!.State);
        Assert.Equal(Health.Warn, ClockCheck.Apart(TimeSpan.FromSeconds(20))!.State);
        Assert.Null(ClockCheck.Apart(TimeSpan.FromSeconds(1)));
    }

    private static Task<IReadOnlyList<Finding>> Examine(Settings settings) => Doctor.Examine(settings, TestHub.Modules, TimeProvider.System);

    private static Finding Worst(IReadOnlyList<Finding> findings, string check) => findings.Where(f => f.Check == check).MaxBy(f => f.State)!;

    private static string Said(IReadOnlyList<Finding> findings) => string.Join('\n', findings.Where(f => f.Check == "database").Select(f => f.Says));

    private static async Task Greet(TcpListener server, string greeting)
    {
        using var client = await server.AcceptTcpClientAsync();
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(greeting + "\r\n"));
    }

    private static async Task Sql(Settings settings, string sql)
    {
        await using (var app = Hub.Build(settings, TestHub.Modules))
        await using (var scope = app.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<HubDb>().Database.ExecuteSqlRawAsync(sql);
        Databases.CloseAll(settings);
    }
}
