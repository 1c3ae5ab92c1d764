using System.CommandLine;
using System.Text.Json;
using Meent.Foundation;
using Meent.Foundation.Data;
using Meent.Foundation.Localisation;

namespace Meent.Monitor.VerifyRollups;

/// <summary><c>meent verify rollups</c>: makes every sum anew from what schools added, and compares to the last digit. Exit code 1 where one differs.</summary>
internal static class VerifyCommand
{
    private static readonly Option<bool> Json = new("--json") { Description = "The result as JSON, and nothing else." };

    /// <summary>Differences that are written out; more of them say the same.</summary>
    private const int Told = 50;

    public static Command Of(CommandHost host)
    {
        var rollups = new Command("rollups", "Makes the sums of areas and boards anew and compares: with what each school added, with the reports of schools, with the editions that were published.") { Json };
        rollups.SetAction(async (call, cancel) =>
        {
            await using var scope = await host.Open();
            var verify = scope.ServiceProvider.GetRequiredService<Verification>();
            Tell(await verify.Run(scope.ServiceProvider.GetRequiredService<HubDb>(), cancel), call.GetValue(Json), out var differs);
            return differs ? 1 : 0;
        });
        return new Command("verify", "Looks whether figures are right.") { rollups };
    }

    private static void Tell(Verified result, bool json, out bool differs)
    {
        differs = result.Differences.Count > 0;
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(result, LocalizedText.Json));
            return;
        }
        foreach (var difference in result.Differences.Take(Told)) Console.WriteLine(difference);
        if (result.Differences.Count > Told) Console.WriteLine($"… and {result.Differences.Count - Told} more.");
        Console.WriteLine($"{result.Sums} sums made anew from {result.Contributions} contributions, {result.Reports} reports, {result.Editions} editions and {result.Stated} figures from statements compared, {result.Differences.Count} differences found.");
    }
}

/// <param name="Sums">of areas and boards</param>
/// <param name="Contributions">of schools to areas and boards, and those that they keep by themselves</param>
/// <param name="Reports">of schools</param>
/// <param name="Editions">the newest of each area</param>
/// <param name="Differences">a sentence each</param>
public sealed record Verified(long Sums, long Contributions, int Reports, int Editions, IReadOnlyList<string> Differences)
{
    /// <summary>Figures of areas from what schools stated, of all publications.</summary>
    public int Stated { get; init; }
}
