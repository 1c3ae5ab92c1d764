using Meent.Reflect;

namespace Meent.Tests.Reflect.Campaigns;

public class CampaignDecisionsTests
{
    private static readonly DateOnly Last = new(2026, 5, 8);

    private static readonly DateTime Called = new(2026, 4, 1, 9, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData(0, true, null)]
    [InlineData(1, true, typeof(CampaignIsOver))]
    [InlineData(0, false, typeof(InstrumentIsGone))]
    public void A_round_can_be_begun_until_the_last_day(int daysAfter, bool known, Type? why) =>
        Assert.Equal(why, CampaignDecisions.Begin(Of(), known, Last.AddDays(daysAfter))?.GetType());

    [Fact]
    public void Nothing_is_begun_or_sent_once_it_was_called_off()
    {
        var off = Of();
        off.EndedAt = Called.AddDays(1);
        Assert.IsType<CampaignWasCalledOff>(CampaignDecisions.Begin(off, true, Last));
        Assert.IsType<CampaignWasCalledOff>(CampaignDecisions.Remind(off, 3, Called.AddDays(9), Last));
        Assert.IsType<CampaignWasCalledOff>(CampaignDecisions.CallOff(off, Last));
    }

    [Theory]
    [InlineData(4, null, 2, typeof(RemindedLately))]
    [InlineData(5, null, 2, null)]
    [InlineData(12, 8, 2, typeof(RemindedLately))]
    [InlineData(13, 8, 2, null)]
    [InlineData(13, 8, 0, typeof(EverySchoolHasBegun))]
    [InlineData(60, 8, 2, typeof(CampaignIsOver))]
    public void Schools_are_not_written_to_every_day(int daysAfter, int? remindedAfter, int waiting, Type? why)
    {
        var campaign = Of();
        campaign.RemindedAt = remindedAfter is { } days ? Called.AddDays(days) : null;
        var now = Called.AddDays(daysAfter);
        Assert.Equal(why, CampaignDecisions.Remind(campaign, waiting, now, DateOnly.FromDateTime(now))?.GetType());
    }

    [Fact]
    public void The_caller_learns_a_state_and_a_cancelled_round_counts_as_none()
    {
        var today = new DateOnly(2026, 4, 10);
        var round = new Round { Name = "", InstrumentId = "school", OpensOn = today, ClosesOn = today.AddDays(3) };
        Assert.Equal(Joining.NotBegun, CampaignDecisions.Joined(null, today));
        Assert.Equal(Joining.Preparing, CampaignDecisions.Joined(round, today));
        round.OpenedAt = Called;
        Assert.Equal([Joining.Running, Joining.Running, Joining.Running], [CampaignDecisions.Joined(round, today.AddDays(-1)), CampaignDecisions.Joined(round, today), CampaignDecisions.Joined(round, today.AddDays(9))]);
        round.ClosedAt = Called;
        Assert.Equal(Joining.Closed, CampaignDecisions.Joined(round, today));
        round.CancelledAt = Called;
        Assert.Equal(Joining.NotBegun, CampaignDecisions.Joined(round, today));
    }

    private static Campaign Of() => new() { Name = "Spring 2026", InstrumentId = "school", OpensOn = new(2026, 4, 7), ClosesOn = Last, CalledAt = Called };
}
