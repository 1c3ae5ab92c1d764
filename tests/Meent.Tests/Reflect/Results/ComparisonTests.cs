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
        Assert.Equal(Verdict.AskedDifferently, Of(otherVersion, "a").Verdict);
        Assert.Equal(Verdict.AskedDifferently, Comparison.Items(now, otherVersion).First(c => c.Subject == item.Id).Verdict);
        Assert.Equal(Verdict.Higher, Comparison.Items(now, School(40, 2.5)).First(c => c.Subject == item.Id).Verdict);

        var fewer = School(40, 2.5) with { Items = [.. now.Items.Skip(1)] };
        Assert.Equal(Verdict.AskedDifferently, Of(fewer, "a").Verdict);
        var otherWording = School(40, 2.5) with { Audiences = [.. now.Audiences.Select(a => a with { Variant = "primary" })] };
        Assert.Equal(Verdict.AskedDifferently, Of(otherWording, "a").Verdict);

        Compared Of(Release before, string area) => Comparison.Areas(now, before).First(c => c.Subject == area);
    }

    [Fact]
    public void What_one_of_them_holds_back_is_not_compared()
    {
        var change = Comparison.Areas(School(40, 3.5), School(4, 2.5));
        Assert.All(change, c => Assert.Equal((Verdict.NotShown, null, null), (c.Verdict, c.Before, c.Difference)));
    }

    /// <summary>n teachers who answer two areas around the mean.</summary>
    private static Release School(int n, double mean) => FindingsTests.School(("teachers", null, n, [mean, mean]));
}
