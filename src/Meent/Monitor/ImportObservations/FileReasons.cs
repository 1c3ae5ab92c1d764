using System.Text.Json.Serialization;
using Meent.Formats.Statistics;
using Meent.Foundation.Localisation;

namespace Meent.Monitor.ImportObservations;

/// <param name="Detail">what <see cref="StatRefusal"/> says of it</param>
public sealed record FileIsUnreadable([property: JsonConverter(typeof(JsonStringEnumConverter<StatRefusal>))] StatRefusal Why, string Detail) : Reason
{
    public override string Sentence(Texts T) => RowSentences.Of(Why, Detail, T);

    public override string InEnglish() => Why == StatRefusal.NeedsMapping
        ? "This is a plain CSV file. Say with --mapping what its columns mean; docs/operate/indicators.md has an example." : base.InEnglish();
}

/// <summary>What came before the line is a part of a file, and does not count.</summary>
public sealed record ReadingEnded(long Line, [property: JsonConverter(typeof(JsonStringEnumConverter<StatRefusal>))] StatRefusal Why, string Detail) : Reason
{
    public override string Sentence(Texts T) => T["Reading ended at line {0}. {1}", Line, RowSentences.Of(Why, Detail, T)];
}

/// <param name="Line">of the mapping; 0 where it is about no line</param>
public sealed record MappingIsUnreadable([property: JsonConverter(typeof(JsonStringEnumConverter<MappingRefusal>))] MappingRefusal Why, string Detail, long Line) : Reason
{
    public override string Sentence(Texts T) => MappingSentences.Of(Why, Detail, Line, T);
}

public sealed record NoSuchFile(string Path) : Reason
{
    public override string Sentence(Texts T) => T["There is no file {0}.", Path];
}

public sealed record FileIsFolder(string Path) : Reason
{
    public override string Sentence(Texts T) => T["{0} is a folder. Name a file in it.", Path];
}

/// <summary>Over already, or so far away that a slip is likely.</summary>
public sealed record EmbargoIsOutOfReach : Reason
{
    /// <summary>So many years ahead an embargo may end.</summary>
    public const int MostYears = 5;

    public static bool Holds(DateTime until, DateTime now) => until <= now || until > now.AddYears(MostYears);

    public override string Sentence(Texts T) => T["The figures cannot be closed until that day. Choose one that is still to come, within {0} years.", MostYears];

    public override string InEnglish() => $"--embargo: choose a day that is still to come, within {MostYears} years.";
}

public sealed record NoSuchMapping(string Path) : Reason
{
    public override string Sentence(Texts T) => T["There is no mapping {0}.", Path];
}

public sealed record SourceIsMissing : Reason
{
    public override string Sentence(Texts T) => T["The file does not say whose figures these are. Say so below."];

    public override string InEnglish() => "The file does not say whose figures these are. Say it with --as: --as oecd.";
}

/// <summary>One row that cannot be taken keeps out the others.</summary>
/// <param name="All">rows of the file</param>
public sealed record RowsRefused(long Refused, long All) : Reason
{
    public override string Sentence(Texts T) => (Refused, All) switch
    {
        (1, 1) => T["The only row of the file cannot be taken. Mend it, or say what unknown words mean."],
        _ when Refused == All => T["None of the {0} rows can be taken. Mend the file, or say what unknown words mean.", T.Number(All)],
        (1, _) => T["One of the {0} rows cannot be taken, so the file stays out. Mend it, say what unknown words mean, or take the other rows.", T.Number(All)],
        _ => T["{0} of {1} rows cannot be taken, so the file stays out. Mend it, say what unknown words mean, or take the other rows.", T.Number(Refused), T.Number(All)],
    };

    public override string InEnglish() =>
        $"{Refused} of {All} rows cannot be taken. Mend the file, say what unknown words mean under /operate/imports, or take the rest with --without-refused.";
}

/// <summary>The other rows were asked for, and there are none.</summary>
/// <param name="All">rows of the file; those that are not refused are left out</param>
public sealed record NoRowTaken(long Refused, long All) : Reason
{
    public override string Sentence(Texts T) => (Refused, All) switch
    {
        (_, 0) => T["The file holds no figures. Choose the one that does."],
        (0, _) => T["All rows of the file are left out, so there is nothing to take in."],
        _ when Refused == All => new RowsRefused(Refused, All).Sentence(T),
        _ => T["Every row is refused or left out, so there is nothing to take in. Mend the file, or say what unknown words mean."],
    };
}

/// <summary>A list of definitions with an embargo.</summary>
public sealed record DefinitionsCannotWait : Reason
{
    public override string Sentence(Texts T) => T["This is a list of definitions and names, which cannot wait: everybody reads it at once. Import it without an embargo, when the figures are out."];
}

/// <summary>Nothing came from the service that was asked: that is done and told on the command line alone.</summary>
public sealed record NotFetched(string Why) : Reason
{
    public override string Sentence(Texts T) => Why;
}
