using System.Globalization;
using Meent.Reflect.ReadResults;
using Meent.Reflect.Results;

namespace Meent.Reflect.SeeYears;

/// <summary>A history as a table: a row per area or statement, audience and round. Names of columns are added to, not changed.</summary>
internal static class YearsTable
{
    public static readonly IReadOnlyList<string> Columns =
    [
        "place", "instrument", "level", "subject", "audience", "round_id", "round", "closed_on", "instrument_version", "profile", "state", "line",
        "mean", "mean_low", "mean_high", "bound", "n_at_least", "statements_used", "statements_asked",
    ];

    public static IEnumerable<IReadOnlyList<string>> Of(Series series) =>
        series.Areas.SelectMany(t => Rows(series, "area", t)).Concat(series.Items.SelectMany(t => Rows(series, "item", t)));

    private static IEnumerable<IReadOnlyList<string>> Rows(Series series, string level, Trend trend) => trend.Points.Select(p =>
    {
        var round = series.Rounds[p.Round].Round;
        var value = p.Value;
        var interval = value is { IsOfGroup: true } v ? v.Value : (Estimate?)null;
        return (IReadOnlyList<string>)
        [
            round.PlaceName, round.Instrument, level, trend.Subject, trend.Audience, round.Id.ToString(), round.Name,
            round.Closed.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Number(round.InstrumentVersion), round.Profile, Figure.Code(p.State),
            value is null ? "" : Number(p.Line), Number(value?.Value.Value), Number(interval?.Low), Number(interval?.High),
            value is null ? "" : Figure.Code(value.Value.Bound), value is null ? "" : Number(value.Value.N), Number(p.Over), Number(p.Asked),
        ];
    });

    private static string Number(double? value) => value?.ToString("0.##", CultureInfo.InvariantCulture) ?? "";
}
