using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Monitor;
using Meent.Monitor.ReadIndicators;
using Meent.Places;

namespace Meent.Tests.Monitor;

/// <summary>Groups of one place beside each other, and what stands under such a picture.</summary>
public class GroupPictureTests
{
    private static readonly Texts T = new(new TextCatalogue("", [], ""), "en");

    private static readonly Place Netherlands = new() { PlaceId = Ids.New(), Kind = PlaceKind.Country, Name = "Netherlands", Country = "NL" };

    private static readonly Indicator Skills = new()
    {
        Id = "skills", Name = LocalizedText.Of("en", "Skills"), Unit = IndicatorUnit.Percent, Source = new("Eurostat", null, "CC BY 4.0"),
    };

    private static readonly Indicator Teaching = Skills with
    {
        Id = "teaching", Unit = IndicatorUnit.Score, Source = new("Reports", null, null), Error = new(IndicatorError.StandardError), From = new("school", "teachers", "teaching", []),
    };

    [Fact]
    public void Groups_with_a_figure_are_drawn_however_many_without_one_stand_before_them()
    {
        var groups = Enumerable.Range(0, 30).Select(i => Group($"G{i}", i < 26 ? null : i)).ToList();
        var model = Pictures(Skills, groups, official: true).Model();
        Assert.Equal("In 2025 between 26 % (G26) and 29 % (G29).", model.Finding);
        Assert.Equal(GroupPictures.Most, model.Rows.Count);
        Assert.Equal(["G26", "G27", "G28", "G29", "G0"], model.Rows.Take(5).Select(r => r.Label));
        Assert.Equal("not available", model.Rows[4].Words);
    }

    [Fact]
    public void A_group_of_schools_says_on_how_much_it_rests_and_a_difference_has_the_decimals_of_its_figures()
    {
        List<GroupLine> groups = [Group(Breakdowns.Total, 3.20m, 120, 0.05m), Group("primary", 3.24m, 80, 0.05m), Group("secondary", 3.11m, 40, 0.1m)];
        var model = Pictures(Teaching, groups, official: false).Model();
        Assert.Equal([("+0.04 points against all together", "at least 80 answers"), ("−0.09 points against all together", "at least 40 answers")], model.Rows.Select(r => (r.Words, r.Detail!)));
        Assert.Equal([3.14, 2.91], model.Rows.Select(r => Math.Round(r.Low!.Value, 2)));
        Assert.Equal((1, 5), (model.Scale.From, model.Scale.To));
        Assert.Equal("Skills. From reports of schools, on a scale from 1 to 5. Published on 3 October 2026, version 7. Differences between groups may be chance. Numbers of answers are rounded down, so they say “at least”.", model.Note);
    }

    [Fact]
    public void The_note_under_official_figures_names_source_licence_day_and_version_and_takes_no_edition_for_one()
    {
        var model = Pictures(Skills, [Group("F", 1), Group("M", 2)], official: true).Model();
        Assert.Equal("Skills. Source: Eurostat. Licence: CC BY 4.0. Taken in on 2 September 2026, version 6. How sure the figures of groups are, the source does not say.", model.Note);
    }

    [Fact]
    public void The_note_is_of_all_groups_whichever_of_them_the_page_shows()
    {
        var words = new IndicatorWords(T, Skills, new("F", "Women", null));
        var model = new GroupPictures(T, words, Skills, [Group("F", 1), Group("M", 2)], official: true, []).Model();
        Assert.StartsWith("Skills. Source:", model.Note, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_source_and_version_of_the_shown_figures_is_named()
    {
        IReadOnlyList<Vintage> versions = [Version(8, ObservationSource.Desi), Version(7, ObservationSource.Eurostat), Version(3, ObservationSource.Eurostat), Version(2, ObservationSource.Schools)];
        var (first, second, newest) = (Of("2021", 7, ObservationSource.Eurostat), Of("2023", 7, ObservationSource.Eurostat), Of("2025", 8, ObservationSource.Desi));
        var schools = Of("2025", 2, ObservationSource.Schools);
        Assert.Equal("Taken in: 2021, 2023: Eurostat, version 7 of 2 September 2026; 2025: Digital Decade, version 8 of 2 September 2026.", Provenance.TakenIn(T, versions, [newest, second, first, schools]));
        Assert.Equal("Taken in on 2 September 2026, version 8.", Provenance.TakenIn(T, versions, [newest, schools]));
        Assert.Equal("Taken in until 2 September 2026, versions 3, 7.", Provenance.TakenIn(T, versions, [second, Of("2021", 3, ObservationSource.Eurostat)]));
        Assert.Equal("", Provenance.TakenIn(T, versions, [schools]));

        static Vintage Version(int number, string source) => new() { Number = number, Source = source, MadeAt = new(2026, 9, 2, 12, 0, 0, DateTimeKind.Utc), Format = "csv" };
        static Observed Of(string period, int version, string source) =>
            new(Netherlands.PlaceId, new() { Id = version, Indicator = "skills", Breakdown = Breakdowns.Total, Unit = "PC", Source = source }, period, 1, null, null, null, null, null, null, version);
    }

    [Theory]
    [InlineData(IndicatorUnit.Number, 37, 74, 0)]
    [InlineData(IndicatorUnit.Number, 37.5, 74, 1)]
    [InlineData(IndicatorUnit.Percent, 37, 74, 1)]
    public void Counts_have_no_decimals_where_all_are_whole(string unit, double one, double other, int decimals)
    {
        Assert.Equal(decimals, new IndicatorWords(T, Skills with { Unit = unit }).ChartUnit([(decimal)one, (decimal)other]).Decimals);
        Assert.Equal("+3", new MovementWords(T, IndicatorUnit.Number).Difference(3));
    }

    [Theory]
    [InlineData(IndicatorUnit.Percent, "none", "PC_ENT", true)]
    [InlineData(IndicatorUnit.Score, "none", "EGOV_SCORE", true)]
    [InlineData(IndicatorUnit.Number, "none", "SUBS_PER_100_POP", true)]
    [InlineData(IndicatorUnit.Number, "weighted-mean", "", true)]
    [InlineData(IndicatorUnit.Number, "none", "NB_UNICORNS", false)]
    [InlineData(IndicatorUnit.Euro, "none", "EURO", false)]
    [InlineData(IndicatorUnit.PerLearner, "sum", "", false)]
    public void A_count_of_the_whole_is_no_measure_for_its_parts(string unit, string overPlace, string main, bool stands) =>
        Assert.Equal(stands, Terms.StandsBesideWhole(Skills with { Unit = unit, OverPlace = overPlace, MainUnit = main }));

    [Fact]
    public void What_schools_state_is_as_sure_as_what_they_say() =>
        Assert.StartsWith("Schools take part because they choose to.", new IndicatorWords(T, Skills with { Id = "schools-with-gigabit" }).Sureness, StringComparison.Ordinal);

    [Fact]
    public void An_error_that_the_source_gives_stands_in_the_cell_and_a_ceiling_does_not_hold_for_what_is_little_reliable()
    {
        var given = Skills with { Error = new(IndicatorError.StandardError) };
        var observed = Group("F", 50, null, 1).Official.Observed[0];
        Assert.Equal("50 ± 2.0", new IndicatorWords(T, given).Cell(observed, 0));
        Assert.Equal("50.0 ± 2.0 (b)", new IndicatorWords(T, given).Cell(observed with { Status = "b" }, 1));
        Assert.Equal("50", new IndicatorWords(T, Skills).Cell(observed, 0));
        Assert.Equal("±: how far chance may have moved it (95 %)", string.Join("; ", new IndicatorWords(T, given).Marks([observed]).Select(m => $"{m.Mark}: {m.Meaning}")));
        var line = new PlaceLine(Netherlands, [observed]);
        Assert.Equal(1.96, line.Half(observed, Terms.Precision(given, Netherlands))!.Value, 2);
        Assert.Null(line.Half(observed, Terms.Precision(Skills, Netherlands)));
        var ceiling = Terms.Precision(Skills with { Error = new(IndicatorError.Ceiling, 2) }, Netherlands);
        Assert.Equal(3.92, line.Half(observed with { StandardError = null }, ceiling)!.Value, 2);
        Assert.Null(line.Half(observed with { StandardError = null, Status = "u" }, ceiling));
    }

    private static GroupPictures Pictures(Indicator indicator, IReadOnlyList<GroupLine> groups, bool official) => new(T, new(T, indicator), indicator, groups, official,
    [
        new() { Number = 7, Source = ObservationSource.Schools, MadeAt = new(2026, 10, 3, 12, 0, 0, DateTimeKind.Utc), Format = "edition" },
        new() { Number = 6, Source = ObservationSource.Eurostat, MadeAt = new(2026, 9, 2, 12, 0, 0, DateTimeKind.Utc), Format = "sdmx-csv" },
    ]);

    private static GroupLine Group(string breakdown, decimal? value, long? n = null, decimal? error = null)
    {
        var series = new Series { Id = 1, Indicator = "skills", Breakdown = breakdown, Unit = "PC", Source = n is null ? ObservationSource.Eurostat : ObservationSource.Schools };
        var line = new PlaceLine(Netherlands, [new(Netherlands.PlaceId, series, "2025", value, null, null, n, null, null, null, n is null ? 6 : 7) { StandardError = error }]);
        return new(new(breakdown, breakdown, null), line, line);
    }
}
