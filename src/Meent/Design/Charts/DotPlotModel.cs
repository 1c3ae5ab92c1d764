namespace Meent.Design.Charts;

/// <summary>Means of several audiences per area on one scale, with their intervals.</summary>
/// <param name="Finding">what the picture shows, as a sentence</param>
/// <param name="Series">who answered, in the order of legend and table</param>
/// <param name="Rows">one per area, in the order in which they are drawn</param>
/// <param name="ScaleWords">words of the points of the scale, lowest first; 5 for a five-point scale</param>
/// <param name="Note">what is counted, source, date, how sure: the line under the picture</param>
/// <param name="RowHeading">heading of the table's first column: "Area"</param>
public sealed record DotPlotModel(
    string Finding,
    IReadOnlyList<DotSeries> Series,
    IReadOnlyList<DotRow> Rows,
    IReadOnlyList<string> ScaleWords,
    string Note,
    string RowHeading)
{
    /// <summary>Where a mean stands on the scale, 0..1.</summary>
    /// <param name="mean">1..number of points</param>
    public double Position(double mean) => Math.Clamp((mean - 1) / (ScaleWords.Count - 1), 0, 1);

    /// <summary>An audience of which no row shows anything, with the reason; it is said once, in the legend.</summary>
    public ValueState? HiddenEverywhere(DotSeries series)
    {
        var states = Rows.Select(r => r.Of(series)?.State ?? ValueState.NotAsked).Distinct().ToList();
        return states is [var only] && only != ValueState.Shown ? only : null;
    }
}

/// <param name="Audience">"leaders", "teachers", "learners", "trainers", "families"; decides colour and shape</param>
/// <param name="Label">"Teachers"</param>
/// <param name="Detail">how many: "42 of 58"; joined to the label by a comma</param>
public sealed record DotSeries(string Audience, string Label, string? Detail = null);

/// <param name="Href">makes the label a link</param>
public sealed record DotRow(string Label, IReadOnlyList<DotValue> Values, string? Href = null)
{
    public DotValue? Of(DotSeries series) => Values.FirstOrDefault(v => v.Audience == series.Audience);

    public IEnumerable<DotValue> Shown => Values.Where(v => v is { State: ValueState.Shown, Mean: not null });
}

/// <param name="Mean">on the scale, where shown</param>
/// <param name="Low">lower bound at 95 %; null where there is none to give (a joint view)</param>
/// <param name="Text">said and written instead of mean and bounds where these do not tell it: "at least 4.8"</param>
public sealed record DotValue(string Audience, ValueState State, double? Mean = null, double? Low = null, double? High = null, string? Text = null);

/// <summary>Whether a figure may be shown, and if not, why. These are different things, and none of them is zero.</summary>
public enum ValueState { Shown, Suppressed, NotAsked, NobodyAnswered }
