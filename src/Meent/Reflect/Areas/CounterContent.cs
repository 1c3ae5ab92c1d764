using System.Text.Json;
using System.Text.Json.Serialization;
using Meent.Reflect.Results;

namespace Meent.Reflect.Areas;

/// <summary>What a release shows of groups of people: the cells that areas add up.</summary>
/// <param name="Cells">statements of the instrument, as each group sees them</param>
/// <param name="Areas">areas of the instrument, as each group sees them: for the band of similar schools</param>
public sealed record CounterContent(IReadOnlyList<CountedCell> Cells, IReadOnlyList<CountedArea> Areas)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    public string ToJson() => JsonSerializer.Serialize(this, Options);

    public static CounterContent FromJson(string json) =>
        JsonSerializer.Deserialize<CounterContent>(json, Options) ?? throw new JsonException("an empty counter");

    /// <summary>The shown cells of a release. What a team says under its name stays at the school, and so do the school's own statements.</summary>
    public static CounterContent Of(Release release)
    {
        var groups = release.Audiences.Where(a => a is { State: CellState.Shown, Kind: AudienceKind.Group or AudienceKind.Staff }).Select(a => a.Id).ToHashSet();
        return new(
            [
                .. from item in release.Items
                   where item.Area is not null
                   from cell in item.Cells
                   where groups.Contains(cell.Audience) && cell is { State: CellState.Shown, Mean: not null, AtLeast: not null }
                   select new CountedCell(cell.Audience, item.Id, item.Version, item.Area!, cell.AtLeast!.Value, Tenths(cell.Mean!.Value), Beyond(cell.Bound)),
            ],
            [
                .. from area in release.Areas
                   from cell in area.Cells
                   where groups.Contains(cell.Audience) && cell is { State: CellState.Shown, Mean: not null, AtLeast: not null }
                   select new CountedArea(cell.Audience, area.Id, cell.AtLeast!.Value, (int)Math.Round(cell.Mean!.Value * 100)),
            ]);
    }

    private static int Tenths(double mean) => (int)Math.Round(mean * 10);

    private static Bound? Beyond(Bound? bound) => bound is Bound.AtLeast or Bound.AtMost ? bound : null;
}

/// <param name="Area">area of the instrument</param>
/// <param name="N">answers as shown: a multiple of 5</param>
/// <param name="Mean">as shown, in tenths of a scale point</param>
/// <param name="Bound">null where the mean is exact; else it is this or higher, or this or lower</param>
public sealed record CountedCell(string Audience, string Item, int Version, string Area, int N, int Mean, Bound? Bound)
{
    /// <summary>What an area adds up, in twentieths of a scale point: of a bound the middle between it and the end of the scale.</summary>
    /// <param name="steps">points of the scale</param>
    public int Twentieths(int steps) => Bound switch
    {
        Results.Bound.AtLeast => Mean + (10 * steps),
        Results.Bound.AtMost => Mean + 10,
        _ => 2 * Mean,
    };
}

/// <param name="N">people as shown: a multiple of 5</param>
/// <param name="Mean">as shown, in hundredths of a scale point</param>
public sealed record CountedArea(string Audience, string Area, int N, int Mean);

/// <summary>Keeps cells that say the same once: of a country's millions of cells few are unlike all others.</summary>
internal sealed class SharedCells
{
    private readonly Dictionary<CountedCell, CountedCell> cells = [];
    private readonly Dictionary<CountedArea, CountedArea> areas = [];

    public CounterContent Of(CounterContent content) => new([.. content.Cells.Select(c => One(cells, c))], [.. content.Areas.Select(a => One(areas, a))]);

    private static T One<T>(Dictionary<T, T> known, T cell) where T : notnull
    {
        if (known.TryGetValue(cell, out var same)) return same;
        return known[cell] = cell;
    }
}
