using Meent.Foundation.Localisation;
using Meent.Reflect.Instruments;
using Meent.Reflect.Results;
using Xunit;

namespace Meent.Tests.Reflect.Results;

public sealed class FindingsTests
{
    private static readonly TeamAnswers TwoLeaders = new(Asks("leaders", null, 3), "Anna and Tom", 2, [4, 4, 4, 4, 4, 4, 4, 4, 3]);

    [Fact]
    public void A_school_of_twelve_teachers_two_leaders_and_sixty_learners_gets_five_sentences()
    {
        var before = School(("teachers", 14, 12, [3.1, 2.0, 2.6]), ("learners", 70, 60, [3.0, 2.2, 2.4])) with
        {
            Round = Rounds.Facts with { Name = "Spring 2025" },
        };
        var counts = Counts(("teachers", 14, 12, [3.1, 3.2, 2.6]), ("learners", 70, 60, [3.9, 2.2, 2.4])) with { Teams = [TwoLeaders] };
        var findings = Findings.Of(Disclosure.Decide(counts, DisclosurePolicy.Default), before);

        Assert.Equal("a", Assert.IsType<Finding.Strongest>(findings[0]).Area);
        Assert.Equal("c", Assert.IsType<Finding.Weakest>(findings[1]).Area);
        var gap = Assert.IsType<Finding.Gap>(findings[2]);
        Assert.Equal(("b", "learners", "teachers"), (gap.Area, gap.Lower.Audience, gap.Higher.Audience));
        var changed = Assert.IsType<Finding.Changed>(findings[3]);
        Assert.Equal(("a", "learners", true, "Spring 2025", 1), (changed.Area, changed.Audience, changed.Higher, changed.BeforeRound, changed.Others));
        var participation = Assert.IsType<Finding.Participation>(findings[4]);
        Assert.Equal([new Took("teachers", 12, 14), new Took("learners", 60, 70)], participation.Groups);
        Assert.Equal(Trust.Most, participation.Trust);
        Assert.Equal(5, findings.Count);
    }

    [Fact]
    public void Where_nothing_stands_out_nothing_is_made_up()
    {
        var release = School(("teachers", null, 12, [3.0, 3.1, 3.0]), ("learners", null, 60, [3.1, 3.0, 3.1]));
        Assert.Equal(
            [typeof(Finding.AllAlike), typeof(Finding.NoGap), typeof(Finding.Unchanged), typeof(Finding.Participation)],
            Findings.Of(release, release).Select(f => f.GetType()));
        Assert.Equal(Trust.Unknown, ((Finding.Participation)Findings.Of(release, null)[^1]).Trust);
    }

    [Fact]
    public void What_a_team_says_of_itself_is_no_finding_about_the_school()
    {
        RoundCounts counts = Counts(("teachers", 14, 12, [3.1, 3.2, 2.6]), ("learners", 70, 60, [3.1, 3.0, 2.6]));
        var then = Disclosure.Decide(counts with { Teams = [TwoLeaders with { Answers = [1, 1, 1, 1, 1, 1, 5, 5, 5] }] }, DisclosurePolicy.Default);
        var now = Disclosure.Decide(counts with { Teams = [TwoLeaders with { Answers = [5, 5, 5, 5, 5, 5, 1, 1, 1] }] }, DisclosurePolicy.Default);
        Assert.Contains(Comparison.Areas(now, then), c => c is { Audience: "leaders", Verdict: Verdict.Lower, IsClear: false });
        Assert.Contains(Findings.Of(now, then), f => f is Finding.Unchanged);
        Assert.Equal("c", Findings.FromWeakest(now)[0].Area.Id);
        Assert.Equal("c", Findings.FromWeakest(then)[0].Area.Id);
        // Only where no two groups differ, the team is put beside them.
        Assert.Equal("leaders", Findings.Gaps(now)[0].Higher.Audience);
    }

    [Fact]
    public void Where_too_few_answered_that_is_what_is_said()
    {
        var findings = Findings.Of(School(("teachers", 12, 4, [3, 3, 3])), null);
        Assert.Equal([typeof(Finding.TooFewToShow), typeof(Finding.Participation)], findings.Select(f => f.GetType()));
    }

    [Theory]
    [InlineData(10, 10, Trust.All)]
    [InlineData(9, 10, Trust.Most)]
    [InlineData(6, 10, Trust.Most)]
    [InlineData(5, 10, Trust.Some)]
    [InlineData(5, 20, Trust.Few)]
    [InlineData(9, 5, Trust.Unknown)]
    public void How_many_answered_says_how_far_to_trust_it(int answered, int invited, Trust trust) =>
        Assert.Equal(trust, ((Finding.Participation)Findings.Of(School(("teachers", invited, answered, [3, 3, 3])), null)[^1]).Trust);

    [Fact]
    public void Next_come_the_weakest_area_the_widest_gap_and_what_went_down()
    {
        var before = School(("teachers", null, 40, [4.0, 3.3, 4.0]), ("learners", null, 60, [3.9, 3.1, 3.9]));
        var now = School(("teachers", null, 40, [4.0, 2.0, 3.4]), ("learners", null, 60, [2.9, 2.0, 3.4]));
        Assert.Equal(
            [new("b", Reason.Weakest), new("a", Reason.Gap), new("c", Reason.Lower)],
            NextSteps.Of(now, before).Select(n => n with { Reason = n.Area == "c" ? Reason.Lower : n.Reason }));
    }

    [Fact]
    public void A_group_that_answered_and_is_not_shown_is_named_and_the_rest_is_no_good_picture()
    {
        var names = new ReportNames(English, InstrumentLibrary.Load(InstrumentLibrary.Shipped).Latest("school"));
        string Says(params (string Audience, int? Invited, int N, double[] Means)[] audiences) => FindingText.Of(Findings.Of(School(audiences), null)[^1], names, English).Numbers;
        Assert.Equal(
            "That is most of those who were asked. Not shown: teachers. It takes 5 answers, and there were 4.",
            Says(("teachers", 4, 4, [3, 3, 3]), ("learners", 70, 60, [3.1, 3.0, 2.6])));
        Assert.Equal("That is all of them.", Says(("learners", 60, 60, [3.1, 3.0, 2.6])));
        Assert.Equal("That is most of those who were asked: a good picture of the school.", Says(("learners", 70, 60, [3.1, 3.0, 2.6])));
    }

    [Fact]
    public void A_finding_reads_as_a_sentence_of_one_language()
    {
        var names = new ReportNames(English, InstrumentLibrary.Load(InstrumentLibrary.Shipped).Latest("school"));
        Assert.Equal(
            new FindingSentence(
                "Learners are less positive about “Assessment” than teachers.", "2.4 against 4.5 or higher: here two groups differ most."),
            FindingText.Of(new Finding.Gap("assessment", new("learners", 2.4), new("teachers", 4.5, Bound.AtLeast)), names, English));
        Assert.Equal(
            new FindingSentence(
                "12 of 14 teachers and 60 of the learners answered.", "Those who did not answer may see things differently."),
            FindingText.Of(new Finding.Participation([new("teachers", 12, 14), new("learners", 60, null)], Trust.Some), names, English));
        Assert.Equal(
            "From 3.0 to 3.4. 2 more areas changed clearly.",
            FindingText.Of(new Finding.Changed("assessment", "staff", true, 3, 3.4, "Spring", 2), names, English).Numbers);
    }

    /// <summary>Audiences that answer three items in each area around the area's mean, spread by half a point between people.</summary>
    internal static Release School(params (string Audience, int? Invited, int N, double[] Means)[] audiences) =>
        Disclosure.Decide(Counts(audiences), DisclosurePolicy.Default);

    private static RoundCounts Counts(params (string Audience, int? Invited, int N, double[] Means)[] audiences) => Rounds.Round(
        [.. audiences.Select(a => Rounds.Count(
            Asks(a.Audience, a.Invited, a.Means.Length),
            Enumerable.Range(0, a.N).Select(p => a.Means.SelectMany(m => Enumerable.Range(0, 3).Select(i => Answer(m, p + (i * 7), a.N))).ToArray())))]);

    private static AskedAudience Asks(string audience, int? invited, int areas) =>
        Rounds.Asks(audience, invited, [.. "abc".Take(areas).SelectMany(a => Enumerable.Range(1, 3).Select(i => $"{a}.{i}"))]);

    /// <summary>Of n people as many answer one point above as make the mean, and every third pair lies further apart.</summary>
    private static byte Answer(double mean, int person, int n)
    {
        var above = (int)Math.Round((mean - Math.Floor(mean)) * n);
        var wide = (person % 6) switch { 0 => 1, 3 => -1, _ => 0 };
        return (byte)Math.Clamp((int)mean + (person * 7 % n < above ? 1 : 0) + wide, 1, 5);
    }

    private static Texts English => new(new TextCatalogue("", [], ""), "en");
}
