namespace Meent.Reflect.Areas;

/// <summary>Areas of the instrument, from the statements that are shown and nothing else.</summary>
internal static class EditionAreas
{
    public static IReadOnlyList<AreaFigure> Of(IReadOnlyList<ItemFigure> items) =>
        [.. items.GroupBy(i => (i.Audience, i.Area)).Select(g => One(g.Key.Audience, g.Key.Area, [.. g]))];

    private static AreaFigure One(string audience, string area, List<ItemFigure> asked)
    {
        var shown = asked.Where(i => i.State == FigureState.Shown).ToList();
        // Fewer than half of the statements say too little about an area; the reason is that of most of the others.
        if (shown.Count == 0 || shown.Count * 2 < asked.Count)
            return new(audience, area, asked.Where(i => i.State != FigureState.Shown).CountBy(i => i.State).MaxBy(s => s.Value).Key, asked.Count, 0);
        var mean = shown.Average(i => i.Mean!.Value);
        // Statements of one school hang together, so their bands do not get narrower side by side.
        double low = shown.Average(i => i.Mean!.Value - i.Low!.Value), high = shown.Average(i => i.High!.Value - i.Mean!.Value);
        return new(audience, area, FigureState.Shown, asked.Count, shown.Count, shown.Max(i => i.Schools), shown.Max(i => i.N),
            Math.Round(mean, 2), Math.Round(mean - low, 2), Math.Round(mean + high, 2));
    }
}
