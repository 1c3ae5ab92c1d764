using System.Text.Json.Serialization;
using Meent.Formats.Statistics;
using Meent.Foundation.Localisation;

namespace Meent.Monitor.ImportObservations;

/// <summary>What an operator asks for.</summary>
/// <param name="Path">the file</param>
/// <param name="Report">where the report of refused rows goes</param>
public sealed record ImportOrder(string Path, string Report)
{
    /// <summary>Whose figures they are, where the file does not say so itself: "eurostat", "desi", "oecd".</summary>
    public string? Source { get; init; }

    /// <summary>Of a plain CSV file: a mapping.</summary>
    public string? Mapping { get; init; }

    public DateTime? EmbargoUntil { get; init; }

    public string? Note { get; init; }

    /// <summary>Nothing is written.</summary>
    public bool DryRun { get; init; }

    /// <summary>Takes the good rows of a file in which some are refused.</summary>
    public bool WithoutRefused { get; init; }

    /// <summary>Keeps words that match nothing for somebody who says what they mean, even on a dry run.</summary>
    public bool KeepsWords { get; init; }
}

/// <summary>What became of a row that was not taken.</summary>
/// <param name="Outcome">"refused" or "left out"</param>
public sealed record RowNotTaken(long Line, string Outcome, Reason Reason, string What)
{
    [JsonIgnore]
    public string Why => Reason.InEnglish();

    /// <summary>Not a mistake: what the row is about is not taken by choice.</summary>
    [JsonIgnore]
    public bool IsLeftOut => Outcome == "left out";
}

/// <summary>How many rows were not taken for one reason.</summary>
/// <param name="First">of the first of them: what it says in general holds for all</param>
public sealed record ReasonCount(string Outcome, Reason First, long Rows)
{
    /// <summary>In English, for programs.</summary>
    public string Reason => First.InGeneral(Texts.English);
}

/// <summary>The result of an import.</summary>
/// <param name="Vintage">null where nothing was written</param>
/// <param name="Reason">why nothing was written; null where all is well</param>
public sealed record ImportResult(string File, int? Vintage, Reason? Reason)
{
    /// <summary>Why nothing was written, in English: for the command line and for programs.</summary>
    public string? Problem => Reason?.InEnglish();

    public long Rows { get; init; }

    public long Observations { get; init; }

    public int Targets { get; init; }

    public int Places { get; init; }

    public int NewIndicators { get; init; }

    /// <summary>The ids of the first of them, where the file holds figures.</summary>
    public IReadOnlyList<string> NewIndicatorIds { get; init; } = [];

    /// <summary>Definitions and names, where the file is a list of those and holds no figures.</summary>
    public int Terms { get; init; }

    public long LeftOut { get; init; }

    public long Refused { get; init; }

    /// <summary>Words that matched nothing and wait for somebody who says what they mean.</summary>
    public int Labels { get; init; }

    public bool DryRun { get; init; }

    /// <summary>The same file is here already, under <see cref="Vintage"/>, with all that it says now.</summary>
    public bool Known { get; init; }

    /// <summary>Where it is: the day on which that version comes out, which is still to come. Null where it is out.</summary>
    public DateTime? ClosedUntil { get; init; }

    /// <summary>The file is here under another embargo than was asked for now, and stays so.</summary>
    public bool StaysClosed { get; init; }

    public double Seconds { get; init; }

    /// <summary>The rows that were not taken; null where all were.</summary>
    public string? Report { get; init; }

    /// <summary>A second report with those beyond the first <see cref="RowsNotTaken.MostKept"/>; null where there are none.</summary>
    public string? Rest { get; init; }

    /// <summary>The reasons for that, the most frequent first.</summary>
    public IReadOnlyList<ReasonCount> Reasons { get; init; } = [];

    /// <summary>What the file does not say and somebody has to: "source" or "mapping"; null where nothing is missing.</summary>
    public string? Needs { get; init; }

    /// <summary>The rows that were not taken, in the order of their lines; so many that a person can go through them.</summary>
    [JsonIgnore]
    public IReadOnlyList<RowNotTaken> NotTaken { get; init; } = [];
}

/// <summary>A row that is understood; numbers point into lists, so that millions of rows fit.</summary>
public readonly record struct ReadRow(int Place, int Key, int Period, int Line, decimal? Value, RowExtras? Extras);

/// <summary>What few rows have.</summary>
public sealed record RowExtras(decimal? Numerator, decimal? Denominator, long? N, decimal? StandardError, string? Status, string? Confidentiality, string? Reference)
{
    /// <summary>Of a target: where its way begins, and its stations.</summary>
    public StatTarget? Target { get; init; }
}
