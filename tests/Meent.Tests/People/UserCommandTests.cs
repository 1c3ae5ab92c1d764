using System.Text.Json;
using Meent.Foundation.Audit;
using Meent.People;
using Meent.Places;
using Microsoft.EntityFrameworkCore;

namespace Meent.Tests.People;

/// <summary><c>meent user</c> as an operator runs it.</summary>
public class UserCommandTests
{
    private static readonly Dictionary<string, string> None = [];

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task An_operator_is_made_on_the_command_line_and_that_closes_the_first_start(Engine engine)
    {
        await using var hub = await TestHub.FirstStart(engine);
        var made = await MeentProgram.RunTyping(hub.Settings, "four words in meadow\n", None, "user", "add", "olga@example.org", "--name", "Olga Prins", "--operator", "--password-stdin");
        Assert.Equal((0, "Olga Prins can sign in as olga@example.org and runs this hub."), (made.Code, made.Output.Trim()));
        Assert.True(await hub.Look(async db => await new FirstStart().IsOver(db)));
        using var visitor = hub.Visitor();
        await visitor.Get("/set-up");
        Assert.Equal(404, (int)visitor.Status);
        await visitor.Get("/sign-in?next=/operate");
        await visitor.Post(new() { ["email"] = "olga@example.org", ["password"] = "four words in meadow" });
        Assert.Equal("/operate", visitor.Path);

        var again = await MeentProgram.RunTyping(hub.Settings, "four words in meadow\n", None, "user", "add", "Olga@Example.org", "--name", "Olga", "--password-stdin");
        Assert.Equal((1, "Somebody has the address Olga@example.org already."), (again.Code, again.Errors.Trim()));
        var list = await MeentProgram.Run(hub.Settings, "user", "list", "--json");
        Assert.Equal("""[{"email":"olga@example.org","name":"Olga Prins","isOperator":true,"closed":false}]""", JsonSerializer.Serialize(JsonDocument.Parse(list.Output).RootElement));
    }

    [Fact]
    public async Task Where_nobody_can_be_asked_a_password_is_made_up_and_works()
    {
        await using var hub = await TestHub.FirstStart(Engine.Sqlite);
        var made = await MeentProgram.RunTyping(hub.Settings, "", None, "user", "add", "noor@example.org", "--name", "Noor");
        Assert.Equal(0, made.Code);
        using var visitor = hub.Visitor();
        await visitor.Get("/sign-in?next=/account");
        await visitor.Post(new() { ["email"] = "noor@example.org", ["password"] = made.Output.Split("The password is: ")[1].Trim() });
        Assert.Equal("/account", visitor.Path);
        await visitor.Get("/operate");
        Assert.Equal(404, (int)visitor.Status);
    }

    [Theory]
    [InlineData("noor", "Noor", "four words in meadow", "This does not look like an e-mail address")]
    [InlineData("noor@example.org", " ", "four words in meadow", "The name is empty")]
    [InlineData("noor@example.org", "Noor", "short", "at least 12 characters")]
    [InlineData("noor@example.org", "Noor", "", "at least 12 characters")]
    public async Task What_is_wrong_is_said_and_ends_with_1(string email, string name, string password, string says)
    {
        await using var hub = await TestHub.FirstStart(Engine.Sqlite);
        var ended = await MeentProgram.RunTyping(hub.Settings, password + "\n", None, "user", "add", email, "--name", name, "--password-stdin");
        Assert.Equal(1, ended.Code);
        Assert.Contains(says, ended.Errors);
        Assert.Equal("", ended.Output);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_role_is_given_raised_and_ended_at_a_place_named_by_its_id_or_number(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var (noor, school) = (await hub.AddPerson("Noor Bakker"), await hub.AddSchool("De Elzen"));
        await hub.Change(db => db.Add(new PlaceIdentifier { PlaceId = school.PlaceId, Scheme = "nl-brin", Value = "00AA" }));
        Task<MeentProgram.Ended> Role(params string[] args) => MeentProgram.Run(hub.Settings, ["user", "role", noor.Email!.ToUpperInvariant(), .. args]);
        Assert.Equal("Noor Bakker is reader of De Elzen.", (await Role("reader", "--place", "00AA")).Output.Trim());
        Assert.Equal((0, ""), await Role("coordinator", "--place", school.PlaceId.ToString()) is var raised ? (raised.Code, raised.Errors) : default);
        var less = await Role("leader", "--place", "nl-brin:00AA");
        Assert.Equal((1, "Noor Bakker is leader of De Elzen already, or more than that."), (less.Code, less.Errors.Trim()));
        Assert.Equal([(Meent.People.Role.Reader, RoleState.Ended), (Meent.People.Role.Coordinator, RoleState.Held)], await Roles(hub));
        Assert.Equal(1, (await Role("reader", "--place", "00AA", "--end")).Code);
        var ended = await Role("coordinator", "--place", "00AA", "--end", "--json");
        Assert.True(JsonDocument.Parse(ended.Output).RootElement.GetProperty("done").GetBoolean());
        Assert.Equal([(Meent.People.Role.Reader, RoleState.Ended), (Meent.People.Role.Coordinator, RoleState.Ended)], await Roles(hub));
        Assert.Equal(["gave role", "replaced", "gave role", "ended"], await Acts(hub));
        foreach (var wrong in new string[][] { ["reader", "--place", "no-such-place"], ["reader", "--place", Guid.Empty.ToString()] })
            Assert.Contains("There is no place", (await Role(wrong)).Errors);
    }

    [Fact]
    public async Task A_call_that_says_nothing_or_two_things_ends_with_2()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        foreach (var wrong in new[] { "reader", "king --place x", "--operator --no-operator" })
            Assert.Equal(2, (await MeentProgram.Run(hub.Settings, ["user", "role", "noor@example.org", .. wrong.Split(' ', StringSplitOptions.RemoveEmptyEntries)])).Code);
        var nobody = await MeentProgram.Run(hub.Settings, "user", "role", "nobody@example.org", "--operator");
        Assert.Equal((1, "Nobody has the address nobody@example.org. All are listed by: meent user list"), (nobody.Code, nobody.Errors.Trim()));
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_closed_account_loses_sessions_and_roles_and_opens_for_nothing_until_it_is_opened_again(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var (noor, school) = (await hub.AddPerson("Noor Bakker", isOperator: true), await hub.AddSchool("De Elzen"));
        await hub.Give(noor, Role.Leader, school);
        using var visitor = await hub.SignedIn(noor);
        var closed = await MeentProgram.Run(hub.Settings, "user", "end", noor.Email!);
        Assert.Equal((0, "The account noor.bakker@example.org is closed. 1 role ended."), (closed.Code, closed.Output.Split('\n')[0]));
        Assert.Contains("Nobody runs this hub now.", closed.Output);
        Assert.Equal(1, (await MeentProgram.Run(hub.Settings, "user", "end", noor.Email!)).Code);
        await visitor.Get("/account");
        Assert.StartsWith("/sign-in", visitor.Path);
        await visitor.Post(new() { ["email"] = noor.Email, ["password"] = TestHub.Password });
        Assert.Equal(422, (int)visitor.Status);
        await visitor.Get("/forgot");
        await visitor.Post(new() { ["email"] = noor.Email });
        Assert.Contains("Your account was closed", MailBox.Last(hub, noor.Email!));
        Assert.Contains("user end noor.bakker@example.org --undo", (await MeentProgram.RunTyping(hub.Settings, "four words in meadow\n", None, "user", "add", noor.Email!, "--name", "Noor", "--password-stdin")).Errors);

        Assert.Equal(0, (await MeentProgram.Run(hub.Settings, "user", "end", noor.Email!, "--undo")).Code);
        using var again = await hub.SignedIn(noor);
        await again.Get("/account");
        Assert.Equal("/account", again.Path);
        Assert.Equal([(Role.Leader, RoleState.Ended)], await Roles(hub));
        Assert.Equal(["ended", "closed account", "reopened account"], await Acts(hub));
    }

    [Fact]
    public async Task Somebody_is_made_an_operator_and_no_longer()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        var noor = await hub.AddPerson("Noor Bakker");
        Assert.Equal(0, (await MeentProgram.Run(hub.Settings, "user", "role", noor.Email!, "--operator")).Code);
        Assert.True(await hub.Look(db => db.Read<Person>().Select(p => p.IsOperator).SingleAsync()));
        Assert.Equal(1, (await MeentProgram.Run(hub.Settings, "user", "role", noor.Email!, "--operator")).Code);
        var ended = await MeentProgram.Run(hub.Settings, "user", "role", noor.Email!, "--no-operator");
        Assert.Contains("Nobody runs this hub now.", ended.Output);
        Assert.Equal(["made operator", "ended operator"], await Acts(hub));
    }

    private static Task<List<(Role, RoleState)>> Roles(TestHub hub) =>
        hub.Look(async db => (await db.Read<RoleHeld>().ToListAsync()).OrderBy(r => r.Role).Select(r => (r.Role, r.State)).ToList());

    /// <summary>What the machine's operator did, in order.</summary>
    private static Task<List<string>> Acts(TestHub hub) =>
        hub.Look(db => db.Read<AuditEntry>().Where(e => e.PersonId == Guid.Empty).OrderBy(e => e.Number).Select(e => e.Act).ToListAsync());
}
