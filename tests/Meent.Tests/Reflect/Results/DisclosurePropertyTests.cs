using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Meent.Reflect.Results;
using Xunit;

namespace Meent.Tests.Reflect.Results;

/// <summary>What must hold for every round: nothing shown depends on what is not.</summary>
public sealed class DisclosurePropertyTests
{
    private static readonly AskedAudience Leaders = Rounds.Asks("leaders", 6, "a.1", "a.2", "a.3", "a.4", "b.1", "b.2");
    private static readonly AskedAudience Teachers = Rounds.Asks("teachers", 20, "a.1", "a.2", "a.3", "a.4", "b.1", "b.2", "own.1");
    private static readonly AskedAudience Learners = Rounds.Asks("learners", null, "a.1", "a.4", "c.1", "own.1");

    private static readonly Config Config = Config.QuickThrowOnFailure.WithMaxTest(300);

    [Fact]
    public void Answers_that_are_suppressed_have_no_influence_on_what_is_shown() => Prop.ForAll(Arb(AnyRound), round =>
    {
        var before = Release(round);
        foreach (var (audience, submissions) in round.Named)
        {
            for (var i = 0; i < audience.Items.Count; i++)
            {
                if (CellOf(before, audience, i)?.State != CellState.Suppressed) continue;
                foreach (var s in submissions.Where(s => s[i] is > 0 and < 6)) s[i] = (byte)(6 - s[i]);
            }
        }
        Assert.Equal(before.ToJson(), Release(round).ToJson());
    }).Check(Config);

    [Fact]
    public void Who_of_the_staff_is_a_leader_does_not_show() => Prop.ForAll(Arb(AnyRound), round =>
    {
        // Leaders and teachers are asked the same here; any leader changes places with any teacher.
        var teachers = Leaders with { Id = "teachers", Invited = 20 };
        byte[][] others = [.. round.Teachers.Select(t => t[..^1])];
        if (round.Leaders.Length is 0 or > 4 || others.Length == 0) return;
        var before = Rounds.Release(Rounds.Count(Leaders, round.Leaders), Rounds.Count(teachers, others)).ToJson();
        (round.Leaders[0], others[^1]) = (others[^1], round.Leaders[0]);
        Assert.Equal(before, Rounds.Release(Rounds.Count(Leaders, round.Leaders), Rounds.Count(teachers, others)).ToJson());
    }).Check(Config);

    [Fact]
    public void The_order_of_submissions_does_not_show() => Prop.ForAll(Arb(AnyRound), round =>
    {
        var reversed = new Answers([.. round.Leaders.Reverse()], [.. round.Teachers.Reverse()], [.. round.Learners.Reverse()]);
        Assert.Equal(Release(round).ToJson(), Release(reversed).ToJson());
    }).Check(Config);

    [Fact]
    public void An_area_of_few_people_tells_no_more_than_its_items() => Prop.ForAll(Arb(Complete), submissions =>
    {
        // The answers to each item stay the same; who gave them moves by one person per item.
        var n = submissions.Length;
        byte[][] moved = [.. Enumerable.Range(0, n).Select(p => Enumerable.Range(0, 6).Select(i => submissions[(p + i) % n][i]).ToArray())];
        Assert.Equal(
            Rounds.Release(Rounds.Count(Leaders, submissions)).ToJson(), Rounds.Release(Rounds.Count(Leaders, moved)).ToJson());
    }).Check(Config);

    [Fact]
    public void A_raised_policy_never_shows_more() => Prop.ForAll(Arb(AnyRound), Raises.ToArbitrary(), (round, policy) =>
    {
        Release loose = Release(round), strict = Disclosure.Decide(Counts(round), policy);
        foreach (var (cell, than) in strict.Items.Zip(loose.Items).SelectMany(i => i.First.Cells.Zip(i.Second.Cells)))
        {
            if (cell.State != CellState.Shown)
            {
                Assert.True(cell.State == than.State || cell.State == CellState.Suppressed);
                continue;
            }
            // What is left out is null in the stricter one; what is not is the same in both.
            Assert.Equal(than with { Split = null, Bars = null, DoesNotApply = null }, cell with { Split = null, Bars = null, DoesNotApply = null });
            if (cell.Split is not null) Assert.Equal(than.Split, cell.Split);
            if (cell.Bars is not null) Assert.Equal(than.Bars, cell.Bars);
            if (cell.DoesNotApply is not null) Assert.Equal(than.DoesNotApply, cell.DoesNotApply);
        }
        Assert.All(strict.Areas.Zip(loose.Areas).SelectMany(a => a.First.Cells.Zip(a.Second.Cells)),
            c => Assert.True(c.First.State != CellState.Shown || c.Second.State == CellState.Shown));
    }).Check(Config);

    [Fact]
    public void A_cell_that_is_not_shown_holds_no_number_about_answers() => Prop.ForAll(Arb(AnyRound), round =>
    {
        var json = JsonNode.Parse(Release(round).ToJson())!;
        var cells = json["areas"]!.AsArray().Concat(json["items"]!.AsArray()).SelectMany(a => a!["cells"]!.AsArray()).ToList();
        foreach (var cell in cells.Where(c => (string)c!["state"]! != "shown"))
        {
            Assert.Equal([], cell!.AsObject().Select(p => p.Key).Except(["audience", "state", "asked", "used"]));
            Assert.Equal(0, (int?)cell["used"] ?? 0);
        }
        Assert.All(cells, c => Assert.True(c!["atLeast"] is null || (int)c["atLeast"]! >= 5));
    }).Check(Config);

    [Fact]
    public void An_interval_holds_its_mean_and_stays_on_the_scale() => Prop.ForAll(Arb(AnyRound), round =>
    {
        var release = Release(round);
        var all = release.Areas.SelectMany(a => a.Cells).Select(c => c.Estimate)
            .Concat(release.Items.SelectMany(i => i.Cells).Select(c => c.Estimate)).OfType<Estimate>();
        Assert.All(all, e => Assert.True(1 <= e.Low && e.Low <= e.Value && e.Value <= e.High && e.High <= 5, e.ToString()));
    }).Check(Config);

    private sealed record Answers(byte[][] Leaders, byte[][] Teachers, byte[][] Learners)
    {
        public IEnumerable<(AskedAudience, byte[][])> Named =>
            [(DisclosurePropertyTests.Leaders, Leaders), (DisclosurePropertyTests.Teachers, Teachers), (DisclosurePropertyTests.Learners, Learners)];
    }

    private static RoundCounts Counts(Answers round) => Rounds.Round([.. round.Named.Select(n => Rounds.Count(n.Item1, n.Item2))]);

    private static Release Release(Answers round) => Disclosure.Decide(Counts(round), DisclosurePolicy.Default);

    /// <summary>The cell in which an audience's answers to its item are counted.</summary>
    private static ItemCell? CellOf(Release release, AskedAudience audience, int item)
    {
        var cells = release.Items.Single(i => i.Id == audience.Items[item].Id).Cells;
        return cells.FirstOrDefault(c => c.Audience == audience.Id) ?? cells.FirstOrDefault(c => c.Audience == Disclosure.Staff);
    }

    private static Arbitrary<T> Arb<T>(Gen<T> gen) => gen.ToArbitrary();

    private static Gen<byte[][]> Submissions(int most, int items) =>
        from n in Gen.Choose(0, most)
        from left in Gen.Choose(0, 3)
        from s in Answer(left).ArrayOf(items).ArrayOf(n)
        select s;

    /// <summary>The more is left, the rarer an answer on the scale: rounds in which some items have enough and some have not.</summary>
    private static Gen<byte> Answer(int left) => Gen.Frequency(
        (6, Gen.Choose(1, 5).Select(a => (byte)a)), (1 + (3 * left), Gen.Elements<byte>(0, 6)));

    private static Gen<Answers> AnyRound =>
        from leaders in Submissions(6, 6)
        from teachers in Submissions(20, 7)
        from learners in Submissions(40, 4)
        select new Answers(leaders, teachers, learners);

    private static Gen<byte[][]> Complete =>
        from n in Gen.Choose(5, 9)
        from s in Gen.Choose(1, 5).Select(a => (byte)a).ArrayOf(6).ArrayOf(n)
        select s;

    private static Gen<DisclosurePolicy> Raises =>
        from means in Gen.Choose(5, 15)
        from split in Gen.Choose(10, 40)
        from bars in Gen.Choose(30, 50)
        select DisclosurePolicy.Raised(means, split, bars);
}
