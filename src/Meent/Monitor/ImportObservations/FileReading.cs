using Meent.Formats.Statistics;

namespace Meent.Monitor.ImportObservations;

/// <summary>A file as it was understood, before anything is written.</summary>
public sealed class FileReading
{
    public List<ReadRow> Rows { get; } = [];

    public List<Guid> Places { get; } = [];

    public List<KnownKey> Keys { get; } = [];

    public List<string> Periods { get; } = [];

    public List<RowNotTaken> NotTaken { get; } = [];

    public HashSet<(string Dimension, string Label)> Unknown { get; } = [];

    public long All { get; private set; }

    /// <summary>Why reading ended before the file did; null where it did not.</summary>
    public string? Stopped { get; private set; }

    private readonly Dictionary<Guid, int> places = [];
    private readonly Dictionary<KeyRead, int> keys = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, int> periods = new(StringComparer.Ordinal);

    /// <summary>Goes through the whole file; what cannot be taken is noted with its reason, and reading goes on.</summary>
    public static async Task<FileReading> Of(ReadableStatistics file, KeyReader keys, PlaceCodes places, ForeignWords words, IProgress<long> progress, CancellationToken cancel)
    {
        var reading = new FileReading();
        foreach (var line in file.Lines)
        {
            if (line is StoppedReading stop)
            {
                reading.Stopped = $"Reading ended at line {stop.Line}. {RowSentences.Of(stop.Why, stop.Detail)}";
                break;
            }
            if (++reading.All % 10_000 == 0)
            {
                progress.Report(reading.All);
                cancel.ThrowIfCancellationRequested();
            }
            if (line is RefusedRow refused) reading.Refuse(refused.Line, RowSentences.Of(refused.Why, refused.Detail), "");
            else if (line is StatRow row) await reading.Take(row, keys, places, words, cancel);
        }
        reading.RefuseTwice();
        return reading;
    }

    public long Refused => NotTaken.Count(n => n.Outcome == "refused");

    public long LeftOut => NotTaken.Count - Refused;

    private async Task Take(StatRow row, KeyReader reader, PlaceCodes codes, ForeignWords words, CancellationToken cancel)
    {
        var place = await codes.Find(row.Geo.Id, words, cancel);
        switch (place, reader.Read(row))
        {
            case ({ LeftOut: { } why }, _):
                LeaveOut(row, why);
                break;
            case ({ Place: null }, _):
                Unknown.Add((PlaceCodes.Dimension, row.Geo.Id));
                Refuse(row.Line, $"There is no place here for \"{row.Geo.Id}\".", What(row));
                break;
            case (_, UnknownLabel unknown):
                Unknown.Add((unknown.Dimension, unknown.Label));
                Refuse(row.Line, $"\"{unknown.Label}\" under \"{unknown.Dimension}\" is no code and no name that is known.", What(row));
                break;
            case (_, KeyLeftOut out_):
                LeaveOut(row, out_.Why);
                break;
            case ({ Place: { } id }, KnownKey { Target: true }) when row.Value is null:
                Refuse(row.Line, "A target without a value.", What(row));
                break;
            case ({ Place: { } id }, KnownKey key):
                Rows.Add(new(Index(places, Places, id), Index(keys, Keys, key), Index(periods, Periods, row.Period), (int)row.Line, Free(row) ? row.Value : null, Extras(row)));
                break;
        }
    }

    /// <summary>Two codes may lead to one place, and a name and a code to one series: then the file says the same thing twice.</summary>
    private void RefuseTwice()
    {
        var first = new Dictionary<(int, int, int), int>(Rows.Count);
        var twice = new HashSet<int>();
        foreach (var row in Rows)
        {
            if (first.TryAdd((row.Place, row.Key, row.Period), row.Line)) continue;
            twice.Add(row.Line);
            Refuse(row.Line, $"Line {first[(row.Place, row.Key, row.Period)]} is about the same place, series and period, under other names.", Periods[row.Period]);
        }
        if (twice.Count > 0) Rows.RemoveAll(r => twice.Contains(r.Line));
    }

    /// <summary>A value under statistical confidentiality is not kept, whoever sent it.</summary>
    private static bool Free(StatRow row) => row.Confidentiality is null or "" or "F" or "f";

    private static RowExtras? Extras(StatRow row)
    {
        var (status, reference) = (row.Status is "" ? null : row.Status?.ToLowerInvariant(), row.Reference is "" ? null : row.Reference);
        // Numerator by denominator is the value, and an error with a count tells it of a share: nothing of a secret one is kept but that it is there.
        if (!Free(row)) return new(null, null, null, null, status, row.Confidentiality, reference);
        return row is { Numerator: null, Denominator: null, N: null, StandardError: null } && status is null && reference is null
            ? null : new(row.Numerator, row.Denominator, row.N, row.StandardError, status, null, reference);
    }

    private void Refuse(long line, string why, string what) => NotTaken.Add(new(line, "refused", why, what));

    private void LeaveOut(StatRow row, string why) => NotTaken.Add(new(row.Line, "left out", why, What(row)));

    private static string What(StatRow row) => string.Join(" · ", row.Key.Select(k => k.Id).Prepend(row.Period).Prepend(row.Geo.Id));

    private static int Index<T, TKnown>(Dictionary<TKnown, int> known, List<T> all, T item) where T : TKnown where TKnown : notnull
    {
        if (!known.TryGetValue(item, out var index))
        {
            known[item] = index = all.Count;
            all.Add(item);
        }
        return index;
    }
}
