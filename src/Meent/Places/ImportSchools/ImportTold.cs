using System.Globalization;
using System.Text.Json;
using Meent.Foundation.Localisation;
using Spectre.Console;

namespace Meent.Places.ImportSchools;

/// <summary>What an import says when it ended.</summary>
internal static class ImportTold
{
    private const int MostShown = 20;

    public static void Tell(ImportResult result, bool json)
    {
        if (json)
        {
            Console.WriteLine(result.Summary is null ? JsonSerializer.Serialize(new { problems = result.Problems }, LocalizedText.Json) : JsonSerializer.Serialize(result.Summary, LocalizedText.Json));
            return;
        }
        foreach (var problem in result.Problems.Concat(result.Summary?.Warnings ?? [])) Console.Error.WriteLine(problem);
        if (result.Summary is not { } s)
        {
            Console.Error.WriteLine("Nothing was written.");
            return;
        }
        if (s.Resumed) Console.WriteLine("An import of this file had been interrupted; this one went on where it stopped.");
        if (s.DryRun) Differences(result.Rows);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{s.Rows} rows of {s.File} in {s.Seconds} seconds: {s.Created} created, {s.Changed} changed, {s.Moved} moved, {s.Unchanged} unchanged, {s.Merged} merged, {s.Closed} closed, {s.Refused} refused."));
        if (s.NotInFile > 0) Console.WriteLine($"{s.NotInFile} schools of this register are not in the file{(s.DryRun ? "" : "; the report says what became of them")}.");
        if (s.DryRun) Console.WriteLine("This was a dry run: nothing was written into the database.");
        Console.WriteLine($"Every row with its reason: {s.Report}");
    }

    /// <summary>The first of what would become different; the report has all.</summary>
    private static void Differences(IReadOnlyList<RowOutcome> rows)
    {
        foreach (var outcome in (string[])["created", "changed", "moved", "closed", "refused"])
        {
            List<RowOutcome> some = [.. rows.Where(r => r.Outcome == outcome)];
            if (some.Count == 0) continue;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{outcome} ({some.Count})"));
            foreach (var row in some.Take(MostShown)) Console.WriteLine($"  {row.Id}  {row.Name}{(row.Town.Length > 0 ? $", {row.Town}" : "")}{(row.Why.Length > 0 ? $": {row.Why}" : "")}");
            if (some.Count > MostShown) Console.WriteLine($"  … and {some.Count - MostShown} more");
        }
    }
}

/// <summary>Bars on a terminal, nothing elsewhere.</summary>
internal static class ImportProgress
{
    public static async Task<ImportResult> Show(bool quiet, Func<IProgress<(string, double)>, Task<ImportResult>> work)
    {
        if (quiet) return await work(new Steps(_ => { }));
        return await AnsiConsole.Progress().AutoClear(true).Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn()).StartAsync(async bars =>
        {
            var all = new Dictionary<string, ProgressTask>(StringComparer.Ordinal);
            return await work(new Steps(step =>
            {
                if (!all.TryGetValue(step.Item1, out var bar)) all[step.Item1] = bar = bars.AddTask(step.Item1, maxValue: 1);
                bar.Value = step.Item2;
            }));
        });
    }

    private sealed class Steps(Action<(string, double)> report) : IProgress<(string, double)>
    {
        public void Report((string, double) value) => report(value);
    }
}
