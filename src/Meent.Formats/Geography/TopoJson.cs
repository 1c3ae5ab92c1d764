using System.Text.Json;

namespace Meent.Formats.Geography;

/// <summary>A point in degrees or in metres on a map, as the place where it is used says.</summary>
public readonly record struct MapPoint(double X, double Y);

/// <summary>A shape of a topology, still made of arcs that it shares with its neighbours.</summary>
/// <param name="Id">the id in the file, where there is one: for world-atlas ISO 3166-1 numeric, "528"</param>
/// <param name="Name">the property <c>name</c>, or ""</param>
/// <param name="Polygons">rings of each polygon, the outer one first; a ring is arc numbers, where n &lt; 0 is arc ~n backwards</param>
public sealed record TopoShape(string? Id, string Name, IReadOnlyList<IReadOnlyList<IReadOnlyList<int>>> Polygons);

/// <summary>Reads TopoJSON: shapes whose common borders are stored once.</summary>
/// <param name="Arcs">lines in degrees (longitude, latitude), decoded</param>
/// <remarks>The TopoJSON Format Specification 1.0: quantised and delta-encoded positions (2.1.1, 2.1.2), arc indexes (2.1.4).</remarks>
public sealed record TopoJson(IReadOnlyList<IReadOnlyList<MapPoint>> Arcs, IReadOnlyList<TopoShape> Shapes)
{
    /// <summary>Reads one collection of a topology.</summary>
    /// <param name="json">the whole file</param>
    /// <param name="collection">its name under <c>objects</c>: "countries"</param>
    /// <exception cref="FormatException">it is no topology, or lacks the collection</exception>
    public static TopoJson Read(JsonDocument json, string collection)
    {
        var root = json.RootElement;
        if (!root.TryGetProperty("type", out var type) || type.GetString() != "Topology") throw new FormatException("The file is not a TopoJSON topology.");
        if (!root.GetProperty("objects").TryGetProperty(collection, out var wanted)) throw new FormatException($"The topology has no object \"{collection}\".");
        return new(
            [.. root.GetProperty("arcs").EnumerateArray().Select(a => Decode(a, Transform(root)))],
            [.. wanted.GetProperty("geometries").EnumerateArray().Select(Shape)]);
    }

    private static (MapPoint Scale, MapPoint Start)? Transform(JsonElement root) =>
        root.TryGetProperty("transform", out var t) ? (Point(t.GetProperty("scale")), Point(t.GetProperty("translate"))) : null;

    private static List<MapPoint> Decode(JsonElement arc, (MapPoint Scale, MapPoint Start)? transform)
    {
        var points = arc.EnumerateArray().Select(Point).ToList();
        if (transform is not var (scale, start)) return points;
        double x = 0, y = 0;
        for (var i = 0; i < points.Count; i++)
        {
            (x, y) = (x + points[i].X, y + points[i].Y);
            points[i] = new((x * scale.X) + start.X, (y * scale.Y) + start.Y);
        }
        return points;
    }

    private static TopoShape Shape(JsonElement geometry)
    {
        var id = geometry.TryGetProperty("id", out var i) ? i.ToString() : null;
        var name = geometry.TryGetProperty("properties", out var p) && p.TryGetProperty("name", out var n) ? n.GetString() : null;
        return new(id, name ?? "", geometry.GetProperty("type").GetString() switch
        {
            "Polygon" => [Polygon(geometry.GetProperty("arcs"))],
            "MultiPolygon" => [.. geometry.GetProperty("arcs").EnumerateArray().Select(Polygon)],
            _ => [],
        });
    }

    private static List<IReadOnlyList<int>> Polygon(JsonElement rings) =>
        [.. rings.EnumerateArray().Select(ring => (IReadOnlyList<int>)[.. ring.EnumerateArray().Select(arc => arc.GetInt32())])];

    private static MapPoint Point(JsonElement pair) => new(pair[0].GetDouble(), pair[1].GetDouble());
}
