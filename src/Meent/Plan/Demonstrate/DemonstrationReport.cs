using Meent.Foundation.Data;
using Meent.Reflect;

namespace Meent.Plan.Demonstrate;

/// <summary>The report that an objective of the demonstration was made from.</summary>
internal static class DemonstrationReport
{
    /// <summary>What the last whole round but one says of teaching, so that a later one stands beside it; null where there are not two.</summary>
    public static async Task<ObjectiveFrom?> Of(HubDb db, Guid school, CancellationToken cancel)
    {
        var own = (await ShownRounds.Keys(db, cancel)).Where(k => k.SchoolId == school).ToList();
        var whole = new List<ShownRound>();
        await foreach (var round in ShownRounds.Some(db, own, cancel)) if (round is { Instrument: "school", IsPulse: false }) whole.Add(round);
        return whole.OrderByDescending(r => r.ClosedOn).ElementAtOrDefault(1) is { } chosen ? new(chosen.RoundId, "teaching") : null;
    }
}
