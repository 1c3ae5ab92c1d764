using Meent.Design;
using Meent.Foundation.Localisation;
using Meent.People;
using Meent.Places;
using Meent.Reflect;

namespace Meent.Monitor.ReadIndicators;

/// <summary>What the pages of figures from schools say of official figures: a few lines, and where the rest is.</summary>
internal static class BesideFigures
{
    private const int Most = 2;

    public static async Task<BesideShown?> Of(HttpContext context, Place? place, CancellationToken cancel)
    {
        var (reader, T) = (context.RequestServices.GetRequiredService<IndicatorReader>(), context.RequestServices.GetRequiredService<Texts>());
        if ((place ?? await reader.Union(cancel)) is not { Kind: PlaceKind.Union or PlaceKind.Country or PlaceKind.Region } of) return null;
        var shown = await reader.OfPlace(of, new(null, Me.Of(context).IsOperator), cancel);
        var lines = shown.Lines.Where(l => l.Official.Newest is not null).ToList();
        if (lines.Count == 0) return null;
        return new(
            place is null ? T["Official figures: {0}", of.Name] : T["Official figures"],
            [.. lines.Take(Most).Select(l => Line(T, l, shown))],
            new(T["All official figures: {0}", of.Name], $"/places/{of.PlaceId}/indicators"));
    }

    private static BesideLine Line(Texts T, IndicatorLine line, PlaceIndicatorsPage.Shown shown)
    {
        var words = new IndicatorWords(T, line.Indicator);
        return new(
            words.Name, $"/indicators/{Uri.EscapeDataString(line.Indicator.Id)}?place={line.Place.PlaceId}",
            [.. words.Tell(line, shown.Together.GetValueOrDefault(line.Indicator.Id) ?? []).Select(t => (t.News, t.Numbers))], line.Indicator.Source?.Name);
    }
}
