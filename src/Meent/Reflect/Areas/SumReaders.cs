using System.Numerics;
using System.Runtime.InteropServices;

namespace Meent.Reflect.Areas;

/// <summary>A sum as those see it who take away what they know: a school its own, a board all of its schools at once, since it reads what they show.</summary>
internal sealed class SumReaders<T> where T : IBinaryInteger<T>
{
    private readonly Dictionary<int, (int Schools, SumParts<T> Parts, SumEnds<T> Ends)> boards = [];

    public int Schools { get; private set; }

    /// <param name="schools">how many they are</param>
    /// <param name="board">its number, or <see cref="Atom.NoBoard"/></param>
    public void Add(int schools, int board, SumParts<T> parts, SumEnds<T> ends)
    {
        Schools += schools;
        ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(boards, board, out _);
        known = (known.Schools + schools, known.Parts.With(parts), known.Ends.With(ends));
    }

    public bool BoardKnowsAllButOne => boards.Any(b => b.Key != Atom.NoBoard && b.Value.Schools == Schools - 1);

    /// <summary>Whether none of these readers is left with what is nearly one school.</summary>
    public bool IsSpread
    {
        get
        {
            var all = default(SumParts<T>);
            var largest = TwoLargest.None;
            foreach (var (board, known) in boards)
            {
                all = all.With(known.Parts);
                largest = largest.With(board, known.Parts.Largest);
            }
            if (!all.IsSpread) return false;
            foreach (var (board, known) in boards)
                if (board != Atom.NoBoard && !all.IsSpreadWithout(known.Parts.All, largest.Without(board))) return false;
            return true;
        }
    }

    /// <summary>Whether the ends tell none of these readers what a school has that it does not know.</summary>
    public bool LeaveAChoice
    {
        get
        {
            var all = SumEnds<T>.None;
            var largest = TwoLargest.None;
            foreach (var (board, known) in boards)
            {
                all = all.With(known.Ends);
                largest = largest.With(board, known.Ends.First.Size);
            }
            if (!all.LeaveAChoice) return false;
            foreach (var (board, known) in boards)
                if (board != Atom.NoBoard && !all.LeaveAChoiceWithout(known.Ends, largest.Without(board))) return false;
            return true;
        }
    }

    /// <summary>The largest school, and the largest of those that are not of its board.</summary>
    private readonly record struct TwoLargest(int Board, T First, T Second)
    {
        public static TwoLargest None { get; } = new(Atom.NoBoard, T.Zero, T.Zero);

        public TwoLargest With(int board, T size) => size > First ? new(board, size, First) : this with { Second = T.Max(Second, size) };

        public T Without(int board) => board == Board ? Second : First;
    }
}
