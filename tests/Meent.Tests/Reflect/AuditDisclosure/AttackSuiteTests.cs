using Meent.Foundation.Data;
using Meent.Reflect;
using Meent.Reflect.Areas;
using Meent.Reflect.AuditDisclosure;
using Meent.Reflect.Results;
using Meent.Reflect.SayMore;
using Meent.Tests.Reflect.Results;
using Small = Meent.Tests.Reflect.Results.Rounds;

namespace Meent.Tests.Reflect.AuditDisclosure;

/// <summary>The known ways to get at an answer, one by one. Those that need the database are in <see cref="PlantedTests"/>, sums over schools in
/// <see cref="PublishedSumsTests"/>, every reading of one statement in <see cref="DisclosureAttackTests"/>.</summary>
public sealed class AttackSuiteTests
{
    private static readonly string[] Items = ["a.1", "a.2", "a.3", "own.1"];

    [Fact]
    public void A_group_is_not_the_total_less_the_others()
    {
        var release = Small.Release(Group("leaders", 2), Group("teachers", 12), Group("learners", 20));
        // Each person is one unknown; a figure is a sum over those who are counted in it.
        var people = new Dictionary<string, Guid[]> { ["leaders"] = Persons(2), ["teachers"] = Persons(12), ["learners"] = Persons(20) };
        people["staff"] = [.. people["leaders"], .. people["teachers"]];
        var shown = release.Items.SelectMany(i => i.Cells).Where(c => c.State == CellState.Shown).Select(c => c.Audience).Distinct().ToList();
        Assert.Equal(["staff", "learners"], shown);
        var sums = shown.Select(a => new PublishedSum(a, people[a])).ToList();
        Assert.Empty(PublishedSums.Attack(sums));
        // One figure more, of the teachers alone, and the two leaders follow.
        Assert.Equal(people["leaders"].Order(), Assert.Single(PublishedSums.Attack([.. sums, new("teachers", people["teachers"])])).Order());
    }

    [Theory]
    [InlineData(1), InlineData(4)]
    public void Who_alone_has_a_role_is_never_seen(int leaders)
    {
        var with = Small.Release(Group("leaders", leaders, answer: 1), Group("teachers", 12));
        Assert.All(with.Items, i => Assert.Null(i.Find("leaders")));
        Assert.All(with.Items, i => Assert.Null(i.Find("teachers")));
        // Without teachers there is nobody to stand among.
        Assert.All(Small.Release(Group("leaders", leaders)).Items, i => Assert.Equal(CellState.Suppressed, i.For("leaders").State));
    }

    [Fact]
    public void A_school_s_own_statement_cannot_be_crossed_with_the_others()
    {
        // "I teach music" would point at one person: whoever agrees to it moves, and nothing else may move with them.
        byte[][] answers = [.. Enumerable.Range(0, 40).Select(p => new[] { (byte)(1 + (p % 5)), (byte)(1 + (p * 3 % 5)), (byte)4, (byte)(p == 0 ? 5 : 1) })];
        var before = Small.Release(Small.Count(Small.Asks("teachers", 44, Items), answers)).ToJson();
        for (var music = 1; music < 40; music += 7)
        {
            byte[][] moved = [.. answers.Select((a, p) => new[] { a[0], a[1], a[2], (byte)(p == music ? 5 : 1) })];
            Assert.Equal(before, Small.Release(Small.Count(Small.Asks("teachers", 44, Items), moved)).ToJson());
        }
    }

    [Fact]
    public void How_many_say_that_it_does_not_apply_shows_from_five_on()
    {
        // 24 answer the questionnaire; whether none or four of them say so, the report is the same but for the people that it counts in fives.
        string Report(int notApplying, int open) => Attacker.Shown(Small.Release(Small.Count(Small.Asks("learners", null, "own.1"),
            Enumerable.Range(0, 24).Select(p => new[] { (byte)(p < notApplying ? 6 : p < notApplying + open ? 0 : 3) }))));
        Assert.Single(Enumerable.Range(0, 5).Select(n => Report(n, 4 - n)).Distinct());
        Assert.NotEqual(Report(0, 5), Report(5, 0));
    }

    [Theory]
    [InlineData(4), InlineData(5), InlineData(6)]
    public void That_all_are_of_one_mind_never_shows(int steps)
    {
        for (var n = 5; n <= 40; n++)
            for (var mind = 0; mind < steps; mind++)
            {
                var counts = new int[steps];
                counts[mind] = n;
                var unanimous = Report(counts);
                // Somebody could have said something that is far from it.
                var other = mind < steps / 2 ? steps - 1 : 0;
                Assert.Contains(unanimous, Enumerable.Range(0, steps).Where(o => Math.Abs(o - mind) > 1 || o == other).SelectMany(o => Enumerable.Range(1, 2).Select(k => (o, k))).Select(x =>
                {
                    var reading = (int[])counts.Clone();
                    (reading[mind], reading[x.o]) = (n - x.k, reading[x.o] + x.k);
                    return Report(reading);
                }).Concat(Balanced(counts, mind, n)));
            }
    }

    [Theory]
    [InlineData("""{"meansFrom":1,"splitFrom":1,"barsFrom":1}""")]
    [InlineData("""{"meansFrom":-5,"splitFrom":10,"barsFrom":0}""")]
    public void An_administrator_cannot_promise_less(string promise)
    {
        Assert.Equal(DisclosurePolicy.Default, DisclosurePolicy.FromJson(promise));
        Assert.Null(DisclosurePolicy.Raised(4, 10, 30));
        Assert.IsType<Refused>(RoundDecisions.Open(Draft, 1, true, 4, Day));
    }

    [Fact]
    public void Asking_the_same_people_twice_in_a_month_is_refused()
    {
        Assert.IsType<Opened>(RoundDecisions.Open(Draft, 1, true, 5, Day));
        Assert.IsType<AskedTooRecently>(Assert.IsType<Refused>(RoundDecisions.Open(Draft, 1, true, 5, Day, Others(-20, 9))).Why);
        Assert.IsType<AskedTooRecently>(Assert.IsType<Refused>(RoundDecisions.Open(Draft, 1, true, 5, Day, Others(-40, -27))).Why);
        Assert.IsType<Opened>(RoundDecisions.Open(Draft, 1, true, 5, Day, Others(-40, -28)));
        Assert.IsType<AskedTooRecently>(Assert.IsType<Refused>(RoundDecisions.Open(Draft, 1, true, 5, Day, Others(14 + 27, 60))).Why);
    }

    /// <summary>Opened far apart and moved up to each other, from either side.</summary>
    [Fact]
    public void Dates_are_not_moved_round_the_month_between()
    {
        var (waiting, open) = (Opened(Day.AddDays(28), Day.AddDays(42)), Opened(Day.AddDays(-1), Day.AddDays(14)));
        Assert.IsType<AskedTooRecently>(Assert.IsType<Refused>(RoundDecisions.Move(waiting, Day, Day.AddDays(14), Day, Others(-20, 0))).Why);
        Assert.IsType<Moved>(RoundDecisions.Move(waiting, Day.AddDays(29), Day.AddDays(42), Day, Others(-20, 1)));
        Assert.IsType<AskedTooRecently>(Assert.IsType<Refused>(RoundDecisions.Move(open, Day.AddDays(-1), Day.AddDays(15), Day, Others(42, 50))).Why);
        Assert.IsType<Moved>(RoundDecisions.Move(open, Day.AddDays(-1), Day.AddDays(14), Day, Others(42, 50)));
    }

    [Fact]
    public void The_same_words_are_known_whatever_their_dress_and_only_for_the_same_people()
    {
        static OwnItem[] Own(string text, string audiences) => [new() { Text = text, Audiences = audiences }];
        Assert.True(SameQuestions.Shared(Own("I feel safe here.", "teachers learners"), Own(" i feel  SAFE here", "learners")));
        Assert.False(SameQuestions.Shared(Own("I feel safe here.", "teachers"), Own("I feel safe here.", "learners")));
        Assert.False(SameQuestions.Shared(Own("I feel safe here.", "learners"), Own("I feel at home here.", "learners")));
    }

    [Fact]
    public void The_language_in_which_somebody_answered_is_kept_nowhere()
    {
        Assert.Equal(["Answers", "Audience", "Id", "PlaceId", "RoundId"], typeof(Submission).GetProperties().Select(p => p.Name).Order());
        Assert.Equal(["Audience", "Content", "Id", "PlaceId", "RoundId"], typeof(FreeText).GetProperties().Select(p => p.Name).Order());
    }

    [Fact]
    public void A_partner_of_a_federation_cannot_take_itself_out()
    {
        // Five schools are the partner's, two the rest: what the partner published is known, so the sum of all seven would give the two.
        List<SchoolCell> cells = [.. Enumerable.Repeat(new SchoolCell(20), 7)];
        var states = AreaDisclosure.Decide(cells, [new([0, 1, 2, 3, 4], Published: true), new([0, 1, 2, 3, 4, 5, 6])]);
        Assert.Equal([FigureState.Shown, FigureState.Withheld], states);
        // With three schools outside, nobody is alone.
        states = AreaDisclosure.Decide([.. cells, new(20)], [new([0, 1, 2, 3, 4], Published: true), new([0, 1, 2, 3, 4, 5, 6, 7])]);
        Assert.Equal([FigureState.Shown, FigureState.Shown], states);
    }

    [Fact]
    public void Equal_texts_do_not_make_a_crowd_and_their_order_tells_nothing()
    {
        Release Written(IEnumerable<string> texts) => Disclosure.Decide(
            Small.Round(Group("teachers", 30)) with { Texts = new("Why?", [new("teachers", [.. texts])]) }, DisclosurePolicy.Default);
        var ten = Enumerable.Range(1, 10).Select(i => $"text {i}").ToList();
        Assert.Equal(CellState.Shown, Written(ten).Texts!.Groups[0].State);
        Assert.Equal(Written(ten).ToJson(), Written(Enumerable.Reverse(ten)).ToJson());
        Assert.Empty(Written([.. ten.Take(9), .. Enumerable.Repeat("text 1", 20)]).Texts!.Groups[0].Texts);
    }

    [Theory]
    [InlineData(3, 10, 0), InlineData(9, 40, 0), InlineData(10, 10, 10), InlineData(12, 40, 12)]
    public void A_group_too_small_to_be_shown_shows_no_texts_and_no_group_more_than_people_answered(int answers, int texts, int shown)
    {
        var release = Disclosure.Decide(
            Small.Round(Group("teachers", answers)) with { Texts = new("Why?", [new("teachers", [.. Enumerable.Range(1, texts).Select(i => $"text {i}")])]) }, DisclosurePolicy.Default);
        Assert.Equal(shown, release.Texts!.Groups[0].Texts.Count);
    }

    private static readonly DateOnly Day = new(2026, 3, 4);

    private static AskedOn[] Others(int first, int last) => [new(Day.AddDays(first), Day.AddDays(last))];

    private static Round Opened(DateOnly opensOn, DateOnly closesOn) => new() { Name = "Spring", InstrumentId = "school", OpensOn = opensOn, ClosesOn = closesOn, OpenedAt = DateTime.UnixEpoch };

    private static Round Draft => new() { Name = "Spring", InstrumentId = "school", OpensOn = Day, ClosesOn = Day.AddDays(14) };

    private static Guid[] Persons(int n) => [.. Enumerable.Range(0, n).Select(_ => Ids.New())];

    private static AudienceCounts Group(string audience, int people, int answer = 0) => Small.Count(Small.Asks(audience, null, "a.1", "a.2"),
        Enumerable.Range(0, people).Select(p => Enumerable.Repeat((byte)(answer > 0 ? answer : 1 + (p % 5)), 2).ToArray()));

    private static string Report(int[] counts) => Attacker.Shown(Small.Release(Small.Single("teachers", counts)));

    /// <summary>Readings with the same sum: one goes up, another down.</summary>
    private static IEnumerable<string> Balanced(int[] counts, int mind, int n)
    {
        for (var by = 1; mind - by >= 0 && mind + by < counts.Length; by++)
        {
            var reading = (int[])counts.Clone();
            (reading[mind], reading[mind - by], reading[mind + by]) = (n - 2, 1, 1);
            yield return Report(reading);
        }
    }
}
