using System.Net;
using System.Text.Json;
using Meent.Foundation;
using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.PersonalData;
using Meent.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Meent.Tests.People.OwnData;

/// <summary>What is known about a person is shown to them in full, and forgotten in full when they leave: for every module, by the model itself.</summary>
public class OwnDataTests
{
    private const string Name = "Renée O'Brien-Été";

    [Fact]
    public async Task Every_column_that_can_refer_to_a_person_is_declared_by_its_module()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        var model = new HubModel(TestHub.Modules);
        House.Found.Nothing(await hub.Look(db => Task.FromResult(PersonColumns.Undeclared(db, model))));
        var columns = await hub.Look(db => Task.FromResult(PersonColumns.All(db).Select(c => c.Name).ToHashSet()));
        Assert.Superset(PersonColumns.Declared(model).Keys.ToHashSet(), columns);
    }

    [Fact]
    public async Task A_planted_column_is_found()
    {
        HubModule[] modules = [.. TestHub.Modules, new("Planted") { Assembly = typeof(OwnDataTests).Assembly, Model = m => m.Entity<Planted>().ToTable("planted_row").HasKey(p => new { p.PlaceId, p.Id }) }];
        await using var app = Hub.Build(new Settings { DataFolder = Databases.Folder() }, modules);
        await using var scope = app.Services.CreateAsyncScope();
        Assert.Equal(["planted_row.contact_email", "planted_row.read_by"], PersonColumns.Undeclared(scope.ServiceProvider.GetRequiredService<HubDb>(), new HubModel(modules)));
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task All_is_shown_and_all_is_forgotten(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var (who, kim, place) = await World(hub);
        var visitor = await SignedIn(hub, who);
        var before = await Known(hub, who);
        var kims = new PersonSeeds(hub, kim, await Elsewhere(hub, kim));
        var seeds = new PersonSeeds(hub, who, place);
        foreach (var column in PersonColumns.Declared(new HubModel(TestHub.Modules)).Keys.Where(c => !c.StartsWith("people_person.", StringComparison.Ordinal)))
        {
            await seeds.Plant(column);
            var now = await Known(hub, who);
            // Letters that the person caused are among these: their number would answer whether an address has an account.
            if (column == "hub_mail.about") Assert.Equal(before, now);
            else Assert.True(now != before, $"{column} refers to the person, and what they are shown does not change.");
            before = now;
            await kims.Plant(column);
        }
        var kimsBefore = await Known(hub, kim);
        Assert.Contains(who.Email, before);
        Assert.NotEmpty(await DatabaseText.Traces(hub, who));

        await visitor.Get("/account/delete");
        await visitor.Post(new() { ["sure"] = "yes" });
        Assert.Equal("/account/deleted", visitor.Path);
        Assert.Equal(["hub_audit: id"], await DatabaseText.Traces(hub, who));
        Assert.Equal(kimsBefore, await Known(hub, kim));
        Assert.StartsWith("/sign-in", (await visitor.Get("/account")).Path);
        Assert.Null((await Foundation.Audit.Trail.Verify(hub)).Problem);
        Assert.Contains("what was known about you is forgotten", string.Concat(MailBox.To(hub, who.Email)));
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task What_is_known_can_be_read_and_taken_along_after_proving_who_one_is(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var (who, _, _) = await World(hub);
        var visitor = await (await SignedIn(hub, who)).Get("/account/data");
        Assert.Contains("Coordinator", visitor.Text);
        Assert.Contains("De Elzen", visitor.Text);

        hub.Clock.Advance(TimeSpan.FromMinutes(11));
        await visitor.Press("Download it as JSON");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, visitor.Status);
        await visitor.Post(new() { ["proof.password"] = TestHub.Password });
        Assert.Equal("application/json", visitor.Response.Content.Headers.ContentType?.MediaType);
        using (var json = JsonDocument.Parse(await visitor.Response.Content.ReadAsStringAsync()))
        {
            var sections = json.RootElement.GetProperty("sections").EnumerateArray().ToDictionary(s => s.GetProperty("key").GetString()!);
            Assert.Equal(Name, sections["account"].GetProperty("items")[0].GetProperty("name").GetString());
            Assert.Equal("De Elzen", sections["roles"].GetProperty("items")[0].GetProperty("place").GetString());
        }
        await visitor.Get("/account/data");
        await visitor.Press("Download it to read");
        var html = await visitor.Response.Content.ReadAsStringAsync();
        Assert.Equal("attachment", visitor.Response.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Contains("What Meent knows about Ren", html);
        Assert.DoesNotContain("src=", html);
        Assert.DoesNotContain("href=", html);
    }

    [Fact]
    public async Task The_last_coordinator_is_told_what_happens_and_may_leave()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        var (who, _, _) = await World(hub);
        var visitor = await (await SignedIn(hub, who)).Get("/account/delete");
        Assert.Contains("You are the only coordinator of a place", visitor.Text);
        Assert.Contains("De Elzen", visitor.Text);
        await visitor.Post([]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, visitor.Status);
        Assert.Contains("Say that you are sure.", visitor.Text);
        await visitor.Post(new() { ["sure"] = "yes" });
        Assert.Equal("/account/deleted", visitor.Path);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task The_last_who_runs_the_hub_stays_however_many_leave_at_once(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var all = new List<Visitor>();
        foreach (var name in new[] { "Olga Prins", "Piet Smit", "Rob Bos" })
            all.Add(await (await hub.SignedIn(await hub.AddPerson(name, isOperator: true))).Get("/account/delete"));
        await Task.WhenAll(all.Select(v => v.Post(new() { ["sure"] = "yes" })));
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.Conflict], all.Select(v => v.Status).Order());
        Assert.Equal(1, await hub.Look(db => db.Read<Person>().CountAsync(p => p.IsOperator)));
        Assert.Contains("Nobody else runs this hub.", all.Single(v => v.Status == HttpStatusCode.Conflict).Text);
    }

    [Fact]
    public async Task An_operator_does_it_on_the_machine_for_who_cannot_sign_in()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        var (who, _, _) = await World(hub);
        var data = await MeentProgram.Run(hub.Settings, "user", "data", who.Email);
        Assert.True(data.Code == 0, data.Errors);
        using (var json = JsonDocument.Parse(data.Output)) Assert.Equal("account", json.RootElement.GetProperty("sections")[0].GetProperty("key").GetString());
        Assert.Equal(1, (await MeentProgram.Run(hub.Settings, "user", "delete", who.Email)).Code);
        Assert.NotEmpty(await DatabaseText.Traces(hub, who));
        var deleted = await MeentProgram.Run(hub.Settings, "user", "delete", who.Email, "--yes");
        Assert.True(deleted.Code == 0, deleted.Errors);
        Assert.Equal(["hub_audit: id"], await DatabaseText.Traces(hub, who));
    }

    [Theory]
    [InlineData("Anna de Vries, An Smit and ANNA  X", "An Smit", "Anna de Vries, somebody who left and ANNA  X")]
    [InlineData("Annabel and Bel.Anna@school.example", "Anna", "Annabel and Bel.Anna@school.example")]
    [InlineData("Ask a.b@example.org or A.B@EXAMPLE.ORG.", "Nobody here", "Ask somebody who left or somebody who left.")]
    [InlineData("Use the {link} of Link, or {other}.", "link", "Use the {link} of somebody who left, or {other}.")]
    [InlineData("Use the {link} here.", "the {link}", "Use somebody who left{link} here.")]
    public void A_name_goes_as_a_whole_and_no_other_with_it(string text, string name, string expected) =>
        Assert.Equal(expected, Forgetting.Without(text, new DataSubject(Guid.Empty, name, "a.b@example.org"), "somebody who left"));

    private static async Task<(DataSubject Who, DataSubject Kim, Guid Place)> World(TestHub hub)
    {
        var (kim, elzen) = (await hub.AddPerson("Kim Visser"), await hub.AddSchool("De Elzen"));
        var who = await hub.AddPerson("Rene OBrien");
        await hub.Change(db => db.Set<Person>().Single(p => p.Id == who.Id).Name = Name);
        await hub.Give(who, Role.Coordinator, elzen);
        return (new(who.Id, Name, who.Email!), new(kim.Id, kim.Name, kim.Email!), elzen.PlaceId);
    }

    /// <summary>A school where the other works.</summary>
    private static async Task<Guid> Elsewhere(TestHub hub, DataSubject kim)
    {
        var wilgen = await hub.AddSchool("De Wilgen");
        await hub.Give(await hub.Look(db => db.Read<Person>().SingleAsync(p => p.Id == kim.Id)), Role.Leader, wilgen);
        return wilgen.PlaceId;
    }

    private static async Task<Visitor> SignedIn(TestHub hub, DataSubject who) => await hub.SignedIn(await hub.Look(db => db.Read<Person>().SingleAsync(p => p.Id == who.Id)));

    private static async Task<string> Known(TestHub hub, DataSubject who)
    {
        await using var scope = hub.Services.CreateAsyncScope();
        var T = new Texts(hub.Services.GetRequiredService<TextCatalogue>(), "en");
        var sections = await Forgetting.Read(scope.ServiceProvider, who, T, TestContext.Current.CancellationToken);
        return string.Join('\n', sections.SelectMany(s => s.Items.Select(i => $"{s.Key}: {string.Join(" | ", i.Facts.Select(f => $"{f.Key}={f.Value}"))}")));
    }

    private sealed record Planted(Guid PlaceId, Guid Id, Guid ReadBy, string ContactEmail, string Wording);
}
