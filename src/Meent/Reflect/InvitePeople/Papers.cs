namespace Meent.Reflect.InvitePeople;

/// <summary>What a school reads before learners are asked: letter to parents, privacy notice, DPIA.</summary>
internal static class Papers
{
    /// <summary>The audience whose link waits for them.</summary>
    public const string Learners = "learners";

    /// <summary>True while the link of this audience may not be handed out yet.</summary>
    public static bool Missing(Round round, string audience) => audience == Learners && round.PapersSeenAt is null;
}
