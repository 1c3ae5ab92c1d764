namespace Meent.Reflect.FollowWave;

/// <summary>How far a school of a sample is.</summary>
public enum WaveStand { NotAsked, Asked, TakesPart, Closed, Declined }

/// <summary>A stratum with how far its schools are.</summary>
/// <param name="Asked">schools that were invited: those drawn, and reserves that were asked instead of others</param>
/// <param name="TakePart">have begun a round: those that have closed it, too</param>
/// <param name="Spare">reserves that nobody asked yet</param>
public sealed record StratumProgress(WaveStratum Stratum, int Asked, int Declined, int TakePart, int Closed, int Spare)
{
    /// <summary>Schools that closed a round of all that were invited; null where none was. Those that said no count as invited.</summary>
    public double? Response => Asked == 0 ? null : (double)Closed / Asked;
}

/// <summary>Counts how far the schools of a sample are, stratum by stratum. It knows states of rounds and nothing of what is in them.</summary>
public static class WaveProgress
{
    /// <param name="joined">schools that have an invitation, with how far they are</param>
    public static IReadOnlyList<StratumProgress> Of(IReadOnlyList<WaveStratum> strata, IReadOnlyList<WaveSchool> schools, IReadOnlyDictionary<Guid, Joining> joined)
    {
        var byStratum = schools.ToLookup(s => s.Stratum);
        return
        [
            .. from stratum in strata
               let stands = byStratum[stratum.Number].Select(s => (School: s, Stand: StandOf(s, joined))).ToList()
               select new StratumProgress(
                   stratum, stands.Count(s => s.School.AskedAt is not null), stands.Count(s => s.Stand == WaveStand.Declined),
                   stands.Count(s => s.Stand is WaveStand.TakesPart or WaveStand.Closed), stands.Count(s => s.Stand == WaveStand.Closed),
                   stands.Count(s => s.School.Rank > stratum.Drawn && s.School.AskedAt is null)),
        ];
    }

    public static WaveStand StandOf(WaveSchool school, IReadOnlyDictionary<Guid, Joining> joined) => school switch
    {
        { DeclinedAt: not null } => WaveStand.Declined,
        { AskedAt: null } => WaveStand.NotAsked,
        _ => joined.GetValueOrDefault(school.PlaceId) switch
        {
            Joining.Preparing or Joining.Running => WaveStand.TakesPart,
            Joining.Closed => WaveStand.Closed,
            _ => WaveStand.Asked,
        },
    };
}

public sealed record WaveSchoolLine(WaveSchool School, Meent.Places.Place Place, WaveStand Stand);
