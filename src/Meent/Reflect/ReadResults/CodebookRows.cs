using Meent.Foundation.Localisation;
using Meent.Reflect.Results;

namespace Meent.Reflect.ReadResults;

/// <summary>What the columns and codes of a report's table mean.</summary>
internal static class CodebookRows
{
    /// <param name="Code">a value of the column; empty where the row is about the column itself</param>
    public sealed record Row(string Column, string Code, string Meaning);

    public static IEnumerable<Row> Of(Release release, ReportNames names, Texts T) =>
        Columns(T).Concat(Codes(release, T))
            .Append(new("instrument", release.Round.Instrument, names.Title ?? release.Round.Instrument))
            .Concat(release.Areas.Select(a => new Row("area", a.Id, names.Area(a.Id))))
            .Concat(release.Items.Where(i => i.Text is null).Select(i => new Row("item", i.Id, names.Item(i))))
            .Concat(release.Audiences.Select(a => new Row("audience", a.Id, names.Audience(a.Id))));

    private static IEnumerable<Row> Columns(Texts T) =>
    [
        new("round_id", "", T["Identifier of the round"]),
        new("place", "", T["Name of the school"]),
        new("round", "", T["Name of the round"]),
        new("closed_on", "", T["Last day of the round, as year-month-day"]),
        new("instrument", "", T["Identifier of the questionnaire"]),
        new("instrument_version", "", T["Version of the questionnaire"]),
        new("demonstration", "", T["True where answers were made up to show how the hub works"]),
        new("level", "", T["What the row is about"]),
        new("area", "", T["Identifier of the area; “own” for the school's own statements"]),
        new("item", "", T["Identifier of the statement, or the words of an own statement"]),
        new("item_version", "", T["Version of the statement; rounds compare only where it is the same"]),
        new("audience", "", T["Who answered"]),
        new("state", "", T["Whether the figure is shown, and if not, why"]),
        new("measure", "", T["Which figure it is"]),
        new("category", "", T["Which answer a share is about"]),
        new("value", "", T["The figure; empty where it is not shown. Decimals follow a point"]),
        new("bound", "", T["How the figure is to be read"]),
        new("n_at_least", "", T["Answers behind the figure, rounded down to a multiple of five; for a joint view the people"]),
    ];

    private static IEnumerable<Row> Codes(Release release, Texts T) =>
    [
        new("level", "audience", T["a group as a whole"]),
        new("level", "area", T["an area"]),
        new("level", "item", T["a statement"]),
        new("state", "shown", T["the figure is shown"]),
        new("state", "suppressed", T["fewer than {0} answers: not shown, so that nobody can be recognised", release.Thresholds.MeansFrom]),
        new("state", "notAsked", T["this group was not asked"]),
        new("state", "nobodyAnswered", T["this group was asked, and nobody answered"]),
        new("measure", "answered", T["people who answered; for a joint view its authors"]),
        new("measure", "invited", T["people who were invited"]),
        new("measure", "mean", T["mean on the scale from 1 (strongly disagree) to 5 (strongly agree)"]),
        new("measure", "mean_low", T["lower bound of the mean at 95 %"]),
        new("measure", "mean_high", T["upper bound of the mean at 95 %"]),
        new("measure", "split", T["share of the answers in three groups, in per cent, rounded"]),
        new("measure", "split_low", T["lower bound of the share at 95 %"]),
        new("measure", "split_high", T["upper bound of the share at 95 %"]),
        new("measure", "bars", T["share of each of the five answers, in per cent, rounded"]),
        new("measure", "does_not_apply", T["share of all who answered the questionnaire to whom it does not apply or who do not know, in per cent, rounded"]),
        new("bound", "exact", T["as it is, rounded"]),
        new("bound", "atLeast", T["the mean is this or higher: near the end of the scale it would tell what each person said"]),
        new("bound", "atMost", T["the mean is this or lower"]),
        new("bound", "few", T["fewer than 3 people, perhaps nobody; fewer than 5 where it does not apply"]),
    ];
}
