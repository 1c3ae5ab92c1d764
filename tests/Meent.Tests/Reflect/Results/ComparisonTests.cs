using Meent.Reflect.Results;
using Xunit;

namespace Meent.Tests.Reflect.Results;

public sealed class ComparisonTests
{
    [Theory]
    [InlineData(30, 2.5, 3.5, Verdict.Higher)]
    [InlineData(30, 3.5, 2.5, Verdict.Lower)]
    [InlineData(60, 3.0, 3.1, Verdict.NoClearChange)]
    [InlineData(6, 3.0, 3.3, Verdict.TooFew)]
    public void A_change_is_called_what_the_answers_can_bear(int n, double before, double after, Verdict verdict)
    {
        var area = Comparison.Areas(School(n, after), School(n, before)).Single(c => c.Audience == "teachers" && c.Subject == "a");
        Assert.Equal(verdict, area.Verdict);
        Assert.Equal(after - before, area.Difference!.Value.Value, 0.21);
    }

    [Fact]
    public void A_sure_difference_that_does_not_matter_is_no_change()
    {
        Assert.Equal(Verdict.NoClearChange, Comparison.Judge(new(0.15, 0.1, 0.2)));
        Assert.Equal(Verdict.Higher, Comparison.Judge(new(0.25, 0.1, 0.4)));
    }

    [Fact]
    public void What_was_asked_differently_is_not_compared()
    {
        var now = School(40, 3.5);
        var item = now.Items[0];
        var otherVersion = School(40, 2.5) with { Items = [item with { Version = 2 }, .. now.Items.Skip(1)] };
        Assert.Equal((Verdict.NoClearChange, 2, 4), (Of(otherVersion, "a").Verdict, Of(otherVersion, "a").Over, Of(otherVersion, "a").Asked));
        Assert.Equal(Verdict.AskedDifferently, Comparison.Items(now, otherVersion).First(c => c.Subject == item.Id).Verdict);
        Assert.Equal(Verdict.Higher, Comparison.Items(now, School(40, 2.5)).First(c => c.Subject == item.Id).Verdict);

        var others = School(40, 2.5) with { Items = [.. now.Items.Select(i => i with { Version = 2 })] };
        Assert.Equal(Verdict.AskedDifferently, Of(others, "a").Verdict);
        var otherWording = School(40, 2.5) with { Audiences = [.. now.Audiences.Select(a => a with { Variant = "primary" })] };
        Assert.Equal(Verdict.AskedDifferently, Of(otherWording, "a").Verdict);

        Compared Of(Release before, string area) => Comparison.Areas(now, before).First(c => c.Subject == area);
    }

    /// <summary>A statement that only one of the two asked has no influence, and of those that both asked it is said how many they are.</summary>
    [Fact]
    public void Rounds_that_differ_are_compared_over_what_they_share()
    {
        var before = Years.Round(2025, 40, ("a.1", 3), ("a.2", 3), ("a.3", 1.4));
        var now = Years.Round(2026, 40, ("a.1", 3), ("a.2", 3.1), ("a.4", 4.9));
        var area = Assert.Single(Comparison.Areas(now, before));
        Assert.Equal((Verdict.NoClearChange, 2, 4, true), (area.Verdict, area.Over, area.Asked, area.IsPartial));
        Assert.InRange(area.Difference!.Value.Value, 0, 0.11);
        Assert.Equal(3, Comparison.Items(now, before).Count);
        Assert.Single(Comparison.Items(now, before), c => c.Verdict == Verdict.AskedDifferently);
    }

    /// <summary>How far a person's answers go together is read back from the area's own interval, so that over all items it comes out again.</summary>
    [Fact]
    public void A_figure_over_some_items_is_as_sure_as_their_answers_hang_together()
    {
        var release = Years.Round(2026, 40, ("a.1", 3), ("a.2", 3.4), ("a.3", 2.6));
        var items = release.Items.Select(i => Measured.Of(i.Cells[0], 5)!.Value).ToList();
        var whole = release.Areas[0].Cells[0].Estimate!.Value;
        var together = Measured.Together(release, "a", "teachers");
        Assert.InRange(together, 0.01, 0.99);
        var all = Measured.Over(items, together, 5).Value;
        Assert.Equal(whole.High - whole.Low, all.High - all.Low, 6);
        var (two, one) = (Measured.Over([items[0], items[1]], together, 5).Value, items[0].Value);
        Assert.InRange(two.High - two.Low, all.High - all.Low, one.High - one.Low);
        // Without the area's figure the widest case is taken.
        Assert.Equal(1, Measured.Together(release with { Areas = [] }, "a", "teachers"));
        Assert.Equal(items.Average(i => i.Value.High - i.Value.Low), Measured.Over(items, 1, 5).Value is var widest ? widest.High - widest.Low : 0, 9);
    }

    /// <summary>"4.8 or higher" is shown, so it is compared; its interval reaches to the end of the scale.</summary>
    [Fact]
    public void A_mean_at_the_end_of_the_scale_is_compared_as_what_it_is()
    {
        var item = Assert.Single(Comparison.Items(Years.Round(2026, 20, ("a.1", 5)), Years.Round(2025, 20, ("a.1", 3))));
        Assert.Equal((Verdict.Higher, Bound.Exact, Bound.AtLeast), (item.Verdict, item.BeforeBound, item.AfterBound));
        Assert.True(item.Difference!.Value.High >= 2);
    }

    [Fact]
    public void What_one_of_them_holds_back_is_not_compared()
    {
        var change = Comparison.Areas(School(40, 3.5), School(4, 2.5));
        Assert.All(change, c => Assert.Equal((Verdict.NotShown, null, null), (c.Verdict, c.Before, c.Difference)));
    }

    /// <summary>Held back, not asked and nobody answered are three things, and the report says which.</summary>
    [Fact]
    public void That_nobody_answered_is_said_with_the_round_in_which_nobody_did()
    {
        Assert.All(Comparison.Areas(Named("Now", 0), Named("Then", 40)), c => Assert.Equal((Verdict.NotShown, "Now"), (c.Verdict, c.NobodyIn)));
        Assert.All(Comparison.Items(Named("Now", 40), Named("Then", 0)), c => Assert.Equal((Verdict.NotShown, "Then"), (c.Verdict, c.NobodyIn)));
        Assert.All(Comparison.Areas(Named("Now", 40), Named("Then", 4)), c => Assert.Equal((Verdict.NotShown, null), (c.Verdict, c.NobodyIn)));
        static Release Named(string name, int n) => School(n, 3.5) with { Round = Rounds.Facts with { Name = name } };
    }

    /// <summary>n teachers who answer two areas around the mean.</summary>
    private static Release School(int n, double mean) => FindingsTests.School(("teachers", null, n, [mean, mean]));
}
