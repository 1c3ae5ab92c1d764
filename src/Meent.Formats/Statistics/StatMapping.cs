using System.Text;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Meent.Formats.Statistics;

/// <summary>What the columns of a plain CSV file mean.</summary>
/// <param name="Columns">by part of an observation ("place", "period", "value" … or the id of a dimension): the column's heading</param>
/// <param name="Dimensions">in the order of the series; null: every column that is no part and no label</param>
/// <param name="Constants">by dimension (or "place", "period"): what holds for every row</param>
/// <param name="Codes">by dimension or "place": what a text of the file stands for; a text that is missing there is refused</param>
/// <param name="Missing">texts that say that there is no value</param>
public sealed record StatMapping(
    IReadOnlyDictionary<string, string> Columns,
    IReadOnlyList<string>? Dimensions,
    IReadOnlyDictionary<string, string> Constants,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Codes,
    IReadOnlySet<string> Missing)
{
    /// <summary>Null: what stands most often in the header.</summary>
    public char? Separator { get; init; }

    /// <summary>Null: UTF-8.</summary>
    public Encoding? Encoding { get; init; }

    public bool DecimalComma { get; init; }

    /// <summary>"2016.0" is the year 2016.</summary>
    public bool YearsWithDecimals { get; init; }

    /// <summary>Parts of an observation or of a target that are no dimension.</summary>
    public static IReadOnlyList<string> Parts { get; } = ["place", "period", "value", "numerator", "denominator", "n", "standard_error", "status", "confidentiality", "reference", "demonstration", "target", "base", "base_period", "path"];

    /// <summary>Reads what <see cref="PlainCsvWriter"/> writes.</summary>
    public static StatMapping Own { get; } = new(Parts.ToDictionary(p => p, p => p), null, new Dictionary<string, string>(), new Dictionary<string, IReadOnlyDictionary<string, string>>(), new HashSet<string>());

    /// <param name="yaml">as docs/operate/indicators.md describes it</param>
    /// <returns>the mapping, or what is wrong with it</returns>
    public static (StatMapping? Mapping, UnreadableMapping? Problem) Read(string yaml)
    {
        Sheet? sheet;
        try
        {
            if (Stranger(yaml) is { } stranger) return (null, stranger);
            sheet = new DeserializerBuilder().WithNamingConvention(HyphenatedNamingConvention.Instance).WithDuplicateKeyChecking().Build().Deserialize<Sheet?>(yaml);
        }
        catch (YamlException e)
        {
            return (null, new(MappingRefusal.Unreadable, Line: e.Start.Line));
        }
        if (sheet is null) return (null, new(MappingRefusal.Empty));
        return sheet.Problem() is { } problem ? (null, problem) : (sheet.Mapping(), null);
    }

    /// <summary>The parts of a mapping, as its file names them.</summary>
    public static IReadOnlyList<string> Names { get; } = ["columns", "dimensions", "constants", "codes", "separator", "encoding", "decimal", "years-with-decimals", "missing"];

    /// <summary>What is no part of a mapping; null where all is known.</summary>
    private static UnreadableMapping? Stranger(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        if (stream.Documents.Count == 0) return null;
        if (stream.Documents[0].RootNode is not YamlMappingNode map)
            return stream.Documents[0].RootNode is YamlScalarNode { Value: null or "" } ? null : new(MappingRefusal.NoMapping);
        return map.Children.Keys.FirstOrDefault(k => k is not YamlScalarNode { Value: { } name } || !Names.Contains(name)) is { } unknown
            ? new(MappingRefusal.UnknownPart, $"{unknown}", unknown.Start.Line) : null;
    }

    /// <summary>The mapping as it stands in its file.</summary>
    private sealed class Sheet
    {
        public string? Separator { get; set; }

        public string? Encoding { get; set; }

        public string? Decimal { get; set; }

        public bool YearsWithDecimals { get; set; }

        public List<string> Missing { get; set; } = [];

        public Dictionary<string, string> Columns { get; set; } = [];

        public Dictionary<string, string> Dimensions { get; set; } = [];

        public Dictionary<string, string> Constants { get; set; } = [];

        public Dictionary<string, Dictionary<string, string>> Codes { get; set; } = [];

        public UnreadableMapping? Problem()
        {
            if (Columns.Keys.FirstOrDefault(c => !Parts.Contains(c)) is { } unknown) return new(MappingRefusal.UnknownColumn, unknown);
            foreach (var needed in new[] { "place", "period", "value" })
            {
                if (needed == "value" && Columns.ContainsKey("target")) continue;
                if (!Columns.ContainsKey(needed) && !Constants.ContainsKey(needed)) return new(MappingRefusal.NoColumn, needed);
            }
            if (Dimensions.Keys.FirstOrDefault(d => Parts.Contains(d) || Constants.ContainsKey(d)) is { } twice) return new(MappingRefusal.SaidTwice, twice);
            if (Separator is { Length: not 1 }) return new(MappingRefusal.NoSeparator);
            if (Decimal is not (null or "comma" or "point")) return new(MappingRefusal.NoDecimalMark);
            return Encoding is null || Known(Encoding) is not null ? null : new(MappingRefusal.UnknownEncoding, Encoding);
        }

        public StatMapping Mapping() => new(
            Columns.Concat(Dimensions).ToDictionary(), [.. Dimensions.Keys, .. Constants.Keys.Where(c => !Parts.Contains(c))], Constants,
            Codes.ToDictionary(c => c.Key, c => (IReadOnlyDictionary<string, string>)c.Value), Missing.ToHashSet())
        {
            Separator = Separator?[0], Encoding = Encoding is null ? null : Known(Encoding), DecimalComma = Decimal == "comma", YearsWithDecimals = YearsWithDecimals,
        };

        private static Encoding? Known(string name)
        {
            System.Text.Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
            try
            {
                return System.Text.Encoding.GetEncoding(name);
            }
            catch (ArgumentException)
            {
                return null;
            }
        }
    }
}
