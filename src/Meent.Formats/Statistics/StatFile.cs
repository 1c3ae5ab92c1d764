namespace Meent.Formats.Statistics;

/// <summary>Any file of statistics that the hub reads, whatever its format.</summary>
public static class StatFile
{
    /// <summary>Reads a file with all checks that one file allows: the format is found out, and no observation comes twice.</summary>
    /// <param name="open">opens the file from its beginning; called two times, because two values for one observation are only known at the end</param>
    /// <param name="mapping">for plain CSV; other formats, and a file that <see cref="PlainCsvWriter"/> wrote, say themselves what their columns mean</param>
    /// <remarks>
    /// The second value of an observation makes the first doubtful: both rows are refused. The same value again is refused once. The memory
    /// this takes grows with the rows: about 50 bytes each.
    /// </remarks>
    public static StatReading Read(Func<Stream> open, StatMapping? mapping = null, StatLimits? limits = null)
    {
        limits ??= StatLimits.Usual;
        var first = Open(open(), mapping, limits);
        if (first is not ReadableStatistics once) return first;
        var doubtful = StatKeys.Doubtful(once.Lines, limits.MostRefused);
        return Open(open(), mapping, limits) is ReadableStatistics twice
            ? twice with { Lines = Without(doubtful, twice.Lines, limits.MostRefused) }
            : first;
    }

    /// <summary>Reads a file once, without looking for observations that come twice.</summary>
    /// <param name="stream">closed when its lines were gone through, or at once where it cannot be read</param>
    public static StatReading Open(Stream stream, StatMapping? mapping = null, StatLimits? limits = null)
    {
        limits ??= StatLimits.Usual;
        var bytes = StatBytes.Of(stream);
        if (bytes.Problem() is { } problem) return Closed(bytes, problem);
        var text = bytes.FirstText().TrimStart();
        if (text[0] is '{' or '[') return text[0] == '[' ? DesiFacts.Read(bytes, limits) : JsonStatReader.Read(bytes, limits);
        if (IsMarkup(text)) return Closed(bytes, new(StatRefusal.Markup));
        if (IsSdmx(text)) return SdmxCsvReader.Read(bytes, limits);
        mapping ??= PlainCsvWriter.Wrote(text) ? StatMapping.Own : null;
        return mapping is null ? Closed(bytes, new(StatRefusal.NeedsMapping)) : PlainCsvReader.Read(bytes, mapping, limits);
    }

    private static IEnumerable<StatLine> Without(Dictionary<long, RefusedRow> doubtful, IEnumerable<StatLine> lines, int most)
    {
        var refused = 0;
        foreach (var read in lines)
        {
            var line = read is StatRow row && doubtful.TryGetValue(read.Line, out var why) ? why.Of(row.InShort) : read;
            yield return line;
            if (line is not RefusedRow || ++refused < most) continue;
            yield return new StoppedReading(line.Line, StatRefusal.TooManyRefused, $"{refused}");
            yield break;
        }
    }

    private static bool IsSdmx(string text)
    {
        var word = text.TrimStart('"');
        return word.StartsWith("DATAFLOW", StringComparison.OrdinalIgnoreCase) || word.StartsWith("STRUCTURE", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>What a browser saves in place of a file, and SDMX in XML.</summary>
    private static bool IsMarkup(string text) =>
        text.StartsWith("<!doctype", StringComparison.OrdinalIgnoreCase) || text.StartsWith("<html", StringComparison.OrdinalIgnoreCase) || text.StartsWith("<?xml", StringComparison.OrdinalIgnoreCase);

    private static UnreadableStatistics Closed(StatBytes bytes, UnreadableStatistics problem)
    {
        bytes.Dispose();
        return problem;
    }
}
