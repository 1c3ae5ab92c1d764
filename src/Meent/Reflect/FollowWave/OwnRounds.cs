using Meent.Foundation.Data;
using Meent.Reflect.Areas;
using Microsoft.EntityFrameworkCore;

namespace Meent.Reflect.FollowWave;

/// <summary>How many schools of a sample opened a round of their own with the same questions in a school year. Such a round is not one of the sample.</summary>
/// <param name="Count">null where they are fewer than <see cref="Least"/>, and none, too: which schools ask themselves is theirs to tell</param>
/// <param name="Period">"2025-2026"</param>
public sealed record OwnRounds(int? Count, string Period)
{
    /// <summary>Fewest schools that are counted.</summary>
    public const int Least = 3;

    internal static async Task<OwnRounds> Of(HubDb db, IReadOnlyCollection<Guid> schools, string instrument, string period, CancellationToken cancel)
    {
        var with = 0;
        foreach (var some in schools.Chunk(500))
        {
            var rounds = await db.Read<Round>().Where(r => some.Contains(r.PlaceId) && r.InstrumentId == instrument && r.OpenedAt != null && r.CancelledAt == null && r.PulseOf == null).ToListAsync(cancel);
            with += rounds.Where(r => SchoolYear.Of(r.ClosesOn) == period).Select(r => r.PlaceId).Distinct().Count();
        }
        return new(with < Least ? null : with, period);
    }
}
