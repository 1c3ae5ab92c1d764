using Meent.Design.Charts;
using Meent.Design.Charts.Standalone;
using Meent.Foundation.Localisation;

namespace Meent.Monitor.ReadIndicators;

/// <summary>The pictures of places side by side: a slope from one year to the other, and a small picture each.</summary>
internal sealed class ComparePictures(Texts T, IndicatorWords words, ComparePage.Shown model, IReadOnlyDictionary<Guid, Change> changes)
{
    /// <summary>So many small pictures can be taken in at once.</summary>
    public const int MostPanels = 12;

    public bool HasPanels => model.Chosen.Count is > 0 and <= MostPanels && model.Lines.Any(l => l.Known.Count > 1);

    private string Note => words.Note(model.Versions);

    /// <summary>As in addresses: from one year to the other, and each place over the years.</summary>
    public static IReadOnlyList<string> Names { get; } = ["slope", "places"];

    /// <summary>One of them as a file; null where there is nothing to draw.</summary>
    public string? Svg(string chart, ChartColours colours) => chart switch
    {
        "slope" => ChartSvg.Of(Slope(), T, colours),
        "places" when HasPanels => ChartSvg.Of(Panels(), T, colours),
        _ => null,
    };

    public SlopeModel Slope() => new(
        words.OfGroup(T["From {0} to {1}: what rose or fell clearly, and where there is no clear change.", model.From, model.To]), model.From!, model.To!,
        [.. model.Lines.Select(l => new SlopeRow(l.Place.Name, l.Place.Country ?? T["EU"], Value(l, model.From!), Value(l, model.To!), changes[l.Place.PlaceId].Movement, words.Words.Word(changes[l.Place.PlaceId].Movement)))],
        words.ChartUnit(1), Note, T["Country"]);

    public SeriesModel Panels() => LinePictures.Of(T, words, model.Indicator, model.Lines, words.OfGroup(T["Each place over the years, on one scale."]), Note, null);

    private static double? Value(PlaceLine line, string period) => (double?)line.At(period)?.Value;
}
