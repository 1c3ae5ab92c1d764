using System.Text.Json;
using Meent.Foundation;

namespace Meent.Tests.Operate;

/// <summary>The commands as an operator runs them: the built program, exit codes, what is printed.</summary>
public class CommandTests
{
    [Fact]
    public async Task Every_command_has_help_that_says_what_it_does()
    {
        var settings = new Settings { DataFolder = Databases.Folder() };
        var help = await MeentProgram.Run(settings, "--help");
        Assert.Equal(0, help.Code);
        foreach (var command in new[] { "serve", "migrate", "demo", "import", "doctor", "backup", "restore", "user" })
        {
            Assert.Contains($"  {command}", help.Output);
            var own = await MeentProgram.Run(settings, command, "--help");
            Assert.Equal(0, own.Code);
            Assert.Contains("Description:", own.Output);
        }
        // Several modules have something under one name: what came second asks for a file, and --help is none.
        foreach (var command in new[] { "import observations", "check plan", "audit trail" })
        {
            var own = await MeentProgram.Run(settings, [.. command.Split(' '), "--help"]);
            Assert.True(own.Code == 0 && own.Output.Contains($"meent {command}", StringComparison.Ordinal), $"{command}: {own.Output}");
        }
        Assert.Empty(Directory.GetFileSystemEntries(settings.DataFolder));
    }

    [Fact]
    public async Task A_call_that_is_wrong_ends_with_2()
    {
        var settings = new Settings { DataFolder = Databases.Folder() };
        Assert.Equal(2, (await MeentProgram.Run(settings, "no-such-command")).Code);
        Assert.Equal(2, (await MeentProgram.Run(settings, "backup")).Code);
        Assert.Equal(2, (await MeentProgram.Run(settings, "doctor", "--no-such-option")).Code);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task From_an_empty_machine_to_a_hub_that_was_brought_back(Engine engine)
    {
        var settings = await Databases.Empty(engine);
        Assert.Equal(0, (await MeentProgram.Run(settings, "migrate")).Code);
        var doctor = await MeentProgram.Run(settings, "doctor");
        Assert.True(doctor.Code == 0, doctor.Output);
        Assert.Contains("ok    database", doctor.Output);

        var file = Path.Combine(Databases.Folder(), "keep.zip");
        var backup = await MeentProgram.Run(settings, "backup", file);
        Assert.True(backup.Code == 0, backup.Errors);
        var refused = await MeentProgram.Run(settings, "restore", file, "--json");
        Assert.Equal(1, refused.Code);
        using (var answer = JsonDocument.Parse(refused.Output)) Assert.False(answer.RootElement.GetProperty("done").GetBoolean());
        var restored = await MeentProgram.Run(settings, "restore", file, "--replace");
        Assert.True(restored.Code == 0, restored.Errors);
        Assert.Contains("Start it with meent serve", restored.Output);
        Assert.Equal(0, (await MeentProgram.Run(settings, "doctor")).Code);
        await Databases.Drop(settings);
    }

    [Fact]
    public async Task The_doctor_answers_machines_and_ends_with_1_where_something_is_wrong()
    {
        var settings = await Databases.Fresh(Engine.Sqlite);
        var well = await MeentProgram.Run(settings, "doctor", "--json");
        Assert.Equal(0, well.Code);
        using (var answer = JsonDocument.Parse(well.Output))
            Assert.Contains(answer.RootElement.EnumerateArray(), f => f.GetProperty("check").GetString() == "disk" && f.GetProperty("state").GetString() == "ok");
        var ill = await MeentProgram.Run(settings, new Dictionary<string, string> { ["MEENT_BRAND"] = "none" }, "doctor");
        Assert.Equal(1, ill.Code);
        Assert.Contains("FAIL  settings   MEENT_BRAND is none", ill.Output);
        await Databases.Drop(settings);
    }
}
