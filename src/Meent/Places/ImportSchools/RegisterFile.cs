using System.Security.Cryptography;
using System.Text;
using CsvHelper;

namespace Meent.Places.ImportSchools;

/// <summary>One row of a register.</summary>
/// <param name="Line">the line on which it begins; the header is line 1</param>
public sealed record RegisterRow(int Line, string[] Cells);

/// <summary>The rows of a register, or a sentence that says why it cannot be read.</summary>
public sealed record RegisterRead(IReadOnlyList<string> Header, IReadOnlyList<RegisterRow> Rows, string? Problem)
{
    /// <summary>SHA-256 of the file.</summary>
    public byte[] Hash { get; init; } = [];

    /// <summary>In which it was written: "utf-8".</summary>
    public string Encoding { get; init; } = "";

    public static RegisterRead Refused(string sentence) => new([], [], sentence);
}

/// <summary>From the bytes of a CSV file to rows. Whatever the bytes are, it ends in rows or in a sentence.</summary>
public static class RegisterFile
{
    public const int MostBytes = 256 << 20;

    /// <summary>Longer cells are a sign of a missing quotation mark, or of an attack.</summary>
    public const int LongestCell = 10_000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private static readonly char[] Separators = [',', ';', '\t', '|'];

    public static RegisterRead Open(string path, RegisterMapping mapping)
    {
        var file = Path.GetFileName(path);
        if (Directory.Exists(path)) return RegisterRead.Refused($"{path} is a folder. Name the CSV file in it.");
        if (!File.Exists(path)) return RegisterRead.Refused($"There is no file {path}. Check its name and folder.");
        try
        {
            var (bytes, problem) = Bytes(path, file);
            return bytes is null ? RegisterRead.Refused(problem!) : Read(bytes, file, mapping) with { Hash = SHA256.HashData(bytes) };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return RegisterRead.Refused($"{path} cannot be read: {e.Message}");
        }
    }

    /// <summary>The bytes of an ordinary file, or why they cannot be had: an import may have to read a second time, which a pipe does not allow.</summary>
    public static (byte[]? Bytes, string? Problem) Bytes(string path, string file)
    {
        // Nobody may ever write into a pipe: then opening it would wait for ever.
        var opening = Task.Run(() => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read));
        if (!opening.Wait(Patience)) return (null, NotAFile(file));
        using var stream = opening.Result;
        if (!stream.CanSeek) return (null, NotAFile(file));
        if (stream.Length > MostBytes) return (null, $"{file} is larger than {MostBytes >> 20} MB. Is it the right file? Otherwise import it in parts.");
        // Devices say that they hold nothing, and never end.
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return (bytes, null);
    }

    private static string NotAFile(string file) => $"{file} is a pipe or a device, not a file. Write the register into a file first: an import that was interrupted reads it again.";

    public static RegisterRead Read(byte[] bytes, string file, RegisterMapping mapping)
    {
        if (bytes.Length == 0) return RegisterRead.Refused($"{file} is empty. Export or download it again.");
        if (mapping.AnyEncoding) mapping = mapping with { Encoding = EncodingOf(bytes, mapping.UsualEncoding) };
        if (EncodingProblem(bytes, file, mapping) is { } wrong) return RegisterRead.Refused(wrong);
        string text;
        try
        {
            var encoding = IsWide(mapping) && bytes is [0xFE, 0xFF, ..] ? new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true) : mapping.Encoding;
            text = encoding.GetString(bytes).TrimStart('\ufeff');
        }
        catch (DecoderFallbackException e)
        {
            var line = bytes.AsSpan(0, Math.Clamp(e.Index, 0, bytes.Length)).Count((byte)'\n') + 1;
            return RegisterRead.Refused($"Line {line} of {file} is not written in {mapping.Encoding.WebName}. Save the file as UTF-8, or name its encoding in {mapping.File}, for example \"encoding: windows-1252\".");
        }
        var nul = text.IndexOf('\0', StringComparison.Ordinal);
        if (nul >= 0) return RegisterRead.Refused($"Line {text.AsSpan(0, nul).Count('\n') + 1} of {file} holds a NUL character. The file is damaged or is no CSV file; export it again.");
        if (string.IsNullOrWhiteSpace(text)) return RegisterRead.Refused($"{file} is empty. Export or download it again.");
        return Rows(text, file, mapping);
    }

    /// <summary>UTF-16 by its mark, UTF-8 by its bytes; else what is usual where the file comes from.</summary>
    public static Encoding EncodingOf(byte[] bytes, string usual)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var name = bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] ? "utf-16" : System.Text.Unicode.Utf8.IsValid(bytes) ? "utf-8" : usual;
        return Encoding.GetEncoding(name, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
    }

    private static string? EncodingProblem(byte[] bytes, string file, RegisterMapping mapping)
    {
        var marked = bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..];
        if (marked && !IsWide(mapping)) return $"{file} is written in UTF-16. Save it as UTF-8, or write \"encoding: utf-16\" in {mapping.File}.";
        if (!marked && IsWide(mapping) && !bytes.Contains((byte)0)) return $"{file} is not written in UTF-16, and {mapping.File} says so. Write \"encoding: utf-8\" there.";
        if (bytes is [(byte)'P', (byte)'K', 3, 4, ..]) return $"{file} is a zip or Excel file. Save the table as CSV (UTF-8) first.";
        var oneByte = mapping.Encoding.IsSingleByte && mapping.Encoding.WebName != "us-ascii";
        return oneByte && bytes.Any(b => b >= 0x80) && System.Text.Unicode.Utf8.IsValid(bytes)
            ? $"{file} is written in UTF-8, and {mapping.File} says {mapping.Encoding.WebName}: names would come out garbled. Write \"encoding: utf-8\" there."
            : null;
    }

    private static bool IsWide(RegisterMapping mapping) => mapping.Encoding.WebName.StartsWith("utf-16", StringComparison.Ordinal);

    private static RegisterRead Rows(string text, string file, RegisterMapping mapping)
    {
        // Registers put quotation marks into the middle of cells: such a cell is taken as it stands. One that is never closed
        // swallows all rows after it, and then nothing is taken.
        var open = false;
        var options = new CsvReaderOptions
        {
            Separator = mapping.Separator, HasHeader = false, TrackLineNumbers = true,
            OnMalformedRecord = m => open |= m.Reason == CsvMalformedReason.UnterminatedQuote,
        };
        using var csv = CsvReader.FromText(text, options);
        if (!csv.Read()) return RegisterRead.Refused($"{file} has no header row. The first row names the columns.");
        string[] header = [.. Cells(csv).Select(h => h.Trim())];
        if (!open && HeaderProblem(header, file, mapping) is { } wrong) return RegisterRead.Refused(wrong);
        var rows = new List<RegisterRow>();
        while (!open && csv.Read())
        {
            if (LongCell(csv)) return RegisterRead.Refused($"{file}: the row on line {csv.LineNumber} has a cell of more than {LongestCell} characters. Most often a quotation mark is missing at the end of a cell: add it and start again.");
            rows.Add(new RegisterRow((int)csv.LineNumber, Cells(csv)));
        }
        if (open) return RegisterRead.Refused($"{file}: in the row on line {csv.LineNumber} a quotation mark opens a cell and none closes it. Close it (a quotation mark within a cell is written twice) and start again.");
        return rows.Count > 0 ? new RegisterRead(header, rows, null) { Encoding = mapping.Encoding.WebName } : RegisterRead.Refused($"{file} has a header and no rows. Export or download it again.");
    }

    private static string[] Cells(CsvReader csv)
    {
        var cells = new string[csv.FieldCount];
        for (var i = 0; i < cells.Length; i++) cells[i] = csv.GetString(i);
        return cells;
    }

    private static bool LongCell(CsvReader csv)
    {
        // The length in bytes is known without making a text of it, and is never less than that in characters.
        if (csv.RawRecord.Length <= LongestCell) return false;
        for (var i = 0; i < csv.FieldCount; i++)
            if (csv.GetSpan(i).Length > LongestCell) return true;
        return false;
    }

    private static string? HeaderProblem(string[] header, string file, RegisterMapping mapping)
    {
        string[] needed = [.. mapping.Needed];
        var missing = needed.Where(n => !header.Contains(n)).ToList();
        if (missing.Count == 0)
        {
            return needed.FirstOrDefault(n => header.Count(h => h == n) > 1) is { } twice ? $"{file} has two columns \"{twice}\". Rename the one that is not meant." : null;
        }
        if (header.Length == 1 && Separators.Where(s => s != mapping.Separator && header[0].Contains(s, StringComparison.Ordinal)).Cast<char?>().FirstOrDefault() is { } other)
            return $"{file} has its columns parted by {Named(other)}, and {mapping.File} says {Named(mapping.Separator)}. Write \"separator: {(other == '\t' ? "tab" : $"'{other}'")}\" there.";
        var names = string.Join(", ", header.Take(30).Select(h => h.Length > 40 ? h[..40] + "…" : h));
        return $"{file} has no column {string.Join(", ", missing.Select(m => $"\"{m}\""))}. It has: {names}. Correct the names under \"columns\" in {mapping.File}, or the first row of the file.";
    }

    private static string Named(char separator) => separator switch { ',' => "commas", ';' => "semicolons", '\t' => "tabs", '|' => "bars", _ => $"\"{separator}\"" };
}
