using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Meent.Formats.Statistics;

/// <summary>Finds observations that stand in a file more than once.</summary>
/// <remarks>Rows with one key fall into one part, so that only one part at a time needs a table to look them up: 32 bytes a row are kept, and never more than the file has.</remarks>
internal static class StatKeys
{
    private const int Parts = 256;

    /// <param name="most">the first so many are told: with more the file is another one than it should be</param>
    /// <returns>by line: why the row there cannot be taken</returns>
    public static Dictionary<long, RefusedRow> Doubtful(IEnumerable<StatLine> lines, int most)
    {
        var parts = new Part[Parts];
        for (var i = 0; i < Parts; i++) parts[i] = new();
        var text = new char[256];
        foreach (var row in lines.OfType<StatRow>())
        {
            var (high, low) = Hash(row, ref text);
            // Numbers have at most 15 digits, and as many doubles as there are such numbers tell them apart.
            parts[low & (Parts - 1)].Add(new(high, low, Said(row), (int)row.Line));
        }
        var doubtful = new List<(int Line, int Other, bool Same)>();
        for (var i = 0; i < Parts; i++)
        {
            doubtful.AddRange(Twice(parts[i]));
            parts[i] = new();
        }
        return doubtful.OrderBy(d => d.Line).Take(most).ToDictionary(d => (long)d.Line, d => new RefusedRow(d.Line, d.Same ? RowRefusal.SameKeyTwice : RowRefusal.TwoValues, $"{d.Other}"));
    }

    private static IEnumerable<(int Line, int Other, bool Same)> Twice(Part part)
    {
        var (seen, doubtful) = (new Dictionary<(ulong, ulong), (int Line, double Value)>(), new Dictionary<int, (int Other, bool Same)>());
        foreach (var row in part.Rows)
        {
            ref var first = ref CollectionsMarshal.GetValueRefOrAddDefault(seen, (row.High, row.Low), out var known);
            if (!known) first = (row.Line, row.Value);
            else if (first.Value.Equals(row.Value)) doubtful[row.Line] = (first.Line, true);
            else
            {
                doubtful[row.Line] = (first.Line, false);
                doubtful[first.Line] = (row.Line, false);
            }
        }
        return doubtful.Select(d => (d.Key, d.Value.Other, d.Value.Same));
    }

    /// <summary>What two rows with one key must have in common to say the same: the value; of a target its way, too.</summary>
    private static double Said(StatRow row) => row switch
    {
        { Value: null } => double.NaN,
        { Target: { } target } => BitConverter.ToUInt32(SHA256.HashData(Encoding.UTF8.GetBytes($"{StatFields.Text(row.Value)} {StatFields.Text(target.Base)} {target.BasePeriod} {target.Path}"))),
        _ => (double)row.Value.Value,
    };

    /// <summary>128 bits: among ten million rows two keys fall together once in 10^24 files.</summary>
    private static (ulong High, ulong Low) Hash(StatRow row, ref char[] text)
    {
        var length = row.Geo.Id.Length + 1 + row.Period.Length;
        foreach (var code in row.Key) length += 1 + code.Id.Length;
        // A target is no second value of what is observed in the year in which it is due.
        var kind = row.Target is null ? "" : "\0target";
        length += kind.Length;
        if (text.Length < length) text = new char[2 * length];
        row.Geo.Id.CopyTo(text);
        var at = row.Geo.Id.Length;
        Add(row.Period, text);
        foreach (var code in row.Key) Add(code.Id, text);
        kind.CopyTo(0, text, at, kind.Length);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(MemoryMarshal.AsBytes(text.AsSpan(0, length)), hash);
        return (BinaryPrimitives.ReadUInt64LittleEndian(hash[8..]), BinaryPrimitives.ReadUInt64LittleEndian(hash));

        void Add(string code, char[] to)
        {
            to[at++] = '\0';
            code.CopyTo(0, to, at, code.Length);
            at += code.Length;
        }
    }

    /// <summary>A row as far as it is compared with others; NaN stands for no value.</summary>
    private readonly record struct Seen(ulong High, ulong Low, double Value, int Line);

    /// <summary>Rows in the order of the file, in pieces: a list that grows would copy all of them, and hold them twice while it does.</summary>
    private sealed class Part
    {
        private const int Longest = 2_048;
        private readonly List<Seen[]> full = [];
        private Seen[] last = [];
        private int used;

        public IEnumerable<Seen> Rows => full.SelectMany(p => p).Concat(last.Take(used));

        public void Add(Seen row)
        {
            if (used == last.Length)
            {
                if (used > 0) full.Add(last);
                last = new Seen[Math.Clamp(2 * used, 8, Longest)];
                used = 0;
            }
            last[used++] = row;
        }
    }
}
