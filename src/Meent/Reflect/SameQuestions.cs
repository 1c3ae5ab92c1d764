using Meent.Foundation.Data;
using Meent.Foundation.Time;
using Microsoft.EntityFrameworkCore;

namespace Meent.Reflect;

/// <summary>Which other rounds of a place ask the same people the same: with the same instrument, or with an own statement in the same words.</summary>
public static class SameQuestions
{
    /// <summary>The days of every other round of the place, opened or closed and not cancelled, that asks any of the same groups any of the same.</summary>
    public static async Task<IReadOnlyList<AskedOn>> Days(HubDb db, Round round, CancellationToken cancel)
    {
        var mine = db.Read<RoundAudience>().Where(a => a.PlaceId == round.PlaceId && a.RoundId == round.Id).Select(a => a.Audience);
        var others = await (
            from r in db.Read<Round>()
            where r.PlaceId == round.PlaceId && r.Id != round.Id && r.OpenedAt != null && r.CancelledAt == null
            where db.Set<RoundAudience>().Any(a => a.PlaceId == r.PlaceId && a.RoundId == r.Id && mine.Contains(a.Audience))
            select new { r.Id, r.InstrumentId, r.OpensOn, r.ClosesOn, r.ClosedAt }).ToListAsync(cancel);
        var ids = others.Select(o => o.Id).Append(round.Id).ToList();
        var own = await db.Read<OwnItem>().Where(i => i.PlaceId == round.PlaceId && ids.Contains(i.RoundId)).ToListAsync(cancel);
        var statements = own.ToLookup(i => i.RoundId);
        return [.. others.Where(o => o.InstrumentId == round.InstrumentId || Shared(statements[round.Id], statements[o.Id]))
            .Select(o => new AskedOn(o.OpensOn, o.ClosedAt is { } closed && Clock.Day(closed) < o.ClosesOn ? Clock.Day(closed) : o.ClosesOn))];
    }

    /// <summary>A statement in the same words for the same group. Capitals, spaces and punctuation do not make other words.</summary>
    public static bool Shared(IEnumerable<OwnItem> these, IEnumerable<OwnItem> those) =>
        these.Any(a => those.Any(b => Folded(a.Text) == Folded(b.Text) && Groups(a).Intersect(Groups(b)).Any()));

    private static string Folded(string text) => string.Concat(text.Normalize(System.Text.NormalizationForm.FormKC).Where(char.IsLetterOrDigit)).ToUpperInvariant();

    private static string[] Groups(OwnItem item) => item.Audiences.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
