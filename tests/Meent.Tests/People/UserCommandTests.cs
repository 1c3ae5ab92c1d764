using System.Text.Json;
using Meent.People;

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
        Assert.Equal("""[{"email":"olga@example.org","name":"Olga Prins","isOperator":true}]""", JsonSerializer.Serialize(JsonDocument.Parse(list.Output).RootElement));
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
}
