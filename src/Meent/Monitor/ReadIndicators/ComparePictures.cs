using Meent.Design.Charts;
using Meent.Design.Charts.Standalone;
using Meent.Foundation.Localisation;
using Meent.Places;

namespace Meent.Monitor.ReadIndicators;

/// <summary>The pictures of places side by side: a slope from one year to the other, and a small picture each.</summary>
internal sealed class ComparePictures(Texts T, IndicatorWords words, ComparePage.Shown model, IReadOnlyDictionary<Guid, Change> changes)
{
    /// <summary>So many small pictures can be taken in at once.</summary>
    public const int MostPanels = 12;

    private const int LongestLabel = 8;

    public bool HasPanels => (model.Chosen.Count > 0 || model.Regions.Asked is not null) && model.Lines.Count <= MostPanels && model.Lines.Any(l => l.Known.Count > 1);

    private string Note => words.Note(model.Versions, model.Seen);

    /// <summary>As in addresses: from one year to the other, and each place over the years.</summary>
    public static IReadOnlyList<string> Names { get; } = ["slope", "places"];

    /// <summary>One of them as a file; null where there is nothing to draw.</summary>
    public string? Svg(string chart, ChartColours colours) => Of(chart) switch
    {
        SlopeModel slope => ChartSvg.Of(slope, T, colours),
        SeriesModel series => ChartSvg.Of(series, T, colours),
        _ => null,
    };

    /// <summary>The model of one of them; null where there is nothing to draw.</summary>
    public object? Of(string chart) => chart switch
    {
        "slope" => Slope(),
        "places" when HasPanels => Panels(),
        _ => null,
    };

    private string Finding => model.Counted.Count > 0 && model.Counted.All(l => changes[l.Place.PlaceId].Why is not null)
        ? T["From {0} to {1}: nobody published how sure these figures are, so none is called a rise or a fall.", model.From, model.To]
        : T["From {0} to {1}: what rose or fell clearly, and where there is no clear change.", model.From, model.To];

    public SlopeModel Slope() => new(
        words.OfGroup(Finding), model.From!, model.To!,
        [.. model.Lines.Select(l => Row(l, changes[l.Place.PlaceId]))],
        words.ChartUnit(model.Lines.SelectMany(l => l.Observed)), WithCodes, model.Regions.Asked is null ? T["Country"] : T["Place"]);

    public SeriesModel Panels() => LinePictures.Of(T, words, model.Indicator, model.Lines, words.OfGroup(T["Each place over the years, on one scale."]), words.Note(model.Versions, model.Lines.SelectMany(l => l.Observed)), null);

    /// <summary>Lines of regions bear their codes: what those mean stands below, as the file and the frame have nothing else to say it.</summary>
    private string WithCodes => model.Regions.Asked is { Codes: var codes } && model.Lines.Where(l => codes.ContainsKey(l.Place.PlaceId)).ToList() is { Count: > 0 } regions
        ? $"{Note} {string.Join(", ", regions.Select(l => $"{codes[l.Place.PlaceId]} {l.Place.Name}"))}."
        : Note;

    private SlopeRow Row(PlaceLine line, Change change)
    {
        var code = model.Regions.Asked?.Codes.GetValueOrDefault(line.Place.PlaceId);
        return new(code is null ? line.Place.Name : $"{line.Place.Name} ({code})", code ?? Short(line.Place), Value(line, model.From!), Value(line, model.To!), change.Movement, words.Words.Word(change.Movement))
        {
            IsUnsure = change.Why == Incomparable.Unsure,
        };
    }

    private string Short(Place place) => place.Kind switch
    {
        PlaceKind.Union => T["EU"],
        PlaceKind.Country when place.Country is { } code => code,
        _ => place.Name.Length <= LongestLabel ? place.Name : place.Name[..(LongestLabel - 1)] + "…",
    };

    private static double? Value(PlaceLine line, string period) => (double?)line.At(period)?.Value;
}
