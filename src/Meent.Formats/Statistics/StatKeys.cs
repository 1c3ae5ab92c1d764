using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Meent.Formats.Statistics;

/// <summary>Finds observations that stand in a file more than once.</summary>
internal static class StatKeys
{
    /// <param name="most">with so many the file is another one than it should be, and nothing more is looked at</param>
    /// <returns>by line: why the row there cannot be taken</returns>
    public static Dictionary<long, RefusedRow> Doubtful(IEnumerable<StatLine> lines, int most)
    {
        var seen = new Dictionary<UInt128, (long Line, decimal? Value)>();
        var doubtful = new Dictionary<long, RefusedRow>();
        foreach (var row in lines.OfType<StatRow>())
        {
            ref var first = ref CollectionsMarshal.GetValueRefOrAddDefault(seen, Hash(row), out var known);
            if (!known) first = (row.Line, row.Value);
            else if (first.Value == row.Value) doubtful[row.Line] = new(row.Line, RowRefusal.SameKeyTwice, $"{first.Line}");
            else
            {
                doubtful[row.Line] = new(row.Line, RowRefusal.TwoValues, $"{first.Line}");
                doubtful[first.Line] = new(first.Line, RowRefusal.TwoValues, $"{row.Line}");
            }
            if (doubtful.Count >= most) break;
        }
        return doubtful;
    }

    /// <summary>128 bits: among ten million rows two keys fall together once in 10^24 files.</summary>
    private static UInt128 Hash(StatRow row)
    {
        var text = new StringBuilder(row.Geo.Id, 256).Append('\0').Append(row.Period);
        foreach (var code in row.Key) text.Append('\0').Append(code.Id);
        return BinaryPrimitives.ReadUInt128LittleEndian(SHA256.HashData(MemoryMarshal.AsBytes(text.ToString().AsSpan())));
    }
}
