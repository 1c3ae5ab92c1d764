using Meent.Foundation.Web;

namespace Meent.Reflect.FollowWave;

/// <summary>What may be done with a sample that was drawn: facts in, decision out.</summary>
public static class WaveDecisions
{
    /// <returns>why it cannot be noted that a school does not take part; null where it can</returns>
    /// <param name="campaign">null before the schools are invited</param>
    /// <param name="isReserve">it was not among those drawn first</param>
    public static Refusal? Decline(WaveStand stand, CampaignState? campaign, bool isReserve) => (campaign, stand) switch
    {
        (null, _) => new WaveIsNotInvited(),
        (CampaignState.CalledOff, _) => new CampaignWasCalledOff(),
        (CampaignState.Over, _) => new CampaignIsOver(),
        (_, WaveStand.Declined) => new SchoolHadDeclined(),
        (_, WaveStand.TakesPart or WaveStand.Closed) => new SchoolHasBegun(),
        // Else reserves could be passed over until the one comes that somebody wants.
        (_, WaveStand.NotAsked) when isReserve => new ReserveWasNotAsked(),
        _ => null,
    };

    /// <summary>The reserve that is asked instead: the next in the order of the draw that was not asked and is open.</summary>
    /// <param name="stratum">the schools of the stratum</param>
    /// <returns>null where none is left</returns>
    public static WaveSchool? Next(IEnumerable<WaveSchool> stratum, int drawn, IReadOnlySet<Guid> open) =>
        stratum.Where(s => s.Rank > drawn && s.AskedAt is null && s.DeclinedAt is null && open.Contains(s.PlaceId)).MinBy(s => s.Rank);
}
