using Meent.Foundation.Data;
using Meent.Foundation.Time;
using Meent.People;
using Meent.Places;

namespace Meent.Reflect.Demonstrate;

/// <summary>The board's campaign of these weeks: one school runs its round, the others have the invitation.</summary>
internal static class DemonstrationCampaign
{
    private static Guid CalledBy => DemonstrationAccount.All[5].Id;

    /// <param name="round">the round that is open today</param>
    public static async Task Write(HubDb db, Round round, CancellationToken cancel)
    {
        var campaign = new Campaign
        {
            PlaceId = DemonstrationSchool.Board, Id = Ids.Named("demonstration campaign"), AreaId = DemonstrationSchool.Board, Name = round.Name,
            InstrumentId = round.InstrumentId, InstrumentVersion = round.InstrumentVersion, OpensOn = round.OpensOn, ClosesOn = round.ClosesOn,
            Letter = "We ask this every year in the same weeks, so that each school sees what changed.",
            CalledAt = Clock.Cut(round.OpensOn.AddDays(-14).ToDateTime(new TimeOnly(9, 0), DateTimeKind.Utc)), CalledBy = CalledBy,
        };
        db.Add(campaign);
        foreach (var school in DemonstrationSchool.All)
            db.Add(new CampaignSchool { PlaceId = school, CampaignId = campaign.Id, CallerId = campaign.PlaceId, RoundId = school == round.PlaceId ? round.Id : null });
        await db.SaveChangesAsync(cancel);
        db.ChangeTracker.Clear();
    }
}
