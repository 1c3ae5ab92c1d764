using Meent.Foundation.Localisation;

namespace Meent.Reflect.Instruments;

/// <summary>All versions of all instruments of this hub, of both forms; read once at start.</summary>
public sealed class InstrumentLibrary
{
    private readonly SortedDictionary<(string Id, int Version), Instrument> instruments = [];
    private readonly SortedDictionary<(string Id, int Version), Ladder> ladders = [];

    private InstrumentLibrary(IReadOnlyList<(string File, InstrumentReading Reading)> readings, IEnumerable<Problem> before)
    {
        var problems = before.Concat(readings.SelectMany(r => r.Reading.Problems)).ToList();
        var loaded = new SortedDictionary<(string, int), (string File, InstrumentReading Reading)>();
        foreach (var (file, reading) in readings)
        {
            if (KeyOf(reading) is not { } key) continue;
            if (!loaded.TryAdd(key, (file, reading))) problems.Add(new(file, 1, 1, Sentences.TwoFiles(key.Id, key.Version, loaded[key].File)));
            else if (reading is LoadedInstrument { Instrument: var instrument }) instruments[key] = instrument;
            else if (reading is LoadedLadder { Ladder: var ladder }) ladders[key] = ladder;
        }
        foreach (var (file, reading) in loaded.Values) problems.AddRange(AgainstTheOneBefore(reading, file));
        foreach (var id in ladders.Keys.Select(k => k.Id).Intersect(instruments.Keys.Select(k => k.Id)))
            problems.Add(new(loaded[(id, ladders.Keys.First(k => k.Id == id).Version)].File, 1, 1, Sentences.TwoForms(id)));
        Problems = problems;
    }

    /// <summary>Everything that is wrong in the files; an instrument whose file cannot be read as one is left out.</summary>
    public IReadOnlyList<Problem> Problems { get; }

    /// <summary>Every version of every instrument that asks for agreement.</summary>
    public IReadOnlyCollection<Instrument> All => instruments.Values;

    /// <summary>Every instrument that asks for agreement in its newest version, in the order of their ids.</summary>
    public IReadOnlyList<Instrument> Newest => [.. instruments.Values.GroupBy(i => i.Id).Select(versions => versions.Last())];

    /// <summary>Every ladder in its newest version, in the order of their ids.</summary>
    public IReadOnlyList<Ladder> Ladders => [.. ladders.Values.GroupBy(l => l.Id).Select(versions => versions.Last())];

    /// <summary>Where the content stands that is built with the hub.</summary>
    public static string Shipped => Path.Combine(AppContext.BaseDirectory, "content");

    /// <summary>Reads <c>instruments/*.yaml</c> and <c>frameworks/*.yaml</c> of content folders: the hub's, and an operator's own.</summary>
    public static InstrumentLibrary Load(params string[] contentFolders)
    {
        var frameworks = FrameworkLibrary.Load([.. contentFolders.Select(folder => Path.Combine(folder, "frameworks"))]);
        var files = contentFolders.SelectMany(folder => FrameworkLibrary.YamlFiles(Path.Combine(folder, "instruments")));
        return new([.. files.Select(path => (Path.GetFileName(path), InstrumentFile.Read(path, frameworks)))], frameworks.Problems);
    }

    /// <summary>The instrument in exactly that version, or null; never a ladder.</summary>
    public Instrument? Get(string id, int version) => instruments.GetValueOrDefault((id, version));

    /// <summary>What a person reads as its title; the id where this hub has no such instrument any more.</summary>
    public string TitleOf(string id, int version, Texts T) => Get(id, version)?.Title.In(T.Language) ?? id;

    /// <summary>The newest version, or null where no instrument of that id asks for agreement.</summary>
    public Instrument? Latest(string id) => instruments.Values.LastOrDefault(i => i.Id == id);

    /// <summary>The ladder in exactly that version, or null.</summary>
    public Ladder? Ladder(string id, int version) => ladders.GetValueOrDefault((id, version));

    /// <summary>The newest version, or null where there is no ladder of that id.</summary>
    public Ladder? LatestLadder(string id) => ladders.Values.LastOrDefault(l => l.Id == id);

    /// <summary>What is wrong in a file against the version before it; nothing where there is none.</summary>
    internal IEnumerable<Problem> AgainstTheOneBefore(InstrumentReading reading, string file) => (reading, KeyOf(reading)) switch
    {
        (LoadedInstrument now, var (id, version)) when Get(id, version - 1) is { } older => InstrumentHistory.Compare(older, now, file),
        (LoadedLadder now, var (id, version)) when Ladder(id, version - 1) is { } older => LadderHistory.Compare(older, now, file),
        _ => [],
    };

    private static (string Id, int Version)? KeyOf(InstrumentReading reading) => reading switch
    {
        LoadedInstrument { Instrument: var instrument } => (instrument.Id, instrument.Version),
        LoadedLadder { Ladder: var ladder } => (ladder.Id, ladder.Version),
        _ => null,
    };
}
