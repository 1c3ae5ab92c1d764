using Meent.Design.Charts;
using Meent.Foundation.Localisation;
using Meent.Places;

namespace Meent.Monitor.ReadIndicators;

/// <summary>The groups of one place beside each other: young and old, women and men, levels of education.</summary>
/// <param name="groups">of one place, in their order</param>
/// <param name="official">official figures; else those from schools</param>
/// <param name="versions">those that the shown figures are from, newest first</param>
/// <param name="href">address of the page with a breakdown; null where there is none to go to</param>
public sealed class GroupPictures(Texts T, IndicatorWords words, Indicator indicator, IReadOnlyList<GroupLine> groups, bool official, IReadOnlyList<Vintage> versions, Func<string, string>? href = null)
{
    /// <summary>More rows than this are left to the choice of groups.</summary>
    public const int Most = 24;

    private readonly string? period = Newest(groups, official);

    /// <summary>Whether there are two groups or more to set beside each other.</summary>
    public bool Has => period is not null;

    /// <summary>Groups with a figure first: there are two of them at least, however many others have none.</summary>
    public RangeModel Model()
    {
        var all = groups.Where(g => g.Group.Breakdown == Breakdowns.Total).Select(Value).FirstOrDefault();
        var shown = groups.Where(g => g.Group.Breakdown != Breakdowns.Total && At(g) is not null).OrderBy(g => Value(g) is null).Take(Most).ToList();
        var rows = shown.Select(g => Row(g, At(g)!, all)).ToList();
        var known = shown.Where(g => Value(g) is not null).OrderBy(Value).ToList();
        var (least, most) = (known[0], known[^1]);
        var unit = official ? words.ChartUnit(known.Select(g => At(g)!)) : words.ChartUnit(words.SchoolsDecimals);
        var finding = T["In {0} between {1} ({2}) and {3} ({4}).", period, Say(least), least.Group.Name, Say(most), most.Group.Name];
        var model = new RangeModel(finding, rows, unit, Place.Name, all is null ? null : T["All together"], Note(known), T["Group"]);
        return official || words.WholeScale is not { } whole ? model : model with { Scale = whole };
    }

    private RangeRow Row(GroupLine group, Observed observed, decimal? all)
    {
        var half = words.Margin(observed);
        return new(group.Group.Name, [], (double?)observed.Value, (double?)all, Words(observed, all))
        {
            Low = (double?)(observed.Value - half), High = (double?)(observed.Value + half), Href = href?.Invoke(group.Group.Breakdown),
            Detail = official || observed.Value is null ? null : words.Basis(observed, Place),
        };
    }

    private Place Place => groups[0].Official.Place;

    private string Note(IReadOnlyList<GroupLine> known)
    {
        var (ofAll, shown) = (new IndicatorWords(T, indicator), known.Select(g => At(g)!).ToList());
        return !official
            ? IndicatorWords.Sentences(T["{0} Differences between groups may be chance.", ofAll.NoteOfSchools(versions, shown.MaxBy(o => o.Vintage)!)],
                indicator.From is null ? "" : T["Numbers of answers are rounded down, so they say “at least”."])
            : IndicatorWords.Sentences(ofAll.Note(versions, shown), indicator.Error.Kind == IndicatorError.StandardError ? "" : T["How sure the figures of groups are, the source does not say."]);
    }

    private string Words(Observed observed, decimal? all) => (observed.Value, all) switch
    {
        (null, _) => words.Cell(observed, 0),
        ({ } value, { } whole) => T["{0} against all together", words.Words.Difference(value - whole, official ? null : words.SchoolsDecimals)],
        _ => "",
    };

    private string Say(GroupLine group) => official ? words.Words.Value(Value(group)!.Value) : words.FromSchools(Value(group)!.Value);

    private decimal? Value(GroupLine group) => At(group)?.Value;

    private Observed? At(GroupLine group) => Line(group).At(period!);

    private PlaceLine Line(GroupLine group) => official ? group.Official : group.Schools;

    /// <summary>The newest period in which two groups have figures; null without one.</summary>
    private static string? Newest(IReadOnlyList<GroupLine> groups, bool official) => groups.Where(g => g.Group.Breakdown != Breakdowns.Total)
        .SelectMany(g => (official ? g.Official : g.Schools).Known).GroupBy(p => p).Where(p => p.Count() > 1).OrderBy(p => PeriodMath.Middle(p.Key)).LastOrDefault()?.Key;
}
