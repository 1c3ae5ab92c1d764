using System.Text;

namespace Meent.Reflect.Instruments;

/// <summary>From the bytes of a file to text that is fit to be parsed as YAML.</summary>
internal static class YamlText
{
    /// <summary>An instrument in 24 languages stays well below this.</summary>
    public const int MostBytes = 2 * 1024 * 1024;

    private const int LongestLine = 5000;

    /// <summary>The text, or null with a problem for everything that keeps it from being parsed.</summary>
    public static string? Decode(ReadOnlySpan<byte> bytes, Problems problems)
    {
        if (bytes.Length > MostBytes)
        {
            problems.Add(1, 1, Sentences.FileTooLarge(bytes.Length, MostBytes));
            return null;
        }
        if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            problems.Add(1, 1, Sentences.NotUtf8("UTF-16"));
            return null;
        }
        if (bytes is [0xEF, 0xBB, 0xBF, ..]) bytes = bytes[3..];
        if (FirstInvalidByte(bytes) is { } at)
        {
            var before = Encoding.UTF8.GetString(bytes[..at]);
            problems.Add(before.Count(c => c == '\n') + 1, before.Length - before.LastIndexOf('\n'), Sentences.NotUtf8(null));
            return null;
        }
        var text = Encoding.UTF8.GetString(bytes);
        if (string.IsNullOrWhiteSpace(text)) problems.Add(1, 1, Sentences.FileEmpty);
        return CheckLines(text, problems) ? text : null;
    }

    private static int? FirstInvalidByte(ReadOnlySpan<byte> bytes)
    {
        for (var at = 0; at < bytes.Length;)
        {
            if (Rune.DecodeFromUtf8(bytes[at..], out _, out var used) != System.Buffers.OperationStatus.Done) return at;
            at += used;
        }
        return null;
    }

    /// <summary>Finds what the parser would report in words that help nobody: tabs, control characters, endless lines.</summary>
    private static bool CheckLines(string text, Problems problems)
    {
        var line = 0;
        foreach (var range in text.AsSpan().Split('\n'))
        {
            line++;
            var content = text.AsSpan()[range].TrimEnd('\r');
            var tab = content.IndexOf('\t');
            if (tab >= 0) problems.Add(line, tab + 1, Sentences.Tab);
            var control = content.IndexOfAnyInRange('\0', '\u0008');
            if (control < 0) control = content.IndexOfAnyInRange('\u000b', '\u001f');
            if (control >= 0) problems.Add(line, control + 1, Sentences.ControlCharacter(content[control]));
            if (content.Length > LongestLine) problems.Add(line, LongestLine, Sentences.LineTooLong(LongestLine));
        }
        return !problems.Any;
    }
}
