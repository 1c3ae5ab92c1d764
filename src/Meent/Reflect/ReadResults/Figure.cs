using System.Globalization;
using Meent.Reflect.Results;

namespace Meent.Reflect.ReadResults;

/// <summary>One row of the table of a report: one measure of one area or item in one audience. The names of the columns are part of what
/// others build on: they are added to, not changed.</summary>
internal sealed record Figure(
    Release Release, string Level, string Area, string Item, string Version, string Audience, CellState State, string Measure, string Category,
    string Value, string Bound, int? AtLeast)
{
    public static readonly IReadOnlyList<string> Columns =
    [
        "round_id", "place", "round", "closed_on", "instrument", "instrument_version", "demonstration", "level", "area", "item", "item_version",
        "audience", "state", "measure", "category", "value", "bound", "n_at_least",
    ];

    public IReadOnlyList<string> Cells =>
    [
        Release.Round.Id.ToString(), Release.Round.PlaceName, Release.Round.Name, Release.Round.Closed.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        Release.Round.Instrument, Number(Release.Round.InstrumentVersion), Release.Round.Demonstration ? "true" : "false", Level, Area, Item, Version,
        Audience, Code(State), Measure, Category, Value, Bound, AtLeast is { } n ? Number(n) : "",
    ];

    public static IEnumerable<Figure> Of(Release release) =>
        release.Audiences.SelectMany(a => Participation(release, a))
            .Concat(release.Areas.SelectMany(a => a.Cells.SelectMany(c => Figures(release, a, c))))
            .Concat(release.Items.SelectMany(i => i.Cells.SelectMany(c => Figures(release, i, c))));

    /// <summary>The code of a state, as in the JSON.</summary>
    public static string Code(CellState state) => state switch
    {
        CellState.Shown => "shown",
        CellState.Suppressed => "suppressed",
        CellState.NotAsked => "notAsked",
        _ => "nobodyAnswered",
    };

    /// <summary>How many answered is never suppressed: it was to be seen while the round was open.</summary>
    private static IEnumerable<Figure> Participation(Release release, ReleasedAudience a)
    {
        var state = a.Answered == 0 ? CellState.NobodyAnswered : CellState.Shown;
        yield return new(release, "audience", "", "", "", a.Id, state, "answered", "", Number(a.Answered), "", null);
        if (a.Invited is { } invited) yield return new(release, "audience", "", "", "", a.Id, CellState.Shown, "invited", "", Number(invited), "", null);
    }

    private static IEnumerable<Figure> Figures(Release release, ReleasedArea area, AreaCell c) => Means(
        new(release, "area", area.Id, "", "", c.Audience, c.State, "mean", "", "", "", c.AtLeast), c.Mean, c.Bound, c.Low, c.High);

    private static IEnumerable<Figure> Figures(Release release, ReleasedItem item, ItemCell c)
    {
        var row = new Figure(
            release, "item", item.Area ?? "own", item.Text ?? item.Id, Number(item.Version), c.Audience, c.State, "mean", "", "", "", c.AtLeast);
        return Means(row, c.Mean, c.Bound, c.Low, c.High)
            .Concat(Shares(row, "split", Groups(release.Scale), c.Split))
            .Concat(Agree(release, row, release.Audiences.First(a => a.Id == c.Audience), c))
            .Concat(Shares(row, "bars", [.. Enumerable.Range(1, release.Scale).Select(step => Number(step))], c.Bars))
            .Concat(Shares(row, "does_not_apply", [""], c.DoesNotApply is { } share ? [share] : null));
    }

    /// <summary>The codes of the groups of a split: words where people agree or not, the steps of each where they stand on levels.</summary>
    private static string[] Groups(int steps) => steps == Coding.Agreement ? ["disagree", "partly", "agree"]
        : [.. Enumerable.Range(0, Coding.GroupCount(steps)).Select(g => $"{Number((2 * g) + 1)}-{Number((2 * g) + 2)}")];

    /// <summary>The mean's row is there whatever its state, so that every cell of the report has a row.</summary>
    private static IEnumerable<Figure> Means(Figure row, double? mean, Bound? bound, double? low, double? high)
    {
        yield return row with { Value = Number(mean), Bound = Code(bound) };
        if (low is not null) yield return row with { Measure = "mean_low", Value = Number(low) };
        if (high is not null) yield return row with { Measure = "mean_high", Value = Number(high) };
    }

    /// <summary>How sure the share is of those who agree, from the numbers that are shown.</summary>
    private static IEnumerable<Figure> Agree(Release release, Figure row, ReleasedAudience audience, ItemCell c)
    {
        if (release.Scale != Coding.Agreement || c is not { Split: [_, _, { Percent: { } percent }], AtLeast: { } n }) yield break;
        var population = audience.Invited >= audience.Answered ? (int)Math.Round((double)n * audience.Invited.Value / audience.Answered) : (int?)null;
        var share = Estimates.Share(Math.Min(percent, 100) / 100.0 * n, n, population);
        yield return row with { Measure = "split_low", Category = "agree", Value = Number(Math.Round(share.Low * 100)) };
        yield return row with { Measure = "split_high", Category = "agree", Value = Number(Math.Round(share.High * 100)) };
    }

    private static IEnumerable<Figure> Shares(Figure row, string measure, string[] categories, IReadOnlyList<Share>? shares) =>
        shares is null ? [] : categories.Zip(shares, (category, share) =>
            row with { Measure = measure, Category = category, Value = share.Percent is { } p ? Number(p) : "", Bound = share.IsFew ? "few" : "" });

    public static string Code(Bound? bound) => bound switch
    {
        Results.Bound.AtLeast => "atLeast",
        Results.Bound.AtMost => "atMost",
        Results.Bound.Exact => "exact",
        _ => "",
    };

    private static string Number(double? value) => value?.ToString("0.##", CultureInfo.InvariantCulture) ?? "";
}
