namespace Meent.Reflect.Instruments;

/// <summary>What reading a framework gave: the framework, or the problems of its file.</summary>
public abstract record FrameworkReading(IReadOnlyList<Problem> Problems);

public sealed record LoadedFramework(Framework Framework) : FrameworkReading([]);

public sealed record BrokenFramework(IReadOnlyList<Problem> Problems) : FrameworkReading(Problems);

/// <summary>Reads <c>content/frameworks/*.yaml</c>; the keys are described in docs/author.</summary>
public static class FrameworkFile
{
    /// <summary>Reads a file that may be anything; never throws because of what is in it.</summary>
    public static FrameworkReading Read(string path) => FileBytes.Of(path) switch
    {
        { Bytes: { } bytes } => Parse(bytes, Path.GetFileName(path)),
        var unread => new BrokenFramework([unread.Problem!]),
    };

    /// <param name="fileName">as it stands in the sentences</param>
    public static FrameworkReading Parse(ReadOnlySpan<byte> bytes, string fileName)
    {
        var problems = new Problems(fileName);
        var reader = new NodeReader(problems);
        var framework = YamlTree.Read(bytes, problems) is { } root ? Framework(root, reader) : null;
        return problems.Any || framework is null ? new BrokenFramework(problems.InOrder) : new LoadedFramework(framework);
    }

    private static Framework? Framework(Node root, NodeReader reader)
    {
        const string where = "a framework";
        if (reader.Map(root, where, "framework", "languages", "translating", "title", "areas") is not { } map) return null;
        reader.ReadLanguages(reader.Required(map, "languages", where), map["translating"]?.Value);
        return new(
            reader.Id(reader.Required(map, "framework", where), "the framework"),
            reader.Text(reader.Required(map, "title", where), "The title of the framework", Limits.Title),
            Areas(reader.Required(map, "areas", where), reader));
    }

    private static List<FrameworkArea> Areas(Node? node, NodeReader reader)
    {
        var areas = new List<FrameworkArea>();
        foreach (var entry in reader.AnyMap(node, "The key \"areas\"", "a list of area ids, each with a colon")?.Entries ?? [])
        {
            var id = reader.Id(entry.Key, "an area");
            var where = $"area \"{entry.Key.Text}\"";
            if (reader.Map(entry.Value, where, "name", "lead", "next", "ask") is not { } map) continue;
            areas.Add(new(
                id,
                reader.Text(reader.Required(map, "name", where), $"the name of {where}", Limits.Name),
                reader.Text(reader.Required(map, "lead", where), $"the lead of {where}", Limits.Lead),
                reader.Texts(reader.Required(map, "next", where), $"a suggestion under \"next\" of {where}", Limits.Suggestion),
                reader.Texts(reader.Required(map, "ask", where), $"a question under \"ask\" of {where}", Limits.Suggestion)));
        }
        return areas;
    }
}

/// <summary>The longest texts, in characters: what fits in a chart, on a phone, on one line of a report.</summary>
internal static class Limits
{
    public const int Title = 100;
    public const int About = 600;
    public const int Name = 60;
    public const int ShortName = 40;
    public const int Lead = 200;
    public const int Label = 50;
    public const int Statement = 180;
    public const int Suggestion = 300;
    public const int LevelSentence = 240;
    public const int Ref = 20;
}

/// <summary>The bytes of a file, or the problem that kept them from being read.</summary>
internal sealed record FileBytes(byte[]? Bytes, Problem? Problem)
{
    public static FileBytes Of(string path)
    {
        var name = Path.GetFileName(path);
        try
        {
            var length = new FileInfo(path).Length;
            return length > YamlText.MostBytes
                ? new(null, new(name, 1, 1, Sentences.FileTooLarge(length, YamlText.MostBytes)))
                : new(File.ReadAllBytes(path), null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return new(null, new(name, 1, 1, Sentences.FileUnreadable(e.Message)));
        }
    }
}
