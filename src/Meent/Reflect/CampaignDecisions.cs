using Meent.Foundation.Web;

namespace Meent.Reflect;

/// <summary>What may be done with a campaign and when: facts in, decision out.</summary>
public static class CampaignDecisions
{
    /// <summary>Days between two letters to a school.</summary>
    public const int Pause = 5;

    /// <returns>why a school cannot begin a round from it; null where it can</returns>
    /// <param name="instrumentKnown">the hub still has the version that the campaign names</param>
    public static Refusal? Begin(Campaign campaign, bool instrumentKnown, DateOnly today) => campaign.State(today) switch
    {
        CampaignState.CalledOff => new CampaignWasCalledOff(),
        CampaignState.Over => new CampaignIsOver(),
        _ => instrumentKnown ? null : new InstrumentIsGone(),
    };

    /// <param name="waiting">schools that have not begun</param>
    /// <returns>why those schools cannot be written to again now; null where they can</returns>
    public static Refusal? Remind(Campaign campaign, int waiting, DateTime now, DateOnly today) => campaign.State(today) switch
    {
        CampaignState.CalledOff => new CampaignWasCalledOff(),
        CampaignState.Over => new CampaignIsOver(),
        _ when waiting == 0 => new EverySchoolHasBegun(),
        _ => now - (campaign.RemindedAt ?? campaign.CalledAt) < TimeSpan.FromDays(Pause) ? new RemindedLately(Pause) : null,
    };

    /// <returns>why it cannot be called off; null where it can</returns>
    public static Refusal? CallOff(Campaign campaign, DateOnly today) => campaign.State(today) switch
    {
        CampaignState.CalledOff => new CampaignWasCalledOff(),
        CampaignState.Over => new CampaignIsOver(),
        _ => null,
    };

    /// <summary>What the caller learns of a school's round: where it stands, and nothing of what is in it.</summary>
    /// <param name="round">null where there is none (any more)</param>
    public static Joining Joined(Round? round, DateOnly today) => round?.State(today) switch
    {
        null or RoundState.Cancelled => Joining.NotBegun,
        RoundState.Draft => Joining.Preparing,
        RoundState.Closed => Joining.Closed,
        _ => Joining.Running,
    };
}

/// <summary>How far a school is with a campaign.</summary>
public enum Joining { NotBegun, Preparing, Running, Closed }
