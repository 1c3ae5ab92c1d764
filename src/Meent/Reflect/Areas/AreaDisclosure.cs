using System.Numerics;

namespace Meent.Reflect.Areas;

/// <summary>What a school's release shows of one statement, as far as it matters for deciding what areas may show.</summary>
/// <param name="N">answers</param>
/// <param name="Board">number of the board that runs the school, and so reads its report; null where there is none</param>
/// <param name="Schools">1; more for a figure of several schools that was decided elsewhere</param>
public sealed record SchoolCell(int N, int? Board = null, int Schools = 1)
{
    /// <summary>Answers of the largest school behind it: where several are, none has over 80 %.</summary>
    internal int Largest => Schools == 1 ? N : N * 4 / 5;

    /// <summary>How much it has above the least that a school can have; null where that is no bound, as of means.</summary>
    public long? Above { get; init; }

    /// <summary>How much it has below the most that a school can have; null where that is no bound.</summary>
    public long? Below { get; init; }

    /// <summary>How far it must stay open, beside sums that are shown, what it has: null for all that it could have, from its least to its most.</summary>
    public long? Room { get; init; }
}

/// <summary>The sum over some schools that is, or could be, shown: of an area, a board, a sector of an area, an earlier edition.</summary>
/// <param name="Cells">indexes of its schools</param>
/// <param name="Published">shown before, and so known for ever</param>
public sealed record AreaSum(IReadOnlyList<int> Cells, bool Published = false);

/// <summary>Decides which sums over schools may be shown, so that the figure of no one or two schools can be worked out from all of them together.</summary>
/// <remarks>
/// <para>A reader knows numerator and denominator of everything shown, now and before, and can add and subtract. What follows is
/// the linear span of the shown sums. The rule: <b>no vector of that span, other than zero, lies on one or two schools.</b> Why
/// two: a school knows its own figure, so what lies on it and one other gives the other away. As each school shows a statement from
/// 5 answers on, three schools also are the ten answers that are asked for.</para>
/// <para>Sums are taken in their order, those published first; a sum that would break the rule beside those taken before is withheld.
/// So whoever calls puts first what matters most. Decided in exact arithmetic, by connected component, with schools of the same
/// memberships as one column. Fischetti and Salazar 2001 (Management Science 47) treat the general problem of which cells to
/// withhold; with sums over given groups it is a question of linear algebra.</para>
/// <para>Beyond the rule: no school has over 80 % of a sum, nor of any row that elimination gives (which holds every remainder
/// of an area without the parts that are shown), nor of what is left of it for a school or a board that takes its own away (<see cref="SumParts{T}"/>); and no board, which reads the reports of its schools,
/// knows all but one of the schools of such a row.
/// Nor is a sum or a row so near to its own end that it would tell one of its schools, or a board, what another school has (<see cref="SumEnds{T}"/>).</para>
/// </remarks>
public static class AreaDisclosure
{
    /// <summary>Fewest schools, and fewest answers, of a sum.</summary>
    public const int Schools = 3, Answers = 10;

    /// <param name="anySize">calculates with numbers of any size from the start, and not only where small ones do not do; the result is the same</param>
    /// <returns>a state per sum; null where it has no schools</returns>
    public static IReadOnlyList<FigureState?> Decide(IReadOnlyList<SchoolCell> cells, IReadOnlyList<AreaSum> sums, bool anySize = false)
    {
        var states = sums.Select(s => s.Published ? FigureState.Shown : Alone(s, cells)).ToArray();
        var candidates = Enumerable.Range(0, sums.Count).Where(i => states[i] == FigureState.Shown).OrderBy(i => !sums[i].Published).ToList();
        var (atoms, members) = Atom.Of(cells, sums, candidates);
        foreach (var component in Components(candidates, members, atoms.Count))
            foreach (var withheld in Withheld(atoms, component, members, sums, anySize))
                states[withheld] = FigureState.Withheld;
        return states;
    }

    /// <summary>What a sum is by itself.</summary>
    private static FigureState? Alone(AreaSum sum, IReadOnlyList<SchoolCell> cells)
    {
        if (sum.Cells.Count == 0) return null;
        var answers = 0;
        var readers = new SumReaders<long>();
        foreach (var cell in sum.Cells.Select(c => cells[c]))
        {
            answers += cell.N;
            readers.Add(cell.Schools, cell.Board ?? Atom.NoBoard, SumParts<long>.Of(cell), SumEnds<long>.Of(cell));
        }
        return readers.Schools < Schools || answers < Answers ? FigureState.TooFew
            : !readers.IsSpread || readers.BoardKnowsAllButOne ? FigureState.OneSchool
            : !readers.LeaveAChoice ? FigureState.Withheld
            : FigureState.Shown;
    }

    private static IEnumerable<List<int>> Components(List<int> candidates, Dictionary<int, int[]> members, int atoms)
    {
        var root = Enumerable.Range(0, atoms).ToArray();
        foreach (var sum in candidates)
            foreach (var atom in members[sum]) root[Find(atom)] = Find(members[sum][0]);
        return candidates.GroupBy(c => Find(members[c][0])).Select(g => g.ToList());

        int Find(int a)
        {
            while (root[a] != a) a = root[a] = root[root[a]];
            return a;
        }
    }

    /// <summary>Numbers stay small, as the sums are nearly nested; where they do not, the component is decided once more with large ones.</summary>
    private static List<int> Withheld(List<Atom> atoms, List<int> component, Dictionary<int, int[]> members, IReadOnlyList<AreaSum> sums, bool anySize)
    {
        if (anySize) return Withheld<BigInteger>(atoms, component, members, sums);
        try
        {
            return Withheld<long>(atoms, component, members, sums);
        }
        catch (OverflowException)
        {
            return Withheld<BigInteger>(atoms, component, members, sums);
        }
    }

    private static List<int> Withheld<T>(List<Atom> atoms, List<int> component, Dictionary<int, int[]> members, IReadOnlyList<AreaSum> sums) where T : IBinaryInteger<T>
    {
        var span = new ShownSpan<T>(atoms);
        return [.. component.Where(sum => !span.Take(members[sum], evenIf: sums[sum].Published))];
    }
}

/// <summary>Schools that are in the same sums and of the same board: nothing shown tells them apart, so they are one column.</summary>
internal sealed record Atom(int Schools, int Board, SumParts<long> Parts, SumEnds<long> Ends)
{
    public const int NoBoard = -1;

    public static (List<Atom> Atoms, Dictionary<int, int[]> Members) Of(IReadOnlyList<SchoolCell> cells, IReadOnlyList<AreaSum> sums, List<int> candidates)
    {
        // The atoms are split by one sum after the other, so that a column is known by a number and not by a list.
        var atomOf = Boards(cells);
        var next = cells.Count == 0 ? 0 : atomOf.Max() + 1;
        foreach (var sum in candidates)
        {
            var parts = new Dictionary<int, int>();
            foreach (var cell in sums[sum].Cells)
            {
                if (!parts.TryGetValue(atomOf[cell], out var part)) parts[atomOf[cell]] = part = next++;
                atomOf[cell] = part;
            }
        }
        var numbers = new Dictionary<int, int>();
        var atoms = new List<Atom>();
        for (var c = 0; c < cells.Count; c++)
        {
            var cell = cells[c];
            if (numbers.TryAdd(atomOf[c], atoms.Count)) atoms.Add(new(0, cell.Board ?? NoBoard, default, SumEnds<long>.None));
            var number = atomOf[c] = numbers[atomOf[c]];
            var atom = atoms[number];
            atoms[number] = atom with
            {
                Schools = atom.Schools + cell.Schools, Parts = atom.Parts.With(SumParts<long>.Of(cell)), Ends = atom.Ends.With(SumEnds<long>.Of(cell)),
            };
        }
        return (atoms, candidates.ToDictionary(s => s, s => sums[s].Cells.Select(c => atomOf[c]).Distinct().Order().ToArray()));
    }

    private static int[] Boards(IReadOnlyList<SchoolCell> cells)
    {
        var numbers = new Dictionary<int, int>();
        var atomOf = new int[cells.Count];
        for (var c = 0; c < cells.Count; c++)
        {
            var board = cells[c].Board ?? NoBoard;
            if (!numbers.TryGetValue(board, out var number)) numbers[board] = number = numbers.Count;
            atomOf[c] = number;
        }
        return atomOf;
    }
}
