using System.Numerics;

namespace Meent.Reflect.Areas;

/// <summary>How far a sum over schools is from its two ends: the least and the most that its schools could have together.</summary>
/// <remarks>
/// Whoever knows the sum knows of each school that it has no more than the whole sum has above its least, and no less than its size less what the sum lacks of
/// its most. A reader that is one of the schools takes its own away first. So the rule: <b>without any one school, what is left above, and what is left below, is
/// at least as much as the largest of the others.</b> Then each of them can still have none and all. Of schools of one size that have all or
/// none these are two schools with and two without. A board takes all of its schools away (<see cref="SumReaders{T}"/>).
/// </remarks>
/// <param name="Above">of all schools, where it is bound</param>
/// <param name="Below">of all schools, where it is bound</param>
/// <param name="NoLeast">schools without a least</param>
/// <param name="NoMost">schools without a most</param>
/// <param name="First">the largest school</param>
/// <param name="Rest">of the others the largest size, the most above and the most below: not all of the same school</param>
internal readonly record struct SumEnds<T>(T Above, T Below, int NoLeast, int NoMost, EndsOf<T> First, EndsOf<T> Rest) where T : IBinaryInteger<T>
{
    /// <summary>Where no school has a bound, so many of them leave a choice: one may be the reader.</summary>
    private const int Unbound = 2;

    public static SumEnds<T> None { get; } = new(T.Zero, T.Zero, 0, 0, EndsOf<T>.None, EndsOf<T>.None);

    /// <summary>A school, or a figure of several that was decided elsewhere.</summary>
    public static SumEnds<T> Of(SchoolCell cell)
    {
        var (above, below) = (T.CreateChecked(cell.Above ?? 0), T.CreateChecked(cell.Below ?? 0));
        return new(above, below, cell.Above is null ? cell.Schools : 0, cell.Below is null ? cell.Schools : 0, new(T.CreateChecked(cell.Room ?? cell.N), above, below), EndsOf<T>.None);
    }

    /// <summary>Whether it tells a school of no other one what it has.</summary>
    public bool LeaveAChoice =>
        (NoLeast >= Unbound || (Above - First.Above >= Rest.Size && Above - Rest.Above >= First.Size))
        && (NoMost >= Unbound || (Below - First.Below >= Rest.Size && Below - Rest.Below >= First.Size));

    /// <summary>The same for who takes several schools away.</summary>
    /// <param name="known">these, which are part of it</param>
    /// <param name="largest">size of the largest of the others; 0 where there are none</param>
    public bool LeaveAChoiceWithout(SumEnds<T> known, T largest) =>
        (NoLeast > known.NoLeast || Above - known.Above >= largest) && (NoMost > known.NoMost || Below - known.Below >= largest);

    public SumEnds<T> With(SumEnds<T> other)
    {
        var (first, second) = other.First.Size > First.Size ? (other.First, First) : (First, other.First);
        return new(checked(Above + other.Above), checked(Below + other.Below), NoLeast + other.NoLeast, NoMost + other.NoMost, first, second.Or(Rest).Or(other.Rest));
    }

    /// <summary>As it stands in a row of sums added and subtracted: what is taken away is at its least where it has the most.</summary>
    public static SumEnds<T> Times(T factor, SumEnds<long> ends)
    {
        var (by, turned) = (T.Abs(factor), T.IsNegative(factor));
        var (above, below) = (checked(by * T.CreateChecked(ends.Above)), checked(by * T.CreateChecked(ends.Below)));
        var (first, rest) = (EndsOf<T>.Times(by, ends.First), EndsOf<T>.Times(by, ends.Rest));
        return turned ? new(below, above, ends.NoMost, ends.NoLeast, first.Turned, rest.Turned) : new(above, below, ends.NoLeast, ends.NoMost, first, rest);
    }
}

/// <param name="Size">what has to stay open of it: all that it could have, or some of it (<see cref="SchoolCell.Room"/>)</param>
internal readonly record struct EndsOf<T>(T Size, T Above, T Below) where T : IBinaryInteger<T>
{
    public static EndsOf<T> None { get; } = new(T.Zero, T.Zero, T.Zero);

    public EndsOf<T> Turned => new(Size, Below, Above);

    public EndsOf<T> Or(EndsOf<T> other) => new(T.Max(Size, other.Size), T.Max(Above, other.Above), T.Max(Below, other.Below));

    public static EndsOf<T> Times(T by, EndsOf<long> ends) => new(checked(by * T.CreateChecked(ends.Size)), checked(by * T.CreateChecked(ends.Above)), checked(by * T.CreateChecked(ends.Below)));
}
