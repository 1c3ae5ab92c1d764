using System.Diagnostics;
using Meent.Foundation.Data;
using Microsoft.EntityFrameworkCore;

namespace Meent.Places.ImportSchools;

/// <summary>What to import.</summary>
/// <param name="Country">as the EU writes it</param>
/// <param name="Map">path of a mapping, or the name of one that came with the program</param>
/// <param name="On">the day from which new schools and moves count</param>
/// <param name="Report">where the report goes</param>
public sealed record ImportOrder(string File, string Country, string Map, DateOnly On, string Report);

/// <summary>How an import ended: a summary, or sentences that say what to mend. Then nothing was written.</summary>
public sealed record ImportResult(ImportSummary? Summary, IReadOnlyList<string> Problems)
{
    public static ImportResult Refused(params IEnumerable<string> sentences) => new(null, [.. sentences]);
}

/// <summary>Takes a register into the hub: all of it in one transaction, so that a broken file leaves nothing half.</summary>
public sealed class SchoolImport(HubDb db, PlaceIndex index)
{
    public async Task<ImportResult> Run(ImportOrder order, IProgress<(string Step, double Done)> progress, CancellationToken cancel)
    {
        var clock = Stopwatch.StartNew();
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
        var plan = await Store(mapping, order, merged, progress, cancel);
        var rows = ImportReport.Rows(read, merged, plan);
        ImportReport.Write(order.Report, rows);
        return new ImportResult(ImportReport.Summary(Path.GetFileName(order.File), order.Country, rows, plan, clock.Elapsed, order.Report), []);
    }

    private Task<ImportPlan> Store(RegisterMapping mapping, ImportOrder order, MergedRows merged, IProgress<(string, double)> progress, CancellationToken cancel) => db.InTransaction(async () =>
    {
        // Two imports at once would both create the same schools; SQLite has one writer anyway.
        if (db.IsPostgres) await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({PlaceIndex.WriteLock})", cancel);
        var store = new ImportStore(db, index);
        progress.Report(("Comparing", 0));
        var known = await store.Known(mapping, order.Country, cancel);
        var plan = new ImportPlanner(mapping, order.Country, known, order.On).Decide(merged.Schools);
        progress.Report(("Comparing", 1));
        await store.Write(plan, new Step(progress, "Writing"), cancel);
        return plan;
    }, cancel);

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

    private sealed class Step(IProgress<(string, double)> progress, string name) : IProgress<double>
    {
        public void Report(double value) => progress.Report((name, value));
    }
}
