using System.CommandLine;
using System.Text.Json;
using Meent.Foundation;
using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Reflect.Results;
using Microsoft.EntityFrameworkCore;
using Spectre.Console;

namespace Meent.Reflect.AuditDisclosure;

/// <summary><c>meent audit disclosure</c>: attacks every release, every edition of areas, and what lies in the tables. Exit code 1 where one gives something away.</summary>
public static class AuditCommand
{
    private static readonly Option<bool> Json = new("--json") { Description = "The result as JSON, and nothing else." };

    public static Command Of(CommandHost host)
    {
        var disclosure = new Command("disclosure", "Attacks everything that was ever published, all of it together: can anything that is hidden be worked out?") { Json };
        disclosure.SetAction(async (call, cancel) =>
        {
            await using var scope = await host.Open();
            var json = call.GetValue(Json);
            var result = await WithProgress(json || Console.IsOutputRedirected, p => Run(scope.ServiceProvider.GetRequiredService<HubDb>(), p, cancel));
            Tell(result, json);
            return result.Weaknesses.Count == 0 ? 0 : 1;
        });
        return new Command("audit", "Looks whether the hub keeps its promises.") { disclosure };
    }

    /// <summary>Goes through all releases, one round at a time.</summary>
    /// <param name="progress">share of the rounds that are done, 0..1</param>
    public static async Task<Result> Run(HubDb db, IProgress<double> progress, CancellationToken cancel)
    {
        var rounds = await db.Read<StoredRelease>().Select(r => new { r.PlaceId, r.RoundId }).ToListAsync(cancel);
        var (weaknesses, cells) = (new List<Weakness>(), 0);
        for (var i = 0; i < rounds.Count; i++)
        {
            var (place, round) = (rounds[i].PlaceId, rounds[i].RoundId);
            var stored = await db.Read<StoredRelease>().SingleAsync(r => r.PlaceId == place && r.RoundId == round, cancel);
            var tallies = await db.Read<Tally>().Where(t => t.PlaceId == place && t.RoundId == round).ToListAsync(cancel);
            var areas = await db.Read<AreaTally>().Where(t => t.PlaceId == place && t.RoundId == round).ToListAsync(cancel);
            try
            {
                var release = Release.FromJson(stored.Content);
                cells += release.Items.Sum(x => x.Cells.Count) + release.Areas.Sum(x => x.Cells.Count);
                weaknesses.AddRange(Audit.Of(release, tallies, areas).Select(w => new Weakness(round, w)));
            }
            catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
            {
                weaknesses.Add(new(round, $"It cannot be read: {e.Message}"));
            }
            progress.Report((i + 1.0) / rounds.Count);
        }
        var (figures, told) = await AreaAudit.Run(db, cancel);
        weaknesses.AddRange(told.Select(w => new Weakness(Guid.Empty, w)));
        var (pooled, together) = await PoolAudit.Run(db, cancel);
        cells += pooled;
        weaknesses.AddRange(together.Select(w => new Weakness(Guid.Empty, w)));
        weaknesses.AddRange((await TraceAudit.Run(db, cancel)).Select(w => new Weakness(w.Round, w.Sentence)));
        return new(rounds.Count, cells, weaknesses) { Figures = figures };
    }

    private static Task<Result> WithProgress(bool quiet, Func<IProgress<double>, Task<Result>> work) => quiet
        ? work(new Steps(_ => { }))
        : AnsiConsole.Progress().AutoClear(true).StartAsync(bars =>
        {
            var bar = bars.AddTask("Attacking reports", maxValue: 1);
            return work(new Steps(share => bar.Value = share));
        });

    private static void Tell(Result result, bool json)
    {
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(result, LocalizedText.Json));
            return;
        }
        foreach (var w in result.Weaknesses) Console.WriteLine(w.Round == Guid.Empty ? w.Sentence : $"Round {w.Round}: {w.Sentence}");
        Console.WriteLine($"{result.Rounds} reports with {result.Cells} cells and {result.Figures} figures of areas attacked, {result.Weaknesses.Count} weaknesses found.");
    }

    /// <param name="Cells">figures that are shown, or said not to be</param>
    public sealed record Result(int Rounds, int Cells, IReadOnlyList<Weakness> Weaknesses)
    {
        /// <summary>Figures of areas and boards, in all editions.</summary>
        public int Figures { get; init; }
    }

    /// <param name="Round">empty where it is about areas or several schools</param>
    public sealed record Weakness(Guid Round, string Sentence);

    private sealed class Steps(Action<double> report) : IProgress<double>
    {
        public void Report(double value) => report(value);
    }
}
