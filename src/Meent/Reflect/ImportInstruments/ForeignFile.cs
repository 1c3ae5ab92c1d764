using Meent.Formats.Surveys;

namespace Meent.Reflect.ImportInstruments;

/// <summary>A file of another program, with the sheets that belong to it.</summary>
/// <param name="Name">as it was given, without folders</param>
/// <param name="Choices">of an XLSForm, the sheet "choices"; null where it was not given</param>
/// <param name="Settings">of an XLSForm, the sheet "settings"; null where it was not given</param>
internal sealed record ForeignFile(string Name, byte[] Bytes, byte[]? Choices = null, byte[]? Settings = null)
{
    /// <summary>By what stands in it, not by its name.</summary>
    public SurveyReading Read(CancellationToken cancel = default)
    {
        if (Bytes.Length == 0) return new UnreadableSurvey(Unreadable.Empty);
        if (IsXml) return LssReader.Read(Bytes, cancel);
        return Name.EndsWith(".lss", StringComparison.OrdinalIgnoreCase)
            ? LssReader.Read(Bytes, cancel)
            : XlsFormReader.Read(Bytes, Choices, Settings, Path.GetFileNameWithoutExtension(Name), cancel);
    }

    private bool IsXml => Bytes.AsSpan().IndexOfAnyExcept("\uFEFF \r\n\t"u8) is >= 0 and var first && Bytes[first] == '<';

    /// <summary>A file on disk; of the sheet "survey" of an XLSForm those beside it, too: choices.csv and settings.csv, or with the same beginning.</summary>
    /// <exception cref="IOException">the file cannot be read, or is larger than any questionnaire</exception>
    public static ForeignFile Open(string path)
    {
        var (folder, name) = (Path.GetDirectoryName(Path.GetFullPath(path))!, Path.GetFileName(path));
        byte[]? Beside(string sheet)
        {
            if (!name.Contains("survey", StringComparison.OrdinalIgnoreCase)) return null;
            var other = Path.Combine(folder, name.Replace("survey", sheet, StringComparison.OrdinalIgnoreCase));
            return File.Exists(other) ? Bytes(other) : null;
        }
        return new(name, Bytes(path), Beside("choices"), Beside("settings"));

        // One byte more than is read tells that it is too large.
        static byte[] Bytes(string path)
        {
            using var stream = File.OpenRead(path);
            var bytes = new byte[(int)Math.Min(stream.Length, SurveyLimits.MostBytes + 1)];
            stream.ReadExactly(bytes);
            return bytes;
        }
    }
}
