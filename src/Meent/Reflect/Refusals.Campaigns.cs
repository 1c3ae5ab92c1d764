using Meent.Foundation.Web;

namespace Meent.Reflect;

public sealed record NoSchoolToInvite() : Refusal("No school is left to invite. Choose other kinds of school, or leave out fewer.");

public sealed record CampaignIsOver() : Refusal("The last day of this campaign has passed. You can still run a round of your own.");

public sealed record CampaignWasCalledOff() : Refusal("This campaign was called off. You can still run a round of your own.");

public sealed record InvitationWasTakenBack() : Refusal("This invitation was taken back: it was noted that the school does not take part. You can still run a round of your own.");

public sealed record EverySchoolHasBegun() : Refusal("Every school has begun: there is nobody to write to.");

/// <param name="Days">between two letters</param>
public sealed record RemindedLately(int Days) : Refusal("The schools had a letter in the last {0} days. Wait a little before you write again.", Days);

/// <summary>The trainers of several schools are counted together, and a round that ended later would keep the other schools waiting.</summary>
/// <param name="Days">after the campaign's last day, at the latest</param>
public sealed record PoolEndsBefore(int Days) : Refusal("The trainers of this round are counted together with those of other schools. So it ends no later than {0} days after the last day of the campaign. Choose an earlier last day.", Days);
