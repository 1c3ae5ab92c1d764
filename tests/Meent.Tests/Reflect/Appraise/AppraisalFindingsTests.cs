using Meent.Foundation.Localisation;
using Meent.Reflect.Appraise;
using Meent.Reflect.Instruments;
using Meent.Reflect.ReadAppraisal;

namespace Meent.Tests.Reflect.Appraise;

/// <summary>What is said first of an appraisal.</summary>
public class AppraisalFindingsTests
{
    private static readonly Texts T = new(new TextCatalogue("", [], ""), "en");

    [Theory]
    [InlineData("222", "111", "222", "333", "“Expertise” lags behind. At 1.0 of 4, while “Infrastructure” stands at 3.0.")]
    [InlineData("222", "111", "111", "333", "“Expertise” and “Content and applications” lag behind. At 1.0 of 4, while “Infrastructure” stands at 3.0.")]
    // Two of three topics a level lower: more than half of it.
    [InlineData("211", "222", "222", "222", "“Vision” lags behind. At 1.3 of 4, while “Expertise” stands at 2.0.")]
    [InlineData("221", "222", "222", "222", "The 4 areas keep pace with each other. They lie between 1.7 and 2.0 of 4.")]
    [InlineData("222", "222", "222", "222", "The 4 areas keep pace with each other. They lie between 2.0 and 2.0 of 4.")]
    // Half a level is not more than half a level, and sums of thirds do not make it so.
    [InlineData("21 ", "22 ", "22 ", "22 ", "The 4 areas keep pace with each other. They lie between 1.5 and 2.0 of 4.")]
    [InlineData("3  ", "", "", "", "“Vision” stands at 3.0 of 4. The other areas were not judged.")]
    public void The_balance_comes_first(string vision, string expertise, string content, string infrastructure, string said) =>
        Assert.Equal(said, Said(AppraisalSchool.Of(vision.PadRight(3), expertise.PadRight(3), content.PadRight(3), infrastructure.PadRight(3)))[0]);

    [Fact]
    public void Nothing_judged_is_no_finding() => Assert.Empty(Said(AppraisalSchool.Of("", "", "", "")));

    [Theory]
    [InlineData("333444333333", "The longest way to go is in “Expertise”. From 2.0 to 4.0 of 4 in two years.")]
    [InlineData("222222222222", "In two years it should be as it is now. Nowhere a higher level was chosen.")]
    // Who wishes for one topic only wants the others to stay.
    [InlineData("         4  ", "The longest way to go is in “Infrastructure”. From 2.0 to 2.7 of 4 in two years.")]
    public void Then_the_wish(string wanted, string said) => Assert.Contains(said, Said(AppraisalSchool.Of("222", "222", "222", "222", wanted)));

    [Theory]
    [InlineData("122", "222", "222", "222", "Of all topics “What it is for” stands lowest. Level 1, “By chance”.")]
    [InlineData("332", "333", "332", "333", "Of all topics “Who leads” and “Seeing progress” stand lowest. Level 2, “Begun”.")]
    [InlineData("112", "112", "222", "222", null)]
    [InlineData("222", "222", "222", "222", null)]
    public void A_few_lowest_topics_are_named_and_many_are_not(string vision, string expertise, string content, string infrastructure, string? said) =>
        Assert.Equal(said, Said(AppraisalSchool.Of(vision, expertise, content, infrastructure)).FirstOrDefault(s => s.StartsWith("Of all topics", StringComparison.Ordinal)));

    [Fact]
    public void Without_a_wish_none_is_told() => Assert.DoesNotContain(Said(AppraisalSchool.Of("222", "222", "222", "222")), s => s.Contains("two years", StringComparison.Ordinal));

    [Theory]
    [InlineData("222222222222", "Nothing moved since 4 March 2026.")]
    [InlineData("322222222222", "One topic rose since 4 March 2026. Higher: “What it is for”.")]
    [InlineData("331222222222", "Since 4 March 2026, 2 topics rose and one fell. Higher: “What it is for” and “From aims to choices”. Lower: “Who leads”.")]
    [InlineData("12          ", "One topic fell since 4 March 2026. Lower: “What it is for”.")]
    public void What_moved_is_told_by_name(string now, string said)
    {
        var since = Since.Of(Standing(AppraisalSchool.Of(now, "", "", "")), Standing(AppraisalSchool.Of("222", "222", "222", "222")));
        Assert.Contains(said, Said(AppraisalSchool.Of(now, "", "", ""), since).Select(s => s.Trim()));
    }

    [Fact]
    public void Other_words_are_not_compared()
    {
        var (was, now) = (AppraisalSchool.Of("222", "222", "222", "222"), AppraisalSchool.Of("322", "222", "222", "222"));
        var reworded = AppraisalSchool.Balance with
        {
            Areas = [.. AppraisalSchool.Balance.Areas.Select(a => a with { Items = [.. a.Items.Select(i => i.Id == "vision.purpose" ? i with { Version = 2 } : i)] })],
        };
        var since = Since.Of(PlaceStanding.Of(reworded, now), Standing(was));
        Assert.Equal((11, 1, 0), (since.Moves.Count, since.Reworded, since.Up.Count));
        Assert.Contains("Nothing moved since 4 March 2026. One topic has other words now and is not compared.", Said(now, since));
        // The mean of an area is drawn beside the one before only where both are of the same topics in the same words.
        Assert.Equal([null, 2, 2, 2], PlaceStanding.Of(reworded, now).Areas.Select(since.Was));
    }

    [Fact]
    public void A_mean_of_other_topics_is_not_compared()
    {
        var now = Standing(AppraisalSchool.Of("333", "3", "", ""));
        var since = Since.Of(now, Standing(AppraisalSchool.Of("222", "222", "222", "222")));
        Assert.Equal([2, null, null, null], now.Areas.Select(since.Was));
    }

    [Fact]
    public void What_helps_begins_with_the_lowest_and_the_longest_way()
    {
        var standing = Standing(AppraisalSchool.Of("222", "111", "222", "333", "222222444333"));
        Assert.Equal(["expertise", "content"], AppraisalFindings.BeginWith(standing).Select(a => a.Area.Id));
        Assert.Empty(AppraisalFindings.BeginWith(Standing(AppraisalSchool.Of("", "", "", ""))));
    }

    [Fact]
    public void Evidence_and_what_was_left_open_are_counted()
    {
        var appraisal = AppraisalSchool.Of("222", "222", "222", "2");
        var said = Judgements.Read(appraisal.Content);
        said["vision.purpose"] = said["vision.purpose"] with { Evidence = "A page." };
        // Evidence without a level shows nothing yet.
        said["infrastructure.safety"] = new(null, null, "A backup.");
        appraisal.Content = Judgements.Write(said);
        Assert.Contains("Evidence is written down for 1 of 10 topics. For the rest, others have to take your word.", Said(appraisal));
        Assert.Contains("2 topics of 12 were left open. They count in no figure.", Said(appraisal));
    }

    private static PlaceStanding Standing(Appraisal appraisal) => PlaceStanding.Of(AppraisalSchool.Balance, appraisal);

    private static List<string> Said(Appraisal appraisal, Since? since = null) =>
        [.. AppraisalFindings.Of(AppraisalSchool.Balance, Standing(appraisal), since).Select(f => AppraisalFindingText.Of(f, AppraisalSchool.Balance, T)).Select(s => $"{s.News} {s.Numbers}".Trim())];
}
