using Meent.Formats.Statistics;
using Meent.Foundation.Localisation;

namespace Meent.Monitor.ImportObservations;

/// <summary>Why a mapping cannot be used, in words that whoever wrote it can use.</summary>
internal static class MappingSentences
{
    public static string Of(MappingRefusal why, string detail, long line, Texts T) => why switch
    {
        MappingRefusal.Unreadable => T["Line {0} of the mapping cannot be read. Look there for a bracket or quotation mark that is not closed, a name that stands twice, or a value of another kind than the guide shows.", line],
        MappingRefusal.Empty => T["The mapping is empty. Say at least which columns hold the place, the period and the value."],
        MappingRefusal.NoMapping => T["This is no mapping. A mapping names its parts, each on a line of its own: {0}.", Names],
        MappingRefusal.UnknownPart => T["Line {0}: “{1}” is no part of a mapping. Parts are: {2}.", line, detail, Names],
        MappingRefusal.UnknownColumn => T["The mapping names a column for “{0}”. It can be one of: {1}. Anything else goes under “dimensions”.", detail, string.Join(", ", StatMapping.Parts)],
        MappingRefusal.NoColumn => T["The mapping does not say which column holds “{0}”. Write “{0}: the heading of the column” under “columns”.", detail],
        MappingRefusal.SaidTwice => T["The mapping says twice what “{0}” is. Take one of the two out.", detail],
        MappingRefusal.NoSeparator => T["The separator of the mapping is one character, such as “;”."],
        MappingRefusal.NoDecimalMark => T["“decimal” in the mapping is “point” or “comma”."],
        MappingRefusal.UnknownEncoding => T["The encoding “{0}” of the mapping is unknown. Write “utf-8”, “latin1” or “windows-1252”.", detail],
        _ => throw new ArgumentOutOfRangeException(nameof(why)),
    };

    private static string Names => string.Join(", ", StatMapping.Names);
}
