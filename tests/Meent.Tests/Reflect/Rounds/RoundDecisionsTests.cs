using FsCheck;
using FsCheck.Fluent;
using Meent.Foundation.Web;
using Meent.Reflect;
using Meent.Reflect.Results;

namespace Meent.Tests.Reflect.Rounds;

public class RoundDecisionsTests
{
    private static readonly DateOnly Today = new(2026, 3, 4);

    public static TheoryData<int, int, int, bool, int, Type> Openings => new()
    {
        { 0, 21, 2, true, 5, typeof(Opened) },
        { 0, 0, 1, true, 30, typeof(Opened) },
        { -9, 5, 1, true, 5, typeof(Opened) },
        { 0, 120, 1, true, 5, typeof(Opened) },
        { 0, 121, 1, true, 5, typeof(RoundTooLong) },
        { 7, 5, 1, true, 5, typeof(ClosesBeforeItOpens) },
        { -9, -1, 1, true, 5, typeof(LastDayHasPassed) },
        { 366, 370, 1, true, 5, typeof(OpensTooFarAhead) },
        { 0, 21, 0, true, 5, typeof(RoundHasNoAudience) },
        { 0, 21, 1, false, 5, typeof(InstrumentIsGone) },
        { 0, 21, 1, true, 4, typeof(PromiseOutOfBounds) },
        { 0, 21, 1, true, 31, typeof(PromiseOutOfBounds) },
        { 0, 21, 1, true, int.MinValue, typeof(PromiseOutOfBounds) },
    };

    [Theory, MemberData(nameof(Openings))]
    public void A_draft_opens_where_nothing_is_wrong(int opens, int closes, int groups, bool known, int meansFrom, Type expected)
    {
        var decision = RoundDecisions.Open(Draft(Today.AddDays(opens), Today.AddDays(closes)), groups, known, meansFrom, Today);
        Assert.IsType(expected, decision is Refused refused ? refused.Why : decision);
    }

    [Fact]
    public void Days_at_the_ends_of_the_calendar_are_refused_and_break_nothing()
    {
        Assert.IsType<OpensTooFarAhead>(RoundDecisions.Dates(DateOnly.MaxValue, DateOnly.MaxValue, Today));
        Assert.IsType<LastDayHasPassed>(RoundDecisions.Dates(DateOnly.MinValue, DateOnly.MinValue, Today));
        Assert.IsType<RoundTooLong>(RoundDecisions.Dates(DateOnly.MinValue, DateOnly.MaxValue, Today));
    }

    [Fact]
    public void What_is_opened_is_never_weaker_than_the_hub_allows_nor_outside_the_days()
    {
        var days = Gen.Choose(-400, 400).Select(Today.AddDays);
        var openings = from opens in days from closes in days from meansFrom in Gen.Choose(-10, 60) from groups in Gen.Choose(0, 4) select (opens, closes, meansFrom, groups);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2000), Prop.ForAll(openings.ToArbitrary(), o =>
            RoundDecisions.Open(Draft(o.opens, o.closes), o.groups, true, o.meansFrom, Today) is not Opened opened
            || (opened.OpensOn >= Today && opened.OpensOn <= o.closes && o.closes.DayNumber - opened.OpensOn.DayNumber <= RoundDecisions.LongestDays
                && o.groups > 0 && AtLeast(opened.Promise, DisclosurePolicy.Default))));
    }

    /// <summary>Whatever is done with a round in whatever order on whatever days: what was promised stays, and an end is an end.</summary>
    [Fact]
    public void No_order_of_acts_weakens_a_promise_or_reopens_a_round()
    {
        var act = from kind in Gen.Choose(0, 3) from day in Gen.Choose(0, 3) from a in Gen.Choose(-5, 130) from b in Gen.Choose(-5, 130) from n in Gen.Choose(0, 40) select new Act(kind, day, a, b, n);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(1000), Prop.ForAll(act.ListOf(25).ToArbitrary(), acts =>
        {
            var round = Draft(Today, Today.AddDays(10));
            var today = Today;
            foreach (var next in acts)
            {
                today = today.AddDays(next.Day);
                var (promise, state, opensOn) = (round.Promise, round.State(today), round.OpensOn);
                Carry(round, next, today);
                if (promise is not null) Assert.Equal(promise, round.Promise);
                if (state is RoundState.Closed or RoundState.Cancelled) Assert.Equal(state, round.State(today));
                if (state is RoundState.Open) Assert.Equal(opensOn, round.OpensOn);
                if (round.OpenedAt is not null) Assert.True(round.ClosesOn.DayNumber - round.OpensOn.DayNumber is >= 0 and <= RoundDecisions.LongestDays);
            }
        }));
    }

    [Theory]
    [InlineData(RoundState.Draft, typeof(RoundIsNotOpenYet), typeof(RoundIsNotOpenYet), typeof(ToDiscard), typeof(RoundIsNotOpenYet))]
    [InlineData(RoundState.Waiting, typeof(RoundHasNotBegun), typeof(Moved), typeof(ToCancel), null)]
    [InlineData(RoundState.Open, typeof(ToClose), typeof(Moved), typeof(ToCancel), null)]
    [InlineData(RoundState.Ended, typeof(ToClose), typeof(RoundHasEnded), typeof(RoundHasEnded), typeof(RoundHasEnded))]
    [InlineData(RoundState.Closed, typeof(RoundIsClosed), typeof(RoundIsClosed), typeof(RoundIsClosed), typeof(RoundIsClosed))]
    [InlineData(RoundState.Cancelled, typeof(RoundWasCancelled), typeof(RoundWasCancelled), typeof(RoundWasCancelled), typeof(RoundWasCancelled))]
    public void Every_state_has_its_answer_to_every_act(RoundState state, Type close, Type move, Type cancel, Type? team)
    {
        var round = In(state);
        Assert.Equal(state, round.State(Today));
        Assert.IsType(close, Why(RoundDecisions.Close(round, Today)));
        Assert.IsType(move, Why(RoundDecisions.Move(round, round.OpensOn, Today.AddDays(40), Today)));
        Assert.IsType(cancel, Why(RoundDecisions.Cancel(round, Today)));
        Assert.Equal(team, RoundDecisions.AnswerAsTeam(round, Today)?.GetType());
    }

    private sealed record Act(int Kind, int Day, int A, int B, int N);

    private static object Why(Decision decision) => decision is Refused refused ? refused.Why : decision;

    private static void Carry(Round round, Act act, DateOnly today)
    {
        var decision = act.Kind switch
        {
            0 => RoundDecisions.Open(round, 1, true, act.N, today),
            1 => RoundDecisions.Move(round, today.AddDays(act.A), today.AddDays(act.B), today),
            2 => act.N > 30 ? RoundDecisions.Close(round, today) : new Refused(new RoundIsClosed()),
            _ => act.N > 35 ? RoundDecisions.Cancel(round, today) : new Refused(new RoundIsClosed()),
        };
        switch (decision)
        {
            case Opened opened: (round.OpensOn, round.OpenedAt, round.Promise) = (opened.OpensOn, DateTime.UnixEpoch, opened.Promise.ToJson()); break;
            case Moved moved: (round.OpensOn, round.ClosesOn) = (moved.OpensOn, moved.ClosesOn); break;
            case ToClose: round.ClosedAt = DateTime.UnixEpoch; break;
            case ToCancel: round.CancelledAt = DateTime.UnixEpoch; break;
        }
    }

    private static bool AtLeast(DisclosurePolicy policy, DisclosurePolicy least) =>
        policy.MeansFrom >= least.MeansFrom && policy.SplitFrom >= least.SplitFrom && policy.BarsFrom >= least.BarsFrom;

    private static Round Draft(DateOnly opensOn, DateOnly closesOn) => new() { Name = "Spring", InstrumentId = "school", OpensOn = opensOn, ClosesOn = closesOn };

    private static Round In(RoundState state)
    {
        var round = state switch
        {
            RoundState.Waiting => Draft(Today.AddDays(2), Today.AddDays(9)),
            RoundState.Ended or RoundState.Closed => Draft(Today.AddDays(-9), Today.AddDays(-1)),
            _ => Draft(Today, Today.AddDays(9)),
        };
        if (state != RoundState.Draft) round.OpenedAt = DateTime.UnixEpoch;
        if (state == RoundState.Closed) round.ClosedAt = DateTime.UnixEpoch;
        if (state == RoundState.Cancelled) round.CancelledAt = DateTime.UnixEpoch;
        return round;
    }
}
