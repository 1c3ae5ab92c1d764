using Meent.Design.Charts;
using Meent.Foundation.Localisation;
using Meent.Places;

namespace Meent.Monitor.ReadIndicators;

/// <summary>The groups of one place beside each other: young and old, women and men, levels of education.</summary>
/// <param name="groups">of one place, in their order</param>
/// <param name="official">official figures; else those from schools</param>
/// <param name="href">address of the page with a breakdown; null where there is none to go to</param>
public sealed class GroupPictures(Texts T, IndicatorWords words, Indicator indicator, IReadOnlyList<GroupLine> groups, bool official, Func<string, string>? href = null)
{
    /// <summary>More rows than this are left to the choice of groups.</summary>
    public const int Most = 24;

    private readonly string? period = Newest(groups, official);

    /// <summary>Whether there are two groups or more to set beside each other.</summary>
    public bool Has => period is not null;

    public RangeModel Model()
    {
        var all = groups.Where(g => g.Group.Breakdown == Breakdowns.Total).Select(g => Value(g)).FirstOrDefault();
        var rows = groups.Where(g => g.Group.Breakdown != Breakdowns.Total && At(g) is not null).Take(Most).Select(g => new RangeRow(g.Group.Name, [], Value(g), all, Words(g, all)) { Href = href?.Invoke(g.Group.Breakdown) }).ToList();
        var known = rows.Where(r => r.Own is not null).OrderBy(r => r.Own).ToList();
        var finding = T["In {0} between {1} ({2}) and {3} ({4}).", period, Say(known[0].Own), known[0].Label, Say(known[^1].Own), known[^1].Label];
        return new(finding, rows, words.ChartUnit(Decimals), groups[0].Official.Place.Name, all is null ? null : T["All together"], Note, T["Group"]);
    }

    private int Decimals => official ? 1 : words.SchoolsDecimals;

    private string Note => official && indicator.Error.Kind == IndicatorError.StandardError ? T["{0}.", indicator.Source?.Name ?? indicator.Name.In(T.Language)]
        : official ? T["{0}. How sure the figures of groups are, the source does not say.", indicator.Source?.Name ?? indicator.Name.In(T.Language)]
        : T["{0} Differences between groups may be chance.", words.SchoolsSource];

    private string Words(GroupLine group, double? all) => At(group) switch
    {
        { Value: null } observed => words.Cell(observed, 0),
        { Value: { } value } when all is { } whole => T["{0} against all together", words.Words.Difference(value - (decimal)whole)],
        _ => "",
    };

    private string Say(double? value) => official ? words.Words.Value((decimal)value!.Value) : words.FromSchools((decimal)value!.Value);

    private double? Value(GroupLine group) => (double?)At(group)?.Value;

    private Observed? At(GroupLine group) => Line(group).At(period!);

    private PlaceLine Line(GroupLine group) => official ? group.Official : group.Schools;

    /// <summary>The newest period in which two groups have figures; null without one.</summary>
    private static string? Newest(IReadOnlyList<GroupLine> groups, bool official) => groups.Where(g => g.Group.Breakdown != Breakdowns.Total)
        .SelectMany(g => (official ? g.Official : g.Schools).Known).GroupBy(p => p).Where(p => p.Count() > 1).OrderBy(p => PeriodMath.Middle(p.Key)).LastOrDefault()?.Key;
}
