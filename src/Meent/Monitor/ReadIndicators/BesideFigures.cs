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
        if ((place ?? await reader.Union(cancel)) is not { } of || !PlaceKind.IsArea(of.Kind)) return null;
        var (lines, together) = await reader.Foremost(of, Most, new(null, Me.Of(context).IsOperator), cancel);
        if (lines.Count == 0) return null;
        return new(
            place is null ? T["Official figures: {0}", of.Name] : T["Official figures"],
            [.. lines.Select(l => Line(T, l, together.GetValueOrDefault(l.Indicator.Id) ?? []))],
            place is null ? new(T["All official figures"], "/indicators") : new(T["All official figures: {0}", of.Name], $"/places/{of.PlaceId}/indicators"))
        {
            BesideSchools = new(TwoSeries.Title(T), TwoSeries.Why(T)),
            Also = place is null ? [new(T["Releases: what came in when, and what changed"], "/releases"), new(T["What studies found"], "/studies")] : [],
        };
    }

    private static BesideLine Line(Texts T, IndicatorLine line, IReadOnlyList<PlaceLine> countries)
    {
        var words = new IndicatorWords(T, line.Indicator);
        return new(
            words.Name, $"/indicators/{Uri.EscapeDataString(line.Indicator.Id)}?place={PlaceKey.Of(line.Place)}",
            [.. words.Tell(line, countries).Select(t => (t.News, t.Numbers))], line.Indicator.Source?.In(T.Language));
    }
}
