using Meent.Design.Charts;
using Meent.Foundation;

namespace Meent.Monitor;

/// <summary>One figure of a line over time, as far as comparing needs it.</summary>
/// <param name="Period">what it is about: "2025"</param>
/// <param name="Value">in the unit of the indicator; null where it is missing, which is not zero</param>
/// <param name="Error">standard error in the same unit, where one is published</param>
/// <param name="Status">SDMX observation status, letters side by side as Eurostat writes them: "b" break, "d" definition differs, "u" little reliable</param>
public sealed record Figure(string Period, decimal? Value, double? Error = null, string? Status = null)
{
    public bool Has(char status) => Status?.Contains(status, StringComparison.OrdinalIgnoreCase) == true;
}

/// <summary>What is known of how far chance may move the figures of an indicator.</summary>
/// <param name="Ceiling">the standard error that no figure exceeds, where none is published for each; in the unit of the indicator</param>
/// <param name="Each">a figure's own standard error counts, before the ceiling</param>
public sealed record Precision(double? Ceiling = null, bool Each = true)
{
    /// <summary>How sure figures are was not published.</summary>
    public static readonly Precision Unknown = new(Each: false);

    /// <summary>The standard error to reckon with; null where nothing is known.</summary>
    public double? Of(Figure figure) => (Each ? figure.Error : null) ?? Ceiling;

    /// <summary>The ceiling of a mean over places that were sampled apart from each other: of the Union, where that of a country is known.</summary>
    /// <param name="ceiling">of each place</param>
    /// <param name="weights">how much each counts, such as its people; any unit, together above 0</param>
    /// <remarks>Variance of a weighted mean of independent estimates: ceiling × √Σw² / Σw (Cochran 1977, §5.3).</remarks>
    public static double OfMean(double ceiling, IReadOnlyCollection<double> weights)
    {
        var sum = weights.Sum();
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sum);
        return ceiling * Math.Sqrt(weights.Sum(w => w * w)) / sum;
    }
}

/// <summary>Why two figures are not compared.</summary>
public enum Incomparable
{
    /// <summary>One of them is not there, or has no value.</summary>
    Missing,

    /// <summary>The series was broken between them: they were not measured in the same way.</summary>
    Broken,

    /// <summary>One of them is defined in another way than the rest of the series.</summary>
    Defined,

    /// <summary>One of them is marked as little reliable: the error that is stated for the others does not hold.</summary>
    Unreliable,

    /// <summary>It was never published how sure they are.</summary>
    Unsure,
}

/// <summary>A later figure beside an earlier one, and what may be said of it.</summary>
/// <param name="Difference">later less earlier; given wherever both are there and measured alike, null else</param>
/// <param name="Margin">a difference beyond this is clear: half the width of its 95 % interval</param>
/// <param name="Why">given with <see cref="Movement.CannotCompare"/></param>
public sealed record Change(Movement Movement, string From, string To, decimal? Difference, double? Margin, Incomparable? Why = null)
{
    /// <summary>What became of a line between two periods.</summary>
    /// <param name="line">figures of one place, indicator and breakdown, in any order</param>
    /// <param name="from">the earlier period</param>
    /// <param name="to">the later period</param>
    /// <remarks>
    /// Two independent estimates differ clearly where their difference exceeds 1.96 × √(error² + error²). From a ceiling of 2 points
    /// follow 5.5 points. A ceiling is not exceeded, so what is called clear is clear; a smaller true change may be missed.
    /// </remarks>
    public static Change Between(IReadOnlyCollection<Figure> line, string from, string to, Precision precision)
    {
        var before = line.FirstOrDefault(f => f.Period == from);
        var after = line.FirstOrDefault(f => f.Period == to);
        if (before?.Value is not { } was || after?.Value is not { } now) return None(from, to, null, Incomparable.Missing);
        if (IsBroken(line, from, to)) return None(from, to, null, Incomparable.Broken);
        if (before.Has('d') != after.Has('d')) return None(from, to, null, Incomparable.Defined);
        var difference = now - was;
        if (before.Has('u') || after.Has('u')) return None(from, to, difference, Incomparable.Unreliable);
        if (precision.Of(before) is not { } first || precision.Of(after) is not { } second) return None(from, to, difference, Incomparable.Unsure);
        var margin = Normal.Point975 * Math.Sqrt((first * first) + (second * second));
        var movement = Math.Abs((double)difference) <= margin ? Movement.NoClearChange : difference > 0 ? Movement.Rose : Movement.Fell;
        return new(movement, from, to, difference, margin);
    }

    /// <summary>Whether the series was broken after one period, up to and with another.</summary>
    public static bool IsBroken(IEnumerable<Figure> line, string from, string to) =>
        line.Any(f => f.Has('b') && PeriodMath.Middle(f.Period) > PeriodMath.Middle(from) && PeriodMath.Middle(f.Period) <= PeriodMath.Middle(to));

    private static Change None(string from, string to, decimal? difference, Incomparable why) => new(Movement.CannotCompare, from, to, difference, null, why);
}

/// <summary>How many places moved, and which way.</summary>
public sealed record MovementCount(int Rose, int Fell, int NoClearChange, int CannotCompare)
{
    /// <summary>All places that were looked at.</summary>
    public int Of => Rose + Fell + NoClearChange + CannotCompare;

    public static MovementCount Count(IEnumerable<Change> changes)
    {
        var all = changes.CountBy(c => c.Movement).ToDictionary();
        return new(all.GetValueOrDefault(Movement.Rose), all.GetValueOrDefault(Movement.Fell), all.GetValueOrDefault(Movement.NoClearChange), all.GetValueOrDefault(Movement.CannotCompare));
    }
}
