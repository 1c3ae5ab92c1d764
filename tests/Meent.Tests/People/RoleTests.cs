using System.Net;
using Meent.Foundation.Audit;
using Meent.Foundation.Data;
using Meent.People;
using Meent.Places;
using Microsoft.EntityFrameworkCore;

namespace Meent.Tests.People;

public class RoleTests
{
    private static async Task<Visitor> Ask(TestHub hub, Person person, Place school, string role = "coordinator")
    {
        var visitor = await hub.SignedIn(person);
        await visitor.Get($"/places/{school.PlaceId}/ask");
        return await visitor.Post(new() { ["role"] = role, ["reason"] = "I keep the computers running and was asked to." });
    }

    private static Task<List<RoleHeld>> Roles(TestHub hub, Person person) => hub.Look(db => db.Read<RoleHeld>().Where(r => r.PersonId == person.Id).OrderBy(r => r.Since).ToListAsync());

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Somebody_asks_is_approved_works_and_is_ended(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var (noor, olga, school) = (await hub.AddPerson("Noor Bakker"), await hub.AddPerson("Olga Prins", isOperator: true), await hub.AddSchool("De Elzen"));
        var people = $"/places/{school.PlaceId}/people";
        using var asker = await Ask(hub, noor, school);
        Assert.Equal($"/places/{school.PlaceId}/ask", asker.Path);
        Assert.Contains("Your request is on its way", asker.Text);
        Assert.Contains("Noor Bakker asks to be Coordinator of De Elzen", MailBox.Last(hub, olga.Email!) is var mail ? mail.Replace(" (noor.bakker@example.org)", "", StringComparison.Ordinal) : "");
        await asker.Get(people);
        Assert.Equal(HttpStatusCode.NotFound, asker.Status);

        using var decider = await hub.SignedIn(olga);
        await decider.Get("/operate/requests");
        Assert.Contains("I keep the computers running", decider.Text);
        await decider.Post(new() { ["act"] = "approve" });
        Assert.Equal("/operate/requests", decider.Path);
        Assert.Contains("Nobody waits", decider.Text);
        Assert.Contains("You are now Coordinator of De Elzen", MailBox.Last(hub, noor.Email!));
        await asker.Get(people);
        Assert.Equal(HttpStatusCode.OK, asker.Status);

        await decider.Get($"/operate/people/{noor.Id}");
        await decider.Post(new() { ["act"] = "end" });
        Assert.Contains("ended", decider.Text);
        await asker.Get(people);
        Assert.Equal(HttpStatusCode.NotFound, asker.Status);
        Assert.Contains("has ended", MailBox.Last(hub, noor.Email!));
        var acts = await hub.Look(db => db.Read<AuditEntry>().Where(e => e.PlaceId == school.PlaceId).OrderBy(e => e.Id).Select(e => e.Act).ToListAsync());
        Assert.Equal(["asked", "approved", "ended"], acts);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Refusing_needs_a_sentence_which_the_asker_reads(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var (noor, olga, school) = (await hub.AddPerson("Noor Bakker"), await hub.AddPerson("Olga Prins", isOperator: true), await hub.AddSchool("De Elzen"));
        using var asker = await Ask(hub, noor, school);
        using var decider = await hub.SignedIn(olga);
        await decider.Get("/operate/requests");
        await decider.Post(new() { ["act"] = "refuse" });
        Assert.Equal(422, (int)decider.Status);
        var field = decider.Page.QuerySelector("textarea")!.Id!;
        Assert.Equal($"#{field}", decider.Page.QuerySelector("#errors a")!.GetAttribute("href"));
        await decider.Post(new() { ["act"] = "refuse", [field] = "Ask your head first." });
        Assert.Equal(RoleState.Refused, (await Roles(hub, noor)).Single().State);
        await asker.Get("/account");
        Assert.Contains("Ask your head first.", asker.Text);
        Assert.Contains("Ask your head first.", MailBox.Last(hub, noor.Email!));
        await asker.Get($"/places/{school.PlaceId}/ask");
        await asker.Post(new() { ["role"] = "reader", ["reason"] = "My head says yes." });
        Assert.Contains("Your request is on its way", asker.Text);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task The_same_request_sent_many_times_at_once_is_one(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var (noor, school) = (await hub.AddPerson("Noor Bakker"), await hub.AddSchool("De Elzen"));
        var visitors = new List<Visitor>();
        for (var i = 0; i < 5; i++) visitors.Add(await hub.SignedIn(noor));
        foreach (var visitor in visitors) await visitor.Get($"/places/{school.PlaceId}/ask");
        await Task.WhenAll(visitors.Select(v => v.Post(new() { ["role"] = "leader", ["reason"] = "I lead the team." })));
        Assert.All(visitors, v => Assert.Contains("Your request is on its way", v.Text));
        Assert.Single(await Roles(hub, noor));
        visitors.ForEach(v => v.Dispose());
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Of_decisions_made_at_once_one_counts_and_the_others_are_told(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var (noor, olga, school) = (await hub.AddPerson("Noor Bakker"), await hub.AddPerson("Olga Prins", isOperator: true), await hub.AddSchool("De Elzen"));
        using var asker = await Ask(hub, noor, school);
        var deciders = new List<Visitor>();
        for (var i = 0; i < 4; i++) deciders.Add(await hub.SignedIn(olga));
        foreach (var d in deciders) await d.Get("/operate/requests");
        var field = deciders[0].Page.QuerySelector("textarea")!.Id!;
        await Task.WhenAll(deciders.Select((d, i) => d.Post(new() { ["act"] = i % 2 == 0 ? "approve" : "refuse", [field] = "This is my answer." })));
        Assert.Single(deciders, d => d.Status == HttpStatusCode.OK);
        Assert.Equal(3, deciders.Count(d => d.Status == HttpStatusCode.Conflict && d.Text.Contains("Somebody has decided this already", StringComparison.Ordinal)));
        Assert.Single(await Roles(hub, noor));
        Assert.Single(MailBox.To(hub, noor.Email!));
        Assert.Equal(2, await hub.Look(db => db.Read<AuditEntry>().CountAsync(e => e.PlaceId == school.PlaceId)));
        deciders.ForEach(d => d.Dispose());
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_higher_role_takes_the_place_of_the_lower_one(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var (noor, olga, school) = (await hub.AddPerson("Noor Bakker"), await hub.AddPerson("Olga Prins", isOperator: true), await hub.AddSchool("De Elzen"));
        await hub.Give(noor, Role.Reader, school);
        using var asker = await Ask(hub, noor, school);
        using var decider = await hub.SignedIn(olga);
        await decider.Get("/operate/requests");
        await decider.Post(new() { ["act"] = "approve" });
        Assert.Equal([(Role.Reader, RoleState.Ended), (Role.Coordinator, RoleState.Held)], (await Roles(hub, noor)).Select(r => (r.Role, r.State)));
        await asker.Get($"/places/{school.PlaceId}/ask");
        Assert.Null(asker.Page.QuerySelector("textarea"));
    }

    [Fact]
    public async Task What_one_has_already_is_not_asked_for_again()
    {
        RoleHeld Row(Role role, bool approved, bool ended = false) => new() { Role = role, ApprovedAt = approved ? default(DateTime) : null, EndedAt = ended ? default(DateTime) : null };
        Assert.Null(AskForRole.MayAsk([], Role.Coordinator));
        Assert.Null(AskForRole.MayAsk([Row(Role.Reader, true)], Role.Leader));
        Assert.Null(AskForRole.MayAsk([Row(Role.Coordinator, true, ended: true), Row(Role.Reader, false, ended: true)], Role.Reader));
        Assert.IsType<RoleAlreadyHeld>(AskForRole.MayAsk([Row(Role.Leader, true)], Role.Reader));
        Assert.IsType<RequestWaitsAlready>(AskForRole.MayAsk([Row(Role.Reader, false)], Role.Coordinator));
        await Task.CompletedTask;
    }

    [Fact]
    public async Task Nobody_speaks_for_a_country()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        var country = new Place { PlaceId = Ids.New(), Kind = "country", Name = "Nederland" };
        await hub.Change(db => db.Add(country));
        using var visitor = await hub.SignedIn(await hub.AddPerson("Noor Bakker"));
        await visitor.Get($"/places/{country.PlaceId}/ask");
        Assert.Equal(HttpStatusCode.NotFound, visitor.Status);
    }
}
