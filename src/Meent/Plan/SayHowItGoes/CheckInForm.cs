using System.Globalization;
using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Web;

namespace Meent.Plan.SayHowItGoes;

/// <summary>What somebody says of a measure, as the form sends it.</summary>
/// <param name="Id">made with the form, so that the same sent twice is one check-in</param>
/// <param name="Version">of the plan that the form showed</param>
/// <param name="Figure">what the value is of: <see cref="FollowedPlan.KeyOf"/></param>
/// <param name="Ticked">ids of the steps that are done</param>
public sealed record CheckInForm(string? Id, string? Version, string? State, string? Confidence, string? Figure, string? Value, string? Line, IReadOnlyList<string> Ticked)
{
    public const int LongestLine = 300;

    public static CheckInForm Of(Measure measure, LastCheckIn? last, int version, IReadOnlyList<FigureChoice> figures) => new(
        Ids.New().ToString(), version.ToString(CultureInfo.InvariantCulture), StateName(last?.State ?? MeasureState.Planned),
        last is { Confidence: > 0 } ? last.Confidence.ToString(CultureInfo.InvariantCulture) : null, figures is [var first, ..] ? first.Key : null, null, null, [.. measure.Steps.Where(s => s.DoneOn is not null).Select(s => s.Id)]);

    public static CheckInForm From(Posted posted) =>
        new(posted["id"], posted["version"], posted["state"], posted["confidence"], posted["figure"], posted["value"], posted["line"], posted.Many("step"));

    internal IEnumerable<(string Label, string? Value)> Lines(Texts T) => [(T["In one line"], Line), (T["The value now"], Value)];

    /// <returns>null where something is wrong: <paramref name="errors"/> says what</returns>
    public CheckInRead? Read(IReadOnlyList<FigureChoice> figures, FormErrors errors, Texts T)
    {
        var state = Enum.GetValues<MeasureState>().Cast<MeasureState?>().FirstOrDefault(s => StateName(s!.Value) == State);
        if (state is null) errors.Add("state", T["Choose how it goes."]);
        var confidence = int.TryParse(Confidence, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n is >= 1 and <= 5 ? n : 0;
        // Of what is done or stopped, nobody asks whether it will be done.
        var isOver = state is MeasureState.Done or MeasureState.Stopped;
        if (confidence == 0 && !isOver) errors.Add("confidence", T["Choose how sure you are."]);
        errors.Name([("line", T["In one line"]), ("value", T["The value now"])]);
        if (Line?.Length > LongestLine) errors.Add("line", T["Write {0} characters at most.", LongestLine]);
        if (state == MeasureState.Stopped && Line is null) errors.Add("line", T["Say in a line why it was stopped."]);
        var value = Typed.Value(Value, "value", errors, T);
        var figure = value is null ? null : figures.FirstOrDefault(f => f.Key == Figure)?.Key;
        if (value is not null && figure is null) errors.Add("figure", T["Choose which figure the value is of."]);
        return errors.Any ? null : new(state!.Value, isOver ? 0 : confidence, figure, value, Line ?? "");
    }

    public static string StateName(MeasureState state) => state switch
    {
        MeasureState.Planned => "planned",
        MeasureState.UnderWay => "under-way",
        MeasureState.Done => "done",
        _ => "stopped",
    };
}

/// <summary>What was said, as it can be kept.</summary>
/// <param name="Confidence">1..5; 0 of what is done or stopped</param>
public sealed record CheckInRead(MeasureState State, int Confidence, string? Figure, decimal? Value, string Line);

/// <summary>A figure of which somebody can give a value.</summary>
/// <param name="Key">see <see cref="FollowedPlan.KeyOf"/></param>
/// <param name="IsOwn">kept by the place itself; values of the hub's indicators come from where they are observed</param>
public sealed record FigureChoice(string Key, string Name, bool IsOwn);
