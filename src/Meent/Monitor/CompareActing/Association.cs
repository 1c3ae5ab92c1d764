using Meent.Foundation;

namespace Meent.Monitor.CompareActing;

/// <summary>How far the places of a group moved.</summary>
/// <param name="N">places, ≥ 1</param>
/// <param name="Mean">of their differences, in the unit of the indicator</param>
/// <param name="Variance">of their differences around the mean; 0 for one place</param>
/// <param name="Start">mean of the figures at the beginning</param>
public sealed record GroupMovement(int N, double Mean, double Variance, double Start)
{
    /// <param name="places">figure at the beginning and difference since; at least one</param>
    public static GroupMovement Of(IReadOnlyCollection<(double Start, double Difference)> places)
    {
        var mean = places.Average(p => p.Difference);
        var variance = places.Count < 2 ? 0 : places.Sum(p => Math.Pow(p.Difference - mean, 2)) / (places.Count - 1);
        return new(places.Count, mean, variance, places.Average(p => p.Start));
    }
}

/// <summary>
/// Whether places that acted moved further than places that have not begun. It is an association and is called so: nobody drew lots who acts, and what made
/// a place act may also have made it move.
/// </summary>
/// <param name="Difference">mean movement of those that acted less that of the others</param>
/// <param name="Margin">half the width of the difference's 95 % interval</param>
public sealed record Association(GroupMovement Acted, GroupMovement NotYet, double Difference, double Margin)
{
    /// <summary>Fewer places than this in a group are not compared: one of them would decide.</summary>
    public const int Fewest = 3;

    /// <summary>The difference is larger than chance alone makes it in 19 of 20 such comparisons.</summary>
    public bool IsClear => Math.Abs(Difference) > Margin;

    /// <returns>null where a group has fewer than <see cref="Fewest"/> places</returns>
    /// <remarks>Welch 1947, Biometrika 34: variances need not be alike; degrees of freedom after Satterthwaite 1946. Places count once each, whatever their size.</remarks>
    public static Association? Of(IReadOnlyCollection<(double Start, double Difference)> acted, IReadOnlyCollection<(double Start, double Difference)> notYet)
    {
        if (acted.Count < Fewest || notYet.Count < Fewest) return null;
        var (one, two) = (GroupMovement.Of(acted), GroupMovement.Of(notYet));
        var (a, b) = (one.Variance / one.N, two.Variance / two.N);
        var freedom = a + b == 0 ? double.PositiveInfinity : (a + b) * (a + b) / ((a * a / (one.N - 1)) + (b * b / (two.N - 1)));
        return new(one, two, one.Mean - two.Mean, Normal.Student975(freedom) * Math.Sqrt(a + b));
    }
}
