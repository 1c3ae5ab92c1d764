using Meent.Foundation.Localisation;
using Meent.Monitor;
using Meent.Monitor.RollUp;
using Meent.Reflect;
using Meent.Reflect.Results;
using Meent.Tests.Reflect.Results;
using Counts = Meent.Tests.Reflect.Results.Rounds;

namespace Meent.Tests.Monitor.RollUp;

public class FromReportsTests
{
    private static readonly Indicator Teaching = Made.Indicator("school-teaching", area: "teaching");
    private static readonly Indicator Safe = Made.Indicator("safe", items: ["competence.safe", "competence.kind"]);

    [Fact]
    public void A_score_is_a_sum_of_whole_numbers()
    {
        var part = Assert.Single(FromReports.Of([Teaching, Safe], Made.Round(new ShownMean("teachers", "teaching", null, 0, 25, 347, null))));
        Assert.Equal((Teaching, 347L * 25, 2500L, 25L, null), (part.Indicator, part.Numerator, part.Denominator, part.N, part.Bound));
    }

    [Theory]
    [InlineData("learners", "teaching", null)]
    [InlineData("teachers", "assessment", null)]
    [InlineData("teachers", "teaching", "teaching.make")]
    public void Another_group_area_or_a_single_statement_is_not_the_area(string audience, string area, string? item) =>
        Assert.Empty(FromReports.Of([Teaching], Made.Round(new ShownMean(audience, area, item, 1, 25, 347, null))));

    [Fact]
    public void Statements_count_together_or_not_at_all()
    {
        var safe = new ShownMean("teachers", "competence", "competence.safe", 1, 20, 400, null);
        var kind = new ShownMean("teachers", "competence", "competence.kind", 1, 10, 250, null);
        Assert.Empty(FromReports.Of([Safe], Made.Round(safe)));
        var part = Assert.Single(FromReports.Of([Safe], Made.Round(safe, kind)));
        Assert.Equal((10_500L, 3_000L, 20L), (part.Numerator, part.Denominator, part.N));
    }

    [Fact]
    public void A_pulse_says_something_of_statements_and_nothing_of_areas()
    {
        var round = Made.Round(new("teachers", "teaching", null, 0, 25, 347, null), new("teachers", "competence", "competence.safe", 1, 20, 400, null), new("teachers", "competence", "competence.kind", 1, 20, 300, null));
        Assert.Equal([Safe], FromReports.Of([Teaching, Safe], round with { IsPulse = true }).Select(p => p.Indicator));
        Assert.Equal([Teaching, Safe], FromReports.Of([Teaching, Safe], round).Select(p => p.Indicator));
    }

    [Fact]
    public void Of_a_report_comes_what_it_shows_of_groups_and_nothing_else()
    {
        var release = Counts.Release(Counts.Single("teachers", [0, 2, 4, 6, 0]), Counts.Single("learners", [0, 2, 2, 0, 0]), Counts.Single("families", [0, 0, 0, 0, 6]));
        var shown = ShownRound.Of(release);
        Assert.Equal(["families", "teachers"], shown.Means.Select(m => m.Audience).Distinct().Order());
        Assert.Equal(4.0m, shown.Means.Single(m => m is { Audience: "families", Item: not null }).Shown);
        // "4.0 or higher" counts as the middle between that and the end of the scale, and says so.
        Assert.Equal((450, ">=", 5), shown.Means.Where(m => m is { Audience: "families", Item: not null }).Select(m => (m.Hundredths, m.Bound, m.N)).Single());
        Assert.Equal(release.Items.Single().For("teachers").Mean, shown.Means.Single(m => m is { Audience: "teachers", Item: not null }).Hundredths / 100.0);
    }

    [Fact]
    public void An_area_with_one_statement_near_the_end_counts_as_the_mean_of_its_statements_and_is_read_as_it_is_shown()
    {
        // Ten teachers: three statements at 3, one at 5, which is shown as "4.5 or higher".
        var release = Counts.Release(Counts.Count(Counts.Asks("teachers", null, "teaching.1", "teaching.2", "teaching.3", "teaching.4"), Enumerable.Repeat(new byte[] { 3, 3, 3, 5 }, 10)));
        var statement = release.Items[^1].For("teachers");
        Assert.Equal(Bound.AtLeast, statement.Bound);
        var cell = release.Areas.Single().For("teachers");
        Assert.Equal(Bound.AtLeast, cell.Bound);
        var area = ShownRound.Of(release).Means.Single(m => m.Item is null);
        Assert.Equal(((decimal)cell.Mean!.Value, ">="), (area.Shown, area.Bound));
        Assert.Equal((int)Math.Round(100 * (3 + 3 + 3 + ((statement.Mean!.Value + 5) / 2)) / 4), area.Hundredths);
        var part = Assert.Single(FromReports.Of([Teaching], Made.Round(area)));
        Assert.Equal((area.Shown, ">=", area.Hundredths * part.N), (part.Shown, part.Bound, part.Numerator));
    }

    [Fact]
    public void Of_bounds_on_both_sides_a_school_reads_nothing_and_the_sums_have_their_middles()
    {
        var safe = new ShownMean("teachers", "competence", "competence.safe", 1, 20, 450, ">=") { Shown = 4 };
        var kind = new ShownMean("teachers", "competence", "competence.kind", 1, 20, 150, "<=") { Shown = 2 };
        Assert.Equal((null, null, 12_000L), FromReports.Of([Safe], Made.Round(safe, kind)).Select(p => (p.Shown, p.Bound, p.Numerator)).Single());
        Assert.Equal((3.5m, ">="), FromReports.Of([Safe], Made.Round(safe, kind with { Hundredths = 300, Shown = 3, Bound = null })).Select(p => (p.Shown!.Value, p.Bound)).Single());
    }

    [Theory]
    [InlineData(HeldBack.TooFew, "A")]
    [InlineData(HeldBack.OneSchool, "O")]
    [InlineData(HeldBack.Withheld, "D")]
    public void What_an_edition_holds_back_is_a_row_without_value_that_says_why(HeldBack why, string code)
    {
        var published = Assert.Single(FromReports.Of([Teaching], Made.Edition(new ShownFigure(null, "teachers", "teaching", null, 0, why, null, null, null, null, null))));
        Assert.Equal((null, null, code), (published.Value, published.N, published.Confidentiality));
    }

    [Fact]
    public void The_error_of_a_figure_is_that_of_its_interval()
    {
        var published = Assert.Single(FromReports.Of([Teaching], Made.Edition(new ShownFigure("primary", "teachers", "teaching", null, 0, null, 3.41m, 3.21m, 3.61m, 480, 12))));
        Assert.Equal(("primary", 3.41m, 0.1020m, 480L, null), (published.Sector, published.Value, published.StandardError, published.N, published.Confidentiality));
    }
}

/// <summary>Indicators, reports and editions made by hand.</summary>
internal static class Made
{
    public static Indicator Indicator(string id, string? area = null, params string[] items) => new()
    {
        Id = id, Name = LocalizedText.Empty, Unit = IndicatorUnit.Score, From = new("school", "teachers", area, items),
    };

    public static ShownRound Round(params ShownMean[] means) => new(Guid.Empty, Guid.Empty, "school", 1, "2025-2026", new(2026, 3, 2), false, false, means);

    public static ShownEdition Edition(params ShownFigure[] figures) => new(Guid.Empty, false, "school", "2025-2026", 1, new(2026, 3, 2), false, figures);
}
