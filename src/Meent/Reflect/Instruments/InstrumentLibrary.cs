namespace Meent.Reflect.Instruments;

/// <summary>All versions of all instruments of this hub; read once at start.</summary>
public sealed class InstrumentLibrary
{
    private readonly SortedDictionary<(string Id, int Version), Instrument> instruments = [];

    private InstrumentLibrary(IReadOnlyList<(string File, InstrumentReading Reading)> readings, IEnumerable<Problem> before)
    {
        var problems = before.Concat(readings.SelectMany(r => r.Reading.Problems)).ToList();
        var loaded = new SortedDictionary<(string, int), (string File, LoadedInstrument Reading)>();
        foreach (var (file, reading) in readings)
        {
            if (reading is not LoadedInstrument { Instrument: var instrument } one) continue;
            var key = (instrument.Id, instrument.Version);
            if (loaded.TryAdd(key, (file, one))) instruments[key] = instrument;
            else problems.Add(new(file, 1, 1, Sentences.TwoFiles(instrument.Id, instrument.Version, loaded[key].File)));
        }
        foreach (var ((id, version), (file, reading)) in loaded)
        {
            if (Get(id, version - 1) is { } older) problems.AddRange(InstrumentHistory.Compare(older, reading, file));
        }
        Problems = problems;
    }

    /// <summary>Everything that is wrong in the files; an instrument whose file cannot be read as one is left out.</summary>
    public IReadOnlyList<Problem> Problems { get; }

    public IReadOnlyCollection<Instrument> All => instruments.Values;

    /// <summary>Every instrument in its newest version, in the order of their ids.</summary>
    public IReadOnlyList<Instrument> Newest => [.. instruments.Values.GroupBy(i => i.Id).Select(versions => versions.Last())];

    /// <summary>Where the content stands that is built with the hub.</summary>
    public static string Shipped => Path.Combine(AppContext.BaseDirectory, "content");

    /// <summary>Reads <c>instruments/*.yaml</c> and <c>frameworks/*.yaml</c> of content folders: the hub's, and an operator's own.</summary>
    public static InstrumentLibrary Load(params string[] contentFolders)
    {
        var frameworks = FrameworkLibrary.Load([.. contentFolders.Select(folder => Path.Combine(folder, "frameworks"))]);
        var files = contentFolders.SelectMany(folder => FrameworkLibrary.YamlFiles(Path.Combine(folder, "instruments")));
        return new([.. files.Select(path => (Path.GetFileName(path), InstrumentFile.Read(path, frameworks)))], frameworks.Problems);
    }

    /// <summary>The instrument in exactly that version, or null.</summary>
    public Instrument? Get(string id, int version) => instruments.GetValueOrDefault((id, version));

    /// <summary>The newest version, or null where there is no instrument of that id.</summary>
    public Instrument? Latest(string id) => instruments.Values.LastOrDefault(i => i.Id == id);
}
