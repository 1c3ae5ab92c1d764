using FsCheck;
using FsCheck.Fluent;
using Meent.Reflect.Instruments;
using Meent.Reflect.Results;
using Xunit;

namespace Meent.Tests.Reflect.Results;

/// <summary>A line over the years joins only what measures the same.</summary>
public sealed class SeriesTests
{
    [Fact]
    public void A_line_runs_through_all_rounds_that_asked_the_same()
    {
        var trend = Area(new([Years.Round(2024, 40, ("a.1", 3), ("a.2", 3.5)), Years.Round(2026, 40, ("a.1", 4), ("a.2", 4)), Years.Round(2025, 40, ("a.1", 3.2), ("a.2", 3.6))]));
        Assert.Equal([0, 0, 0], trend.Points.Select(p => p.Line));
        Assert.True(trend.Points[0].Value!.Value.Value.Value < trend.Points[1].Value!.Value.Value.Value);
        Assert.Equal((Verdict.Higher, 0, 2, 2), (trend.Change!.Verdict, trend.Since, trend.Change.Over, trend.Change.Asked));
        Assert.Empty(trend.Breaks);
    }

    [Fact]
    public void Where_all_is_the_same_a_point_is_the_figure_of_the_report()
    {
        var rounds = new[] { Years.Round(2025, 40, ("a.1", 3), ("a.2", 3.5)), Years.Round(2026, 40, ("a.1", 4), ("a.2", 4)) };
        var trend = Area(new(rounds));
        Assert.Equal(rounds.Select(r => r.Areas[0].Cells[0].Estimate), trend.Points.Select(p => (Estimate?)p.Value!.Value.Value));
    }

    /// <summary>The reworded and the new statement have no influence, however far their figures lie off.</summary>
    [Fact]
    public void After_a_revision_the_line_goes_on_over_the_items_that_stayed()
    {
        var trend = Area(new(
        [
            Years.Round(2024, 40, ("a.1", 3), ("a.2", 3), ("a.3", 1.2), ("a.4", 1.2)),
            Years.Round(2025, 40, ("a.1", 3), ("a.2", 3), ("a.3@2", 4.8), ("a.5", 4.8)),
            Years.Round(2026, 40, ("a.1", 3), ("a.2", 3), ("a.3@2", 4.9), ("a.5", 4.9)),
        ]));
        Assert.All(trend.Points, p => Assert.Equal((0, 2, 4, 3.0), (p.Line, p.Over, p.Asked, Math.Round(p.Value!.Value.Value.Value, 1))));
        Assert.Equal(Verdict.NoClearChange, trend.Change!.Verdict);
    }

    [Fact]
    public void A_thorough_revision_breaks_the_line()
    {
        var trend = Area(new(
        [
            Years.Round(2023, 40, ("a.1", 3), ("a.2", 3), ("a.3", 3)), Years.Round(2024, 40, ("a.1", 3), ("a.2", 3), ("a.3", 3)),
            Years.Round(2025, 40, ("a.1", 3), ("a.2@2", 4), ("a.4", 4)), Years.Round(2026, 40, ("a.1", 3), ("a.2@2", 4), ("a.4", 4)),
        ]));
        Assert.Equal([1, 1, 0, 0], trend.Points.Select(p => p.Line));
        Assert.Equal([2], trend.Breaks);
        Assert.Equal(2, trend.Since);
    }

    /// <summary>A pulse over one of four items neither breaks the line of the whole rounds nor makes them be about one item.</summary>
    [Fact]
    public void A_pulse_in_between_stands_alone()
    {
        (string, double)[] whole = [("a.1", 3), ("a.2", 3), ("a.3", 3), ("a.4", 3)];
        var series = new Series([Years.Round(2024, 40, whole), Years.Round(2025, 40, ("a.2", 4)), Years.Round(2026, 40, whole)]);
        Assert.Equal([(0, 4), (1, 1), (0, 4)], Area(series).Points.Select(p => (p.Line, p.Over)));
        Assert.Empty(Area(series).Breaks);
        var item = series.Items.Single(t => t.Subject == "a.2");
        Assert.Equal([0, 0, 0], item.Points.Select(p => p.Line));
        Assert.Equal([0, 2], series.Items.Single(t => t.Subject == "a.1").Points.Select(p => p.Round));
    }

    /// <summary>The newest round being a pulse, the area still goes by the whole rounds; and what is left over is not joined across them.</summary>
    [Fact]
    public void A_pulse_at_the_end_does_not_turn_the_area_into_its_few_items()
    {
        (string, double)[] whole = [("a.1", 3), ("a.2", 3), ("a.3", 3), ("a.4", 3)];
        var pulse = Years.Round(2026, 40, ("a.2", 4));
        pulse = pulse with { Round = pulse.Round with { Profile = ReleasedRound.Pulse } };
        var series = new Series([Years.Round(2023, 40, ("a.2", 2)), Years.Round(2024, 40, whole), Years.Round(2025, 40, whole), pulse]);
        Assert.Equal([1, 0, 0, 2], Area(series).Points.Select(p => p.Line));
        Assert.Equal(4, Area(series).Change!.Over);
        var item = series.Items.Single(t => t.Subject == "a.2");
        Assert.Equal([0, 0, 0, 0], item.Points.Select(p => p.Line));
        Assert.Equal(2, item.Change!.Difference!.Value.Value, 0.11);
    }

    [Fact]
    public void A_short_form_is_compared_over_the_items_that_it_shares()
    {
        var trend = Area(new([Years.Round(2025, 40, ("a.1", 3), ("a.2", 1.5), ("a.3", 1.5)), Years.Round(2026, 40, ("a.1", 4))]));
        Assert.Equal([(0, 1, 3), (0, 1, 1)], trend.Points.Select(p => (p.Line, p.Over, p.Asked)));
        Assert.Equal(1, trend.Change!.Difference!.Value.Value, 0.11);
        Assert.True(trend.Change.IsPartial);
    }

    [Fact]
    public void A_reworded_statement_another_wording_and_another_way_of_counting_break_the_line()
    {
        var reworded = new Series([Years.Round(2025, 40, ("a.1", 3)), Years.Round(2026, 40, ("a.1@2", 4))]);
        Assert.Equal([1, 0], Assert.Single(reworded.Items).Points.Select(p => p.Line));
        Assert.Null(reworded.Items[0].Change);
        var wording = new Series([Years.Round(2025, "learners", "primary", 40, ("a.1", 3)), Years.Round(2026, "learners", "secondary", 40, ("a.1", 3))]);
        Assert.Equal([1, 0], Area(wording).Points.Select(p => p.Line));
        var staff = Years.Round(2025, 40, ("a.1", 3));
        staff = staff with { Audiences = [staff.Audiences[0] with { Kind = AudienceKind.Staff }] };
        Assert.Equal([1], Area(new([staff, Years.Round(2026, 40, ("a.1", 3))])).Breaks);
    }

    [Fact]
    public void What_is_held_back_is_a_point_without_a_figure_and_says_why()
    {
        var trend = Area(new([Years.Round(2024, 40, ("a.1", 3)), Years.Round(2025, 4, ("a.1", 1)), Years.Round(2026, 40, ("a.1", 3))]));
        Assert.Equal([CellState.Shown, CellState.Suppressed, CellState.Shown], trend.Points.Select(p => p.State));
        Assert.Null(trend.Points[1].Value);
        Assert.Empty(trend.Breaks);
    }

    [Fact]
    public void Own_statements_are_followed_by_their_words_and_not_by_their_number()
    {
        var series = new Series([Years.Round(2025, 40, ("own: We share.", 3), ("own: We rest.", 4)), Years.Round(2026, 40, ("own: We rest.", 4), ("own: We sing.", 2))]);
        Assert.Equal(["We rest.", "We sing.", "We share."], series.Items.Select(t => t.Subject));
        Assert.Equal([0, 0], series.Items[0].Points.Select(p => p.Line));
        Assert.Single(series.Items[2].Points);
    }

    /// <summary>Whatever was asked and answered: within a line every point has the same items, and every figure lies within its interval.</summary>
    [Fact]
    public void Lines_hold_for_any_history()
    {
        var round = from items in Gen.SubListOf("a.1", "a.2", "a.2@2", "a.3", "a.4", "a.4@2", "a.4@3") where items.Count > 0
                    from n in Gen.Elements(3, 6, 12, 40) from level in Gen.Choose(10, 50) select (items, n, level);
        Prop.ForAll(Gen.ListOf(round).Where(l => l.Count is > 0 and < 7).ToArbitrary(), history =>
        {
            var series = new Series(history.Select((h, i) => Years.Round(2015 + i, h.n, [.. h.items.Select((item, at) => (item, Math.Clamp((h.level / 10.0) - (at * 0.3), 1, 5)))])));
            foreach (var trend in series.Areas.Concat(series.Items))
            {
                Assert.All(trend.Points.Where(p => p.Value is not null).GroupBy(p => p.Line), line => Assert.Single(line.Select(p => p.Over).Distinct()));
                Assert.All(trend.Points, p => Assert.True(p.Value is not { Value: var v } || (v.Low <= v.Value && v.Value <= v.High && v.Low >= 1 && v.High <= 5)));
                Assert.All(trend.Points, p => Assert.InRange(p.Over, p.Value is null ? 0 : 1, p.Asked));
                Assert.True(trend.Change is null || trend.Points.Count(p => p.Line == 0) > 1);
            }
        }).Check(Config.QuickThrowOnFailure);
    }

    [Fact]
    public void What_changed_in_the_questionnaire_is_named()
    {
        var revision = Revision.Between(Years.Round(2025, 9, ("a.1", 3), ("a.2", 3), ("a.3", 3)), Years.Round(2026, 9, ("a.1", 3), ("a.2@2", 3), ("a.4", 3)), null, null);
        Assert.Equal((["a.2"], ["a.4"], ["a.3"]), (revision.Reworded, revision.Added, revision.Dropped), Lists);
        Assert.False(revision.IsNone);
        Assert.True(Revision.Between(Years.Round(2025, 9, ("a.1", 3)), Years.Round(2026, 9, ("a.1", 3)), null, null).IsNone);

        // What the questionnaires both have was left out by the form that was chosen.
        var school = InstrumentLibrary.Load(InstrumentLibrary.Shipped).Latest("school")!;
        var (one, two) = (school.Items.First().Id, school.Items.Skip(1).First().Id);
        var form = Revision.Between(Years.Round(2025, 9, (one, 3)), Years.Round(2026, 9, (two, 3)), school, school);
        Assert.Equal(([one], [two], []), (form.OnlyThen, form.OnlyNow, form.Added), Lists);
    }

    private static bool Lists((IReadOnlyList<string>, IReadOnlyList<string>, IReadOnlyList<string>) a, (IReadOnlyList<string>, IReadOnlyList<string>, IReadOnlyList<string>) b) =>
        a.Item1.SequenceEqual(b.Item1) && a.Item2.SequenceEqual(b.Item2) && a.Item3.SequenceEqual(b.Item3);

    private static Trend Area(Series series) => series.Areas.Single();
}
