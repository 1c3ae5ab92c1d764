using Meent.Foundation.Data;
using Meent.People;
using Meent.Places;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Meent.Tests.People;

/// <summary>Addresses of a domain that an operator let in need no approval; addresses that only look alike do.</summary>
public class MailDomainTests
{
    private static async Task LetIn(RoleWorld world, string domain, string most = "reader", Guid? place = null)
    {
        using var visitor = await world.Hub.SignedIn(world.Olga);
        await visitor.Get($"/places/{place ?? world.School.PlaceId}/domains");
        await visitor.Post(new() { ["domain"] = domain, ["most"] = most }, "form:has(#domain)");
        Assert.Equal(200, (int)visitor.Status);
    }

    private static async Task<RoleState> Asks(RoleWorld world, string name, string? email, string role)
    {
        var person = await world.Add(name);
        if (email is not null) await world.Hub.Look(db => db.Set<Person>().Where(p => p.Id == person.Id).ExecuteUpdateAsync(s => s.SetProperty(p => p.Email, email)));
        using var visitor = await world.Hub.SignedIn(person);
        await visitor.Get($"/places/{world.School.PlaceId}/ask");
        await visitor.Post(new() { ["role"] = role, ["reason"] = "I teach there." });
        return (await world.Roles(person)).Single().State;
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_confirmed_address_gets_a_reader_at_once_and_the_coordinators_are_told(Engine engine)
    {
        await using var world = await RoleWorld.Start(engine);
        var (noor, bea) = (await world.Add("Noor Bakker", Role.Coordinator), await world.Add("Bea Smit", Role.Coordinator, world.Board));
        await LetIn(world, " @EXAMPLE.org ");
        Assert.Equal(RoleState.Held, await Asks(world, "A One", null, "reader"));
        foreach (var told in new[] { noor, bea }) Assert.Contains("has an address of your mail domain", MailBox.Last(world.Hub, told.Email!));
        Assert.Equal(RoleState.Waiting, await Asks(world, "B Two", null, "leader"));
        Assert.Equal(RoleState.Waiting, await Asks(world, "C Three", null, "coordinator"));
        Assert.Equal(["let addresses in", "joined", "asked", "asked"], (await world.Trail()).Select(e => e.Act));
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_boards_domain_counts_at_its_schools_as_long_as_it_runs_them(Engine engine)
    {
        await using var world = await RoleWorld.Start(engine);
        await LetIn(world, "example.org", "leader", world.Board.PlaceId);
        Assert.Equal(RoleState.Held, await Asks(world, "A One", null, "leader"));
        await world.Hub.Move(world.School, await world.Hub.AddBoard("Board of the Hills"), DateOnly.FromDateTime(world.Hub.Clock.GetUtcNow().UtcDateTime));
        Assert.Equal(RoleState.Waiting, await Asks(world, "B Two", null, "leader"));
    }

    [Theory]
    [InlineData("x@School.Example", true), InlineData("x@KÖLN.example", false), InlineData("x@mail.school.example", false), InlineData("x@school.example.org", false)]
    [InlineData("x@schооl.example", false), InlineData("school.example@evil.example", false), InlineData("x@xschool.example", false), InlineData("x@school.examp1e", false)]
    public async Task Only_the_domain_itself_counts(string email, bool joins)
    {
        await using var world = await RoleWorld.Start(Engine.Sqlite);
        await LetIn(world, "school.example");
        Assert.Equal(joins ? RoleState.Held : RoleState.Waiting, await Asks(world, "A One", email, "reader"));
    }

    [Fact]
    public async Task An_unconfirmed_address_and_somebody_who_was_sent_away_have_to_be_decided_on()
    {
        await using var world = await RoleWorld.Start(Engine.Sqlite);
        await LetIn(world, "example.org");
        var (kim, lee) = (await world.Add("Kim Visser", Role.Reader), await world.Add("Lee Vos"));
        await world.Hub.Look(db => db.Set<Person>().Where(p => p.Id == lee.Id).ExecuteUpdateAsync(s => s.SetProperty(p => p.EmailConfirmed, false)));
        Assert.Equal(200, await world.Decide(world.Olga, world.People, "end", (await world.Roles(kim)).Single()));
        foreach (var person in new[] { kim, lee })
        {
            using var visitor = await world.Send(person, $"/places/{world.School.PlaceId}/ask", ("role", "reader"), ("reason", "I teach there."));
            Assert.Equal(RoleState.Waiting, (await world.Roles(person))[^1].State);
        }
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Who_was_sent_away_does_not_come_in_at_the_place_that_the_school_went_into(Engine engine)
    {
        await using var world = await RoleWorld.Start(engine);
        await LetIn(world, "example.org");
        var (kim, into) = (await world.Add("Kim Visser", Role.Reader), await world.Hub.AddSchool("De Wilgen"));
        Assert.Equal(200, await world.Decide(world.Olga, world.People, "end", (await world.Roles(kim)).Single()));
        await using (var scope = world.Hub.Services.CreateAsyncScope()) Assert.Null(await scope.ServiceProvider.GetRequiredService<PlaceDirectory>().Merge(world.School.PlaceId, into.PlaceId, DateOnly.FromDateTime(world.Hub.Clock.GetUtcNow().UtcDateTime)));
        foreach (var (person, state) in new[] { (kim, RoleState.Waiting), (await world.Add("Lee Vos"), RoleState.Held) })
        {
            using var visitor = await world.Send(person, $"/places/{into.PlaceId}/ask", ("role", "reader"), ("reason", "I teach there."));
            Assert.Equal(state, (await world.Roles(person))[^1].State);
        }
    }

    [Theory]
    [InlineData("gmail.com"), InlineData("GMAIL.com"), InlineData("Outlook.com"), InlineData("hotmail.fr"), InlineData("yahoo.co.uk"), InlineData("web.de"), InlineData("ziggo.nl"), InlineData("@icloud.com")]
    public void Domains_where_everybody_gets_an_address_are_refused(string domain) => Assert.IsType<PublicMailDomain>(MailDomain.Parse(domain).Why);

    [Theory]
    [InlineData(""), InlineData("nl"), InlineData("localhost"), InlineData("a@b.nl"), InlineData("school .nl"), InlineData("-.nl"), InlineData("school.nl\r\nbcc: x")]
    public void What_is_no_domain_is_refused(string typed) => Assert.IsType<NoMailDomain>(MailDomain.Parse(typed).Why);

    [Theory]
    [InlineData("Köln.DE", "xn--kln-sna.de"), InlineData("School.org", "school.org"), InlineData("live.school.org", "live.school.org"), InlineData("gmail.school.nl", "gmail.school.nl")]
    public void A_domain_is_kept_in_one_form(string typed, string kept) => Assert.Equal(kept, MailDomain.Parse(typed).Domain);
}
