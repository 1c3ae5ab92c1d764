using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.Json;
using Meent.Foundation;
using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Time;
using Spectre.Console;

namespace Meent.Places.ImportSchools;

/// <summary><c>meent import schools FILE --country CC --map MAP</c></summary>
public static class ImportCommand
{
    private static readonly Argument<string> File = new("FILE") { Description = "The register as a CSV file." };
    private static readonly Option<string> CountryCode = new("--country") { Description = "The country as the EU writes it: DE, NL, EL, UK.", Required = true };
    private static readonly Option<string> Map = new("--map") { Description = "The mapping: a YAML file, or the name of one that came with Meent, such as de-schulscraper.", Required = true };
    private static readonly Option<string?> On = new("--on") { Description = "The day from which new schools and moves count (2026-08-01). Default: today." };
    private static readonly Option<string?> Report = new("--report") { Description = "Where the report of every row goes, as CSV. Default: the folder reports beside the data." };
    private static readonly Option<bool> Json = new("--json") { Description = "The summary as JSON, and nothing else." };

    public static Command Of(CommandHost host)
    {
        CountryCode.Validators.Clear();
        CountryCode.Validators.Add(KnownCountry);
        On.Validators.Clear();
        On.Validators.Add(r => { if (r.Tokens.Count > 0 && Day(r.Tokens[0].Value) is null) r.AddError($"--on {r.Tokens[0].Value}: write the day as year-month-day, 2026-08-01."); });
        var schools = new Command("schools", "Takes the schools of a country's register; may be run again with a newer file.") { File, CountryCode, Map, On, Report, Json };
        schools.SetAction((call, cancel) => Run(host, call, cancel));
        return new Command("import", "Takes registers and other files into the hub.") { schools };
    }

    private static void KnownCountry(OptionResult option)
    {
        if (option.Tokens.Count > 0 && !Countries.All.ContainsKey(option.Tokens[0].Value))
            option.AddError($"--country {option.Tokens[0].Value}: there is no such country. Codes are: {string.Join(", ", Countries.All.Keys)}.");
    }

    private static async Task<int> Run(CommandHost host, ParseResult call, CancellationToken cancel)
    {
        await using var scope = await host.Open();
        var clock = scope.ServiceProvider.GetRequiredService<TimeProvider>();
        var country = call.GetValue(CountryCode)!;
        var report = call.GetValue(Report) ?? Path.Combine(host.Settings.DataFolder, "reports", string.Create(CultureInfo.InvariantCulture, $"schools-{country}-{clock.Now():yyyyMMdd-HHmmss}.csv"));
        var order = new ImportOrder(call.GetValue(File)!, country, call.GetValue(Map)!, Day(call.GetValue(On)) ?? clock.Today(), report);
        var import = new SchoolImport(scope.ServiceProvider.GetRequiredService<HubDb>(), scope.ServiceProvider.GetRequiredService<PlaceIndex>());
        var json = call.GetValue(Json);
        var result = await WithProgress(quiet: json || Console.IsOutputRedirected, p => import.Run(order, p, cancel));
        Tell(result, json);
        return result.Summary is null ? 1 : 0;
    }

    private static async Task<ImportResult> WithProgress(bool quiet, Func<IProgress<(string, double)>, Task<ImportResult>> work)
    {
        if (quiet) return await work(new Progress(_ => { }));
        return await AnsiConsole.Progress().AutoClear(true).Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn()).StartAsync(async bars =>
        {
            var all = new Dictionary<string, ProgressTask>(StringComparer.Ordinal);
            return await work(new Progress(step =>
            {
                if (!all.TryGetValue(step.Item1, out var bar)) all[step.Item1] = bar = bars.AddTask(step.Item1, maxValue: 1);
                bar.Value = step.Item2;
            }));
        });
    }

    private static void Tell(ImportResult result, bool json)
    {
        if (json)
        {
            Console.WriteLine(result.Summary is null ? JsonSerializer.Serialize(new { problems = result.Problems }, LocalizedText.Json) : JsonSerializer.Serialize(result.Summary, LocalizedText.Json));
            return;
        }
        foreach (var problem in result.Problems) Console.Error.WriteLine(problem);
        if (result.Summary is not { } s)
        {
            Console.Error.WriteLine("Nothing was written.");
            return;
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{s.Rows} rows of {s.File} in {s.Seconds} seconds: {s.Created} created, {s.Changed} changed, {s.Unchanged} unchanged, {s.Merged} merged, {s.Refused} refused."));
        if (s.NotInFile > 0) Console.WriteLine($"{s.NotInFile} schools of this register are not in the file; they stay as they are.");
        Console.WriteLine($"Every row with its reason: {s.Report}");
    }

    private static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private sealed class Progress(Action<(string, double)> report) : IProgress<(string, double)>
    {
        public void Report((string, double) value) => report(value);
    }
}
