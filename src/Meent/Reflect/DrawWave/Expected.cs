using Meent.Reflect.EstimateWave;
using Meent.Reflect.Areas;

namespace Meent.Reflect.DrawWave;

/// <summary>What figures a sample can give, before anybody has answered, by the rules under which they are shown later.</summary>
/// <param name="Width">half the 95 % interval as it would be shown, in points of the scale; null where there is no figure</param>
/// <param name="Why">why there is none: too few schools, or one that weighs too much; null where there is one</param>
public sealed record Expected(double? Width, FigureState? Why)
{
    /// <summary>Usual distance between means of schools, in points of the scale: as where figures of areas rest on few schools.</summary>
    public const double Spread = Areas.AreaEstimate.FixedSpread;

    /// <param name="strata">schools there are and schools drawn, in the order of the frame</param>
    /// <param name="part">of the drawn schools that take part, in 0..1; they are shared out over the strata by largest remainders</param>
    /// <remarks>What hangs on who the schools are, boards and the area's own figures, nobody knows before: it can only take a figure away.</remarks>
    public static Expected Of(IReadOnlyList<(int N, int Drawn)> strata, double part)
    {
        var drawn = strata.Sum(s => s.Drawn);
        var answering = Allocation.Proportional([.. strata.Select(s => s.Drawn)], (int)Math.Round(drawn * part, MidpointRounding.AwayFromZero), 0)!;
        if (StratifiedMean.Planned([.. strata.Zip(answering, (s, n) => (s.N, n))], Spread) is not { StandardError: not null } estimate) return new(null, FigureState.TooFew);
        return WaveEstimates.Bars(estimate) is { } why ? new(null, why) : new(WaveEstimates.HalfWidth(estimate), null);
    }
}
