using System.Text.RegularExpressions;
using Meent.Foundation.Web;
using Meent.Reflect.Areas;

namespace Meent.Reflect.Federate;

/// <summary>Whether a partner's figures are what a hub publishes: a signature says whose they are, not that they are safe to show.</summary>
public static class FigureLimits
{
    private static readonly Regex Period = new("^[0-9]{4}-[0-9]{4}$", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    /// <param name="steps">points of the instrument's scale</param>
    /// <returns>null where all is well</returns>
    public static Refusal? Check(CounterFile file, int steps)
    {
        var about = file.Edition.About;
        if (about.Instrument != file.Instrument || about.Period != file.Period || about.Number != file.Number || about.MadeOn != file.MadeOn || about.Demonstration != file.Demonstration
            || file.Number < 1 || !Period.IsMatch(file.Period) || file.Edition.Format != Edition.CurrentFormat)
            return new CounterFileAtOdds();
        foreach (var part in file.Edition.Parts)
        {
            if (part.Items.DistinctBy(i => (i.Audience, i.Item, i.Version)).Count() != part.Items.Count) return new CounterFileAtOdds();
            if (part.Items.FirstOrDefault(i => !IsFine(i, steps)) is { } wrong) return new CounterFileTooOpen($"{wrong.Item}, {wrong.Audience}");
        }
        return file.Edition.Parts.DistinctBy(p => p.Sector).Count() != file.Edition.Parts.Count || file.Edition.Of(null) is null || file.Edition.Parts.Any(p => p.Schools < 0) || file.Edition.Coverage.Any(c => c.Schools < 0 || c.Of < c.Schools) ? new CounterFileAtOdds() : null;
    }

    private static bool IsFine(ItemFigure i, int steps) => i.State == FigureState.Shown
        ? i is { Schools: >= AreaDisclosure.Schools, N: >= AreaDisclosure.Answers, Mean: { } mean, Low: { } low, High: { } high } && i.N % 5 == 0 && i.N >= i.Schools * 5 && 1 <= low && low <= mean && mean <= high && high <= steps
        : i is { Schools: null, N: null, Mean: null, Low: null, High: null };
}
