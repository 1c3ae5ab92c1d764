using System.Numerics;

namespace Meent.Reflect.Areas;

/// <summary>The span of the sums that are shown, as sparse rows of whole numbers in reduced echelon form, and whether it gives one or two schools away.</summary>
/// <remarks>
/// In reduced form each row has a column of its own (its pivot) in which all others are zero. So a vector of the span is known by its
/// values at pivots: one column alone is in the span only as a row; two columns only as a row, or as two rows that are alike, up
/// to a factor, outside their pivots. Looking at the rows that a new sum changes is enough.
/// </remarks>
internal sealed class ShownSpan<T>(IReadOnlyList<Atom> atoms) where T : IBinaryInteger<T>
{
    private readonly List<SpanRow<T>> rows = [];
    private readonly Dictionary<int, int> rowOfPivot = [];
    private readonly Dictionary<int, HashSet<int>> rowsWith = [];
    private readonly Dictionary<int, List<int>> alike = [];

    /// <summary>Takes a sum in, where the span stays safe.</summary>
    /// <param name="sum">its columns</param>
    /// <param name="evenIf">it is known already, so it is taken in whatever follows</param>
    /// <returns>false where it was left out</returns>
    /// <exception cref="OverflowException">the numbers are too large for <typeparamref name="T"/></exception>
    public bool Take(int[] sum, bool evenIf)
    {
        var row = Reduced(SpanRow<T>.Of(sum));
        if (row.Columns.Length == 0) return true;
        row = row.WithPivot(Pivot(row));
        var changed = Containing(row.Pivot).Select(i => (Index: i, Before: rows[i])).ToList();
        foreach (var (i, before) in changed) Replace(i, before.Without(row));
        Append(row);
        if (evenIf || (!GivesAway(rows.Count - 1) && !changed.Exists(c => GivesAway(c.Index)))) return true;
        RemoveLast();
        foreach (var (i, before) in changed) Replace(i, before);
        return false;
    }

    /// <summary>What is new in a row: at all pivots it becomes zero.</summary>
    private SpanRow<T> Reduced(SpanRow<T> row)
    {
        foreach (var column in row.Columns)
            if (rowOfPivot.TryGetValue(column, out var i)) row = row.Without(rows[i]);
        return row;
    }

    /// <summary>The column that is in fewest rows, and of those the one with most schools: rows stay short, and long rows hide small columns.</summary>
    private int Pivot(SpanRow<T> row) => row.Columns.MinBy(c => (rowsWith.TryGetValue(c, out var with) ? with.Count : 0, -atoms[c].Schools, c));

    private List<int> Containing(int column) => rowsWith.TryGetValue(column, out var with) ? [.. with.Order()] : [];

    private bool GivesAway(int index)
    {
        var row = rows[index];
        var readers = new SumReaders<T>();
        for (var i = 0; i < row.Columns.Length; i++)
        {
            var atom = atoms[row.Columns[i]];
            readers.Add(atom.Schools, atom.Board, SumParts<T>.Times(row.Values[i], atom.Parts), SumEnds<T>.Times(row.Values[i], atom.Ends));
        }
        return readers.Schools < AreaDisclosure.Schools || readers.BoardKnowsAllButOne || !readers.IsSpread || !readers.LeaveAChoice || IsAlikeAnother(index);
    }

    /// <summary>Two single schools, alone together: some multiples of the two rows cancel everywhere else.</summary>
    private bool IsAlikeAnother(int index) =>
        atoms[rows[index].Pivot].Schools == 1 && alike[rows[index].Signature].Exists(other => other != index && rows[index].IsAlike(rows[other]));

    private void Append(SpanRow<T> row)
    {
        rowOfPivot[row.Pivot] = rows.Count;
        rows.Add(row);
        Note(rows.Count - 1);
    }

    private void RemoveLast()
    {
        Forget(rows.Count - 1);
        rowOfPivot.Remove(rows[^1].Pivot);
        rows.RemoveAt(rows.Count - 1);
    }

    private void Replace(int index, SpanRow<T> row)
    {
        Forget(index);
        rows[index] = row;
        Note(index);
    }

    private void Note(int index)
    {
        foreach (var column in rows[index].Columns)
        {
            if (!rowsWith.TryGetValue(column, out var with)) rowsWith[column] = with = [];
            with.Add(index);
        }
        if (atoms[rows[index].Pivot].Schools != 1) return;
        if (!alike.TryGetValue(rows[index].Signature, out var same)) alike[rows[index].Signature] = same = [];
        same.Add(index);
    }

    private void Forget(int index)
    {
        foreach (var column in rows[index].Columns) rowsWith[column].Remove(index);
        if (atoms[rows[index].Pivot].Schools == 1) alike[rows[index].Signature].Remove(index);
    }
}

/// <summary>A row: its columns in ascending order with their values, none of them zero, with no factor common to all.</summary>
internal sealed record SpanRow<T>(int[] Columns, T[] Values, int Pivot) where T : IBinaryInteger<T>
{
    private int? signature;

    public static SpanRow<T> Of(int[] columns) => new(columns, [.. columns.Select(_ => T.One)], -1);

    public SpanRow<T> WithPivot(int pivot) => this with { Pivot = pivot };

    /// <summary>The same for rows that are alike outside their pivots up to a factor; others may share it.</summary>
    public int Signature => signature ??= Sign();

    /// <summary>A multiple of this row less one of another, so that the other's pivot is zero.</summary>
    public SpanRow<T> Without(SpanRow<T> other)
    {
        var (mine, theirs) = (Values[Array.BinarySearch(Columns, other.Pivot)], other.Values[Array.BinarySearch(other.Columns, other.Pivot)]);
        var common = Gcd(mine, theirs);
        var (factor, less) = (theirs / common, mine / common);
        var (columns, values) = (new List<int>(Columns.Length + other.Columns.Length), new List<T>(Columns.Length + other.Columns.Length));
        for (int i = 0, j = 0; i < Columns.Length || j < other.Columns.Length;)
        {
            var column = Math.Min(i < Columns.Length ? Columns[i] : int.MaxValue, j < other.Columns.Length ? other.Columns[j] : int.MaxValue);
            var value = T.Zero;
            if (i < Columns.Length && Columns[i] == column) value = checked(factor * Values[i++]);
            if (j < other.Columns.Length && other.Columns[j] == column) value = checked(value - (less * other.Values[j++]));
            if (T.IsZero(value)) continue;
            columns.Add(column);
            values.Add(value);
        }
        return new([.. columns], Shortened(values), Pivot);
    }

    public bool IsAlike(SpanRow<T> other)
    {
        if (Columns.Length != other.Columns.Length) return false;
        T first = T.Zero, otherFirst = T.Zero;
        for (int i = 0, j = 0; ; i++, j++)
        {
            if (i < Columns.Length && Columns[i] == Pivot) i++;
            if (j < other.Columns.Length && other.Columns[j] == other.Pivot) j++;
            if (i >= Columns.Length || j >= other.Columns.Length) return i >= Columns.Length && j >= other.Columns.Length;
            if (Columns[i] != other.Columns[j]) return false;
            if (T.IsZero(first)) (first, otherFirst) = (Values[i], other.Values[j]);
            else if (checked(Values[i] * otherFirst) != checked(other.Values[j] * first)) return false;
        }
    }

    private int Sign()
    {
        var hash = new HashCode();
        foreach (var column in Columns) if (column != Pivot) hash.Add(column);
        return hash.ToHashCode();
    }

    private static T[] Shortened(List<T> values)
    {
        var common = T.Zero;
        foreach (var value in values)
        {
            common = Gcd(common, value);
            if (common == T.One) return [.. values];
        }
        return [.. values.Select(v => v / common)];
    }

    private static T Gcd(T a, T b)
    {
        while (!T.IsZero(b)) (a, b) = (b, a % b);
        return T.Abs(a);
    }
}
