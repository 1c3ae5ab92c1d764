using Meent.Foundation.Data;
using Meent.Reflect.Results;
using Meent.Reflect.SayMore;
using Microsoft.EntityFrameworkCore;

namespace Meent.Reflect.AuditDisclosure;

/// <summary>Looks at what lies in the tables themselves: anything that joins answers to persons or moments, and anything there too early.</summary>
internal static class TraceAudit
{
    /// <summary>Submissions of a round whose ids are looked at.</summary>
    private const int Looked = 1_000;

    /// <returns>a sentence per weakness, with the round</returns>
    public static async Task<IReadOnlyList<(Guid Round, string Sentence)>> Run(HubDb db, CancellationToken cancel)
    {
        var found = new List<(Guid, string)>();
        var open = db.Read<Round>().Where(r => r.ClosedAt == null);
        await Found("It has a result and is not closed.", from r in open join x in db.Read<StoredRelease>() on new { r.PlaceId, RoundId = r.Id } equals new { x.PlaceId, x.RoundId } select r.Id);
        await Found("It is counted and not closed.", from r in open join x in db.Read<Tally>() on new { r.PlaceId, RoundId = r.Id } equals new { x.PlaceId, x.RoundId } select r.Id);
        await Found("It has a result and can still be answered.",
            from x in db.Read<StoredRelease>() join a in db.Read<RoundAudience>() on new { x.PlaceId, x.RoundId } equals new { a.PlaceId, a.RoundId } where !a.Sealed select x.RoundId);
        // Groups with a code are no rounds: their answers go when they are counted.
        await Found("It is counted, and the answers of its group are still there.",
            from x in db.Read<StoredRelease>()
            where db.Set<Submission>().Any(s => s.PlaceId == x.PlaceId && s.RoundId == x.RoundId) && !db.Set<Round>().Any(r => r.PlaceId == x.PlaceId && r.Id == x.RoundId)
            select x.RoundId);
        await Found("It is over, and what people wrote in their own words is still there.",
            from t in db.Read<FreeText>() join r in db.Read<Round>() on new { t.PlaceId, t.RoundId } equals new { r.PlaceId, RoundId = r.Id } where r.ClosedAt != null || r.CancelledAt != null select r.Id);
        await Found("It is over, and which codes were used is still there.",
            from c in db.Read<SingleUseCode>() join r in db.Read<Round>() on new { c.PlaceId, c.RoundId } equals new { r.PlaceId, RoundId = r.Id } where c.Used && (r.ClosedAt != null || r.CancelledAt != null) select r.Id);
        await Found("A text has the id of a submission.",
            from t in db.Read<FreeText>() join s in db.Read<Submission>() on new { t.PlaceId, t.RoundId, t.Id } equals new { s.PlaceId, s.RoundId, s.Id } select t.RoundId);
        foreach (var round in await db.Read<Round>().Where(r => r.OpenedAt != null).Select(r => new { r.PlaceId, r.Id }).ToListAsync(cancel))
        {
            var ids = await db.Read<Submission>().Where(s => s.PlaceId == round.PlaceId && s.RoundId == round.Id).OrderBy(s => s.Id).Take(Looked).Select(s => s.Id).ToListAsync(cancel);
            if (ids.Exists(id => id.Version != 4)) found.Add((round.Id, "Ids of submissions tell when they were given."));
        }
        return found;

        async Task Found(string sentence, IQueryable<Guid> rounds) => found.AddRange((await rounds.Distinct().ToListAsync(cancel)).Select(r => (r, sentence)));
    }

    /// <summary>Texts that a release shows. What a coordinator took away counts as written.</summary>
    public static IEnumerable<string> Texts(Release release)
    {
        var least = Math.Max(FreeTexts.From, release.Thresholds.SplitFrom);
        foreach (var group in release.Texts?.Groups ?? [])
        {
            var (audience, written) = (release.Audiences.FirstOrDefault(a => a.Id == group.Audience), group.Texts.Distinct().Count() + (group.TakenAway ?? 0));
            if (group.State != CellState.Shown && (group.Texts.Count > 0 || group.TakenAway is not null)) yield return $"{group.Audience}: texts are not shown and are there.";
            if (group.State == CellState.Shown && written < least) yield return $"{group.Audience}: it shows fewer texts than may be shown.";
            if (audience is not { Kind: AudienceKind.Group or AudienceKind.Staff }) yield return $"{group.Audience}: it shows texts of a group that is not shown on its own.";
            else if (group.State == CellState.Shown && (audience.State != CellState.Shown || audience.Answered < least)) yield return $"{group.Audience}: it shows texts of a group that is too small to be shown.";
            else if (group.State == CellState.Shown && written > audience.Answered) yield return $"{group.Audience}: it shows more texts than people answered.";
            if (!FreeTexts.InOrder(group.Texts, release.Round.Id).SequenceEqual(group.Texts)) yield return "The order of the texts is not the one that chance gives.";
        }
    }
}
