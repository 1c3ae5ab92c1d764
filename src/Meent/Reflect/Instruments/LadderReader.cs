using Meent.Foundation.Localisation;

namespace Meent.Reflect.Instruments;

/// <summary>From the tree of a ladder's file to the ladder.</summary>
internal sealed class LadderReader(NodeReader reader, FrameworkLibrary frameworks)
{
    private const string Where = "a ladder";

    private static readonly string[] Keys =
        ["instrument", "version", "form", "framework", "languages", "translating", "title", "about", "topic", "for", "account", "asks", "sectors", "levels", "areas"];

    private static readonly string[] Uses = ["person", "group", "place"];

    private static readonly string[] AlsoAsked = ["wanted", "evidence", "note", "judge"];

    private readonly InstrumentHead head = new(reader, frameworks);

    /// <summary>Line on which each item's id stands.</summary>
    public Dictionary<string, int> ItemLines { get; } = [];

    /// <summary>The ladder; whatever the reader has noted as a problem is empty in it. Null where the file is no map.</summary>
    public Ladder? Read(Node root)
    {
        if (reader.Map(root, Where, Keys) is not { } map) return null;
        reader.ReadLanguages(reader.Required(map, "languages", Where), map["translating"]?.Value);
        var id = reader.Id(reader.Required(map, "instrument", Where), "the instrument");
        var version = reader.Number(reader.Required(map, "version", Where), "The version of the instrument", 1, 999);
        head.CheckFileName(map, id, version);
        var framework = head.Framework(reader.Required(map, "framework", Where));
        var levels = Levels(reader.Required(map, "levels", Where));
        var uses = reader.Words(reader.Required(map, "for", Where), "\"for\" of the ladder", "somebody who answers", Uses);
        if (uses.Count == 0 && map["for"] is { } nobody) reader.Problems.Add(nobody.Key, Sentences.ForNobody(Uses));
        return new(
            id,
            version,
            reader.Text(reader.Required(map, "title", Where), "The title of the ladder", Limits.Title),
            reader.Text(reader.Required(map, "about", Where), "The key \"about\" of the ladder", Limits.About),
            levels,
            Areas(reader.Required(map, "areas", Where), framework, levels.Count))
        {
            Framework = framework?.Id ?? "",
            Languages = reader.Languages,
            Topic = map["topic"]?.Value is { } topic ? reader.Text(topic, "The key \"topic\" of the ladder", Limits.Name) : null,
            For = uses.Select(u => Enum.Parse<LadderUse>(u, ignoreCase: true)).ToHashSet(),
            WithoutAccount = WithoutAccount(map["account"], uses),
            Asks = reader.Words(map["asks"]?.Value, "\"asks\" of the ladder", "something to ask", AlsoAsked).Select(a => Enum.Parse<LadderAsk>(a, ignoreCase: true)).ToHashSet(),
            Sectors = head.SectorsOf(map),
        };
    }

    private bool WithoutAccount(Entry? entry, IReadOnlyList<string> uses)
    {
        if (entry is null) return false;
        var word = reader.Word(entry.Value, "\"account\" of the ladder");
        if (word.Length > 0 && word != "none") reader.Problems.Add(entry.Value, Sentences.AccountNone(word));
        else if (word.Length > 0 && !uses.Contains("person")) reader.Problems.Add(entry.Key, Sentences.AccountWithoutPerson);
        return word == "none";
    }

    private List<LadderLevel> Levels(Node? node)
    {
        var levels = new List<LadderLevel>();
        if (reader.AnyMap(node, "The key \"levels\"", "the levels 1, 2, 3 …, each with a name") is not { } map) return levels;
        if (map.Entries.Count is < Ladder.FewestLevels or > Ladder.MostLevels) reader.Problems.Add(map, Sentences.NumberOfLevels(map.Entries.Count));
        foreach (var entry in map.Entries)
        {
            var number = levels.Count + 1;
            if (entry.Key.Text != $"{number}") reader.Problems.Add(entry.Key, Sentences.LevelsInOrder(entry.Key.Text, number));
            var where = $"level {number}";
            var level = reader.Map(entry.Value, where, "name", "about");
            levels.Add(level is null ? new(number, LocalizedText.Empty, LocalizedText.Empty) : new(
                number,
                reader.Text(reader.Required(level, "name", where), $"the name of {where}", Limits.ShortName),
                reader.Text(reader.Required(level, "about", where), $"the key \"about\" of {where}", Limits.Lead)));
        }
        return levels;
    }

    private List<LadderArea> Areas(Node? node, Framework? framework, int steps)
    {
        var areas = new List<LadderArea>();
        foreach (var entry in reader.AnyMap(node, "The key \"areas\"", "a list of area ids, each with a colon")?.Entries ?? [])
        {
            var where = $"area \"{entry.Key.Text}\"";
            var known = framework?.Areas.FirstOrDefault(a => a.Id == entry.Key.Text);
            if (framework is not null && known is null)
                reader.Problems.Add(entry.Key, Sentences.NotOneOf(entry.Key.Text, $"an area of framework \"{framework.Id}\"", [.. framework.Areas.Select(a => a.Id)]));
            if (reader.Map(entry.Value, where, "items") is not { } map) continue;
            var items = reader.Elements(reader.Required(map, "items", where), $"\"items\" of {where}").Select(i => Item(i, steps)).OfType<LadderItem>().ToList();
            if (items.Count == 0) reader.Problems.Add(entry.Key, Sentences.AreaWithoutItems(entry.Key.Text));
            areas.Add(new(entry.Key.Text, known?.Name ?? LocalizedText.Empty, known?.Lead ?? LocalizedText.Empty, items)
            {
                NextSteps = known?.NextSteps ?? [],
                Questions = known?.Questions ?? [],
            });
        }
        return areas;
    }

    private LadderItem? Item(Node node, int steps)
    {
        const string anItem = "an item";
        if (reader.Map(node, anItem, "id", "version", "ref", "name", "statement", "levels") is not { } map) return null;
        var id = ItemId(reader.Required(map, "id", anItem));
        var where = id.Length == 0 ? anItem : $"item \"{id}\"";
        var reference = reader.Word(map["ref"]?.Value, $"\"ref\" of {where}");
        if (reference.Length > Limits.Ref) reader.Problems.Add(map["ref"]!.Value, Sentences.RefTooLong(id, Limits.Ref));
        return new(
            id,
            reference.Length == 0 ? null : reference,
            reader.Text(reader.Required(map, "name", where), $"the name of {where}", Limits.Name),
            reader.Text(reader.Required(map, "statement", where), $"the statement of {where}", Limits.Lead),
            LevelsOf(reader.Required(map, "levels", where), id, where, steps))
        {
            Version = reader.Number(map["version"]?.Value ?? new ScalarNode("1", 1, 1), $"the version of {where}", 1, 999),
        };
    }

    private string ItemId(Node? node)
    {
        var id = reader.Id(node, "an item");
        if (id.Length == 0) return id;
        if (id.StartsWith(StableId.Own, StringComparison.Ordinal)) reader.Problems.Add(node!, Sentences.ReservedId(id));
        if (!ItemLines.TryAdd(id, node!.Line)) reader.Problems.Add(node, Sentences.DuplicateId(id, ItemLines[id]));
        return id;
    }

    /// <summary>A sentence for every level of the ladder, and for no other.</summary>
    private List<LocalizedText> LevelsOf(Node? node, string id, string where, int steps)
    {
        if (reader.AnyMap(node, $"\"levels\" of {where}", "the levels 1, 2, 3 …, each with a sentence per language") is not { } map) return [];
        string[] wanted = [.. Enumerable.Range(1, steps).Select(n => $"{n}")];
        foreach (var entry in map.Entries.Where(e => !wanted.Contains(e.Key.Text)))
            reader.Problems.Add(entry.Key, Sentences.NotOneOf(entry.Key.Text, "a level of this ladder", wanted));
        foreach (var missing in wanted.Where(n => map[n] is null)) reader.Problems.Add(map, Sentences.MissingLevel(id, missing));
        return [.. wanted.Select(n => reader.Text(map[n]?.Value, $"level {n} of {where}", Limits.LevelSentence))];
    }
}
