using Meent.Design.Charts;
using Meent.Foundation.Localisation;
using Meent.Reflect.ReadResults;
using Meent.Reflect.Results;

namespace Meent.Reflect.SeeYears;

/// <summary>The pictures and sentences of a history, from its releases alone.</summary>
public sealed class YearsCharts(Years years, Texts T)
{
    /// <summary>More sentences than these nobody remembers.</summary>
    private const int Most = 5;

    private IReadOnlyList<Release> Rounds => years.Series.Rounds;

    /// <summary>The clear changes of areas, the surest first; empty where there is none.</summary>
    public IReadOnlyList<FindingSentence> Findings() => [.. Clear(years.Series.Areas).Take(Most).Select(t => Sentence(t, years.Area(t.Subject)))];

    public TrendModel Areas() => new(
        Finding(years.Series.Areas, years.Area),
        Times(),
        [.. years.Series.Areas.GroupBy(t => t.Subject).Select(area => Panel(years.Area(area.Key), area, $"{years.Path}/{area.Key}"))],
        $"{T["Mean of the answers, from 1 (strongly disagree) to 5 (strongly agree); pale bars: 95 %. Joined points are made of the same statements."]} {Source}",
        T["Area"]);

    public TrendModel Items(string part)
    {
        var trends = years.ItemsOf(part).ToList();
        return new(
            Finding(trends, years.Item),
            Times(),
            [.. trends.GroupBy(t => t.Subject).Select(item => Panel(years.Item(item.Key), item, null))],
            $"{T["Mean per statement, from 1 (strongly disagree) to 5 (strongly agree); pale bars: 95 %. A statement that was put differently begins anew."]} {Source}",
            T["Statement"]);
    }

    private string Source => T["Source: {0} rounds, the last closed {1}.", Rounds.Count, T.Date(Rounds[^1].Round.Closed)];

    private List<TrendTime> Times() => [.. Rounds.Select(r => new TrendTime(r.Round.Closed, Month(r), r.Round.Name))];

    private static IEnumerable<Trend> Clear(IEnumerable<Trend> trends) => trends.Where(t => t.Change is { IsClear: true }).OrderBy(t => t.Change!.Chance);

    private string Finding(IReadOnlyList<Trend> trends, Func<string, string> name) =>
        Clear(trends).FirstOrDefault() is { } surest
            ? surest.Change!.Verdict == Verdict.Higher
                ? T["{0}: “{1}” is clearly higher than in {2}", years.Audience(surest.Audience), name(surest.Subject), Rounds[surest.Since].Round.Name]
                : T["{0}: “{1}” is clearly lower than in {2}", years.Audience(surest.Audience), name(surest.Subject), Rounds[surest.Since].Round.Name]
            : trends.Any(t => t.Change is not null) ? T["Nothing changed clearly over these rounds"]
            : T["There is nothing to compare yet"];

    private FindingSentence Sentence(Trend trend, string area)
    {
        var (change, since) = (trend.Change!, Rounds[trend.Since].Round.Name);
        return new(
            change.Verdict == Verdict.Higher
                ? T["{0} rate “{1}” clearly higher than in “{2}”.", years.Audience(trend.Audience), area, since]
                : T["{0} rate “{1}” clearly lower than in “{2}”.", years.Audience(trend.Audience), area, since],
            $"{T["From {0} to {1}.", years.Names.Mean(change.Before!.Value, change.BeforeBound), years.Names.Mean(change.After!.Value, change.AfterBound)]} {ChangeWords.Over(change, T)}");
    }

    private TrendPanel Panel(string label, IEnumerable<Trend> trends, string? href) => new(label, [.. trends.Select(Line)], href);

    private TrendLine Line(Trend trend) => new(
        trend.Audience, years.Audience(trend.Audience), [.. trend.Points.Select(Dot)], Words(trend), Detail(trend)) { Breaks = [.. trend.Breaks] };

    private TrendDot Dot(TrendPoint point) => point.Value is not { } value
        ? new(point.Round, ReportCharts.State(point.State))
        : new(point.Round, ValueState.Shown, point.Line, value.Value.Value, value.IsOfGroup ? value.Value.Low : null, value.IsOfGroup ? value.Value.High : null,
            value.Bound == Bound.Exact ? null : years.Names.Mean(value.Value.Value, value.Bound), value.IsOfGroup ? value.N : null);

    private string Words(Trend trend) => trend.Change is not { } change ? trend.Breaks.Any() ? T["asked differently before"] : T["nothing to compare yet"] : change.Verdict switch
    {
        Verdict.Higher => change.IsOfGroup ? T["clearly higher"] : T["higher in the joint view"],
        Verdict.Lower => change.IsOfGroup ? T["clearly lower"] : T["lower in the joint view"],
        Verdict.MayBeChance => T["may be chance"],
        Verdict.NoClearChange => T["no clear change"],
        _ => T["too few answers to tell"],
    };

    /// <summary>"3.1 → 4.0 since May 2024, over 2 of 4 statements"; over how many is said only where it is not all of them.</summary>
    private string? Detail(Trend trend)
    {
        if (trend.Change is not { Before: { } before, After: { } after } change) return null;
        var figures = T["{0} → {1} since {2}", years.Names.Mean(before, change.BeforeBound), years.Names.Mean(after, change.AfterBound), Month(Rounds[trend.Since])];
        return change.IsPartial ? T["{0}, over {1} of {2} statements", figures, change.Over, change.Asked] : figures;
    }

    private string Month(Release round) => round.Round.Closed.ToString("MMM yyyy", T.Culture);
}
