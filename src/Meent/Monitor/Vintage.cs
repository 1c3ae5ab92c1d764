namespace Meent.Monitor;

/// <summary>What came in at one time, whole: a file, a publication of figures from schools.</summary>
public sealed class Vintage
{
    /// <summary>Counted from 1 over the whole hub: a later one is newer.</summary>
    public int Number { get; init; }

    public required string Source { get; init; }

    public DateTime MadeAt { get; init; }

    public string? FileName { get; init; }

    /// <summary>Of the file, in lower-case hexadecimal.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Of what the file said as it was understood, in lower-case hexadecimal; null of vintages from before this was kept, and of those without a file.</summary>
    public string? ContentSha256 { get; init; }

    /// <summary>"sdmx-csv", "json-stat", "csv", "desi", "edition" …</summary>
    public required string Format { get; init; }

    /// <summary>Observations and targets.</summary>
    public long RowCount { get; init; }

    /// <summary>Until then only operators see it; where one of them opened it before its day, when that was. Null where there was none.</summary>
    public DateTime? EmbargoUntil { get; set; }

    /// <summary>A sentence on what changed, as the operator wrote it.</summary>
    public string? Note { get; init; }

    /// <summary>False while a large file is being written: what is not whole counts for nobody.</summary>
    public bool IsWhole { get; set; } = true;
}

/// <summary>Which vintages count for a reader.</summary>
/// <param name="AsOf">none newer than this, so that a past report can be reproduced; null for all</param>
/// <param name="Embargoed">those under embargo too: for operators only</param>
public sealed record Reading(int? AsOf = null, bool Embargoed = false)
{
    public static Reading Now { get; } = new();

    /// <summary>For links of a page, so that the next one shows the same version: "?as-of=7"; "" for the newest.</summary>
    /// <param name="first">"?" or "&amp;"</param>
    public string Query(char first) => AsOf is { } version ? $"{first}as-of={version}" : "";
}
