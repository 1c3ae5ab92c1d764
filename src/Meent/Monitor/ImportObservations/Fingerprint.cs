using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Meent.Monitor.ImportObservations;

/// <summary>What a file says, as it was understood: the same file says something else once an unknown word is explained, a mapping mended or its rows are somebody else's.</summary>
internal static class Fingerprint
{
    /// <returns>SHA-256 in lower-case hexadecimal over places, series, periods and rows</returns>
    public static string Of(FileReading read)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        void Text(string? text) => hash.AppendData(Encoding.UTF8.GetBytes($"{text}\0"));
        foreach (var place in read.Places) Text($"{place}");
        foreach (var key in read.Keys) Text($"{key}");
        foreach (var period in read.Periods) Text(period);
        Span<int> row = stackalloc int[8];
        foreach (var r in read.Rows)
        {
            (row[0], row[1], row[2], row[3]) = (r.Place, r.Key, r.Period, r.Value is null ? 0 : 1);
            decimal.GetBits(r.Value ?? 0, row[4..]);
            if (!BitConverter.IsLittleEndian) BinaryPrimitives.ReverseEndianness(row, row);
            hash.AppendData(MemoryMarshal.AsBytes(row));
            if (r.Extras is { Target: { } target }) Text(string.Create(CultureInfo.InvariantCulture, $"{target.Base}|{target.BasePeriod}|{target.Path}"));
            if (r.Extras is { } e) Text(string.Create(CultureInfo.InvariantCulture, $"{e.Numerator}|{e.Denominator}|{e.N}|{e.StandardError}|{e.Status}|{e.Confidentiality}|{e.Reference}"));
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
