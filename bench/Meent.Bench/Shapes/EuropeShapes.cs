using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Meent.Formats.Geography;

namespace Meent.Bench.Shapes;

/// <summary>Makes the map of Europe that charts draw, from the world of the npm package world-atlas. Run once per version of that package.</summary>
internal static class EuropeShapes
{
    // Metres of EPSG:3035. Azores, Madeira, Canaries, Svalbard, the countries beyond the seas and the Caucasus lie outside.
    private static readonly MapPoint From = new(2_520_000, 1_360_000), To = new(6_620_000, 5_460_000);

    private const double Unit = 4_100, LeastTriangle = 2.2 * Unit * Unit, LeastIsland = 14 * Unit * Unit, Small = 600 * Unit * Unit;

    // A point of Crimea: the file gives it to Russia, the Union does not.
    private static readonly MapPoint Crimea = EqualArea.Project(new(34.1, 45.2));

    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n", DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingDefault };

    public static int Run(Arguments arguments)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(arguments.Text("file", "countries-50m.json")));
        var world = TopoJson.Read(json, "countries");
        var projected = world.Arcs.Select(a => (IReadOnlyList<MapPoint>)[.. a.Select(EqualArea.Project)]).ToList();
        var arcs = projected.Select(a => Outline.Simplify(a, LeastTriangle)).ToList();
        var land = new StringBuilder();
        var places = new List<Place>();
        foreach (var country in Countries(world, projected))
        {
            var rings = Rings(country.Arcs, arcs).Select(r => Outline.Clip(r, From, To)).Where(r => r.Count > 2).OrderByDescending(Outline.Area).ToList();
            if (rings.Count == 0) continue;
            var shape = string.Concat(rings.Where((r, i) => i == 0 || Outline.Area(r) >= LeastIsland).Select(Path));
            if (country.Code == "") land.Append(shape);
            else places.Add(new(country.Code, shape, At(Outline.Middle(rings[0])), rings.Sum(Outline.Area) < Small));
        }
        var map = new Map("Natural Earth, 1:50m, from the npm package world-atlas 2.0.2 (countries-50m.json)", Size(To.X - From.X), Size(To.Y - From.Y), land.ToString(), [.. places.OrderBy(p => p.Code, StringComparer.Ordinal)]);
        var output = arguments.Text("out", "src/Meent/wwwroot/vendor/world-atlas/europe.json");
        File.WriteAllText(output, JsonSerializer.Serialize(map, Readable) + "\n");
        Console.WriteLine($"{output}: {places.Count} countries, {new FileInfo(output).Length} bytes. Its SHA-256 belongs in vendor/manifest.json.");
        return 0;
    }

    /// <summary>Arc numbers per country: what two parts of one country share runs both ways and falls out.</summary>
    private static IEnumerable<(string Code, List<int> Arcs)> Countries(TopoJson world, List<IReadOnlyList<MapPoint>> arcs)
    {
        var parts = from shape in world.Shapes
                    from polygon in shape.Polygons
                    let code = Outline.Holds(Rings([.. polygon[0]], arcs).First(), Crimea) ? "UA" : EuropeCodes.Of(shape.Id, shape.Name)
                    group polygon by (code, Name: code == "" ? shape.Name : "");
        foreach (var part in parts)
        {
            var all = part.SelectMany(p => p).SelectMany(r => r).ToList();
            var both = all.Where(a => all.Contains(~a)).ToHashSet();
            yield return (part.Key.code, [.. all.Where(a => !both.Contains(a))]);
        }
    }

    /// <summary>Joins arcs, end to beginning, into closed rings.</summary>
    private static IEnumerable<IReadOnlyList<MapPoint>> Rings(List<int> numbers, List<IReadOnlyList<MapPoint>> arcs)
    {
        var left = numbers.Select(n => n < 0 ? [.. arcs[~n].Reverse()] : arcs[n]).ToList();
        while (left.Count > 0)
        {
            var ring = left[0].ToList();
            left.RemoveAt(0);
            while (ring[^1] != ring[0])
            {
                var next = left.FindIndex(a => a[0] == ring[^1]);
                if (next < 0) break;
                ring.AddRange(left[next].Skip(1));
                left.RemoveAt(next);
            }
            yield return ring[..^1];
        }
    }

    /// <summary>Whole units, each point told from the one before: "M12 40l3-1…z".</summary>
    private static string Path(IReadOnlyList<MapPoint> ring)
    {
        var points = ring.Select(At).ToList();
        var path = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"M{points[0][0]} {points[0][1]}l"));
        var last = points[0];
        var first = true;
        foreach (var point in points.Skip(1))
        {
            var (x, y) = (point[0] - last[0], point[1] - last[1]);
            if (x == 0 && y == 0) continue;
            if (!first && x >= 0) path.Append(' ');
            path.Append(CultureInfo.InvariantCulture, $"{x}");
            if (y >= 0) path.Append(' ');
            path.Append(CultureInfo.InvariantCulture, $"{y}");
            (last, first) = (point, false);
        }
        return first ? "" : path.Append('z').ToString();
    }

    private static int[] At(MapPoint p) => [Size(p.X - From.X), Size(To.Y - p.Y)];

    private static int Size(double metres) => (int)Math.Round(metres / Unit);

    private sealed record Map(string Source, int Width, int Height, string Land, Place[] Places);

    private sealed record Place(string Code, string Shape, int[] At, bool Dot);
}
