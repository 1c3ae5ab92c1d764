using System.Globalization;
using System.Security.Cryptography;

namespace Meent.Operate.Move;

/// <summary>How many rows a table has, and a checksum of all of them that does not depend on their order: the sum of 128 bits of each row's SHA-256.</summary>
internal sealed class TableSum(CopiedTable table, long rows = 0, UInt128 sum = default) : IDisposable
{
    // By name: the engines may have the columns in another order.
    private readonly int[] order = [.. table.Columns.Select((c, i) => (c.Name, Position: i)).OrderBy(c => c.Name, StringComparer.Ordinal).Select(c => c.Position)];
    private readonly MemoryStream bytes = new();

    public long Rows { get; private set; } = rows;

    public string Hex => sum.ToString("x32", CultureInfo.InvariantCulture);

    public void Add(object?[] row)
    {
        bytes.SetLength(0);
        using (var writer = new BinaryWriter(bytes, System.Text.Encoding.UTF8, leaveOpen: true))
            foreach (var i in order) CopiedValue.Write(writer, row[i], table.Columns[i].Kind);
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(bytes.GetBuffer().AsSpan(0, (int)bytes.Length), hash);
        unchecked
        {
            sum += new UInt128(BitConverter.ToUInt64(hash), BitConverter.ToUInt64(hash[8..]));
        }
        Rows++;
    }

    public void Dispose() => bytes.Dispose();
}
