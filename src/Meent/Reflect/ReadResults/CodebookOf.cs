using System.Reflection;
using Meent.Formats.Codebooks;
using Meent.Foundation.Localisation;
using Meent.Reflect.Instruments;
using Meent.Reflect.Results;

namespace Meent.Reflect.ReadResults;

/// <summary>From a release to the codebook that goes with its figures. It holds what the report shows and nothing else.</summary>
internal sealed class CodebookOf(Release release, Instrument? instrument, ReportNames names, Texts T)
{
    /// <param name="csv">name of the file with the figures</param>
    public Codebook Make(string csv)
    {
        var rows = CodebookRows.Of(release, names, T).ToList();
        var questions = release.Items.SelectMany(i => i.Cells.Where(c => c.State != CellState.NotAsked).Select(c => Question(i, c))).ToList();
        return new(
            T.Language, Study(),
            new(csv, T["All figures of the report, one row for each group, statement and measure"], Figure.Of(release).Count(), "CSV, UTF-8"),
            [.. Figure.Columns.Select(c => new Column(c, rows.Find(r => r.Column == c && r.Code.Length == 0)?.Meaning ?? c, [.. rows.Where(r => r.Column == c && r.Code.Length > 0).Select(r => new Code(r.Code, r.Meaning))]))],
            [.. Areas(questions)], questions);
    }

    private IEnumerable<QuestionGroup> Areas(List<CodebookQuestion> questions)
    {
        var byArea = release.Items.ToLookup(i => i.Area, i => i.Id);
        foreach (var area in release.Areas) yield return new(area.Id, names.Area(area.Id), In(byArea[area.Id]));
        if (byArea[null].Any()) yield return new(ReadResults.Own, T["Our own statements"], In(byArea[null]));

        List<string> In(IEnumerable<string> items) => [.. questions.Where(q => items.Contains(q.Item)).Select(q => q.Name)];
    }

    private Study Study() => new(
        release.Round.Id.ToString(), $"{release.Round.PlaceName}, {release.Round.Name}", instrument?.About.In(T.Language) ?? "", names.Title ?? release.Round.Instrument, release.Round.PlaceName, "Meent",
        Assembly.GetExecutingAssembly().GetName().Version?.ToString(3) ?? "", release.Round.Opened, release.Round.Closed,
        T["groups of people at one school; no single person"], T["counts, shares and means that disclosure control has released"], T["Everybody in a group was invited. People chose to take part."],
        T["A questionnaire on the web, answered anonymously. A joint view is given under names."],
        T["{0}, version {1}", names.Title ?? release.Round.Instrument, release.Round.InstrumentVersion],
        [.. release.Audiences.Select(Universe)],
        T["No answers of single persons exist outside the hub. A mean is shown from {0} answers, three shares from {1}, all shares from {2}; what would tell about somebody is left out or rounded.", release.Thresholds.MeansFrom, release.Thresholds.SplitFrom, release.Thresholds.BarsFrom],
        release.Round.Demonstration ? [T["A demonstration: answers were made up to show how the hub works."]] : []);

    private string Universe(ReleasedAudience audience) => audience.Invited is { } invited
        ? T["{0}: {1} of {2} answered", names.Audience(audience.Id), audience.Answered, invited]
        : T["{0}: {1} answered", names.Audience(audience.Id), audience.Answered];

    private CodebookQuestion Question(ReleasedItem item, ItemCell cell)
    {
        var audience = release.Audiences.First(a => a.Id == cell.Audience);
        return new(
            $"{cell.Audience}.{item.Id}", item.Id, item.Version, names.Item(item), names.Statement(item, audience), cell.Audience, names.Audience(cell.Audience), Figure.Code(cell.State),
            cell.State switch
            {
                CellState.Suppressed => T["fewer than {0} answers: not shown, so that nobody can be recognised", release.Thresholds.MeansFrom],
                CellState.NobodyAnswered => T["this group was asked, and nobody answered"],
                _ => "",
            },
            Categories(cell), Merged(cell), [.. Statistics(cell)]);
    }

    private List<Category> Categories(ItemCell cell)
    {
        var steps = Enumerable.Range(1, release.Scale).Select(v => Category($"{v}", Word(v), cell.Bars?[v - 1], missing: false));
        return [.. steps, Category($"{release.Scale + 1}", names.DoesNotApply, cell.DoesNotApply, missing: true)];
    }

    private string Word(int value) => release.Scale == names.ScaleWords.Count ? names.ScaleWords[value - 1] : $"{value}";

    /// <summary>Answers that are shown together only: where each is shown for itself, anybody can add them up.</summary>
    private List<Category> Merged(ItemCell cell) => cell is not { Split: { } split, Bars: null } ? [] :
    [
        .. Enumerable.Range(1, release.Scale).GroupBy(v => Coding.GroupOf(v - 1, release.Scale))
            .Select(g => Category(string.Join(' ', g), string.Join(" / ", g.Select(Word)), split[g.Key], missing: false)),
    ];

    private Category Category(string value, string label, Share? share, bool missing) => new(
        value, label, missing, share?.Percent,
        share is { IsFew: true } ? T["fewer than 3 people, perhaps nobody; fewer than 5 where it does not apply"]
        : missing && share is not null ? T["share of all who answered the questionnaire to whom it does not apply or who do not know, in per cent, rounded"] : "");

    private static IEnumerable<Statistic> Statistics(ItemCell cell)
    {
        if (cell.Mean is { } mean) yield return new(cell.Bound switch { Bound.AtLeast => "meanAtLeast", Bound.AtMost => "meanAtMost", _ => "mean" }, mean);
        if (cell.Low is { } low) yield return new("meanLow95", low);
        if (cell.High is { } high) yield return new("meanHigh95", high);
        if (cell.AtLeast is { } n) yield return new("answersAtLeast", n);
    }
}
