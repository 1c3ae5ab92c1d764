using Meent.Foundation.Data;
using Meent.Monitor.RollUp;
using Meent.Places;
using Microsoft.EntityFrameworkCore;

namespace Meent.Monitor.Statements;

/// <summary>What the figures of one series and school year are made of.</summary>
internal sealed record StatedFacts(Series Series, string Period, IReadOnlyList<StatedSchool> Schools, IReadOnlyDictionary<Guid, string> Areas, IReadOnlyList<StatedBefore> Before);

/// <summary>Reads what schools stated and what came out of it so far; all in one state of the database.</summary>
internal sealed class StatedReading(HubDb db, DateOnly today)
{
    private const int AtOnce = 500, Years = 2;

    private IReadOnlyDictionary<int, Series> series = new Dictionary<int, Series>();

    /// <summary>School years in which at least three schools wait for a series, with all their series: one holds another back.</summary>
    public async Task<IReadOnlyList<StatedFacts>> Facts(CancellationToken cancel)
    {
        var all = StatedIndicator.All;
        series = await db.Read<Series>().Where(s => all.Contains(s.Indicator) && s.Source == ObservationSource.Schools && s.Breakdown == Breakdowns.Total).ToDictionaryAsync(s => s.Id, cancel);
        if (series.Count == 0) return [];
        var since = today.AddYears(-Years);
        var stated = (await db.Read<Statement>().Where(s => s.StatedOn >= since).Select(s => new { s.PlaceId, s.StatedOn }).ToListAsync(cancel))
            .Select(s => (s.PlaceId, Period: SchoolPeriod.Of(s.StatedOn))).Distinct().ToLookup(s => s.Period, s => s.PlaceId);
        var facts = new List<StatedFacts>();
        foreach (var year in stated.OrderBy(s => s.Key, StringComparer.Ordinal)) facts.AddRange(await OfYear(year.Key, [.. year], cancel));
        return facts;
    }

    private async Task<IReadOnlyList<StatedFacts>> OfYear(string period, IReadOnlyList<Guid> stated, CancellationToken cancel)
    {
        var counted = (await db.Read<CountedStatement>().Where(c => c.Period == period).ToListAsync(cancel)).ToLookup(c => c.SeriesId);
        var known = counted.SelectMany(c => c).Select(c => (c.PlaceId, c.SeriesId)).ToHashSet();
        var waiting = (await Standing(period, [.. stated.Where(s => series.Keys.Any(id => !known.Contains((s, id))))], cancel)).Where(c => !known.Contains((c.PlaceId, c.SeriesId))).ToLookup(c => c.SeriesId);
        var (facts, arriving) = (new List<StatedFacts>(), new Dictionary<int, IReadOnlyList<Contribution>>());
        foreach (var id in series.Keys) arriving[id] = await WithoutDoubles([.. waiting[id]], counted[id].Select(c => c.PlaceId).ToHashSet(), cancel);
        if (arriving.Values.All(a => a.Count < StatedIndicator.Fewest)) return facts;
        foreach (var (id, of) in series.OrderBy(s => s.Key))
        {
            var fresh = arriving[id];
            if (fresh.Count == 0 && !counted[id].Any()) continue;
            var areas = await AreasOf(period, [.. fresh.Select(c => c.PlaceId)], cancel);
            facts.Add(await OfSeries(of, period, [.. counted[id], .. fresh.Where(c => areas.ContainsKey(c.PlaceId)).Select(c => new CountedStatement
            {
                PlaceId = c.PlaceId, SeriesId = id, Period = period, Vintage = 0, Numerator = c.Numerator, Denominator = c.Denominator, Areas = areas[c.PlaceId],
            })], cancel));
        }
        return facts;
    }

    /// <summary>What schools add by themselves.</summary>
    private async Task<List<Contribution>> Standing(string period, IReadOnlyList<Guid> schools, CancellationToken cancel)
    {
        var (ids, standing) = (series.Keys.ToList(), new List<Contribution>());
        foreach (var some in schools.Chunk(AtOnce))
            standing.AddRange(await db.Read<Contribution>().Where(c => some.Contains(c.PlaceId) && c.SchoolId == c.PlaceId && ids.Contains(c.SeriesId) && c.Period == period).ToListAsync(cancel));
        return standing;
    }

    /// <summary>A school into which one went that counts already waits for the next school year: it has the learners of both.</summary>
    private async Task<IReadOnlyList<Contribution>> WithoutDoubles(List<Contribution> fresh, HashSet<Guid> counted, CancellationToken cancel)
    {
        if (fresh.Count == 0 || counted.Count == 0) return fresh;
        var doubles = (await PlacesModule.WithMerged(db, fresh.Select(c => c.PlaceId), today, cancel)).Where(m => m.Key != m.Value && counted.Contains(m.Key)).Select(m => m.Value).ToHashSet();
        return fresh.FindAll(c => !doubles.Contains(c.PlaceId));
    }

    /// <summary>Areas and boards of the statement that stands.</summary>
    private async Task<Dictionary<Guid, string>> AreasOf(string period, IReadOnlyList<Guid> schools, CancellationToken cancel)
    {
        var areas = new Dictionary<Guid, string>();
        foreach (var some in schools.Chunk(AtOnce))
        {
            var stated = await db.Read<Statement>().Where(s => some.Contains(s.PlaceId)).Select(s => new { s.PlaceId, s.Id, s.StatedAt, s.StatedOn, s.Areas }).ToListAsync(cancel);
            foreach (var of in stated.Where(s => SchoolPeriod.Of(s.StatedOn) == period).GroupBy(s => s.PlaceId)) areas[of.Key] = of.OrderBy(s => s.StatedAt).ThenBy(s => s.Id).Last().Areas;
        }
        return areas;
    }

    private async Task<StatedFacts> OfSeries(Series of, string period, IReadOnlyList<CountedStatement> schools, CancellationToken cancel)
    {
        var ids = schools.SelectMany(s => Statement.Ids(s.Areas)).Distinct().ToList();
        var kinds = (await PlacesModule.Find(db, ids, cancel)).ToDictionary(p => p.PlaceId, p => p.Kind);
        var areas = kinds.Where(k => PlaceKind.IsArea(k.Value)).Select(k => k.Key).ToHashSet();
        var before = await (from o in db.Read<StoredObservation>()
                            join v in db.Read<Vintage>() on o.Vintage equals v.Number
                            where areas.Contains(o.PlaceId) && o.SeriesId == of.Id && o.Period == period
                            select new { o.PlaceId, o.Vintage, v.MadeAt, Shown = o.Value != null }).ToListAsync(cancel);
        return new(
            of, period,
            [
                .. schools.Select(s => (s, Places: Statement.Ids(s.Areas).ToList())).Select(s => new StatedSchool(
                    s.s.PlaceId, s.s.Numerator, s.s.Denominator, s.s.Vintage == 0 ? null : s.s.Vintage, s.Places.FindAll(areas.Contains),
                    s.Places.Where(p => kinds.GetValueOrDefault(p) == PlaceKind.Board).Select(p => (Guid?)p).Min())),
            ],
            schools.ToDictionary(s => s.PlaceId, s => s.Areas),
            [.. before.Select(b => new StatedBefore(b.PlaceId, b.Vintage, DateOnly.FromDateTime(b.MadeAt), b.Shown))]);
    }
}
