namespace Meent.Formats.Geography;

/// <summary>Making outlines simpler: fewer points, cut at a frame.</summary>
public static class Outline
{
    /// <summary>Leaves out the points that matter least, until each that is left makes a triangle of some size with its neighbours.</summary>
    /// <param name="line">at least two points; its ends stay, so that lines which met still meet</param>
    /// <param name="area">the smallest triangle to keep, in the square of the points' unit</param>
    /// <remarks>Visvalingam and Whyatt 1993, Line generalisation by repeated elimination of points.</remarks>
    public static IReadOnlyList<MapPoint> Simplify(IReadOnlyList<MapPoint> line, double area)
    {
        var left = line.ToList();
        while (left.Count > 2)
        {
            var (least, at) = (double.MaxValue, 0);
            for (var i = 1; i < left.Count - 1; i++)
                if (Triangle(left[i - 1], left[i], left[i + 1]) is var size && size < least) (least, at) = (size, i);
            if (least >= area) break;
            left.RemoveAt(at);
        }
        return left;
    }

    /// <summary>What of a closed ring lies within a frame; a ring outside becomes empty.</summary>
    /// <param name="ring">without its first point again at the end</param>
    /// <remarks>Sutherland and Hodgman 1974, Reentrant polygon clipping.</remarks>
    public static IReadOnlyList<MapPoint> Clip(IReadOnlyList<MapPoint> ring, MapPoint from, MapPoint to)
    {
        var cut = Half(ring, p => p.X - from.X);
        cut = Half(cut, p => to.X - p.X);
        cut = Half(cut, p => p.Y - from.Y);
        return Half(cut, p => to.Y - p.Y);
    }

    /// <summary>Area of a closed ring, positive whichever way round it goes.</summary>
    public static double Area(IReadOnlyList<MapPoint> ring)
    {
        var sum = 0.0;
        for (var i = 0; i < ring.Count; i++)
        {
            var (a, b) = (ring[i], ring[(i + 1) % ring.Count]);
            sum += (a.X * b.Y) - (b.X * a.Y);
        }
        return Math.Abs(sum) / 2;
    }

    /// <summary>Whether a point lies within a closed ring (even-odd rule).</summary>
    public static bool Holds(IReadOnlyList<MapPoint> ring, MapPoint point)
    {
        var within = false;
        for (var i = 0; i < ring.Count; i++)
        {
            var (a, b) = (ring[i], ring[(i + 1) % ring.Count]);
            if (a.Y > point.Y != b.Y > point.Y && point.X < ((b.X - a.X) * (point.Y - a.Y) / (b.Y - a.Y)) + a.X) within = !within;
        }
        return within;
    }

    /// <summary>The point of a grid that stands furthest from the edge: where a word on the shape has most room.</summary>
    /// <param name="ring">at least three points</param>
    public static MapPoint Middle(IReadOnlyList<MapPoint> ring)
    {
        const int Steps = 40;
        var (left, right, top, bottom) = (ring.Min(p => p.X), ring.Max(p => p.X), ring.Min(p => p.Y), ring.Max(p => p.Y));
        var (best, room) = (new MapPoint((left + right) / 2, (top + bottom) / 2), -1.0);
        for (var i = 1; i < Steps; i++)
        {
            for (var j = 1; j < Steps; j++)
            {
                var point = new MapPoint(left + ((right - left) * i / Steps), top + ((bottom - top) * j / Steps));
                if (Holds(ring, point) && ToEdge(ring, point) is var distance && distance > room) (best, room) = (point, distance);
            }
        }
        return best;
    }

    private static double Triangle(MapPoint a, MapPoint b, MapPoint c) => Math.Abs(((b.X - a.X) * (c.Y - a.Y)) - ((c.X - a.X) * (b.Y - a.Y))) / 2;

    private static double ToEdge(IReadOnlyList<MapPoint> ring, MapPoint point)
    {
        var least = double.MaxValue;
        for (var i = 0; i < ring.Count; i++)
        {
            var (a, b) = (ring[i], ring[(i + 1) % ring.Count]);
            var (dx, dy) = (b.X - a.X, b.Y - a.Y);
            var along = dx == 0 && dy == 0 ? 0 : Math.Clamp((((point.X - a.X) * dx) + ((point.Y - a.Y) * dy)) / ((dx * dx) + (dy * dy)), 0, 1);
            least = Math.Min(least, Math.Pow(point.X - a.X - (along * dx), 2) + Math.Pow(point.Y - a.Y - (along * dy), 2));
        }
        return Math.Sqrt(least);
    }

    /// <param name="inside">at least 0 on the side that stays, and straight</param>
    private static List<MapPoint> Half(IReadOnlyList<MapPoint> ring, Func<MapPoint, double> inside)
    {
        var cut = new List<MapPoint>();
        for (var i = 0; i < ring.Count; i++)
        {
            var (a, b) = (ring[i], ring[(i + 1) % ring.Count]);
            var (atA, atB) = (inside(a), inside(b));
            if (atA >= 0) cut.Add(a);
            if (atA >= 0 != atB >= 0) cut.Add(new(a.X + ((b.X - a.X) * atA / (atA - atB)), a.Y + ((b.Y - a.Y) * atA / (atA - atB))));
        }
        return cut;
    }
}
