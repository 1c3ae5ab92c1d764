using System.Text.Json;
using Meent.Foundation.Data;
using Meent.Reflect.Pooling;
using Meent.Reflect.Results;
using Microsoft.EntityFrameworkCore;

namespace Meent.Reflect.AuditDisclosure;

/// <summary>Attacks what small groups of several schools say together: is it of enough schools, is none of them shown on its own, and does it tell what
/// somebody said?</summary>
internal static class PoolAudit
{
    /// <returns>cells attacked, and a sentence per weakness</returns>
    public static async Task<(int Cells, IReadOnlyList<string> Weaknesses)> Run(HubDb db, CancellationToken cancel)
    {
        var (cells, found) = (0, new List<string>());
        foreach (var pool in await db.Read<Pool>().Where(p => p.Content != null).ToListAsync(cancel))
        {
            try
            {
                var release = Release.FromJson(pool.Content!);
                var members = await Members(db, pool, cancel);
                cells += release.Items.Sum(i => i.Cells.Count) + release.Areas.Sum(a => a.Cells.Count);
                found.AddRange(Of(release, pool.Audience, members).Select(w => $"Pool of campaign {pool.CampaignId}: {w}"));
            }
            catch (Exception e) when (e is JsonException or InvalidOperationException)
            {
                found.Add($"Pool of campaign {pool.CampaignId}: it cannot be read: {e.Message}");
            }
        }
        return (cells, found);
    }

    private static async Task<List<Member>> Members(HubDb db, Pool pool, CancellationToken cancel)
    {
        var members = new List<Member>();
        foreach (var r in await db.Read<PoolRound>().Where(p => p.CampaignId == pool.CampaignId && p.CallerId == pool.PlaceId && p.Counted).ToListAsync(cancel))
        {
            var own = await db.Read<StoredRelease>().SingleAsync(x => x.PlaceId == r.PlaceId && x.RoundId == r.RoundId, cancel);
            var tallies = await db.Read<Tally>().Where(t => t.PlaceId == r.PlaceId && t.RoundId == r.RoundId && t.Audience == pool.Audience).ToListAsync(cancel);
            members.Add(new(r.RoundId, Release.FromJson(own.Content), tallies));
        }
        return members;
    }

    private static IEnumerable<string> Of(Release release, string audience, List<Member> members)
    {
        var policy = DisclosurePolicy.Raised(release.Thresholds.MeansFrom, release.Thresholds.SplitFrom, release.Thresholds.BarsFrom);
        if (policy is null || policy.MeansFrom < PoolRules.Answers) yield return "it shows more than may leave a school.";
        var answered = members.Sum(m => m.Answered(audience));
        foreach (var item in release.Items)
        {
            var cell = item.For(audience);
            if (cell.State != CellState.Shown) continue;
            List<(Guid Round, int[] Counts)> given = [.. members.Select(m => (m.Round, m.Counts(item.Id, release.Scale))).Where(g => g.Item2.Sum() > 0)];
            int all = given.Sum(g => g.Counts.Sum()), most = given.Count == 0 ? 0 : given.Max(g => g.Counts.Sum());
            if (given.Count < PoolRules.Schools || all < PoolRules.Answers || most * 100 > PoolRules.MostPercent * all) yield return $"{item.Id}: it is of too few schools or answers, or most of it is one school.";
            // Whatever one of the schools shows of this itself can be taken out of the sum.
            var alone = members.Where(m => m.Own.Items.Any(i => i.Id == item.Id && i.Find(audience)?.State == CellState.Shown)).Select(m => new PublishedSum("its own", [m.Round]));
            if (PublishedSums.Attack([new("the pool", [.. given.Select(g => g.Round)]), .. alone]).Count > 0) yield return $"{item.Id}: with what the schools show themselves, that of one or two of them follows.";
            int[] together = [0, .. Enumerable.Range(0, release.Scale).Select(o => given.Sum(g => g.Counts[o])), 0];
            if (policy is not null && all >= PoolRules.Answers && Audit.Known(new(new(item.Id, item.Version, item.Area), together), answered, audience, policy) is { } told) yield return $"{item.Id}: it tells that {told}.";
        }
    }

    private sealed record Member(Guid Round, Release Own, List<Tally> Tallies)
    {
        public int Answered(string audience) => Own.Audiences.FirstOrDefault(a => a.Id == audience)?.Answered ?? 0;

        public int[] Counts(string item, int steps) => [.. Enumerable.Range(1, steps).Select(o => Tallies.Where(t => t.Item == item && t.Option == o).Sum(t => t.N))];
    }
}
