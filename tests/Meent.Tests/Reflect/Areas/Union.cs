using Meent.Reflect.Areas;

namespace Meent.Tests.Reflect.Areas;

/// <summary>As many schools, areas and boards as the largest hub may have; the same at every run.</summary>
internal static class Union
{
    private const int Schools = 60_000, Regions = 400, Countries = 27, Boards = 3_000;

    public static readonly SchoolCell[] Cells = [.. Enumerable.Range(0, Schools).Select(s => new SchoolCell(5 * (1 + (Mixed(s) % 40)), Board(s)))];

    public static readonly IReadOnlyList<AreaSum> Sums = [.. Groups().Select(g => new AreaSum(g))];

    private static IEnumerable<int[]> Groups()
    {
        var all = Enumerable.Range(0, Schools).ToArray();
        yield return all;
        foreach (var group in By(all, s => Region(s) % Countries)) yield return group;
        foreach (var group in By(all, Region)) yield return group;
        foreach (var group in By(all, s => (Region(s) % Countries, Sector(s)))) yield return group;
        foreach (var group in By(all, s => (Region(s), Sector(s)))) yield return group;
        foreach (var group in By(all, Board)) yield return group;
    }

    private static IEnumerable<int[]> By<T>(int[] schools, Func<int, T> key) => schools.GroupBy(key).Select(g => g.ToArray());

    private static int Board(int school) => school * Boards / Schools;

    // Boards lie in a region; one school in fifty lies in another.
    private static int Region(int school) => Mixed(school + 7) % 50 == 0 ? Mixed(school) % Regions : Board(school) * Regions / Boards;

    private static int Sector(int school) => Mixed(school * 3) switch { var m when m % 100 < 60 => 0, var m when m % 100 < 85 => 1, var m when m % 100 < 95 => 2, var m when m % 100 < 98 => 3, _ => 4 };

    private static int Mixed(int n) => (int)((((uint)n * 2654435761u) ^ ((uint)n >> 3)) % 10007u);
}
