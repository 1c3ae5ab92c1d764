namespace Meent.Reflect.AuditDisclosure;

/// <summary>Everything published, as sums of unknown numbers: what follows from all of it together?</summary>
/// <remarks>
/// Gauss and Jordan, in exact fractions. What can be derived by adding and subtracting multiples of what is known is the span of its rows.
/// In reduced echelon form every row has a column (its pivot) where all others are zero, so a vector of the span is the sum of the rows
/// times its own values at their pivots. Hence one column alone is in the span only as a row, and two columns alone only as a row or
/// as two rows whose other columns are proportional. Written apart from <c>Areas.AreaDisclosure</c>, which decides what to publish: a
/// mistake there is not repeated here.
/// </remarks>
internal sealed class LinearSystem
{
    private readonly Dictionary<int, SortedDictionary<int, Fraction>> rows = [];

    /// <summary>Rows that are not zero.</summary>
    public int Rank => rows.Count;

    /// <summary>That the sum of some unknown numbers is known.</summary>
    /// <param name="columns">numbers of the unknown, each once</param>
    public void Know(IEnumerable<int> columns) => Know(columns.Select(c => (c, Fraction.One)));

    /// <summary>That a sum of multiples of unknown numbers is known.</summary>
    public void Know(IEnumerable<(int Column, Fraction Times)> sum)
    {
        var row = new SortedDictionary<int, Fraction>();
        foreach (var (column, times) in sum) if (!times.IsZero) row[column] = times;
        foreach (var pivot in row.Keys.Where(rows.ContainsKey).ToList()) Subtract(row, rows[pivot], row[pivot]);
        if (row.Count == 0) return;
        var (first, by) = row.First();
        foreach (var column in row.Keys.ToList()) row[column] = row[column] / by;
        foreach (var other in rows.Values) if (other.TryGetValue(first, out var times)) Subtract(other, row, times);
        rows[first] = row;
    }

    /// <summary>Sets of one or two columns of which some combination can be derived, weighing at most <paramref name="most"/> together.</summary>
    /// <param name="weight">how many stand behind a column, at least 1</param>
    public IEnumerable<int[]> Derived(Func<int, int> weight, int most = 2)
    {
        foreach (var row in rows.Values)
            if (row.Count <= most && row.Keys.Sum(weight) <= most) yield return [.. row.Keys];
        if (most < 2) yield break;
        foreach (var alike in rows.Where(r => r.Value.Count > 1 && weight(r.Key) < most).GroupBy(r => Rest(r.Key, r.Value)))
            foreach (var ((a, _), (b, _)) in alike.Zip(alike.Skip(1)))
                if (weight(a) + weight(b) <= most) yield return [a, b];
    }

    /// <summary>Is this combination in the span?</summary>
    public bool Derives(params int[] columns)
    {
        var row = new SortedDictionary<int, Fraction>();
        foreach (var column in columns) row[column] = Fraction.One;
        foreach (var pivot in row.Keys.Where(rows.ContainsKey).ToList()) Subtract(row, rows[pivot], row[pivot]);
        return row.Count == 0;
    }

    /// <summary>What stands in a row beside its pivot, up to a factor.</summary>
    private static string Rest(int pivot, SortedDictionary<int, Fraction> row)
    {
        var rest = row.Where(c => c.Key != pivot).ToList();
        return string.Join(' ', rest.Select(c => (c.Key, Times: c.Value / rest[0].Value)).Select(c => $"{c.Key}:{c.Times.Top}/{c.Times.Bottom}"));
    }

    private static void Subtract(SortedDictionary<int, Fraction> row, SortedDictionary<int, Fraction> other, Fraction times)
    {
        foreach (var (column, value) in other)
        {
            var left = row.GetValueOrDefault(column) - (times * value);
            if (left.IsZero) row.Remove(column);
            else row[column] = left;
        }
    }
}
