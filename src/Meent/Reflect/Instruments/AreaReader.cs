using Meent.Foundation.Localisation;

namespace Meent.Reflect.Instruments;

/// <summary>From the tree of an instrument's file to its areas and items.</summary>
internal sealed class AreaReader(NodeReader reader, IReadOnlyList<Audience> audiences, Framework? framework, int version, Dictionary<string, int> itemLines)
{
    private static readonly string[] Changes = ["same", "reworded", "new"];
    private static readonly string[] ProfileNames = ["full", "short", "mini"];

    private readonly IReadOnlyList<string> who = Who.Of(audiences);

    public IReadOnlyList<Area> Read(Node? node)
    {
        var areas = new List<Area>();
        foreach (var entry in reader.AnyMap(node, "The key \"areas\"", "a list of area ids, each with a colon")?.Entries ?? [])
        {
            var where = $"area \"{entry.Key.Text}\"";
            var known = framework?.Areas.FirstOrDefault(a => a.Id == entry.Key.Text);
            if (framework is not null && known is null)
                reader.Problems.Add(entry.Key, Sentences.NotOneOf(entry.Key.Text, $"an area of framework \"{framework.Id}\"", [.. framework.Areas.Select(a => a.Id)]));
            if (reader.Map(entry.Value, where, "headings", "items") is not { } map) continue;
            var headings = Headings(map["headings"]?.Value, where);
            var items = reader.Elements(reader.Required(map, "items", where), $"\"items\" of {where}").Select(Item).OfType<Item>().ToList();
            areas.Add(new(entry.Key.Text, known?.Name ?? LocalizedText.Empty, known?.Lead ?? LocalizedText.Empty, items)
            {
                NextSteps = known?.NextSteps ?? [],
                Questions = known?.Questions ?? [],
                Headings = headings,
            });
        }
        return areas;
    }

    private Dictionary<string, Heading> Headings(Node? node, string area)
    {
        var headings = new Dictionary<string, Heading>();
        foreach (var entry in Asked(node, $"\"headings\" of {area}"))
        {
            var where = $"the heading of {area} for {entry.Key.Text}";
            if (reader.Map(entry.Value, where, "name", "lead") is not { } map) continue;
            headings[entry.Key.Text] = new(
                reader.Text(reader.Required(map, "name", where), $"the name in {where}", Limits.Name),
                reader.Text(reader.Required(map, "lead", where), $"the lead in {where}", Limits.Lead));
        }
        return headings;
    }

    private Item? Item(Node node)
    {
        const string anItem = "an item";
        if (reader.Map(node, anItem, "id", "version", "change", "optional", "profiles", "name", "wordings") is not { } map) return null;
        var id = ItemId(reader.Required(map, "id", anItem));
        var where = id.Length == 0 ? anItem : $"item \"{id}\"";
        var optional = reader.Flag(map["optional"]?.Value, $"\"optional\" of {where}", otherwise: false);
        return new(
            id,
            reader.Number(map["version"]?.Value ?? new ScalarNode("1", 1, 1), $"the version of {where}", 1, 999),
            Change(map["change"]?.Value, id, where),
            optional,
            Profiles(map["profiles"], id, where, optional),
            reader.Text(reader.Required(map, "name", where), $"the name of {where}", Limits.ShortName),
            Wordings(map, id, where));
    }

    private string ItemId(Node? node)
    {
        var id = reader.Id(node, "an item");
        if (id.Length == 0) return id;
        if (id.StartsWith(StableId.Own, StringComparison.Ordinal)) reader.Problems.Add(node!, Sentences.ReservedId(id));
        if (!itemLines.TryAdd(id, node!.Line)) reader.Problems.Add(node, Sentences.DuplicateId(id, itemLines[id]));
        return id;
    }

    private ItemChange Change(Node? node, string id, string where)
    {
        var word = reader.Word(node, $"\"change\" of {where}");
        if (word.Length == 0) return version == 1 ? ItemChange.New : ItemChange.Same;
        if (!Changes.Contains(word)) reader.Problems.Add(node!, Sentences.NotOneOf(word, "a kind of change", Changes));
        else if (version == 1 && word != "new") reader.Problems.Add(node!, Sentences.ChangeInFirstVersion(id));
        return word switch { "same" => ItemChange.Same, "reworded" => ItemChange.Reworded, _ => ItemChange.New };
    }

    private HashSet<Profile> Profiles(Entry? entry, string id, string where, bool optional)
    {
        var profiles = new HashSet<Profile>();
        if (optional)
        {
            if (entry is not null) reader.Problems.Add(entry.Key, Sentences.OptionalInProfile(id));
            return profiles;
        }
        profiles.Add(Profile.Full);
        foreach (var node in reader.Elements(entry?.Value, $"\"profiles\" of {where}"))
        {
            var word = reader.Word(node, $"a profile of {where}");
            if (ProfileNames.Contains(word)) profiles.Add(Enum.Parse<Profile>(word, ignoreCase: true));
            else if (word.Length > 0) reader.Problems.Add(node, Sentences.NotOneOf(word, "a profile", ProfileNames));
        }
        if (profiles.Contains(Profile.Mini) && !profiles.Contains(Profile.Short)) reader.Problems.Add(entry!.Value, Sentences.MiniNotInShort(id));
        return profiles;
    }

    private Dictionary<string, LocalizedText> Wordings(MapNode item, string id, string where)
    {
        var wordings = new Dictionary<string, LocalizedText>();
        if (item["wordings"] is not { } entry || entry.Value is MapNode { Entries.Count: 0 } or ScalarNode { Text: "" })
        {
            reader.Problems.Add(item["wordings"]?.Key ?? item["id"]?.Value ?? item, Sentences.NoWordings(id));
            return wordings;
        }
        foreach (var wording in Asked(entry.Value, $"\"wordings\" of {where}"))
            wordings[wording.Key.Text] = reader.Text(wording.Value, $"the wording of {where} for {wording.Key.Text}", Limits.Statement);
        return wordings;
    }

    /// <summary>The entries whose key is an audience of this instrument, or an audience and its variant.</summary>
    private IEnumerable<Entry> Asked(Node? node, string what)
    {
        foreach (var entry in reader.AnyMap(node, what, "a list of audiences, each with a colon and a text per language")?.Entries ?? [])
        {
            if (who.Contains(entry.Key.Text)) yield return entry;
            else reader.Problems.Add(entry.Key, Sentences.NotOneOf(entry.Key.Text, "an audience of this instrument", who));
        }
    }
}
