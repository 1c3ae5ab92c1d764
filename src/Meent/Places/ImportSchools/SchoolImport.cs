using System.Diagnostics;
using Meent.Foundation;
using Meent.Foundation.Data;
using Meent.Foundation.Time;

namespace Meent.Places.ImportSchools;

/// <summary>What to import.</summary>
/// <param name="Country">as the EU writes it</param>
/// <param name="Map">path of a mapping, or the name of one that came with the program</param>
/// <param name="On">the day from which new schools, moves and closures count; null for today, or for the day of the run that is gone on with</param>
/// <param name="Report">where the report goes</param>
public sealed record ImportOrder(string File, string Country, string Map, DateOnly? On, string Report)
{
    /// <summary>Only find out what would be done.</summary>
    public bool DryRun { get; init; }

    public ClosingLimit AllowClosing { get; init; } = ClosingLimit.Usual;

    /// <summary>Schools per transaction: others write in between, and what is written stays written when the program is killed.</summary>
    public int Part { get; init; } = 5000;
}

/// <summary>How an import ended: a summary, or sentences that say what to mend. Then nothing was written.</summary>
public sealed record ImportResult(ImportSummary? Summary, IReadOnlyList<string> Problems)
{
    /// <summary>Every row with its outcome; empty where nothing was written.</summary>
    public IReadOnlyList<RowOutcome> Rows { get; init; } = [];

    public static ImportResult Refused(params IEnumerable<string> sentences) => new(null, [.. sentences]);
}

/// <summary>Takes a register into the hub, part by part. A run that was interrupted goes on where it stopped when it is started again with the same file.</summary>
public sealed class SchoolImport(IServiceProvider services)
{
    private readonly Settings settings = services.GetRequiredService<Settings>();
    private readonly TimeProvider clock = services.GetRequiredService<TimeProvider>();

    public async Task<ImportResult> Run(ImportOrder order, IProgress<(string Step, double Done)> progress, CancellationToken cancel)
    {
        var watch = Stopwatch.StartNew();
        if (MappingFile.Find(order.Map) is not { } map) return ImportResult.Refused($"There is no mapping {order.Map}. Name a file, or one that came with Meent: {string.Join(", ", Shipped())}.");
        var (mapping, mistakes) = MappingFile.Read(map);
        if (mapping is null) return ImportResult.Refused(mistakes.Select(m => $"{Path.GetFileName(map)}, line {m.Line}: {m.Sentence}"));
        if (mapping.Country is { } written && written != order.Country) return ImportResult.Refused($"{mapping.File} is a mapping for {written}, and the call says --country {order.Country}. One of the two is wrong.");
        progress.Report(("Reading", 0));
        var file = RegisterFile.Open(order.File, mapping);
        if (file.Problem is { } problem) return ImportResult.Refused(problem);
        progress.Report(("Reading", 0.5));
        var reader = new RowReader(mapping, file.Header);
        List<RowRead> read = [.. file.Rows.Select(reader.Read)];
        var merged = SchoolMerge.Merge(read.Select(r => r.Row).OfType<SchoolRow>());
        if (merged.Schools.Count == 0) return ImportResult.Refused($"No row of {Path.GetFileName(order.File)} could be taken. The first: {read[0].Why} Is {mapping.File} the mapping for this file?");
        if (ReportProblem(order.Report) is { } unwritable) return ImportResult.Refused(unwritable);
        progress.Report(("Reading", 1));
        var register = new Register(order, mapping, file.Hash, await File.ReadAllBytesAsync(map, cancel), read, merged);
        return order.DryRun ? await Try(register, watch, progress, cancel) : await Take(register, watch, progress, cancel);
    }

    private async Task<ImportResult> Try(Register register, Stopwatch watch, IProgress<(string, double)> progress, CancellationToken cancel)
    {
        var trial = new ImportTrial(services.GetRequiredService<HubDb>(), new ImportStore(services.GetRequiredService<HubDb>(), services.GetRequiredService<PlaceIndex>(), services));
        var (outcomes, warnings) = await trial.Run(register, register.Order.On ?? clock.Today(), progress, cancel);
        return Told(register, outcomes, new() { DryRun = true, Warnings = warnings }, watch);
    }

    private async Task<ImportResult> Take(Register register, Stopwatch watch, IProgress<(string, double)> progress, CancellationToken cancel)
    {
        progress.Report(("Waiting for other imports to end", 0));
        await using var turn = await ImportTurn.Take(settings, cancel);
        progress.Report(("Waiting for other imports to end", 1));
        var (db, runs) = (services.GetRequiredService<HubDb>(), new ImportRuns(services.GetRequiredService<HubDb>(), clock));
        var work = new ImportWork(db, new ImportStore(db, services.GetRequiredService<PlaceIndex>(), services), runs);
        var done = await work.Run(register, progress, cancel);
        if (done.Problem is { } problem) return ImportResult.Refused(problem);
        var result = Told(register, done.Outcomes, new() { Resumed = done.Resumed }, watch);
        await runs.Finish(done.Run!, result.Summary!, cancel);
        return result;
    }

    private sealed record Circumstances
    {
        public bool DryRun { get; init; }

        public bool Resumed { get; init; }

        public IReadOnlyList<string> Warnings { get; init; } = [];
    }

    private static ImportResult Told(Register register, IReadOnlyList<PartOutcomes> outcomes, Circumstances how, Stopwatch watch)
    {
        var decided = register.Merged.Schools.Zip(outcomes.SelectMany(o => o.Schools)).ToDictionary(p => p.First, p => p.Second);
        List<MissingSchool> missing = [.. outcomes.SelectMany(o => o.Missing)];
        var rows = ImportReport.Rows(register.Read, register.Merged, decided, missing);
        ImportReport.Write(register.Order.Report, rows);
        int Count(SchoolOutcome outcome) => ImportReport.Count(rows, outcome);
        var summary = new ImportSummary(
            register.File, register.Order.Country, register.Read.Count, Count(SchoolOutcome.Created), Count(SchoolOutcome.Changed), Count(SchoolOutcome.Moved), Count(SchoolOutcome.Unchanged),
            Count(SchoolOutcome.Merged), Count(SchoolOutcome.Closed), Count(SchoolOutcome.Refused), missing.Count, how.Resumed, how.DryRun, how.Warnings, Math.Round(watch.Elapsed.TotalSeconds, 2), register.Order.Report);
        return new ImportResult(summary, []) { Rows = rows };
    }

    private static IEnumerable<string> Shipped() =>
        Directory.GetFiles(Path.Combine(Hub.Shipped("content"), "registers"), "*.yaml").Select(f => Path.GetFileNameWithoutExtension(f)).Where(n => n != "countries").Order(StringComparer.Ordinal);

    // Found out before anything is written: an import without its report could not be checked.
    private static string? ReportProblem(string path)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            using var _ = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            return $"The report cannot be written to {path}: {e.Message} Name another file with --report.";
        }
    }
}
