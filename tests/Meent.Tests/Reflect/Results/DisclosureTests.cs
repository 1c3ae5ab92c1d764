using Meent.Reflect.Results;
using Xunit;

namespace Meent.Tests.Reflect.Results;

public sealed class DisclosureTests
{
    [Theory]
    [InlineData(4, false, false, false)]
    [InlineData(5, true, false, false)]
    [InlineData(9, true, false, false)]
    [InlineData(20, true, true, false)]
    [InlineData(29, true, true, false)]
    [InlineData(30, true, true, true)]
    public void The_more_answers_the_more_is_shown(int n, bool mean, bool split, bool bars)
    {
        var cell = Rounds.Release(Rounds.Single("teachers", Spread(n))).Items[0].Cells[0];
        Assert.Equal(mean ? CellState.Shown : CellState.Suppressed, cell.State);
        Assert.Equal((mean, split, bars), (cell.Mean is not null, cell.Split is not null, cell.Bars is not null));
    }

    [Fact]
    public void Four_states_are_four_things()
    {
        var learners = Rounds.Asks("learners", 60, "a.1", "b.1");
        var teachers = Rounds.Asks("teachers", 12, "a.1", "a.2");
        var families = Rounds.Asks("families", 100, "a.1");
        var release = Rounds.Release(
            Rounds.Count(teachers, Enumerable.Range(0, 12).Select(i => new byte[] { (byte)(2 + (i % 3)), (byte)(i < 3 ? 3 : 6) })),
            Rounds.Count(learners, []),
            Rounds.Count(families, [[3], [4]]));
        Assert.Equal([CellState.Shown, CellState.NobodyAnswered, CellState.Suppressed], release.Areas[0].Cells.Select(c => c.State));
        Assert.Equal([CellState.NotAsked, CellState.NobodyAnswered, CellState.NotAsked], release.Areas[1].Cells.Select(c => c.State));
        Assert.Equal(CellState.Suppressed, release.Items.Single(i => i.Id == "a.2").For("teachers").State);
        Assert.Equal((2, 1), (release.Areas[0].For("teachers").Asked, release.Areas[0].For("teachers").Used));
        Assert.Contains("\"state\":\"nobodyAnswered\"", release.ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public void Few_leaders_are_counted_with_the_teachers_and_neither_is_shown_alone()
    {
        var release = Rounds.Release(
            Rounds.Single("leaders", [0, 0, 0, 1, 1]), Rounds.Single("teachers", [1, 2, 3, 2, 1]), Rounds.Single("learners", [1, 2, 3, 2, 1]));
        Assert.Equal(["leaders", "teachers", "staff", "learners"], release.Audiences.Select(a => a.Id));
        Assert.Equal(["staff", "learners"], release.Items[0].Cells.Select(c => c.Audience));
        Assert.Equal(["staff", "learners"], release.Areas[0].Cells.Select(c => c.Audience));
        Assert.Equal(11, release.Audiences.Single(a => a.Id == "staff").Answered);
        Assert.Equal(3.3, release.Items[0].For("staff").Mean);
    }

    [Theory]
    [InlineData(5, 9, new[] { "leaders", "teachers" })]
    [InlineData(0, 9, new[] { "leaders", "teachers" })]
    [InlineData(2, 0, new[] { "leaders", "teachers" })]
    [InlineData(2, 2, new[] { "staff" })]
    public void Leaders_stand_alone_from_five(int leaders, int teachers, string[] cells) =>
        Assert.Equal(cells, Rounds.Release(Rounds.Single("leaders", [0, 0, leaders, 0, 0]), Rounds.Single("teachers", [0, 0, teachers, 0, 0]))
            .Items[0].Cells.Select(c => c.Audience));

    [Fact]
    public void Two_leaders_and_two_teachers_stay_unseen() =>
        Assert.Equal(CellState.Suppressed, Rounds.Release(Rounds.Single("leaders", [0, 0, 2, 0, 0]), Rounds.Single("teachers", [0, 0, 2, 0, 0]))
            .Items[0].For("staff").State);

    [Fact]
    public void A_team_is_shown_under_its_name_however_small()
    {
        var asked = Rounds.Asks("leaders", null, "a.1", "a.2", "a.3", "b.1");
        var counts = Rounds.Round(Rounds.Single("teachers", [1, 2, 3, 2, 1])) with
        {
            Areas = ["a", "b"],
            Teams = [new(asked, "Anna and Tom", 2, [5, 6, 4, 0])],
        };
        var release = Disclosure.Decide(counts, DisclosurePolicy.Default);
        Assert.Equal(["leaders", "teachers"], release.Audiences.Select(a => a.Id));
        Assert.Equal(5, release.Items[0].For("leaders").Mean);
        Assert.Equal(new Share(100), release.Items.Single(i => i.Id == "a.2").For("leaders").DoesNotApply);
        Assert.Equal(CellState.NobodyAnswered, release.Items.Single(i => i.Id == "b.1").For("leaders").State);
        Assert.Equal((4.5, 2), (release.Areas[0].For("leaders").Mean, release.Areas[0].For("leaders").Used));
        Assert.Null(release.Areas[0].For("leaders").Low);
    }

    [Theory]
    [InlineData(new[] { 0, 0, 0, 0, 12 }, 4.5, Bound.AtLeast)]
    [InlineData(new[] { 0, 0, 0, 6, 6 }, 4.5, Bound.AtLeast)]
    [InlineData(new[] { 12, 0, 0, 0, 0 }, 1.5, Bound.AtMost)]
    [InlineData(new[] { 0, 0, 0, 7, 5 }, 4.4, Bound.Exact)]
    [InlineData(new[] { 0, 0, 12, 0, 0 }, 3.0, Bound.Exact)]
    public void An_end_of_the_scale_is_a_bound(int[] counts, double mean, Bound bound)
    {
        var cell = Rounds.Release(Rounds.Single("teachers", counts)).Items[0].Cells[0];
        Assert.Equal((mean, bound, bound == Bound.Exact), (cell.Mean, cell.Bound, cell.Low is not null));
    }

    [Fact]
    public void One_child_who_differs_is_not_pointed_at()
    {
        var alone = Rounds.Release(Rounds.Single("learners", [1, 0, 15, 20, 24])).Items[0].Cells[0];
        var nobody = Rounds.Release(Rounds.Single("learners", [0, 0, 15, 20, 25])).Items[0].Cells[0];
        Assert.Equal([Share.Few, Share.Few, new(25), new(30), new(40)], alone.Bars);
        Assert.Equal(Share.Few, nobody.Bars![0]);
        Assert.Equal([Share.Few, new(25), new(70)], alone.Split);
    }

    [Fact]
    public void How_many_left_an_item_out_is_not_shown_of_few()
    {
        var asked = Rounds.Asks("teachers", 40, "a.1");
        var one = Rounds.Count(asked, Enumerable.Range(0, 14).Select(i => new[] { (byte)(i == 0 ? 6 : 2 + (i % 3)) }));
        var six = Rounds.Count(asked, Enumerable.Range(0, 14).Select(i => new[] { (byte)(i < 6 ? 6 : 2 + (i % 3)) }));
        Assert.Equal((10, Share.Few), (Cell(one).AtLeast, Cell(one).DoesNotApply));
        Assert.Equal((5, new Share(40)), (Cell(six).AtLeast, Cell(six).DoesNotApply));
        var two = Rounds.Count(asked, Enumerable.Range(0, 14).Select(i => new[] { (byte)(i < 2 ? 6 : 2 + (i % 3)) }));
        Assert.Equal(Cell(one).High - Cell(one).Mean, Cell(two).High - Cell(two).Mean);
        static ItemCell Cell(AudienceCounts counts) => Rounds.Release(counts).Items[0].Cells[0];
    }

    [Fact]
    public void A_policy_can_be_raised_and_not_lowered()
    {
        Assert.Null(DisclosurePolicy.Raised(4, 10, 30));
        Assert.Null(DisclosurePolicy.Raised(5, 9, 30));
        Assert.Null(DisclosurePolicy.Raised(5, 10, 29));
        var raised = DisclosurePolicy.Raised(12, 10, 30)!;
        Assert.Equal((12, 12, 30), (raised.MeansFrom, raised.SplitFrom, raised.BarsFrom));
        Assert.Equal(raised, DisclosurePolicy.FromJson(raised.ToJson()));
        Assert.Equal(DisclosurePolicy.Default, DisclosurePolicy.FromJson(null));
        Assert.Equal(DisclosurePolicy.Default, DisclosurePolicy.FromJson("""{"meansFrom":1,"splitFrom":1,"barsFrom":1}"""));
    }

    [Fact]
    public void A_release_is_the_same_after_being_stored()
    {
        var release = Rounds.Release(Rounds.Single("teachers", [1, 2, 3, 2, 1]), Rounds.Single("learners", [1, 5, 15, 20, 24]));
        Assert.Equal(release.ToJson(), Release.FromJson(release.ToJson()).ToJson());
        Assert.Throws<System.Text.Json.JsonException>(() => Release.FromJson(release.ToJson().Replace("\"format\":1", "\"format\":2", StringComparison.Ordinal)));
    }

    /// <summary>n answers spread evenly over the five points.</summary>
    private static int[] Spread(int n) => [.. Enumerable.Range(0, 5).Select(i => (n + i) / 5)];
}
