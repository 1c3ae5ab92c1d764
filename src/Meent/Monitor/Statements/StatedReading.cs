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
        // School years are looked at whole, so that none comes out of half of its schools.
        var (since, first) = (today.AddYears(-Years - 1), SchoolPeriod.Of(today.AddYears(-Years)));
        var stated = (await db.Read<Statement>().Where(s => s.StatedOn >= since).Select(s => new { s.PlaceId, s.StatedOn }).ToListAsync(cancel))
            .Select(s => (s.PlaceId, Period: SchoolPeriod.Of(s.StatedOn))).Where(s => string.CompareOrdinal(s.Period, first) >= 0).Distinct().ToLookup(s => s.Period, s => s.PlaceId);
        var facts = new List<StatedFacts>();
        foreach (var year in stated.OrderBy(s => s.Key, StringComparer.Ordinal)) facts.AddRange(await OfYear(year.Key, [.. year], cancel));
        return facts;
    }

    private async Task<IReadOnlyList<StatedFacts>> OfYear(string period, IReadOnlyList<Guid> stated, CancellationToken cancel)
    {
        var counted = await db.Read<CountedStatement>().Where(c => c.Period == period).ToListAsync(cancel);
        var known = counted.Select(c => (c.PlaceId, c.SeriesId)).ToHashSet();
        var waiting = (await Standing(period, [.. stated.Where(s => series.Keys.Any(id => !known.Contains((s, id))))], cancel)).FindAll(c => !known.Contains((c.PlaceId, c.SeriesId)));
        waiting = await WithoutDoubles(waiting, known, cancel);
        if (waiting.CountBy(c => c.SeriesId).All(s => s.Value < StatedIndicator.Fewest)) return [];
        var areas = await AreasOf(period, [.. waiting.Select(c => c.PlaceId).Distinct()], cancel);
        var schools = counted.Select(c => (c.SeriesId, School: new Counting(c.PlaceId, c.Numerator, c.Denominator, c.Vintage, c.Areas)))
            .Concat(waiting.Where(c => areas.ContainsKey(c.PlaceId)).Select(c => (c.SeriesId, School: new Counting(c.PlaceId, c.Numerator, c.Denominator, null, areas[c.PlaceId]))))
            .ToLookup(s => s.SeriesId, s => s.School);
        var above = schools.SelectMany(s => s).SelectMany(s => Statement.Ids(s.Areas)).Distinct().ToList();
        var kinds = (await PlacesModule.Find(db, above, cancel)).ToDictionary(p => p.PlaceId, p => p.Kind);
        var facts = new List<StatedFacts>();
        foreach (var (id, of) in series.OrderBy(s => s.Key))
            if (schools.Contains(id)) facts.Add(await OfSeries(of, period, [.. schools[id]], kinds, cancel));
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

    /// <summary>A school that stated after another one went into it waits for the next school year, where that other one counts already: it has the learners of both.</summary>
    /// <remarks>What it stated before stands, so a merger by itself changes nothing of what comes out.</remarks>
    private async Task<List<Contribution>> WithoutDoubles(List<Contribution> waiting, HashSet<(Guid PlaceId, int SeriesId)> known, CancellationToken cancel)
    {
        if (waiting.Count == 0 || known.Count == 0) return waiting;
        var into = await PlacesModule.LinksOn(db, LinkRole.Merged, today).ToDictionaryAsync(l => l.PlaceId, cancel);
        var since = new Dictionary<(Guid, int), DateOnly>();
        foreach (var (place, id) in known)
        {
            var on = DateOnly.MinValue;
            for (var at = place; into.TryGetValue(at, out var link) && !(since.TryGetValue((link.ParentId, id), out var earlier) && earlier <= Later(on, link.ValidFrom)); at = link.ParentId)
                since[(link.ParentId, id)] = on = Later(on, link.ValidFrom);
        }
        return waiting.FindAll(c => !(since.TryGetValue((c.PlaceId, c.SeriesId), out var merged) && c.CountedOn >= merged));

        static DateOnly Later(DateOnly a, DateOnly b) => a > b ? a : b;
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

    private async Task<StatedFacts> OfSeries(Series of, string period, IReadOnlyList<Counting> schools, Dictionary<Guid, string> kinds, CancellationToken cancel)
    {
        var areas = schools.SelectMany(s => Statement.Ids(s.Areas)).Where(p => kinds.TryGetValue(p, out var kind) && PlaceKind.IsArea(kind)).ToHashSet();
        var before = await (from o in db.Read<StoredObservation>()
                            join v in db.Read<Vintage>() on o.Vintage equals v.Number
                            where areas.Contains(o.PlaceId) && o.SeriesId == of.Id && o.Period == period
                            select new { o.PlaceId, o.Vintage, v.MadeAt, Shown = o.Value != null }).ToListAsync(cancel);
        return new(
            of, period,
            [
                .. schools.Select(s => (s, Places: Statement.Ids(s.Areas).ToList())).Select(s => new StatedSchool(
                    s.s.PlaceId, s.s.Numerator, s.s.Denominator, s.s.Run, s.Places.FindAll(areas.Contains),
                    s.Places.Where(p => kinds.GetValueOrDefault(p) == PlaceKind.Board).Select(p => (Guid?)p).Min())),
            ],
            schools.ToDictionary(s => s.PlaceId, s => s.Areas),
            [.. before.Select(b => new StatedBefore(b.PlaceId, b.Vintage, DateOnly.FromDateTime(b.MadeAt), b.Shown))]);
    }

    /// <summary>What a school counts with.</summary>
    /// <param name="Run">the vintage with which it came in; null while it waits</param>
    /// <param name="Areas">areas and boards of the day on which it was stated: ids parted by spaces</param>
    private sealed record Counting(Guid PlaceId, long Numerator, long Denominator, int? Run, string Areas);
}
