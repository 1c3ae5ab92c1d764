using System.Globalization;
using System.Text.Json;

namespace Meent.Formats.Statistics;

/// <summary>One dataset of JSON-stat: its dimensions, and the way from the position of a cell to its codes.</summary>
internal sealed class JsonStatCube
{
    private readonly JsonElement dataset;
    private readonly StatLimits limits;
    private readonly StatCode[][] codes;
    private readonly int geo;
    private readonly int time;

    private JsonStatCube(JsonElement dataset, StatLimits limits, StatHead head, StatCode[][] codes, int geo, int time) =>
        (this.dataset, this.limits, Head, this.codes, this.geo, this.time) = (dataset, limits, head, codes, geo, time);

    public StatHead Head { get; }

    public static (JsonStatCube? Cube, UnreadableStatistics? Problem) Of(JsonElement dataset, StatLimits limits)
    {
        static (JsonStatCube?, UnreadableStatistics?) Broken(string part) => (null, new(StatRefusal.BrokenCube, part));
        if (JsonParts.Member(dataset, "id") is null && JsonParts.Member(dataset, "value") is null) return (null, new(StatRefusal.NoFigures));
        var ids = JsonParts.Items(dataset, "id").Select(i => JsonParts.Scalar(i)).ToList();
        var sizes = JsonParts.Items(dataset, "size").Select(s => s.ValueKind == JsonValueKind.Number && s.TryGetInt32(out var size) ? size : -1).ToList();
        if (ids.Count == 0 || ids.Count > limits.MostColumns || ids.Distinct(StringComparer.OrdinalIgnoreCase).Count() != ids.Count) return Broken("id");
        if (sizes.Count != ids.Count || sizes.Exists(s => s < 0)) return Broken("size");
        if (Product(sizes) is not { } cells || cells > limits.MostCells) return (null, new(StatRefusal.TooManyCells, $"{limits.MostCells}"));
        var codes = new StatCode[ids.Count][];
        for (var i = 0; i < ids.Count; i++)
        {
            if (Categories(dataset, ids[i], sizes[i]) is not { } known) return Broken(ids[i]);
            codes[i] = known;
        }
        var (geo, time) = (Role(dataset, "geo", ids, "geo", "ref_area"), Role(dataset, "time", ids, "time", "time_period"));
        if (geo < 0 || time < 0 || geo == time) return (null, new(StatRefusal.NoColumn, geo < 0 ? "geo" : "time"));
        if (JsonParts.Member(dataset, "value") is not { ValueKind: JsonValueKind.Array or JsonValueKind.Object } value) return Broken("value");
        if (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() != cells) return Broken("value");
        var dimensions = ids.Select(id => new StatDimension(id, JsonParts.Text(Dimension(dataset, id), "label"))).Where((_, i) => i != geo && i != time);
        var head = new StatHead("json-stat-2.0", Id(dataset), JsonParts.Text(dataset, "label"), JsonParts.Text(dataset, "updated"), [.. dimensions], []);
        return (new(dataset, limits, head, codes, geo, time), null);
    }

    public IEnumerable<StatLine> Lines()
    {
        var more = new JsonStatMore(dataset);
        var cells = codes.Aggregate(1L, (product, c) => product * c.Length);
        var refused = 0;
        foreach (var (position, value) in Cells(more))
        {
            var line = position < 0 || position >= cells ? new RefusedRow(Math.Max(0, position) + 1, RowRefusal.UnknownCode, "value") : Row(position, value, more);
            yield return line;
            if (line is not RefusedRow || ++refused < limits.MostRefused) continue;
            yield return new StoppedReading(line.Line, StatRefusal.TooManyRefused, $"{refused}");
            yield break;
        }
    }

    /// <summary>Every observation that the dataset holds, in the order of its values; those that have a status only come last.</summary>
    private IEnumerable<(long Position, JsonElement? Value)> Cells(JsonStatMore more)
    {
        var value = dataset.GetProperty("value");
        if (value.ValueKind == JsonValueKind.Array)
        {
            var position = 0L;
            foreach (var cell in value.EnumerateArray())
            {
                if (cell.ValueKind != JsonValueKind.Null || more.HasOwnStatus(position)) yield return (position, cell);
                position++;
            }
            yield break;
        }
        var seen = new HashSet<long>();
        foreach (var cell in value.EnumerateObject())
        {
            var position = Position(cell.Name);
            seen.Add(position);
            yield return (position, cell.Value);
        }
        foreach (var position in more.WithOwnStatus.Where(p => !seen.Contains(p))) yield return (position, null);
    }

    private StatLine Row(long position, JsonElement? value, JsonStatMore more)
    {
        var (line, rest) = (position + 1, position);
        var key = new StatCode[codes.Length - 2];
        var (place, period, next) = (codes[geo][0], "", key.Length);
        // The last dimension turns fastest.
        for (var i = codes.Length - 1; i >= 0; i--)
        {
            var code = codes[i][rest % codes[i].Length];
            rest /= codes[i].Length;
            if (i == geo) place = code;
            else if (i == time) period = code.Id;
            else key[--next] = code;
        }
        var (read, wrong) = StatPeriod.Read(period);
        if (read is null) return new RefusedRow(line, wrong!.Value, period).Of(new StatRow(line, place, period, key, null).InShort);
        if (value is { ValueKind: not (JsonValueKind.Number or JsonValueKind.String or JsonValueKind.Null) }) return new RefusedRow(line, RowRefusal.NotANumber, $"{value.Value.ValueKind}").Of(new StatRow(line, place, period, key, null).InShort);
        var row = new StatRow(line, place, read, key, null)
        {
            Status = more.Status(position), Confidentiality = more.Text("confidentiality", position), Reference = more.Text("reference", position),
        };
        var filled = StatFields.Fill(row, new(JsonParts.Scalar(value), more.Number("numerator", position), more.Number("denominator", position), more.Number("n", position), more.Number("standard_error", position)), comma: false);
        return filled is RefusedRow refused ? refused.Of(row.InShort) : filled;
    }

    internal static long Position(string name) => long.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var position) ? position : -1;

    private static long? Product(IEnumerable<int> sizes)
    {
        Int128 product = 1;
        foreach (var size in sizes) product = Int128.Min(product * size, long.MaxValue);
        return product >= long.MaxValue ? null : (long)product;
    }

    private static JsonElement? Dimension(JsonElement dataset, string id) => JsonParts.Member(JsonParts.Member(dataset, "dimension"), id);

    /// <returns>the codes in their order; null where they are not as many as the size says</returns>
    private static StatCode[]? Categories(JsonElement dataset, string id, int size)
    {
        var category = JsonParts.Member(Dimension(dataset, id), "category");
        var labels = JsonParts.Member(category, "label");
        StatCode Code(string code) => new(code, JsonParts.Text(labels, code));
        // Before anything is made in that size: a file of a few bytes can state any.
        if (Count(JsonParts.Member(category, "index"), labels) != size) return null;
        var codes = new StatCode?[size];
        switch (JsonParts.Member(category, "index"))
        {
            case { ValueKind: JsonValueKind.Array } list:
                codes = [.. list.EnumerateArray().Select(c => JsonParts.Scalar(c) is { Length: > 0 } code ? Code(code) : null)];
                break;
            case { ValueKind: JsonValueKind.Object } index:
                foreach (var entry in index.EnumerateObject())
                {
                    if (entry.Value.ValueKind != JsonValueKind.Number || !entry.Value.TryGetInt32(out var at) || at < 0 || at >= size || codes[at] is not null || entry.Name.Length == 0) return null;
                    codes[at] = Code(entry.Name);
                }
                break;
            // A dimension of one category may leave its index out.
            case null when size == 1 && labels is { ValueKind: JsonValueKind.Object } only:
                codes[0] = Code(only.EnumerateObject().First().Name);
                break;
        }
        var known = codes.OfType<StatCode>().DistinctBy(c => c.Id).ToArray();
        return known.Length == size ? known : null;
    }

    private static int Count(JsonElement? index, JsonElement? labels) => (index ?? labels) switch
    {
        { ValueKind: JsonValueKind.Array } list => list.GetArrayLength(),
        { ValueKind: JsonValueKind.Object } map => map.EnumerateObject().Count(),
        _ => -1,
    };

    private static int Role(JsonElement dataset, string role, List<string> ids, params string[] usual)
    {
        var named = JsonParts.Items(JsonParts.Member(dataset, "role"), role).Select(r => JsonParts.Scalar(r)).FirstOrDefault(ids.Contains);
        return named is not null ? ids.IndexOf(named) : ids.FindIndex(id => usual.Contains(id, StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>"ESTAT:ISOC_E_DII(1.0)", as SDMX-CSV writes it.</summary>
    private static string? Id(JsonElement dataset)
    {
        var extension = JsonParts.Member(dataset, "extension");
        if (JsonParts.Text(extension, "id") is not { } id) return null;
        var (agency, version) = (JsonParts.Text(extension, "agencyId"), JsonParts.Text(extension, "version"));
        return $"{(agency is null ? "" : $"{agency}:")}{id}{(version is null ? "" : $"({version})")}";
    }
}

/// <summary>What a dataset says of its cells besides the value.</summary>
internal sealed class JsonStatMore
{
    private readonly Dictionary<string, Dictionary<long, string>> parts;
    private readonly Dictionary<long, string> status;
    private readonly string? statusOfAll;

    public JsonStatMore(JsonElement dataset)
    {
        var given = JsonParts.Member(dataset, "status");
        statusOfAll = given is { ValueKind: JsonValueKind.String } all && all.GetString() is { Length: > 0 } text ? text : null;
        status = ByPosition(given);
        var own = JsonParts.Member(JsonParts.Member(dataset, "extension"), "meent");
        parts = new[] { "numerator", "denominator", "n", "standard_error", "confidentiality", "reference" }.ToDictionary(p => p, p => ByPosition(JsonParts.Member(own, p)));
    }

    public IEnumerable<long> WithOwnStatus => status.Keys;

    public bool HasOwnStatus(long position) => status.ContainsKey(position);

    public string? Status(long position) => status.GetValueOrDefault(position, statusOfAll!);

    public string? Text(string part, long position) => parts[part].GetValueOrDefault(position);

    public string Number(string part, long position) => parts[part].GetValueOrDefault(position, "");

    private static Dictionary<long, string> ByPosition(JsonElement? element)
    {
        var cells = element switch
        {
            { ValueKind: JsonValueKind.Array } array => array.EnumerateArray().Select((cell, i) => ((long)i, JsonParts.Scalar(cell))),
            { ValueKind: JsonValueKind.Object } sparse => sparse.EnumerateObject().Select(cell => (JsonStatCube.Position(cell.Name), JsonParts.Scalar(cell.Value))),
            _ => [],
        };
        var found = new Dictionary<long, string>();
        foreach (var (position, text) in cells) if (text.Length > 0) found[position] = text;
        return found;
    }
}
