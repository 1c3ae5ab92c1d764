using System.Numerics;
using System.Runtime.InteropServices;

namespace Meent.Reflect.Areas;

/// <summary>A sum as those see it who take away what they know: a school its own, a board all of its schools at once, since it reads what they show.</summary>
internal sealed class SumReaders<T> where T : IBinaryInteger<T>
{
    private readonly Dictionary<int, (int Schools, SumEnds<T> Ends)> boards = [];

    public int Schools { get; private set; }

    /// <param name="schools">how many they are</param>
    /// <param name="board">its number, or <see cref="Atom.NoBoard"/></param>
    public void Add(int schools, int board, SumEnds<T> ends)
    {
        Schools += schools;
        ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(boards, board, out _);
        known = (known.Schools + schools, known.Ends.With(ends));
    }

    public bool BoardKnowsAllButOne => boards.Any(b => b.Key != Atom.NoBoard && b.Value.Schools == Schools - 1);

    /// <summary>Whether the ends tell none of these readers what a school has that it does not know.</summary>
    public bool LeaveAChoice
    {
        get
        {
            var all = SumEnds<T>.None;
            T first = T.Zero, second = T.Zero;
            var of = Atom.NoBoard;
            foreach (var (board, known) in boards)
            {
                all = all.With(known.Ends);
                var size = known.Ends.First.Size;
                if (size > first) (first, second, of) = (size, first, board);
                else if (size > second) second = size;
            }
            if (!all.LeaveAChoice) return false;
            foreach (var (board, known) in boards)
                if (board != Atom.NoBoard && !all.LeaveAChoiceWithout(known.Ends, board == of ? second : first)) return false;
            return true;
        }
    }
}
