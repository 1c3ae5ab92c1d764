using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.Json;
using Meent.Foundation;
using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Time;
using Spectre.Console;

namespace Meent.Monitor.ImportObservations;

/// <summary><c>meent import observations FILE</c></summary>
internal static class ImportObservationsCommand
{
    private static readonly Argument<string> File = new("FILE") { Description = "SDMX-CSV 1.0 or 2.0, JSON-stat 2.0, facts or lists of the Digital Decade (JSON), or a plain CSV file with a mapping." };
    private static readonly Option<string?> Mapping = new("--mapping") { Description = "What the columns of a plain CSV file mean: a YAML file, or \"own\" for what this hub writes itself." };
    private static readonly Option<string?> Source = new("--as") { Description = "Whose figures these are, where the file does not say so: eurostat, desi, oecd." };
    private static readonly Option<string?> Embargo = new("--embargo") { Description = "Nobody but operators sees the figures before this day (2026-12-01) or time (2026-12-01T11:00, UTC)." };
    private static readonly Option<string?> Note = new("--note") { Description = "A sentence on what changed, for the list of releases." };
    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Reads and reports, and writes nothing into the database." };
    private static readonly Option<bool> WithoutRefused = new("--without-refused") { Description = "Takes the other rows where some are refused. Without this, one bad row keeps out the whole file." };
    private static readonly Option<string?> Report = new("--report") { Description = "Where the report of rows that were not taken goes, as CSV. Default: the folder reports beside the data." };
    private static readonly Option<bool> Json = new("--json") { Description = "The summary as JSON, and nothing else." };

    private const int MostReasons = 20;

    public static Command Of(CommandHost host)
    {
        Embargo.Validators.Clear();
        Embargo.Validators.Add(r => { if (r.Tokens.Count > 0 && Time(r.Tokens[0].Value) is null) r.AddError("--embargo: write a day, 2026-12-01, or a time in UTC, 2026-12-01T11:00."); });
        Source.Validators.Clear();
        Source.Validators.Add(r => { if (r.Tokens.Count > 0 && !IsSource(r.Tokens[0].Value)) r.AddError("--as: use small letters, digits and hyphens. \"schools\" is what this hub counts itself."); });
        var observations = new Command("observations", "Takes official figures into the hub as one version. What was there before stays and can be looked up.") { File, Mapping, Source, Embargo, Note, DryRun, WithoutRefused, Report, Json };
        observations.SetAction((call, cancel) => Run(host, call, cancel));
        return new Command("import", "Takes registers and other files into the hub.") { observations };
    }

    private static async Task<int> Run(CommandHost host, ParseResult call, CancellationToken cancel)
    {
        await using var scope = await host.Open();
        var clock = scope.ServiceProvider.GetRequiredService<TimeProvider>();
        var name = string.Create(CultureInfo.InvariantCulture, $"observations-{clock.Now():yyyyMMdd-HHmmss}-{Ids.Random().ToString("N")[..8]}.csv");
        var order = new ImportOrder(call.GetValue(File)!, call.GetValue(Report) ?? Path.Combine(host.Settings.DataFolder, "reports", name))
        {
            Mapping = call.GetValue(Mapping), Source = call.GetValue(Source), EmbargoUntil = Time(call.GetValue(Embargo)), Note = call.GetValue(Note),
            DryRun = call.GetValue(DryRun), WithoutRefused = call.GetValue(WithoutRefused),
        };
        var json = call.GetValue(Json);
        var import = scope.ServiceProvider.GetRequiredService<ObservationImport>();
        var result = await Progress(quiet: json || Console.IsOutputRedirected, p => import.Run(order, p, cancel));
        Tell(result, json);
        if (result is { Vintage: not null, Problem: null, Known: false }) await scope.ServiceProvider.GetRequiredService<ReadReleases.ReleaseSummary>().CatchUp(cancel);
        return result is { Problem: null, StaysClosed: false } ? 0 : 1;
    }

    private static async Task<ImportResult> Progress(bool quiet, Func<IProgress<(string, double)>, Task<ImportResult>> work)
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

    internal static void Tell(ImportResult r, bool json)
    {
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(r, LocalizedText.Json));
            return;
        }
        if (r.Labels > 0) Console.Error.WriteLine($"{(r.Labels == 1 ? "One word of the file matches nothing. Say what it means" : $"{r.Labels} words of the file match nothing. Say what they mean")} under /operate/imports, then import the file again.");
        if (r is { Known: true, ClosedUntil: { } until })
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"All that this file says is here already, as version {r.Vintage}, which is closed until {until:yyyy-MM-dd'T'HH:mm} UTC. Nothing was written. To open it before, go to /releases/{r.Vintage} as one who runs this hub."));
        else if (r.Known) Console.WriteLine($"All that this file says is here already, as version {r.Vintage}. Nothing was written.");
        else if (r.Terms > 0) Console.WriteLine($"{r.Terms} definitions and names of {r.File}: {r.NewIndicators} indicators are new.");
        else if (r.Problem is not null) Console.Error.WriteLine($"{r.Problem}\nNothing was written.");
        else
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{r.Rows} rows of {r.File} in {r.Seconds} seconds: {r.Observations} observations and {r.Targets} targets of {r.Places} places, {r.NewIndicators} indicators that are new here{Named(r)}, {r.LeftOut} rows left out, {r.Refused} refused."));
        if (r.DryRun) Console.WriteLine("This was a dry run: nothing was written into the database.");
        else if (r is { Vintage: not null, Known: false }) Console.WriteLine($"They are version {r.Vintage}.");
        foreach (var reason in r.Reasons.Take(MostReasons)) Console.WriteLine($"{reason.Rows} {(reason.Rows == 1 ? "row" : "rows")} {reason.Outcome}: {reason.Reason}");
        if (r.Report is not null) Console.WriteLine($"Rows that were not taken, with the reason: {r.Report}");
        if (r.Rest is not null) Console.WriteLine($"These are the first {RowsNotTaken.MostKept}; the others: {r.Rest}");
    }

    private static string Named(ImportResult r) =>
        r.NewIndicatorIds.Count == 0 ? "" : $" ({string.Join(", ", r.NewIndicatorIds)}{(r.NewIndicators > r.NewIndicatorIds.Count ? " …" : "")})";

    internal static bool IsSource(string text) => text != ObservationSource.Schools && text.Length is > 0 and <= 40 && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    internal static DateTime? Time(string? text) =>
        DateTime.TryParseExact(text, ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm'Z'"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;

    private sealed class Steps(Action<(string, double)> report) : IProgress<(string, double)>
    {
        public void Report((string, double) value) => report(value);
    }
}
