using System.CommandLine;
using System.Text.Json;
using Meent.Foundation;
using Meent.Operate.Examine;
using Meent.Operate.Keep;

namespace Meent.Operate;

/// <summary>Commands of those who run a hub: look whether all is well, keep a copy, bring it back.</summary>
public static class OperateCommands
{
    private static readonly Option<bool> Json = new("--json") { Description = "Answers in JSON, for machines." };

    public static IEnumerable<Command> All(Settings settings, IReadOnlyList<HubModule> modules) =>
        [DoctorCommand(settings, modules), BackupCommand(settings), RestoreCommand(settings), Move.CopyCommand.Of(settings, modules)];

    private static Command DoctorCommand(Settings settings, IReadOnlyList<HubModule> modules)
    {
        var command = new Command("doctor", "Checks settings, database, mail, disk and clock, and says what to do. Ends with 1 where something is wrong.") { Json };
        command.SetAction(async (parsed, cancel) =>
        {
            var findings = await Doctor.Examine(settings, modules, TimeProvider.System, cancel);
            if (parsed.GetValue(Json)) Console.WriteLine(JsonSerializer.Serialize(findings, Answers));
            else foreach (var finding in findings) Console.WriteLine(finding.Line());
            return findings.Any(f => f.State == Health.Fail) ? 1 : 0;
        });
        return command;
    }

    private static Command BackupCommand(Settings settings)
    {
        var file = new Argument<string>("FILE") { Description = "The archive to make, for example meent-2026-03-04.zip." };
        var command = new Command("backup", "Copies the database and the hub's keys and own texts into one archive, while the hub serves.") { file, Json };
        command.SetAction(async (parsed, cancel) =>
            Tell(await Backup.Make(settings, parsed.GetValue(file)!, TimeProvider.System, cancel), parsed.GetValue(Json)));
        return command;
    }

    private static Command RestoreCommand(Settings settings)
    {
        var file = new Argument<string>("FILE") { Description = "An archive made by meent backup." };
        var replace = new Option<bool>("--replace") { Description = "Replaces the data that is there. Without it, restore refuses." };
        var command = new Command("restore", "Checks an archive and puts its data where the settings point. Stop the hub first.") { file, replace, Json };
        command.SetAction(async (parsed, cancel) =>
            Tell(await Restore.From(settings, parsed.GetValue(file)!, parsed.GetValue(replace), cancel), parsed.GetValue(Json)));
        return command;
    }

    private static int Tell(Outcome outcome, bool json)
    {
        if (json) Console.WriteLine(JsonSerializer.Serialize(outcome, Answers));
        else (outcome.Done ? Console.Out : Console.Error).WriteLine(outcome.Says);
        return outcome.Done ? 0 : 1;
    }

    private static readonly JsonSerializerOptions Answers = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };
}

/// <summary>How a command ended: done, or not, with a sentence that says what to do.</summary>
public sealed record Outcome(bool Done, string Says);
