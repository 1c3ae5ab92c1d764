using Meent.Foundation.Localisation;

namespace Meent.Reflect.Instruments;

/// <summary>From the tree of an instrument's file to the instrument: everything but areas and items.</summary>
internal sealed class InstrumentReader(NodeReader reader, FrameworkLibrary frameworks)
{
    private const string Where = "an instrument";

    private static readonly string[] Keys =
        ["instrument", "version", "form", "framework", "languages", "translating", "title", "about", "topic", "sectors", "optionalAreas", "audiences", "scale", "profiles", "areas"];

    private static readonly string[] ProfileKeys = ["full", "short", "mini"];

    /// <summary>Ids that reports use for groups that are counted together.</summary>
    private static readonly string[] Reserved = [Results.Disclosure.Staff];

    private readonly InstrumentHead head = new(reader, frameworks);

    /// <summary>Line on which each item's id stands.</summary>
    public Dictionary<string, int> ItemLines { get; } = [];

    /// <summary>The instrument; whatever the reader has noted as a problem is empty in it. Null where the file is no map.</summary>
    public Instrument? Read(Node root)
    {
        if (reader.Map(root, Where, Keys) is not { } map) return null;
        reader.ReadLanguages(reader.Required(map, "languages", Where), map["translating"]?.Value);
        var id = reader.Id(reader.Required(map, "instrument", Where), "the instrument");
        var version = reader.Number(reader.Required(map, "version", Where), "The version of the instrument", 1, 999);
        head.CheckFileName(map, id, version);
        var audiences = Audiences(reader.Required(map, "audiences", Where));
        var sizes = Sizes(reader.Required(map, "profiles", Where));
        var (scale, wordings) = Scales(reader.Required(map, "scale", Where), audiences);
        var framework = head.Framework(reader.Required(map, "framework", Where));
        var areas = new AreaReader(reader, audiences, framework, version, ItemLines).Read(reader.Required(map, "areas", Where));
        var instrument = new Instrument(
            id,
            version,
            reader.Text(reader.Required(map, "title", Where), "The title of the instrument", Limits.Title),
            reader.Text(reader.Required(map, "about", Where), "The key \"about\" of the instrument", Limits.About),
            audiences,
            areas)
        {
            Framework = framework?.Id ?? "",
            Languages = reader.Languages,
            Topic = map["topic"]?.Value is { } topic ? reader.Text(topic, "The key \"topic\" of the instrument", Limits.Name) : null,
            Sectors = head.SectorsOf(map),
            AreasCanBeLeftOut = reader.Flag(map["optionalAreas"]?.Value, "\"optionalAreas\" of the instrument", otherwise: false),
            Scale = scale,
            ScaleWordings = wordings,
            ProfileSizes = sizes,
        };
        CheckProfiles(instrument, map["profiles"]?.Value ?? map);
        CheckCounts(instrument, map["profiles"]?.Value ?? map);
        return instrument;
    }

    private List<Audience> Audiences(Node? node)
    {
        var audiences = new List<Audience>();
        foreach (var entry in reader.AnyMap(node, "The key \"audiences\"", "a list of audience ids, each with a colon")?.Entries ?? [])
        {
            var where = $"audience \"{entry.Key.Text}\"";
            if (Reserved.Contains(entry.Key.Text)) reader.Problems.Add(entry.Key, Sentences.ReservedAudience(entry.Key.Text));
            if (reader.Map(entry.Value, where, "name", "byDefault", "variants") is not { } map) continue;
            audiences.Add(new(
                reader.Id(entry.Key, "an audience"),
                reader.Text(reader.Required(map, "name", where), $"the name of {where}", Limits.Name),
                Variants(map["variants"]?.Value, where),
                reader.Flag(map["byDefault"]?.Value, $"\"byDefault\" of {where}", otherwise: true)));
        }
        return audiences;
    }

    private List<Variant> Variants(Node? node, string where) =>
    [
        .. (reader.AnyMap(node, $"\"variants\" of {where}", "a list of variant ids, each with a colon and a name per language")?.Entries ?? [])
            .Select(e => new Variant(
                reader.Id(e.Key, "a variant"),
                reader.Text(e.Value, $"the name of variant \"{e.Key.Text}\" of {where}", Limits.Name))),
    ];

    private Dictionary<Profile, ItemCount> Sizes(Node? node)
    {
        var map = reader.Map(node, "The key \"profiles\"", ProfileKeys);
        // Every core item is in full; a short instrument has nothing shorter to offer.
        return map is null ? [] : ProfileKeys.Where(key => key == ProfileKeys[0] || map[key] is not null).ToDictionary(
            key => Enum.Parse<Profile>(key, ignoreCase: true),
            key => reader.Range(reader.Required(map, key, "The key \"profiles\""), $"the size of profile \"{key}\""));
    }

    /// <summary>No item is in a profile that the instrument does not have.</summary>
    private void CheckProfiles(Instrument instrument, Node at)
    {
        foreach (var item in instrument.Items)
        foreach (var profile in item.Profiles.Except(instrument.Profiles).Order())
            reader.Problems.Add(at, Sentences.ProfileMissing(item.Id, Who.Name(profile)));
    }

    private (Scale Scale, Dictionary<string, Scale> Wordings) Scales(Node? node, IReadOnlyList<Audience> audiences)
    {
        var who = Who.Of(audiences);
        var wordings = new Dictionary<string, Scale>();
        if (reader.AnyMap(node, "The key \"scale\"", "the answers 1 to 5 and \"none\", each with a text per language") is not { } map)
            return (Scale.Unlabelled, wordings);
        foreach (var entry in map.Entries.Where(e => !IsAnswer(e.Key.Text)))
        {
            if (!who.Contains(entry.Key.Text)) reader.Problems.Add(entry.Key, Sentences.NotOneOf(entry.Key.Text, "an audience or an answer from 1 to 5", who));
            else if (reader.Map(entry.Value, $"the scale for {entry.Key.Text}", Answers) is { } own) wordings[entry.Key.Text] = OneScale(own, $"the scale for {entry.Key.Text}");
        }
        return (OneScale(map, "the scale"), wordings);
    }

    private static readonly string[] Answers = ["1", "2", "3", "4", "5", "none"];

    private static bool IsAnswer(string key) => Answers.Contains(key);

    private Scale OneScale(MapNode map, string where)
    {
        LocalizedText Label(string key) => reader.Text(reader.Required(map, key, where), $"answer {key} of {where}", Limits.Label);
        return new([.. Answers[..^1].Select(Label)], Label(Answers[^1]));
    }

    /// <summary>Every audience, in every variant, is asked as many items as the file promises for each profile.</summary>
    private void CheckCounts(Instrument instrument, Node at)
    {
        // Counts that follow from other mistakes would only send the author to the wrong place.
        if (reader.Problems.Any) return;
        foreach (var audience in instrument.Audiences)
        foreach (var variant in audience.Variants.Select(v => v.Id).DefaultIfEmpty(null))
        foreach (var (profile, size) in instrument.ProfileSizes)
        {
            var counted = instrument.Items.Count(i => i.Profiles.Contains(profile) && i.WordingFor(audience.Id, variant) is not null);
            if (!size.Includes(counted))
                reader.Problems.Add(at, Sentences.ProfileCount(Who.Name(profile), Who.Key(audience.Id, variant), counted, size.ToString()));
        }
    }
}

/// <summary>How files write audiences, variants and profiles.</summary>
internal static class Who
{
    /// <summary>"teachers", "learners", "learners.primary", …</summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<Audience> audiences) =>
        [.. audiences.SelectMany(a => a.Variants.Select(v => Key(a.Id, v.Id)).Prepend(a.Id))];

    public static string Key(string audience, string? variant) => variant is null ? audience : $"{audience}.{variant}";

    public static string Name(Profile profile) => profile.ToString().ToLowerInvariant();
}
