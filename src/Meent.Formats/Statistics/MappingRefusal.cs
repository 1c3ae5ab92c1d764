namespace Meent.Formats.Statistics;

/// <summary>Why a mapping cannot be used. The detail is named behind each.</summary>
public enum MappingRefusal
{
    /// <summary>No YAML, a part twice, or a value of another kind (its line).</summary>
    Unreadable,

    Empty,

    /// <summary>A text or a list, which names no parts.</summary>
    NoMapping,

    /// <summary>A part that a mapping does not have (its name and line).</summary>
    UnknownPart,

    /// <summary>A column for what is no part of an observation (what).</summary>
    UnknownColumn,

    /// <summary>No column for what every observation has (which: "place", "period" or "value").</summary>
    NoColumn,

    /// <summary>Two ways to read one dimension (which).</summary>
    SaidTwice,

    /// <summary>A separator of no or several characters.</summary>
    NoSeparator,

    /// <summary>A decimal mark that is neither "comma" nor "point".</summary>
    NoDecimalMark,

    /// <summary>An encoding that nobody knows (its name).</summary>
    UnknownEncoding,
}

/// <param name="Line">of the mapping, counted from 1; 0 where it is about no line</param>
public sealed record UnreadableMapping(MappingRefusal Why, string Detail = "", long Line = 0);
