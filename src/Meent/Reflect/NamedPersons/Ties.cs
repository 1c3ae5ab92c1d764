using Meent.Foundation.Data;
using Meent.Foundation.PersonalData;
using Meent.People;
using Microsoft.EntityFrameworkCore;

namespace Meent.Reflect.NamedPersons;

/// <summary>
/// Which rows of which places can mean a person: those of rounds that they prepared or signed for, those that hold their address, and those from the time in which
/// they had a role that another gave them. A name alone proves nothing: everybody chooses their own, and may ask for a role anywhere.
/// </summary>
internal sealed class Ties
{
    private static readonly (DateTime From, DateTime To) Always = (DateTime.MinValue, DateTime.MaxValue);

    private readonly DataSubject who;
    private readonly ILookup<Guid, RoleHeld> held;
    private readonly Dictionary<Guid, (DateTime From, DateTime To)> times;
    private readonly HashSet<Guid> own;

    private Ties(DataSubject who, ILookup<Guid, RoleHeld> held, IReadOnlyList<Round> rounds, IReadOnlyCollection<(Guid PlaceId, Guid RoundId)> signed)
    {
        (this.who, this.held) = (who, held);
        own = [.. rounds.Where(IsOwn).Select(r => r.Id), .. signed.Select(s => s.RoundId)];
        times = rounds.ToDictionary(r => r.Id, r => (r.CreatedAt, r.ClosedAt ?? r.CancelledAt ?? DateTime.MaxValue));
        Places = [.. held.Select(h => h.Key).Concat(rounds.Select(r => r.PlaceId)).Concat(signed.Select(s => s.PlaceId)).Distinct()];
    }

    /// <summary>Where the person worked: nowhere else is a text looked at.</summary>
    public IReadOnlyList<Guid> Places { get; }

    public static async Task<Ties> Of(HubDb db, DataSubject who, CancellationToken cancel)
    {
        var held = await db.GivenRoles(who.Id, cancel);
        var worked = held.Select(h => h.Key).ToList();
        var rounds = await db.Read<Round>().Where(r => worked.Contains(r.PlaceId) || r.CreatedBy == who.Id || r.OpenedBy == who.Id || r.ClosedBy == who.Id || r.CancelledBy == who.Id || r.PapersSeenBy == who.Id).ToListAsync(cancel);
        var signed = await db.Read<TeamView>().Where(v => v.SavedBy == who.Id).Select(v => new { v.PlaceId, v.RoundId }).ToListAsync(cancel);
        return new Ties(who, held, rounds, [.. signed.Select(s => (s.PlaceId, s.RoundId))]);
    }

    /// <summary>Whether a text of a round can mean the person.</summary>
    public bool Hold(Guid place, Guid round, string text) =>
        own.Contains(round) || Forgetting.Found(text, who with { Name = "" }).Length > 0 || held[place].Any(r => Overlap(r, times.GetValueOrDefault(round, Always)));

    private bool IsOwn(Round round) => new[] { round.CreatedBy, round.OpenedBy, round.ClosedBy, round.CancelledBy, round.PapersSeenBy }.Contains(who.Id);

    private static bool Overlap(RoleHeld role, (DateTime From, DateTime To) time) => role.ApprovedAt <= time.To && (role.EndedAt is null || role.EndedAt >= time.From);
}
