using System.Numerics;

namespace Meent.Reflect.Areas;

/// <summary>How large the largest schools of a sum are beside the others: who takes what it knows away must not be left with nearly one school.</summary>
/// <remarks>
/// The rule: <b>whatever one school or one board takes away, no other school has over 80 % of what is left.</b> Of single schools it is enough to look at the second largest, which takes its own away from the
/// largest: all the others together have at least a quarter of the largest. In official statistics this is the p % rule with p = 25 (Hundepool and others 2012, Statistical Disclosure Control, chapter 4).
/// </remarks>
/// <param name="All">of all schools</param>
/// <param name="Largest">of the largest</param>
/// <param name="Next">of the largest of the others; 0 where there are none</param>
internal readonly record struct SumParts<T>(T All, T Largest, T Next) where T : IBinaryInteger<T>
{
    private static readonly T Four = T.CreateChecked(4), Five = T.CreateChecked(5);

    /// <summary>A school, or a figure of several that was decided elsewhere.</summary>
    public static SumParts<T> Of(SchoolCell cell) => new(T.CreateChecked(cell.N), T.CreateChecked(cell.Largest), T.Zero);

    public bool IsSpread => IsSpreadWithout(Next, Largest);

    /// <summary>The same for who takes something away.</summary>
    /// <param name="known">this, of <see cref="All"/></param>
    /// <param name="largest">of the largest of the others; 0 where there are none</param>
    public bool IsSpreadWithout(T known, T largest) => checked(Five * largest) <= checked(Four * (All - known));

    public SumParts<T> With(SumParts<T> other) => new(checked(All + other.All), T.Max(Largest, other.Largest), T.Max(T.Min(Largest, other.Largest), T.Max(Next, other.Next)));

    /// <summary>As it stands in a row of sums added and subtracted: what is taken away counts as much as what is added.</summary>
    public static SumParts<T> Times(T factor, SumParts<long> parts)
    {
        var by = T.Abs(factor);
        return new(checked(by * T.CreateChecked(parts.All)), checked(by * T.CreateChecked(parts.Largest)), checked(by * T.CreateChecked(parts.Next)));
    }
}
