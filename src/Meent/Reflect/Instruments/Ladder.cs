using Meent.Foundation.Localisation;

namespace Meent.Reflect.Instruments;

/// <summary>An instrument of the second form: for every item one says on which of a few described levels one stands.</summary>
/// <param name="Id">stable id, also its file name: "teacher"; shared with no agreement instrument</param>
/// <param name="Version">1, 2, …; what is answered keeps the version that it was answered in</param>
/// <param name="Levels">four to six, the lowest first; what they are called on every item</param>
/// <param name="Areas">in the order in which they are asked</param>
public sealed record Ladder(
    string Id,
    int Version,
    LocalizedText Title,
    LocalizedText About,
    IReadOnlyList<LadderLevel> Levels,
    IReadOnlyList<LadderArea> Areas)
{
    /// <summary>As few levels as a ladder can have, and as many as people can tell apart.</summary>
    public const int FewestLevels = 4, MostLevels = 6;

    /// <summary>The framework whose areas it asks about: "teacher-competence".</summary>
    public string Framework { get; init; } = "";

    /// <summary>Languages in which every text is there, the first being the one it was written in.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    /// <summary>What it asks about, as within a sentence. Null where the title has to do.</summary>
    public LocalizedText? Topic { get; init; }

    /// <summary>Who answers it: at least one.</summary>
    public IReadOnlySet<LadderUse> For { get; init; } = new HashSet<LadderUse>();

    /// <summary>A person can do it without an account; then nothing of it is stored on the hub.</summary>
    public bool WithoutAccount { get; init; }

    /// <summary>What can be said of an item beside its level now.</summary>
    public IReadOnlySet<LadderAsk> Asks { get; init; } = new HashSet<LadderAsk>();

    /// <summary>The sectors that it is meant for, as <see cref="Places.Place.Sector"/> names them; empty for all.</summary>
    public IReadOnlyList<string> Sectors { get; init; } = [];

    /// <summary>How many levels there are, 4 to 6.</summary>
    public int Steps => Levels.Count;

    /// <summary>What it asks about within a sentence, or its title where it does not say.</summary>
    public LocalizedText TopicOrTitle => Topic ?? Title;

    public IEnumerable<LadderItem> Items => Areas.SelectMany(a => a.Items);

    public LadderItem? Item(string id) => Items.FirstOrDefault(i => i.Id == id);

    /// <summary>The level of that number, or null for a number outside the ladder.</summary>
    public LadderLevel? Level(int number) => number >= 1 && number <= Levels.Count ? Levels[number - 1] : null;
}

/// <summary>One level: what it is called, and one sentence on what it means on every item.</summary>
/// <param name="Number">1 for the lowest</param>
public sealed record LadderLevel(int Number, LocalizedText Name, LocalizedText About);

/// <summary>One area of the framework with its items.</summary>
public sealed record LadderArea(string Id, LocalizedText Name, LocalizedText Lead, IReadOnlyList<LadderItem> Items)
{
    /// <summary>What one can do next where this area is low: two or three short suggestions.</summary>
    public IReadOnlyList<LocalizedText> NextSteps { get; init; } = [];

    /// <summary>Questions with which people can talk about this area.</summary>
    public IReadOnlyList<LocalizedText> Questions { get; init; } = [];
}

/// <summary>One competence, or one aspect of an organisation.</summary>
/// <param name="Id">stable over versions: "engagement.dialogue", "dc.1.1"</param>
/// <param name="Ref">its id in a published framework: "1.1"; null where it has none</param>
/// <param name="Name">a few words for tables and charts</param>
/// <param name="Statement">one sentence: what it is about</param>
/// <param name="Levels">how it looks at each level, the lowest first; as many as the ladder has</param>
public sealed record LadderItem(string Id, string? Ref, LocalizedText Name, LocalizedText Statement, IReadOnlyList<LocalizedText> Levels)
{
    /// <summary>Raised when the words change their meaning; levels of two versions of an item are not compared.</summary>
    public int Version { get; init; } = 1;

    /// <summary>How it looks at a level, 1 to the number of levels; null for any other number.</summary>
    public LocalizedText? At(int level) => level >= 1 && level <= Levels.Count ? Levels[level - 1] : null;
}

/// <summary>Who answers a ladder.</summary>
public enum LadderUse
{
    /// <summary>One person, for themselves; nobody else sees it.</summary>
    Person,

    /// <summary>Several people with one code, anonymous; shown only as far as disclosure control lets it.</summary>
    Group,

    /// <summary>A place, under the names of those who judge: an appraisal.</summary>
    Place,
}

/// <summary>What can be said of an item beside its level now.</summary>
public enum LadderAsk
{
    /// <summary>The level that one wants to reach.</summary>
    Wanted,

    /// <summary>What shows that the level is right.</summary>
    Evidence,

    /// <summary>A note for oneself.</summary>
    Note,

    /// <summary>Who judged.</summary>
    Judge,
}
