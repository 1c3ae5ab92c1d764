using System.CommandLine;
using System.Text.Json;
using Meent.Foundation;
using Spectre.Console;

namespace Meent.Operate.Move;

/// <summary><c>meent copy --to CONNECTION</c></summary>
internal static class CopyCommand
{
    private static readonly Option<string> To = new("--to") { Description = "The empty database to copy to: \"Host=…;Database=…;Username=…\" or \"Data Source=…/meent.db\". A password stands better in PGPASSWORD.", Required = true };
    private static readonly Option<bool> Json = new("--json") { Description = "Answers in JSON, for machines." };
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static Command Of(Settings settings, IReadOnlyList<HubModule> modules)
    {
        var command = new Command("copy", "Moves the whole hub into an empty database, from SQLite to PostgreSQL or back, and compares every row. Stop the hub first. Broken off, it goes on where it was.") { To, Json };
        command.SetAction(async (call, cancel) =>
        {
            var json = call.GetValue(Json);
            var result = await Show(json || Console.IsOutputRedirected, p => new CopyHub(settings, modules, call.GetValue(To)!, p).Run(cancel));
            Tell(result, json);
            return result.Done ? 0 : 1;
        });
        return command;
    }

    private static void Tell(CopyResult result, bool json)
    {
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(result, Indented));
            return;
        }
        foreach (var table in result.Tables) Console.WriteLine($"{table.Table,-32} {table.Rows,12}  {table.Checksum}");
        (result.Done ? Console.Out : Console.Error).WriteLine(result.Says);
    }

    private static async Task<CopyResult> Show(bool quiet, Func<Action<CopyProgress>, Task<CopyResult>> work)
    {
        if (quiet) return await work(_ => { });
        return await AnsiConsole.Progress().AutoClear(true).Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn()).StartAsync(async bars =>
        {
            var (copying, comparing) = (bars.AddTask("Copied"), bars.AddTask("Compared"));
            return await work(p =>
            {
                var bar = p.Comparing ? comparing : copying;
                (bar.Description, bar.MaxValue, bar.Value) = ($"{(p.Comparing ? "Comparing" : "Copying")} {p.Table}", Math.Max(1, p.Of), p.Of == 0 ? 1 : p.Rows);
            });
        });
    }
}
