using Meent.Formats.Statistics;
using Meent.Foundation.Localisation;

namespace Meent.Monitor.ImportObservations;

/// <summary>What the codes of a row say it is about, or why it cannot be taken.</summary>
public abstract record KeyRead;

/// <param name="Target">the row is no observation but a target, due in the period of the row</param>
public sealed record KnownKey(SeriesKey Series, bool Target) : KeyRead;

public sealed record KeyLeftOut(Reason Why) : KeyRead;

/// <summary>A name that stands for no code that is known.</summary>
public sealed record UnknownLabel(string Dimension, string Label) : KeyRead;

/// <summary>From the codes of a row to indicator, breakdown, unit and source.</summary>
/// <remarks>
/// A row that has all the codes of an indicator of the content is about it; else the file's own indicator, or the file itself, becomes one. What is
/// left of the codes is the breakdown: those that stand for everybody are dropped.
/// </remarks>
public sealed class KeyReader(StatHead head, string source, IndicatorContent indicators, ForeignWords words)
{
    private const string TargetMark = "DD_TARGET_";

    /// <summary>"Not applicable" in SDMX: a file cannot leave a code empty.</summary>
    public const string NoUnit = "_Z";

    private static readonly HashSet<string> Frequency = new(["freq", "frequency", "time_format"], StringComparer.OrdinalIgnoreCase);
    private static readonly HashSet<string> Units = new(["unit", "unit_measure"], StringComparer.OrdinalIgnoreCase);
    private static readonly HashSet<string> Everybody = new(["TOTAL", "T", "_T", "IND_TOTAL"], StringComparer.Ordinal);

    /// <summary>A file whose codes never come again must not be held in memory.</summary>
    private const int MostRemembered = 100_000;

    private readonly Dictionary<string, KeyRead> read = new(StringComparer.Ordinal);
    private readonly Dictionary<KnownKey, KnownKey> one = [];
    private readonly Dictionary<string, string> opening = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Indicator> made = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Kind, string Code), string> named = [];

    /// <summary>Id of the data set without agency and version: "ISOC_SK_DSKL_I21"; null where the file names none.</summary>
    public string? Dataflow { get; } = DataflowOf(head.Id);

    /// <summary>Indicators that the content does not have.</summary>
    public IReadOnlyCollection<Indicator> Made => made.Values;

    /// <summary>The breakdown that a target is for, which names none where it is for what its indicator counts at all.</summary>
    public string TargetOf(SeriesKey series) =>
        series.Breakdown == Breakdowns.Total && made.TryGetValue(series.Indicator, out var own) ? own.MainBreakdown : series.Breakdown;

    /// <summary>The hub's own definition says that it is a share of a whole, and the row is in per cent: it goes from 0 to 100.</summary>
    public bool IsShare(SeriesKey series) =>
        UnitOf(series.Unit) == IndicatorUnit.Percent && indicators.Find(series.Indicator) is { Unit: IndicatorUnit.Percent, OverPlace: IndicatorContent.WeightedMean };

    /// <summary>Names of breakdowns and units, where the file gives them.</summary>
    public IReadOnlyDictionary<(string Kind, string Code), string> Named => named;

    /// <summary>Two keys of the file are one series: codes and names of the same.</summary>
    public bool HasSynonyms { get; private set; }

    /// <returns>of two keys that are one series, the same object</returns>
    public KeyRead Read(StatRow row)
    {
        var key = string.Join('\u001f', row.Key.Select(k => k.Id).Append(row.Target is null ? "" : "target"));
        if (read.TryGetValue(key, out var known)) return known;
        var made = Once(Work(row));
        if (made is KnownKey || read.Count < MostRemembered) read[key] = made;
        return made;
    }

    private KeyRead Once(KeyRead made)
    {
        if (made is not KnownKey key || one.TryAdd(key, key)) return made;
        HasSynonyms = true;
        return one[key];
    }

    private KeyRead Work(StatRow row)
    {
        var codes = new List<(string Dimension, string Code, string? Name)>();
        for (var i = 0; i < row.Key.Count; i++)
        {
            var (dimension, (word, label)) = (head.Dimensions[i].Id.ToLowerInvariant(), row.Key[i]);
            if (words.Of(dimension, word, isCode: label is not null || (WritesCodes && !word.Any(char.IsWhiteSpace))) is not { } meaning) return new UnknownLabel(dimension, word);
            if (meaning.LeftOut) return new KeyLeftOut(new WordLeftOut(word));
            codes.Add((dimension, meaning.Code, label ?? (string.Equals(meaning.Code, word, StringComparison.OrdinalIgnoreCase) ? null : word)));
        }
        return Key(codes, row.Target is not null);
    }

    /// <summary>In SDMX-CSV names can stand where codes do; a plain file has codes, as its mapping says, and so has what a hub like this one wrote.</summary>
    private bool WritesCodes => head.Format is not "sdmx-csv-1.0" and not "sdmx-csv-2.0" || IsOwn;

    /// <summary>A hub like this one wrote the file: it names indicators by their ids here.</summary>
    private bool IsOwn => head.Id?.StartsWith("MEENT", StringComparison.OrdinalIgnoreCase) == true;

    /// <param name="isTarget">the row says so itself</param>
    private KeyRead Key(List<(string Dimension, string Code, string? Name)> codes, bool isTarget)
    {
        var by = codes.ToDictionary(c => c.Dimension, c => c.Code, StringComparer.OrdinalIgnoreCase);
        if (Dataflow is not null) by.TryAdd("dataflow", Dataflow);
        if (by.GetValueOrDefault("source") is { } from && string.Equals(from, ObservationSource.Schools, StringComparison.OrdinalIgnoreCase)) return new KeyLeftOut(new FiguresFromSchools());
        var unit = codes.FirstOrDefault(c => Units.Contains(c.Dimension));
        if (unit.Code == NoUnit) unit.Code = null!;
        var (indicator, about, total) = Indicator(codes, by, unit.Code);
        Name(CodeName.Unit, unit.Code, unit.Name);
        var rest = codes.Where(c => !about.Contains(c.Dimension) && !Frequency.Contains(c.Dimension) && !Units.Contains(c.Dimension) && c.Dimension != "source").ToList();
        var target = isTarget || rest.Any(c => c.Code.StartsWith(TargetMark, StringComparison.Ordinal));
        var parts = rest.Where(c => !IsEverybody(c, total) && !c.Code.StartsWith(TargetMark, StringComparison.Ordinal)).ToList();
        foreach (var part in parts) Name(CodeName.Breakdown, part.Code, part.Name);
        var breakdown = parts.Count == 0 ? Breakdowns.Total : string.Join('.', parts.Select(p => p.Code));
        if (!target) Open(indicator, breakdown, unit.Code);
        return new KnownKey(new(indicator, breakdown, unit.Code ?? "", by.GetValueOrDefault("source")?.ToLowerInvariant() ?? source), target);
    }

    private static bool IsEverybody((string Dimension, string Code, string? Name) code, IReadOnlyDictionary<string, string> total) =>
        total.TryGetValue(code.Dimension, out var everybody) ? string.Equals(code.Code, everybody, StringComparison.OrdinalIgnoreCase) : Everybody.Contains(code.Code);

    private (string Id, IReadOnlyCollection<string> About, IReadOnlyDictionary<string, string> Total) Indicator(
        List<(string Dimension, string Code, string? Name)> codes, Dictionary<string, string> by, string? unit)
    {
        foreach (var indicator in indicators.All)
            foreach (var code in indicator.Codes.Where(c => c.Source == source && c.Keys.All(k => by.TryGetValue(k.Key, out var has) && string.Equals(has, k.Value, StringComparison.OrdinalIgnoreCase))))
                return (indicator.Id, [.. code.Keys.Keys], code.Total);
        var own = codes.FirstOrDefault(c => c.Dimension is "indicator" or "indic" || c.Dimension.StartsWith("indic_", StringComparison.Ordinal));
        if (own.Dimension is not null && indicators.Find(own.Code.ToLowerInvariant()) is { } ours) return (ours.Id, [own.Dimension], NoTotal);
        var id = own.Dimension is null || IsOwn || head.Format == "desi" || Dataflow is null ? own.Code ?? Dataflow ?? source : $"{Dataflow}.{own.Code}";
        return (Make(id.ToLowerInvariant(), own.Name ?? (own.Dimension is null ? head.Label : null), unit), own.Dimension is null ? [] : [own.Dimension], NoTotal);
    }

    private static readonly Dictionary<string, string> NoTotal = [];

    private string Make(string id, string? name, string? unit)
    {
        made.TryAdd(id, new Indicator { Id = id, Name = LocalizedText.Of("en", name ?? id), Unit = UnitOf(unit), MainUnit = unit ?? "", Source = new(SourceName, SourcePage, source is ObservationSource.Eurostat or ObservationSource.Desi ? "CC BY 4.0" : null) });
        return id;
    }

    /// <summary>Pages open with figures that there are: those of everybody, else the first group of the file.</summary>
    private void Open(string indicator, string breakdown, string? unit)
    {
        if (!made.TryGetValue(indicator, out var own)) return;
        if (opening.TryGetValue(indicator, out var with) && (with == Breakdowns.Total || breakdown != Breakdowns.Total)) return;
        opening[indicator] = breakdown;
        made[indicator] = own with { Unit = UnitOf(unit), MainUnit = unit ?? "", MainBreakdown = breakdown };
    }

    /// <summary>How numbers with a foreign unit are written: "PC_IND" are percentages.</summary>
    public static string UnitOf(string? code) => code switch
    {
        null => IndicatorUnit.Number,
        _ when code == "PC" || code.StartsWith("PC_", StringComparison.Ordinal) => IndicatorUnit.Percent,
        _ when code == "EUR" || code == "EURO" || code.StartsWith("EUR_", StringComparison.Ordinal) => IndicatorUnit.Euro,
        _ when code.EndsWith("SCORE", StringComparison.Ordinal) => IndicatorUnit.Score,
        _ when code.EndsWith("MBPS", StringComparison.Ordinal) => IndicatorUnit.Mbps,
        _ => IndicatorUnit.Number,
    };

    private string SourceName => source switch
    {
        ObservationSource.Eurostat => Dataflow is null ? "Eurostat" : $"Eurostat, {Dataflow.ToLowerInvariant()}",
        ObservationSource.Desi => "European Commission, Digital Decade indicators",
        ObservationSource.Hub => "Another hub",
        _ => source,
    };

    private string? SourcePage => source == ObservationSource.Eurostat && Dataflow is not null
        ? $"https://ec.europa.eu/eurostat/databrowser/view/{Uri.EscapeDataString(Dataflow.ToLowerInvariant())}/default/table" : null;

    private void Name(string kind, string? code, string? name)
    {
        if (code is not null && name is not null) named.TryAdd((kind, code), name);
    }

    /// <summary>"ESTAT:ISOC_SK_DSKL_I21$DEFAULTVIEW(1.0)" is the data set ISOC_SK_DSKL_I21.</summary>
    public static string? DataflowOf(string? id)
    {
        if (id is null) return null;
        var from = id.IndexOf(':', StringComparison.Ordinal) + 1;
        var to = id.IndexOfAny(['$', '(', '/'], from);
        return (to < 0 ? id[from..] : id[from..to]).ToUpperInvariant();
    }
}
