using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Web;
using Meent.Monitor;
using Meent.Plan;
using Meent.Plan.EditPlan;

namespace Meent.Tests.Plan;

/// <summary>What somebody may want to reach with a figure, how it is typed, and how the way there is told.</summary>
public class AimsTests
{
    private static readonly Texts T = new(new TextCatalogue("", [], ""), "en"), Dutch = new(new TextCatalogue("", [], ""), "nl");
    private static readonly DateOnly Today = new(2026, 9, 1);

    [Theory]
    [InlineData("60.39", 60.39)]
    [InlineData("60,39", 60.39)]
    [InlineData("-2", -2d)]
    [InlineData("0.217", 0.217)]
    [InlineData("1.2340", 1.234)]
    [InlineData("1234.567", 1234.567)]
    [InlineData("1 234", 1234d)]
    [InlineData("1.234,5", 1234.5)]
    [InlineData("1,234,567.25", 1234567.25)]
    [InlineData("1.234.567", 1234567d)]
    [InlineData("1.234", null)]
    [InlineData("-12,345", null)]
    [InlineData("1,23,4", null)]
    [InlineData("\u0663", null)]
    [InlineData("12 or so", null)]
    public void A_value_is_read_as_Europe_writes_it_and_asked_where_it_could_be_two(string typed, double? value)
    {
        var errors = new FormErrors();
        Assert.Equal((decimal?)value, Typed.Value(typed, "value", errors, T));
        Assert.Equal(value is null, errors.Any);
    }

    [Fact]
    public void Who_is_asked_which_number_it_is_reads_both_ways_to_write_it()
    {
        var errors = new FormErrors();
        Typed.Value("1.234", "value", errors, T);
        Typed.Value("-1.234", "dutch", errors, Dutch);
        Assert.Equal(("This can be read in two ways. Write 1234 or 1.2340.", "This can be read in two ways. Write -1234 or -1,2340."), (errors.For("value"), errors.For("dutch")));
    }

    [Theory]
    [InlineData("2.88", "2,88")]
    [InlineData("3.217", "3,2170")]
    [InlineData("1234.5", "1234,5")]
    [InlineData("-12", "-12")]
    [InlineData("0.125", "0,125")]
    public void What_a_form_is_filled_in_with_is_read_back_as_it_was(string number, string typed)
    {
        var (value, errors) = (decimal.Parse(number, System.Globalization.CultureInfo.InvariantCulture), new FormErrors());
        Assert.Equal(typed, Typed.Number(value, Dutch));
        Assert.Equal(value, Typed.Value(typed, "value", errors, Dutch));
        Assert.False(errors.Any);
    }

    [Fact]
    public void Of_two_fields_that_are_wrong_in_one_way_the_list_on_top_names_each()
    {
        var (far, errors) = (new string('x', 2001), new FormErrors());
        new HeadForm(far, far, "9999-12-31", "9999-12-31").Read(errors, T);
        Assert.Equal(["Title", "What it is about", "First day", "Last day"], errors.All.Select(e => errors.NameOf(e.Field)));
        new ObjectiveForm(far, far).Read(errors = new FormErrors(), T);
        Assert.Equal(["What do you want to reach?", "Why?"], errors.All.Select(e => errors.NameOf(e.Field)));
        new EvidenceForm([(far, "javascript:x")]).Read(errors = new FormErrors(), T);
        Assert.Equal(["Evidence 1, What it shows", "Evidence 1, Where it is"], errors.All.Select(e => errors.NameOf(e.Field)));
        new StepsForm([("new1", far)]).Read([], errors = new FormErrors(), T);
        Assert.Equal("Step 1", errors.NameOf(Assert.Single(errors.All).Field));
    }

    [Theory]
    [InlineData("9999-12-31", "Choose a day between 1990 and 2100.")]
    [InlineData("1900-01-01", "Choose a day between 1990 and 2100.")]
    [InlineData("2026-02-30", "This is not a day. Write year-month-day, 2025-09-01.")]
    [InlineData("2026-02-28", null)]
    public void A_day_that_is_far_off_is_a_day_and_told_so(string typed, string? says)
    {
        var errors = new FormErrors();
        Assert.Equal(says is null, Typed.MaybeDay(typed, "day", errors, T) is not null);
        Assert.Equal(says, errors.For("day"));
    }

    [Theory]
    [InlineData("2025", "2025")]
    [InlineData("2025/2026", "2025/2026")]
    [InlineData("8-6-2026", "2026-06-08")]
    [InlineData("last spring", "last spring")]
    [InlineData(null, null)]
    public void A_start_is_of_a_period_or_of_a_day_in_any_way_that_days_are_typed(string? typed, string? period) => Assert.Equal(period, Typed.When(typed));

    [Theory]
    [InlineData("score", "higher", 2.88, 3.5, 0, null)]
    [InlineData("score", "higher", 2.88, 2.88, 0, null)]
    [InlineData("score", "higher", 2.88, 9d, 0, "target: Write a number from 1 to 5: this figure can be no other.")]
    [InlineData("score", "higher", 2.88, 2d, 0, "target: You begin at 2.88, and of this figure higher is better. Write 2.88 or more.")]
    [InlineData("score", "higher", 0d, 2d, 0, "base: Write a number from 1 to 5: this figure can be no other.")]
    [InlineData("percent", "higher", null, 900d, 0, "target: Write a number from 0 to 100: this figure can be no other.")]
    [InlineData("percent", "lower", 20d, 30d, 0, "target: You begin at 20, and of this figure lower is better. Write 20 or less.")]
    [InlineData("percent", "neither", 20d, 30d, 0, null)]
    [InlineData("number", "higher", 20d, 900d, 0, null)]
    [InlineData("score", "higher", 2.88, 3d, -1, "due: This day has gone by. Choose another one.")]
    public void An_aim_is_on_the_scale_of_its_figure_no_worse_than_the_start_and_still_to_come(string unit, string better, double? start, double? target, int days, string? said)
    {
        var of = new Indicator { Id = "x", Name = new LocalizedText([new("en", "X")]), Unit = unit, Better = better, Shipped = true };
        var (by, errors) = (new MeasuredBy("x", null, (decimal?)start, "2025", (decimal?)target, Today.AddDays(days)), new FormErrors());
        Aims.Check(by, of, [], Today, f => f, errors, T);
        Assert.Equal(said, errors.All.Select(e => $"{e.Field}: {e.Sentence}").SingleOrDefault());

        // What stands there already may stay, so that something else can be changed beside it.
        var again = new FormErrors();
        Aims.Check(by, of, [by], Today, f => f, again, T);
        Assert.False(again.Any);
    }

    [Fact]
    public void Of_a_figure_of_their_own_only_the_day_is_looked_at_and_the_per_cent_of_an_import_may_be_growth()
    {
        var errors = new FormErrors();
        Aims.Check(new MeasuredBy("visits", null, 5, null, 900), null, [], Today, f => f, errors, T);
        Aims.Check(new MeasuredBy("x", null, 5, "2025", 900), new Indicator { Id = "x", Name = new LocalizedText([new("en", "X")]), Unit = IndicatorUnit.Percent }, [], Today, f => f, errors, T);
        Assert.False(errors.Any);
        Aims.Check(new MeasuredBy("visits", Due: Today.AddDays(-1)), null, [new("visits", Due: Today.AddDays(-2))], Today, f => f, errors, T);
        Assert.Equal(["due"], errors.All.Select(e => e.Field));
    }

    [Theory]
    [InlineData("0.4", "0.4643", "0.6", "Now 0.46 (2026): 30 % of the way from 0.4 to 0.6.")]
    [InlineData("0", "14", "30", "Now 14 (2026): 47 % of the way from 0 to 30.")]
    [InlineData("0.4", "0.5996", "0.6", "Now 0.5996 (2026): 99 % of the way from 0.4 to 0.6.")]
    [InlineData("0.4", "0.5", "0.4321", "Now 0.5 (2026): the target of 0.4321 is reached.")]
    [InlineData("40", "39.999", "60", "Now 40 (2026): no nearer to 60 than 40 at the start.")]
    public void The_share_of_the_way_follows_from_the_numbers_beside_it(string from, string now, string to, string said)
    {
        decimal Read(string number) => decimal.Parse(number, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(said, FollowWords.Progress(IndicatorProgress.Of(Read(from), Read(now), Read(to))!, "2026", T));
    }

    [Fact]
    public void What_schools_state_is_no_result_of_a_report_and_a_start_on_a_day_is_told_as_that_day()
    {
        Assert.Equal("from what schools state", FollowWords.Source(ObservationSource.Schools, true, T));
        Assert.Equal("from reports of schools", FollowWords.Source(ObservationSource.Schools, false, T));
        Assert.Equal("2.88 on 8 June 2026", PlanWords.Goal(new("x", Base: 2.88m, BasePeriod: "2026-06-08"), T));
        Assert.Equal("2.88 in 2025/2026", PlanWords.Goal(new("x", Base: 2.88m, BasePeriod: "2025/2026"), T));
    }
}
