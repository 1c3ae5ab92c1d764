using Meent.Foundation.Data;
using Meent.Foundation.PersonalData;
using Meent.Reflect;
using Meent.Reflect.Appraise;

namespace Meent.Tests.Reflect.Appraise;

/// <summary>What is kept of an appraisal, and what can be done with it.</summary>
public class AppraisalTests
{
    [Fact]
    public void Judgements_survive_writing_and_empty_ones_are_left_out()
    {
        var said = new Dictionary<string, Judgement> { ["b"] = new(3, 4, "\"Seen\" in class 5ß\nand 6", "Zoë"), ["a"] = new(1), ["c"] = new(null), ["d"] = new(null, null, "A note.") };
        var written = Judgements.Write(said);
        Assert.Equal("""{"a":{"now":1},"b":{"now":3,"wanted":4,"evidence":"\"Seen\" in class 5ß\nand 6","judge":"Zoë"},"d":{"evidence":"A note."}}""", written);
        Assert.Equal(said.Where(s => s.Key != "c").OrderBy(s => s.Key), Judgements.Read(written));
    }

    [Theory]
    [InlineData("seed 5"), InlineData("[]"), InlineData("""{"a":null}"""), InlineData("null"), InlineData("""{"a":{"now":"x"}}""")]
    public void What_is_none_of_ours_reads_as_nothing(string content)
    {
        Assert.Null(Judgements.TryRead(content));
        Assert.Empty(Judgements.Read(content));
    }

    [Fact]
    public void An_area_is_replaced_and_the_others_stay()
    {
        var (ladder, appraisal) = (AppraisalSchool.Balance, AppraisalSchool.Of("222", "111", "", ""));
        var changed = AppraisalDecisions.WithArea(ladder.Areas[0], appraisal.Content, new Dictionary<string, Judgement> { ["vision.purpose"] = new(3), ["expertise.teaching"] = new(4) });
        Assert.Equal([("expertise.judgement", 1), ("expertise.learning", 1), ("expertise.teaching", 1), ("vision.purpose", 3)], Judgements.Read(changed).Select(j => (j.Key, j.Value.Now!.Value)));
        Assert.NotEqual(AppraisalDecisions.VersionOf(ladder.Areas[0], appraisal.Content), AppraisalDecisions.VersionOf(ladder.Areas[0], changed));
        Assert.Equal(AppraisalDecisions.VersionOf(ladder.Areas[1], appraisal.Content), AppraisalDecisions.VersionOf(ladder.Areas[1], changed));
    }

    [Fact]
    public void What_can_be_finished_and_what_not()
    {
        var (ladder, some, none) = (AppraisalSchool.Balance, AppraisalSchool.Of("2", "", "", ""), AppraisalSchool.Of("", "", "", ""));
        Assert.Null(AppraisalDecisions.Finish(some, ladder));
        Assert.IsType<NothingIsJudgedYet>(AppraisalDecisions.Finish(none, ladder));
        Assert.IsType<LadderIsGone>(AppraisalDecisions.Finish(some, null));
        Assert.IsType<AppraisalWasThrownAway>(AppraisalDecisions.Finish(null, ladder));
        some.FinishedAt = some.SavedAt;
        Assert.IsType<AppraisalIsFinished>(AppraisalDecisions.Finish(some, ladder));
        Assert.IsType<AppraisalIsFinished>(AppraisalDecisions.Change(some));
    }

    [Theory]
    [InlineData(null, "balance maturity higher-education-ladder")]
    [InlineData("primary", "balance maturity")]
    [InlineData("secondary vocational", "balance maturity")]
    [InlineData("higher", "balance maturity higher-education-ladder")]
    public void A_place_is_offered_what_is_meant_for_its_sector(string? sector, string ids) => Assert.Equal(
        ids.Split(' '), Appraisals.Fitting(new() { Kind = "school", Name = "De Elzen", Sector = sector }, AppraisalSchool.Library).Select(l => l.Id));

    [Fact]
    public void A_name_goes_from_what_was_written_and_topics_keep_their_ids()
    {
        var who = new DataSubject(Ids.New(), "Vision", "bo@example.org");
        var content = Judgements.Write(new Dictionary<string, Judgement> { ["vision.purpose"] = new(2, null, "Vision wrote it (bo@example.org).", "Vision and Zoë") });
        string Gone(string text) => Judgements.Rewritten(text, t => Forgetting.Without(t, who, "somebody"));
        Assert.Equal("""{"vision.purpose":{"now":2,"evidence":"somebody wrote it (somebody).","judge":"somebody and Zoë"}}""", Gone(content));
        Assert.Equal("by somebody, once", Gone("by Vision, once"));
    }
}
