using Meent.Reflect.Areas;

namespace Meent.Reflect.Federate;

/// <summary>Adds up what several hubs published of an area: a pure function of figures that are public, so it tells nothing that they do not.</summary>
public static class JointEdition
{
    /// <summary>From so many schools figures have two decimals, as in a hub's own.</summary>
    private const int FineFrom = 30;

    /// <param name="own">what this hub published of the area; null where nothing</param>
    /// <param name="partners">editions of areas within it, at least one; no school is in two of them</param>
    /// <param name="place">the area</param>
    public static Edition Of(Edition? own, IReadOnlyList<Edition> partners, Guid place)
    {
        List<Edition> all = [.. own is null ? [] : new[] { own }, .. partners];
        var about = (own ?? partners[0]).About with
        {
            PlaceId = place, MadeOn = all.Max(e => e.About.MadeOn), From = all.Min(e => e.About.From), Until = all.Max(e => e.About.Until),
            Versions = [.. all.SelectMany(e => e.About.Versions).Distinct().Order()],
        };
        var sectors = all.SelectMany(e => e.Parts.Select(p => p.Sector)).Distinct().OrderBy(s => s is not null).ThenBy(s => s, StringComparer.Ordinal);
        return new(Edition.CurrentFormat, about, [.. sectors.Select(s => Part(s, [.. all.Select(e => e.Of(s)).OfType<EditionPart>()]))], [.. Coverage(all)], own?.Bands ?? []);
    }

    private static EditionPart Part(string? sector, List<EditionPart> parts)
    {
        ItemFigure[] items = [.. parts.SelectMany(p => p.Items).GroupBy(i => (i.Audience, i.Item, i.Version)).Select(g => Item([.. g]))];
        return new(sector, Sum(parts, p => p.Schools), EditionAreas.Of(items), items);
    }

    /// <summary>The mean weighted by answers; hubs are strata, each with its own interval (Cochran 1977, Sampling Techniques, §5.3).</summary>
    private static ItemFigure Item(List<ItemFigure> figures)
    {
        var shown = figures.FindAll(f => f.State == FigureState.Shown);
        if (shown.Count == 0) return figures[0];
        if (shown is [var only]) return only;
        var (n, schools) = (shown.Sum(f => (long)f.N!.Value), Sum(shown, f => f.Schools!.Value));
        var mean = shown.Sum(f => (double)f.N!.Value / n * f.Mean!.Value);
        var (low, high) = (Beside(shown, n, f => f.Mean!.Value - f.Low!.Value), Beside(shown, n, f => f.High!.Value - f.Mean!.Value));
        var unit = schools < FineFrom ? 10 : 100;
        return shown[0] with
        {
            Schools = schools, N = (int)Math.Min(n, int.MaxValue), Edition = null, Mean = Math.Round(mean * unit, MidpointRounding.AwayFromZero) / unit,
            Low = Math.Floor(Math.Round((mean - low) * unit, 6)) / unit, High = Math.Ceiling(Math.Round((mean + high) * unit, 6)) / unit,
        };
    }

    /// <summary>No sum of limited numbers is too large; were it so, "at least" would still be true.</summary>
    private static int Sum<T>(IEnumerable<T> all, Func<T, long> of) => (int)Math.Min(all.Sum(of), int.MaxValue);

    private static double Beside(List<ItemFigure> shown, long n, Func<ItemFigure, double> half) => Math.Sqrt(shown.Sum(f => Math.Pow((double)f.N!.Value / n * half(f), 2)));

    // Hubs may know the same schools from the same register: how many there are is said only where one hub says it.
    private static IEnumerable<Coverage> Coverage(List<Edition> all) =>
        from c in all.SelectMany(e => e.Coverage)
        group c by (c.By, c.Value) into g
        select new Coverage(g.Key.By, g.Key.Value, Sum(g, c => c.Schools), g.Count() == 1 ? g.First().Of : null);
}
