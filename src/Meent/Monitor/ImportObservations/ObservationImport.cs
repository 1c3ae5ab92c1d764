using System.Diagnostics;
using System.Security.Cryptography;
using Meent.Formats.Statistics;
using Meent.Foundation.Data;
using Meent.Foundation.Time;
using Meent.Places;
using Microsoft.EntityFrameworkCore;

namespace Meent.Monitor.ImportObservations;

/// <summary>Takes a file of official figures into the hub as one vintage: all of it, or nothing.</summary>
public sealed class ObservationImport(HubDb db, TimeProvider clock, IndicatorContent indicators, CodeLists lists, ObservationWriter writer)
{
    /// <summary>Observations of one transaction: others write in between.</summary>
    private const int Part = 20_000;

    /// <summary>So many new indicators are named: a slip is found among few, and a whole list has hundreds.</summary>
    private const int MostNamed = 20;

    public async Task<ImportResult> Run(ImportOrder order, IProgress<(string Step, double Share)> progress, CancellationToken cancel)
    {
        var watch = Stopwatch.StartNew();
        var file = Path.GetFileName(order.Path);
        var (mapping, problem) = Mapping(order.Mapping);
        if (problem is not null) return new(file, null, problem);
        if (order.EmbargoUntil is { } until && EmbargoIsOutOfReach.Holds(until, clock.Now())) return new(file, null, new EmbargoIsOutOfReach());
        if (Directory.Exists(order.Path)) return new(file, null, new FileIsFolder(order.Path));
        if (!File.Exists(order.Path)) return new(file, null, new NoSuchFile(order.Path));
        var hash = await Hash(order.Path, cancel);
        var opened = StatFile.Read(() => File.OpenRead(order.Path), mapping);
        if (opened is UnreadableStatistics(var why, var detail))
            return (why == StatRefusal.NotStatistics ? await TermImport.Run(db, order, indicators, cancel) : null) ?? new(file, null, new FileIsUnreadable(why, detail)) { Needs = why == StatRefusal.NeedsMapping ? "mapping" : null };
        var readable = (ReadableStatistics)opened;
        if (Source(order, readable.Head, mapping) is not { } source)
            // Where not even the first row can be read, that is what is wrong; and looking closes the file.
            return readable.Lines.FirstOrDefault() is StoppedReading stop ? new(file, null, new ReadingEnded(stop.Line, stop.Why, stop.Detail)) : new(file, null, new SourceIsMissing()) { Needs = "source" };
        return await Load(order, readable, source, hash, progress, cancel) with { Seconds = Math.Round(watch.Elapsed.TotalSeconds, 1) };
    }

    private async Task<ImportResult> Load(ImportOrder order, ReadableStatistics file, string source, string hash, IProgress<(string, double)> progress, CancellationToken cancel)
    {
        var words = new ForeignWords(source, lists, await db.Read<ForeignLabel>().Where(l => l.Source == source).ToListAsync(cancel), indicators);
        var keys = new KeyReader(file.Head, source, indicators, words);
        var areas = await PlaceCodes.Areas(db, cancel);
        var places = await PlaceCodes.Of(db, areas, cancel);
        var bytes = Math.Max(1, new FileInfo(order.Path).Length);
        using var notTaken = new RowsNotTaken(order.Report);
        var read = await FileReading.Of(file, keys, places, words, notTaken, order.WithoutRefused, new Read(rows => progress.Report(("reading", Math.Min(0.99, rows * 100.0 / bytes)))), cancel);
        progress.Report(("reading", 1));
        notTaken.Write();
        var made = await New(keys, cancel);
        var result = Result(order, read) with { NewIndicators = made.Count, NewIndicatorIds = [.. made.Take(MostNamed)] };
        if (!order.DryRun || order.KeepsWords) await Remember(read.Unknown, source, order.Path, cancel);
        if (result.Problem is not null) return result;
        if (!order.DryRun) await Settle(read, areas, cancel);
        var content = Fingerprint.Of(read);
        if (await Known(source, hash, content, read.Rows.Count, cancel) is { } known)
            return result with { Vintage = known.Number, Known = true, ClosedUntil = known.Until, StaysClosed = known.Until is not null && known.Until != order.EmbargoUntil };
        if (order.DryRun) return result;
        var vintage = new NewVintage(source, file.Head.Format, read.Rows.Count)
        {
            FileName = Path.GetFileName(order.Path), Sha256 = hash, ContentSha256 = content, EmbargoUntil = order.EmbargoUntil, Note = order.Note, IsWhole = false,
        };
        return result with { Vintage = await Write(vintage, read, keys, progress, cancel) };
    }

    /// <summary>The ids of indicators that neither the content has nor an earlier import brought.</summary>
    private async Task<IReadOnlyList<string>> New(KeyReader keys, CancellationToken cancel)
    {
        if (keys.Made.Count == 0) return [];
        var there = (await db.Read<StoredIndicator>().Select(i => i.Id).ToListAsync(cancel)).ToHashSet(StringComparer.Ordinal);
        return [.. keys.Made.Select(i => i.Id).Where(i => !there.Contains(i)).Order(StringComparer.Ordinal)];
    }

    private static ImportResult Result(ImportOrder order, FileReading read)
    {
        return new(Path.GetFileName(order.Path), null, Problem(order, read))
        {
            Rows = read.All, Observations = read.Taken - read.Targets, Targets = read.Targets, Places = read.Places.Count, LeftOut = read.NotTaken.LeftOut, Refused = read.NotTaken.Refused,
            Labels = read.Unknown.Count, DryRun = order.DryRun, Report = read.NotTaken.First.Count > 0 ? order.Report : null, Rest = read.NotTaken.Rest,
            Reasons = read.NotTaken.Reasons, NotTaken = read.NotTaken.First,
        };
    }

    /// <summary>The vintage of the same file, understood in the same way; of one from before the hub kept that, in the same number of rows. Null where there is none.</summary>
    /// <returns>one that is out, where there is one; else the first, with the end of its embargo</returns>
    private async Task<(int Number, DateTime? Until)?> Known(string source, string hash, string content, long rows, CancellationToken cancel)
    {
        var now = clock.Now();
        var known = await db.Read<Vintage>().Where(v => v.Sha256 == hash && v.IsWhole && v.Source == source && (v.ContentSha256 == content || (v.ContentSha256 == null && v.RowCount == rows)))
            .OrderBy(v => v.Number).Select(v => new { v.Number, v.EmbargoUntil }).ToListAsync(cancel);
        return (known.Find(v => v.EmbargoUntil is null || v.EmbargoUntil <= now) ?? known.FirstOrDefault()) is { } found ? (found.Number, found.EmbargoUntil > now ? found.EmbargoUntil : null) : null;
    }

    private static Reason? Problem(ImportOrder order, FileReading read) =>
        read.Stopped is { } stopped ? stopped
        : read.NotTaken.Refused > 0 && !order.WithoutRefused ? new RowsRefused(read.NotTaken.Refused, read.All)
        : read.Taken == 0 ? new NoRowTaken(read.NotTaken.Refused, read.All) : null;

    private async Task<int> Write(NewVintage what, FileReading read, KeyReader keys, IProgress<(string, double)> progress, CancellationToken cancel)
    {
        var (vintage, series) = (0, (IReadOnlyDictionary<SeriesKey, int>)new Dictionary<SeriesKey, int>());
        await db.InTransaction(async () =>
        {
            vintage = await writer.Begin(what, cancel);
            series = await writer.Series(read.Keys.Where(k => !k.Target).Select(k => k.Series), vintage, cancel);
        }, cancel);
        try
        {
            await WriteRows(vintage, series, read, progress, cancel);
            await db.InTransaction(async () =>
            {
                await writer.Append(read.Rows.Where(r => read.Keys[r.Key].Target).Select(r => TargetOf(r, read, keys, vintage)), cancel);
                await new NewIndicators(db).Keep(keys.Made, keys.Named, vintage, cancel);
                await writer.Complete(vintage, read.Keys.Where(k => !k.Target).Select(k => series[k.Series]), cancel);
            }, cancel);
        }
        catch
        {
            await db.InTransaction(() => writer.Undo(vintage, CancellationToken.None), CancellationToken.None);
            throw;
        }
        return vintage;
    }

    private async Task WriteRows(int vintage, IReadOnlyDictionary<SeriesKey, int> series, FileReading read, IProgress<(string, double)> progress, CancellationToken cancel)
    {
        var rows = read.Rows.Where(r => !read.Keys[r.Key].Target).ToArray();
        var ids = read.Keys.Select(k => k.Target ? 0 : series[k.Series]).ToArray();
        // In the order of the key, so that the table grows at its end and not everywhere.
        var rank = Enumerable.Range(0, read.Places.Count).OrderBy(i => read.Places[i]).Select((place, at) => (place, at)).ToDictionary(p => p.place, p => p.at);
        Array.Sort(rows, (a, b) => rank[a.Place].CompareTo(rank[b.Place]) is not 0 and var place ? place
            : ids[a.Key].CompareTo(ids[b.Key]) is not 0 and var id ? id : string.CompareOrdinal(read.Periods[a.Period], read.Periods[b.Period]));
        for (var at = 0; at < rows.Length; at += Part)
        {
            var part = rows.AsMemory(at, Math.Min(Part, rows.Length - at));
            await db.InTransaction(() => writer.Append(vintage, Observations(part, ids, read), cancel), cancel);
            progress.Report(("writing", (double)(at + part.Length) / rows.Length));
        }
    }

    private static IEnumerable<NewObservation> Observations(ReadOnlyMemory<ReadRow> rows, int[] ids, FileReading read)
    {
        for (var i = 0; i < rows.Length; i++)
        {
            var row = rows.Span[i];
            yield return new(read.Places[row.Place], ids[row.Key], read.Periods[row.Period], row.Value)
            {
                Numerator = row.Extras?.Numerator, Denominator = row.Extras?.Denominator, N = row.Extras?.N, StandardError = row.Extras?.StandardError, Status = row.Extras?.Status,
                Confidentiality = row.Extras?.Confidentiality, Reference = row.Extras?.Reference,
            };
        }
    }

    private static Target TargetOf(ReadRow row, FileReading read, KeyReader keys, int vintage)
    {
        var series = read.Keys[row.Key].Series;
        var way = row.Extras?.Target;
        return new(read.Places[row.Place], series.Indicator, keys.TargetOf(series), series.Unit, series.Source, read.Periods[row.Period], row.Value!.Value, way?.Base, way?.BasePeriod, way?.Path, vintage);
    }

    private async Task Settle(FileReading read, IReadOnlyDictionary<string, Guid> areas, CancellationToken cancel)
    {
        var made = await db.InTransaction(() => Countries.Ensure(db, cancel), cancel);
        var settled = areas.Where(a => made.TryGetValue(a.Key, out var id) && id != a.Value).ToLookup(a => a.Value, a => made[a.Key]);
        for (var i = 0; i < read.Places.Count; i++) read.Places[i] = settled[read.Places[i]].FirstOrDefault(read.Places[i]);
    }

    private Task Remember(IReadOnlyCollection<(string Dimension, string Label)> unknown, string source, string path, CancellationToken cancel) => db.InTransaction(async () =>
    {
        var there = await db.Set<ForeignLabel>().Where(l => l.Source == source).ToListAsync(cancel);
        foreach (var (dimension, label) in unknown.OrderBy(u => u.Dimension, StringComparer.Ordinal).ThenBy(u => u.Label, StringComparer.Ordinal).Take(ForeignLabel.MostWaiting))
        {
            var kept = there.FirstOrDefault(l => l.Dimension == dimension && l.Label == label);
            if (kept is null) db.Add(kept = new ForeignLabel { Source = source, Dimension = dimension, Label = label, FileName = "" });
            // What was said of a word that still matches nothing was no answer: it waits again.
            (kept.Code, kept.FileName, kept.SeenAt) = (null, Path.GetFileName(path), clock.Now());
        }
        await db.SaveChangesAsync(cancel);
    }, cancel);

    private static (StatMapping? Mapping, Reason? Problem) Mapping(string? path)
    {
        if (path is null or "own") return (path is null ? null : StatMapping.Own, null);
        if (!File.Exists(path)) return (null, new NoSuchMapping(path));
        var (mapping, problem) = StatMapping.Read(File.ReadAllText(path));
        return (mapping, problem is null ? null : new MappingIsUnreadable(problem.Why, problem.Detail, problem.Line));
    }

    private static string? Source(ImportOrder order, StatHead head, StatMapping? mapping) =>
        order.Source ?? (head.Format == "desi" ? ObservationSource.Desi : head.Id?.StartsWith("ESTAT", StringComparison.OrdinalIgnoreCase) == true ? ObservationSource.Eurostat : OfRows.Source(order.Path, head, mapping));

    private static async Task<string> Hash(string path, CancellationToken cancel)
    {
        await using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancel));
    }

    private sealed class Read(Action<long> report) : IProgress<long>
    {
        public void Report(long value) => report(value);
    }
}
