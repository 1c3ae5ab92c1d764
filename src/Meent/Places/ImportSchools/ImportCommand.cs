using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Meent.Foundation;
using Meent.Foundation.Data;
using Meent.Foundation.Time;

namespace Meent.Places.ImportSchools;

/// <summary><c>meent import schools FILE --country CC --map MAP</c></summary>
public static class ImportCommand
{
    private static readonly Argument<string> File = new("FILE") { Description = "The register as a CSV file." };
    private static readonly Option<string?> CountryCode = new("--country") { Description = "The country as the EU writes it: DE, NL, EL, UK." };
    private static readonly Option<string?> Map = new("--map") { Description = "The mapping: a YAML file, or the name of one that came with Meent, such as de-schulscraper." };
    private static readonly Option<bool> Suggest = new("--suggest") { Description = "Writes a first mapping for this file, with guesses to check, and does nothing else." };
    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Shows what would be done and writes the report, and nothing into the database." };
    private static readonly Option<string?> AllowClosing = new("--allow-closing") { Description = "How many schools may be missing from the file, and are closed: 15% of those that were open, or a number such as 200. Default: 10%." };
    private static readonly Option<string?> On = new("--on") { Description = "The day from which new schools, moves and closures count (2026-08-01). Default: today." };
    private static readonly Option<string?> Report = new("--report") { Description = "Where the report of every row goes, as CSV. Default: the folder reports beside the data." };
    private static readonly Option<bool> Json = new("--json") { Description = "The summary as JSON, and nothing else." };

    public static Command Of(CommandHost host)
    {
        Check(CountryCode, (code, _) => Countries.All.ContainsKey(code) ? null : $"there is no such country. Codes are: {string.Join(", ", Countries.All.Keys)}.");
        Check(On, (day, _) => Day(day) is null ? "write the day as year-month-day, 2026-08-01." : null);
        Check(AllowClosing, (limit, _) => ClosingLimit.Parse(limit) is null ? "write a share such as 15%, or a number of schools such as 200." : null);
        var schools = new Command("schools", "Takes the schools of a country's register. Run it again with a newer file, or with the same one after an interruption.") { File, CountryCode, Map, Suggest, DryRun, AllowClosing, On, Report, Json };
        schools.Validators.Clear();
        schools.Validators.Add(call =>
        {
            if (call.GetValue(Suggest)) return;
            if (call.GetResult(CountryCode) is null) call.AddError("Option '--country' is required.");
            if (call.GetResult(Map) is null) call.AddError("Option '--map' is required. Where there is no mapping for this file yet, --suggest writes a first one.");
        });
        schools.SetAction((call, cancel) => call.GetValue(Suggest) ? Task.FromResult(SuggestMapping(call)) : Run(host, call, cancel));
        return new Command("import", "Takes registers and other files into the hub.") { schools };
    }

    private static void Check(Option<string?> option, Func<string, OptionResult, string?> problem)
    {
        option.Validators.Clear();
        option.Validators.Add(r => { if (r.Tokens.Count > 0 && problem(r.Tokens[0].Value, r) is { } why) r.AddError($"{option.Name} {r.Tokens[0].Value}: {why}"); });
    }

    private static int SuggestMapping(ParseResult call)
    {
        var (mapping, problem) = Suggestion.For(call.GetValue(File)!, call.GetValue(CountryCode));
        if (mapping is not null) Console.Write(mapping);
        else Console.Error.WriteLine(problem);
        return mapping is null ? 1 : 0;
    }

    private static async Task<int> Run(CommandHost host, ParseResult call, CancellationToken cancel)
    {
        await using var scope = await host.Open();
        var clock = scope.ServiceProvider.GetRequiredService<TimeProvider>();
        var (country, dry) = (call.GetValue(CountryCode)!, call.GetValue(DryRun));
        var report = call.GetValue(Report) ?? Path.Combine(host.Settings.DataFolder, "reports", ReportName(country, clock.Now(), dry));
        var order = new ImportOrder(call.GetValue(File)!, country, call.GetValue(Map)!, Day(call.GetValue(On)), report)
        {
            DryRun = dry, AllowClosing = call.GetValue(AllowClosing) is { } limit ? ClosingLimit.Parse(limit)! : ClosingLimit.Usual,
        };
        var json = call.GetValue(Json);
        var result = await ImportProgress.Show(quiet: json || Console.IsOutputRedirected, p => new SchoolImport(scope.ServiceProvider).Run(order, p, cancel));
        ImportTold.Tell(result, json);
        return result.Summary is null ? 1 : 0;
    }

    /// <summary>Another one at every call: two imports of one country may begin in the same second.</summary>
    public static string ReportName(string country, DateTime at, bool dry) =>
        string.Create(CultureInfo.InvariantCulture, $"schools-{country}-{at:yyyyMMdd-HHmmss}-{Ids.Random().ToString("N")[..8]}{(dry ? "-dry-run" : "")}.csv");

    private static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
