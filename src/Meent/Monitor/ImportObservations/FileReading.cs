using Meent.Formats.Statistics;

namespace Meent.Monitor.ImportObservations;

/// <summary>A file as it was understood, before anything is written.</summary>
public sealed class FileReading
{
    /// <summary>A file with so many unknown words is another one than it should be.</summary>
    private const int MostUnknown = 5_000;

    /// <summary>Beyond so many rows, a file that cannot be taken is read to its end for its report alone.</summary>
    private const int KeptOfRefused = 250_000;

    /// <summary>What is to be written; empty where nothing will be.</summary>
    public List<ReadRow> Rows { get; private set; } = [];

    /// <summary>Rows that are understood.</summary>
    public long Taken { get; private set; }

    /// <summary>Those of them that are no observation but a target.</summary>
    public int Targets { get; private set; }

    public List<Guid> Places { get; } = [];

    public List<KnownKey> Keys { get; } = [];

    public List<string> Periods { get; } = [];

    public RowsNotTaken NotTaken { get; }

    /// <summary>Words that match nothing; no more than <see cref="MostUnknown"/>, whatever the file is.</summary>
    public HashSet<(string Dimension, string Label)> Unknown { get; } = [];

    public long All { get; private set; }

    /// <summary>Why reading ended before the file did; null where it did not.</summary>
    public Reason? Stopped { get; private set; }

    private FileReading(RowsNotTaken notTaken) => NotTaken = notTaken;

    private readonly Dictionary<Guid, int> places = [];
    private readonly Dictionary<KeyRead, int> keys = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, int> periods = new(StringComparer.Ordinal);
    private bool keeps = true;

    /// <summary>Goes through the whole file; what cannot be taken is noted with its reason, and reading goes on.</summary>
    /// <param name="partly">the other rows are wanted where some are refused</param>
    public static async Task<FileReading> Of(
        ReadableStatistics file, KeyReader keys, PlaceCodes places, ForeignWords words, RowsNotTaken notTaken, bool partly, IProgress<long> progress, CancellationToken cancel)
    {
        var reading = new FileReading(notTaken);
        foreach (var line in file.Lines)
        {
            if (line is StoppedReading stop)
            {
                reading.Stopped = new ReadingEnded(stop.Line, stop.Why, stop.Detail);
                break;
            }
            if (++reading.All % 10_000 == 0)
            {
                progress.Report(reading.All);
                cancel.ThrowIfCancellationRequested();
            }
            if (line is RefusedRow refused) notTaken.Refuse(refused.Line, new RowIsUnreadable(refused.Why, refused.Detail), refused.Row);
            else if (line is StatRow row) await reading.Take(row, keys, places, words, cancel);
            if (!partly && notTaken.Refused > 0 && reading.Rows.Count > KeptOfRefused) reading.KeepNoMore();
        }
        if (places.HasSynonyms || keys.HasSynonyms) reading.RefuseTwice();
        return reading;
    }

    private void KeepNoMore()
    {
        keeps = false;
        Rows = [];
    }

    private async Task Take(StatRow row, KeyReader reader, PlaceCodes codes, ForeignWords words, CancellationToken cancel)
    {
        var place = await codes.Find(row.Geo.Id, words, cancel);
        switch (place, reader.Read(row))
        {
            case ({ LeftOut: { } why }, _):
                NotTaken.LeaveOut(row.Line, why, row.InShort);
                break;
            case ({ Place: null, Meant: var meant }, _):
                Wait(PlaceCodes.Dimension, row.Geo.Id);
                NotTaken.Refuse(row.Line, meant is null ? new NoPlaceHere(row.Geo.Id) : new MeansNoPlace(row.Geo.Id, meant), row.InShort);
                break;
            case (_, UnknownLabel unknown):
                Wait(unknown.Dimension, unknown.Label);
                NotTaken.Refuse(row.Line, new UnknownWord(unknown.Dimension, unknown.Label), row.InShort);
                break;
            case (_, KeyLeftOut out_):
                NotTaken.LeaveOut(row.Line, out_.Why, row.InShort);
                break;
            case ({ Place: { } id }, KnownKey { Target: true }) when row.Value is null || !Free(row):
                NotTaken.Refuse(row.Line, new TargetWithoutValue(), row.InShort);
                break;
            case (_, KnownKey share) when OffShare(row) is { } off && reader.IsShare(share.Series):
                NotTaken.Refuse(row.Line, new NoShare(off, share.Series.Indicator), row.InShort);
                break;
            case (_, KnownKey { Target: true }) when TargetWay.Stray(row) is { } stray:
                NotTaken.Refuse(row.Line, new OffTheWay(stray, row.Period), row.InShort);
                break;
            case ({ Place: { } id }, KnownKey key):
                Taken++;
                if (key.Target) Targets++;
                var (at, about, period) = (Index(places, Places, id), Index(keys, Keys, key), Index(periods, Periods, row.Period));
                if (keeps) Rows.Add(new(at, about, period, (int)row.Line, Free(row) ? row.Value : null, Extras(row)));
                break;
        }
    }

    private void Wait(string dimension, string label)
    {
        if (Unknown.Count < MostUnknown) Unknown.Add((dimension, label));
    }

    /// <summary>Two codes may lead to one place, and a name and a code to one series: then the file says the same thing twice. Of two values neither is taken.</summary>
    private void RefuseTwice()
    {
        var first = new Dictionary<(int, int, int), int>(Rows.Count);
        var twice = new HashSet<int>();
        for (var i = 0; i < Rows.Count; i++)
        {
            var row = Rows[i];
            if (first.TryAdd((row.Place, row.Key, row.Period), i)) continue;
            var before = Rows[first[(row.Place, row.Key, row.Period)]];
            Refuse(row, before);
            if (!Same(row, before) && !twice.Contains(before.Line)) Refuse(before, row);
        }
        if (twice.Count > 0) Rows.RemoveAll(r => twice.Contains(r.Line));

        void Refuse(ReadRow row, ReadRow other)
        {
            if (twice.Add(row.Line))
            {
                Taken--;
                if (Keys[row.Key].Target) Targets--;
            }
            NotTaken.Refuse(row.Line, new SaidTwice(other.Line, Same(row, other)), Periods[row.Period]);
        }
    }

    /// <summary>With the same value; of targets, also on the same way.</summary>
    private static bool Same(ReadRow row, ReadRow other) => row.Value == other.Value && row.Extras?.Target == other.Extras?.Target;

    /// <summary>A value under statistical confidentiality is not kept, whoever sent it.</summary>
    private static bool Free(StatRow row) => row.Confidentiality is null or "" or "F" or "f";

    private static RowExtras? Extras(StatRow row)
    {
        var (status, reference) = (row.Status is "" ? null : row.Status?.ToLowerInvariant(), row.Reference is "" ? null : row.Reference);
        // Numerator by denominator is the value, and an error with a count tells it of a share: nothing of a secret one is kept but that it is there.
        if (!Free(row)) return new(null, null, null, null, status, row.Confidentiality, reference);
        return row is { Numerator: null, Denominator: null, N: null, StandardError: null, Target: null } && status is null && reference is null
            ? null : new(row.Numerator, row.Denominator, row.N, row.StandardError, status, null, reference) { Target = row.Target };
    }

    /// <summary>The first number of the row that lies below 0 or above 100; null where none does.</summary>
    private static decimal? OffShare(StatRow row) =>
        StatPath.Written(row.Target?.Path).Select(s => (decimal?)s.Value).Prepend(row.Target?.Base).Prepend(row.Value).FirstOrDefault(v => v is < 0 or > 100);

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
