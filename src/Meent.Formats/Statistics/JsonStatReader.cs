using System.Text.Json;

namespace Meent.Formats.Statistics;

/// <summary>Reads JSON-stat 2.0: dense and sparse values, status in its three forms, a dataset or a collection of them.</summary>
/// <remarks>
/// json-stat.org/format (version 2.0). An empty place in a dense array is no observation unless it has a status; a null in a sparse one is
/// an observation without a value. Numerators and the like are read from <c>extension.meent</c>, as <see cref="JsonStatWriter"/> writes them.
/// </remarks>
public static class JsonStatReader
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 64 };

    public static StatReading Read(Stream stream, StatLimits? limits = null) => Read(StatBytes.Of(stream), limits ?? StatLimits.Usual);

    internal static StatReading Read(StatBytes bytes, StatLimits limits)
    {
        var (document, problem) = Parse(bytes, limits);
        if (document is null) return problem!;
        var reading = Read(document.RootElement, limits);
        if (reading is not ReadableStatistics) document.Dispose();
        return reading is ReadableStatistics readable ? readable with { Lines = Held(document, readable.Lines) } : reading;
    }

    internal static (JsonDocument? Document, UnreadableStatistics? Problem) Parse(StatBytes bytes, StatLimits limits)
    {
        using var closing = bytes;
        if (bytes.Problem() is { } problem) return (null, problem);
        using var all = new MemoryStream();
        var buffer = new byte[64 << 10];
        try
        {
            for (int count; (count = bytes.Read(buffer)) > 0;)
            {
                if (all.Length + count > limits.MostJsonBytes) return (null, new(StatRefusal.TooLarge, $"{limits.MostJsonBytes >> 20}"));
                all.Write(buffer, 0, count);
            }
            var text = all.GetBuffer().AsMemory(0, (int)all.Length);
            return (JsonDocument.Parse(text.Span is [0xEF, 0xBB, 0xBF, ..] ? text[3..] : text, Options), null);
        }
        catch (JsonException)
        {
            return (null, new(StatRefusal.NotJson));
        }
        catch (InvalidDataException)
        {
            return (null, new(StatRefusal.NotText));
        }
    }

    private static StatReading Read(JsonElement root, StatLimits limits)
    {
        if (root.ValueKind != JsonValueKind.Object) return new UnreadableStatistics(StatRefusal.NotStatistics);
        if (ForeignRefusals.In(root) is { } refusal) return refusal;
        if (JsonParts.Text(root, "version") is not "2.0" and var version) return version is null ? new UnreadableStatistics(StatRefusal.NotStatistics) : new UnreadableStatistics(StatRefusal.WrongVersion, version);
        switch (JsonParts.Text(root, "class"))
        {
            case "dataset":
                var (cube, problem) = JsonStatCube.Of(root, limits);
                return cube is null ? problem! : new ReadableStatistics(cube.Head, cube.Lines());
            case "collection":
                return Collection(root, limits);
            case var other:
                return new UnreadableStatistics(StatRefusal.NotStatistics, other ?? "");
        }
    }

    /// <summary>The datasets that stand in the collection itself; those it only points at are not fetched.</summary>
    private static StatReading Collection(JsonElement root, StatLimits limits)
    {
        var cubes = new List<JsonStatCube>();
        foreach (var item in JsonParts.Items(JsonParts.Member(root, "link"), "item").Where(i => JsonParts.Text(i, "class") == "dataset" && JsonParts.Member(i, "value") is not null))
        {
            var (cube, problem) = JsonStatCube.Of(item, limits);
            if (cube is null) return problem!;
            cubes.Add(cube);
        }
        if (cubes.Count == 0) return new UnreadableStatistics(StatRefusal.NotStatistics, "collection");
        var ids = cubes[0].Head.Dimensions.Select(d => d.Id).ToList();
        return cubes.TrueForAll(c => c.Head.Dimensions.Select(d => d.Id).SequenceEqual(ids))
            ? new ReadableStatistics(cubes[0].Head with { Label = JsonParts.Text(root, "label") ?? cubes[0].Head.Label }, cubes.SelectMany(c => c.Lines()).Select((l, i) => l with { Line = i + 1 }))
            : new UnreadableStatistics(StatRefusal.BrokenCube, "link.item");
    }

    private static IEnumerable<StatLine> Held(JsonDocument document, IEnumerable<StatLine> lines)
    {
        using (document)
        {
            foreach (var line in lines) yield return line;
        }
    }
}

/// <summary>Parts of a JSON object, whatever it holds.</summary>
internal static class JsonParts
{
    public static JsonElement? Member(JsonElement? parent, string name) =>
        parent is { ValueKind: JsonValueKind.Object } thing && thing.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null ? member : null;

    public static string? Text(JsonElement? parent, string name) => Member(parent, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    public static IEnumerable<JsonElement> Items(JsonElement? parent, string name) =>
        Member(parent, name) is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : [];

    /// <summary>A number as it is written, a text as it is; "" where there is neither.</summary>
    public static string Scalar(JsonElement? element) => element switch
    {
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        { ValueKind: JsonValueKind.String } text => text.GetString()!.Trim(),
        _ => "",
    };
}
