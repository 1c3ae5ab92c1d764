using System.Text.Json;
using System.Text.Json.Serialization;
using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Time;
using Microsoft.EntityFrameworkCore;

namespace Meent.Monitor;

/// <summary>A defined figure: what it counts, in which unit, and how it may be read and summed.</summary>
public sealed record Indicator
{
    /// <summary>"digital-skills-basic"; of an import "isoc_ci_cm_h", "desi_fttp"</summary>
    public required string Id { get; init; }

    public required LocalizedText Name { get; init; }

    /// <summary>The definition, in a few sentences; empty where the import gave none.</summary>
    public LocalizedText About { get; init; } = LocalizedText.Empty;

    /// <summary>One of <see cref="IndicatorUnit"/>: how its numbers are written.</summary>
    public required string Unit { get; init; }

    /// <summary>"higher", "lower" or "neither": which way is better.</summary>
    public string Better { get; init; } = "neither";

    /// <summary>How values of places make the value of the area: "sum", "weighted-mean" or "none".</summary>
    public string OverPlace { get; init; } = "none";

    /// <summary>How values of short periods make that of a long one: "last", "mean" or "sum".</summary>
    public string OverTime { get; init; } = "last";

    public IndicatorSource? Source { get; init; }

    /// <summary>How often new values come: "yearly", "every two years"; null where unknown.</summary>
    public string? Cadence { get; init; }

    /// <summary>Fewest people or places behind a value of an area that may be shown; null where the source decides. <see cref="Observations"/> holds back what has fewer, or does not say how many.</summary>
    public int? MinimumN { get; init; }

    public IndicatorError Error { get; init; } = IndicatorError.None;

    /// <summary>Id of the indicator that took its place; null where it goes on.</summary>
    public string? Successor { get; init; }

    /// <summary>No new figures come: another one took its place, or it was asked for the last time.</summary>
    public bool HasEnded => Successor is not null || EndedIn is not null;

    /// <summary>The year of its last figures: "2017"; null where it goes on, or where that is not known.</summary>
    public string? EndedIn => Cadence?.StartsWith(Ended, StringComparison.Ordinal) == true ? Cadence[Ended.Length..] : null;

    private const string Ended = "ended in ";

    /// <summary>Ids of indicators that look alike and may not be set beside it or joined with it.</summary>
    public IReadOnlyList<string> NotComparableWith { get; init; } = [];

    /// <summary>What foreign files call it.</summary>
    public IReadOnlyList<ForeignCode> Codes { get; init; } = [];

    /// <summary>Paragraphs of policy documents that it speaks to: "council-2023/3b.vii".</summary>
    public IReadOnlyList<string> Paragraphs { get; init; } = [];

    /// <summary>Unit of the series that a page opens with: "PC_IND".</summary>
    public string MainUnit { get; init; } = "";

    /// <summary>Breakdown of the series that a page opens with.</summary>
    public string MainBreakdown { get; init; } = Breakdowns.Total;

    /// <summary>The questions of a questionnaire that it is counted from; null where it comes from elsewhere.</summary>
    public IndicatorFrom? From { get; init; }

    /// <summary>Counted from what people of schools answer, or from what schools state: only of these a school has a figure of its own.</summary>
    [JsonIgnore]
    public bool IsOfSchools => From is not null || Statements.StatedIndicator.All.Contains(Id);

    /// <summary>Came with the hub or from the operator's own content, and not with an import.</summary>
    public bool Shipped { get; init; }

    /// <summary>The hub is a demonstration: what its schools say of the indicator is made up.</summary>
    [JsonIgnore]
    public bool Demonstration { get; init; }

    /// <summary>The same figure of one group. A ceiling is stated for all people together: how sure the figures of a group are, nobody says.</summary>
    public Indicator Of(string breakdown) =>
        breakdown == MainBreakdown ? this : this with { MainBreakdown = breakdown, Error = Error.Kind == IndicatorError.Ceiling ? IndicatorError.None : Error };
}

public static class IndicatorUnit
{
    public const string Percent = "percent";
    public const string Number = "number";
    public const string Score = "score";
    public const string PerLearner = "per-learner";
    public const string Mbps = "mbps";
    public const string Euro = "euro";

    public static IReadOnlyList<string> All { get; } = [Percent, Number, Score, PerLearner, Mbps, Euro];
}

public static class Breakdowns
{
    /// <summary>Everybody: no breakdown.</summary>
    public const string Total = "total";
}

/// <param name="Name">"Eurostat, isoc_sk_dskl_i21"</param>
public sealed record IndicatorSource(string Name, string? Url, string? Licence)
{
    /// <summary>Its name in other languages; empty where it has one name only.</summary>
    [JsonIgnore]
    public LocalizedText Names { get; init; } = LocalizedText.Empty;

    /// <summary>Its licence in other languages, where it is a sentence and not a name.</summary>
    [JsonIgnore]
    public LocalizedText Licences { get; init; } = LocalizedText.Empty;

    public string In(string language) => Names.All.TryGetValue(language, out var name) ? name : Name;

    /// <returns>null where none is known</returns>
    public string? LicenceIn(string language) => Licences.All.TryGetValue(language, out var licence) ? licence : Licence;
}

/// <summary>How sure a value is.</summary>
/// <param name="Kind">"standard-error": the source gives one with each value; "ceiling": it states how large the standard error of a place is at most; "none": nothing is known</param>
/// <param name="Points">of a ceiling: in points of the unit</param>
/// <param name="Basis">of a ceiling: who states it, and where</param>
/// <param name="UnionPoints">of a ceiling: how large it is at most for the Union, a mean of many samples; null where the ceiling of one place stands for it too</param>
public sealed record IndicatorError(string Kind, decimal? Points = null, LocalizedText? Basis = null, decimal? UnionPoints = null)
{
    public const string StandardError = "standard-error", Ceiling = "ceiling";

    public static IndicatorError None { get; } = new("none");
}

/// <summary>What one source calls an indicator: values of the dimensions of its files.</summary>
/// <param name="Source">"eurostat", "desi"</param>
/// <param name="Keys">dimension → code: indic_is → I_DSK2_BAB. A row that has them all is about this indicator</param>
/// <param name="Total">dimension → code that stands for everybody: ind_type → IND_TOTAL</param>
/// <param name="Label">what files with labels instead of codes call it; null where unknown</param>
public sealed record ForeignCode(string Source, IReadOnlyDictionary<string, string> Keys, IReadOnlyDictionary<string, string> Total, string? Label);

/// <summary>Questions of a questionnaire that give an indicator: an area of it, or some statements.</summary>
/// <param name="Audience">"teachers"</param>
/// <param name="Area">id of the area; null where <paramref name="Items"/> are named</param>
public sealed record IndicatorFrom(string Instrument, string Audience, string? Area, IReadOnlyList<string> Items);

/// <summary>All indicators: those of the content, and those that came with imports.</summary>
/// <remarks>One that came with figures under embargo is known to nobody else before: its name tells what they are about.</remarks>
public sealed class IndicatorLibrary(HubDb db, IndicatorContent content, TimeProvider clock)
{
    private Dictionary<string, (Indicator Indicator, bool Closed)>? imported;

    /// <summary>Those that are shipped, or that the operator added as content, in the order of their ids.</summary>
    public IReadOnlyList<Indicator> Shipped => content.All;

    /// <summary>All, those of the content first; an indicator of the content stands before an imported one of the same id.</summary>
    public Task<IReadOnlyList<Indicator>> All(CancellationToken cancel = default) => All(embargoed: false, cancel);

    /// <inheritdoc cref="All(CancellationToken)"/>
    /// <param name="embargoed">those under embargo too: for operators only</param>
    public async Task<IReadOnlyList<Indicator>> All(bool embargoed, CancellationToken cancel) =>
    [
        .. content.All, .. (await Imported(cancel)).Values.Where(i => embargoed || !i.Closed).Select(i => i.Indicator)
            .Where(i => content.Find(i.Id) is null).OrderBy(i => i.Id, StringComparer.Ordinal),
    ];

    /// <summary>The indicator of this id; null where there is none.</summary>
    public Task<Indicator?> Find(string id, CancellationToken cancel = default) => Find(id, embargoed: false, cancel);

    /// <inheritdoc cref="Find(string, CancellationToken)"/>
    /// <param name="embargoed">one under embargo too: for operators only</param>
    public async Task<Indicator?> Find(string id, bool embargoed, CancellationToken cancel)
    {
        if (content.Find(id) is { } shipped) return shipped;
        if (imported is not null) return imported.TryGetValue(id, out var known) && (embargoed || !known.Closed) ? known.Indicator : null;
        if (await db.Read<StoredIndicator>().SingleOrDefaultAsync(i => i.Id == id, cancel) is not { } stored) return null;
        return embargoed || stored.ClosedWith is not { } with || !(await Closed(cancel)).Contains(with) ? content.Read(stored) : null;
    }

    private async Task<Dictionary<string, (Indicator Indicator, bool Closed)>> Imported(CancellationToken cancel)
    {
        if (imported is not null) return imported;
        var closed = await Closed(cancel);
        return imported = (await db.Read<StoredIndicator>().ToListAsync(cancel))
            .ToDictionary(i => i.Id, i => (content.Read(i), i.ClosedWith is { } with && closed.Contains(with)), StringComparer.Ordinal);
    }

    private async Task<HashSet<int>> Closed(CancellationToken cancel)
    {
        var now = clock.Now();
        return (await db.Read<Vintage>().Where(v => v.EmbargoUntil > now).Select(v => v.Number).ToListAsync(cancel)).ToHashSet();
    }
}

/// <summary>An indicator that came with an import.</summary>
public sealed class StoredIndicator
{
    public required string Id { get; init; }

    /// <summary><see cref="Indicator"/> as JSON.</summary>
    public required string Content { get; set; }

    /// <summary>The vintage under embargo that it came with; null where everybody may know of it.</summary>
    public int? ClosedWith { get; set; }

    internal Indicator Indicator => JsonSerializer.Deserialize<Indicator>(Content, LocalizedText.Json)!;

    internal static string Write(Indicator indicator) => JsonSerializer.Serialize(indicator, LocalizedText.Json);
}
