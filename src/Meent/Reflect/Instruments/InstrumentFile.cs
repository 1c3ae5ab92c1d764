namespace Meent.Reflect.Instruments;

/// <summary>What reading an instrument gave: the instrument, or the problems of its file.</summary>
public abstract record InstrumentReading(IReadOnlyList<Problem> Problems);

public sealed record LoadedInstrument(Instrument Instrument) : InstrumentReading([])
{
    /// <summary>Line on which each item's id stands, to point at it when versions are compared.</summary>
    internal IReadOnlyDictionary<string, int> ItemLines { get; init; } = new Dictionary<string, int>();
}

/// <summary>An instrument in the form of a ladder.</summary>
public sealed record LoadedLadder(Ladder Ladder) : InstrumentReading([])
{
    /// <summary>Line on which each item's id stands, to point at it when versions are compared.</summary>
    internal IReadOnlyDictionary<string, int> ItemLines { get; init; } = new Dictionary<string, int>();
}

public sealed record BrokenInstrument(IReadOnlyList<Problem> Problems) : InstrumentReading(Problems);

/// <summary>Reads <c>content/instruments/*.yaml</c>; the keys are described in docs/author.</summary>
public static class InstrumentFile
{
    /// <summary>Reads a file that may be anything, with the frameworks in the folder <c>frameworks</c> beside its own, else those of the hub.</summary>
    /// <remarks>Never throws because of what is in the file; a file that cannot be opened is a problem too.</remarks>
    public static InstrumentReading Read(string path)
    {
        var folder = Path.GetDirectoryName(path) ?? "";
        return Read(path, FrameworkLibrary.Load(Path.Combine(folder, "..", "frameworks"), Path.Combine(InstrumentLibrary.Shipped, "frameworks")));
    }

    /// <inheritdoc cref="Read(string)"/>
    public static InstrumentReading Read(string path, FrameworkLibrary frameworks) => FileBytes.Of(path) switch
    {
        { Bytes: { } bytes } => Parse(bytes, Path.GetFileName(path), frameworks),
        var unread => new BrokenInstrument([unread.Problem!]),
    };

    /// <param name="fileName">as it stands in the sentences; has to fit the instrument's id</param>
    /// <param name="frameworks">the frameworks that it may be built on</param>
    public static InstrumentReading Parse(ReadOnlySpan<byte> bytes, string fileName, FrameworkLibrary frameworks)
    {
        var problems = new Problems(fileName);
        if (YamlTree.Read(bytes, problems) is not { } root) return new BrokenInstrument(problems.InOrder);
        var nodes = new NodeReader(problems);
        return new InstrumentHead(nodes, frameworks).IsLadder(root) ? OfLadder(root, nodes, frameworks) : OfInstrument(root, nodes, frameworks);
    }

    private static InstrumentReading OfInstrument(Node root, NodeReader nodes, FrameworkLibrary frameworks)
    {
        var reader = new InstrumentReader(nodes, frameworks);
        var instrument = reader.Read(root);
        return nodes.Problems.Any || instrument is null
            ? new BrokenInstrument(nodes.Problems.InOrder)
            : new LoadedInstrument(instrument) { ItemLines = reader.ItemLines };
    }

    private static InstrumentReading OfLadder(Node root, NodeReader nodes, FrameworkLibrary frameworks)
    {
        var reader = new LadderReader(nodes, frameworks);
        var ladder = reader.Read(root);
        return nodes.Problems.Any || ladder is null
            ? new BrokenInstrument(nodes.Problems.InOrder)
            : new LoadedLadder(ladder) { ItemLines = reader.ItemLines };
    }
}

/// <summary>The frameworks of a folder, by id.</summary>
public sealed class FrameworkLibrary
{
    private readonly SortedDictionary<string, Framework> byId = new(StringComparer.Ordinal);

    private FrameworkLibrary(IEnumerable<FrameworkReading> readings)
    {
        var problems = new List<Problem>();
        foreach (var reading in readings)
        {
            problems.AddRange(reading.Problems);
            if (reading is LoadedFramework(var framework)) byId.TryAdd(framework.Id, framework);
        }
        Problems = problems;
    }

    public IReadOnlyList<Problem> Problems { get; }

    public IReadOnlyCollection<string> Ids => byId.Keys;

    /// <summary>The frameworks of files that were read already.</summary>
    public static FrameworkLibrary Of(params FrameworkReading[] readings) => new(readings);

    /// <summary>Reads every <c>*.yaml</c> of some folders; of two with one id the first counts. A missing folder has none.</summary>
    public static FrameworkLibrary Load(params string[] folders) => new(folders.SelectMany(YamlFiles).Select(FrameworkFile.Read));

    /// <summary>The YAML files of a folder in the order of their names.</summary>
    internal static IEnumerable<string> YamlFiles(string folder) =>
        Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.yaml").Order(StringComparer.Ordinal) : [];

    /// <summary>The framework, or null where there is none of that id.</summary>
    public Framework? Get(string id) => byId.GetValueOrDefault(id);
}
