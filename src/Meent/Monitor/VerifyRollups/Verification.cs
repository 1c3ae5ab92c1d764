using Meent.Foundation;
using Meent.Foundation.Data;
using Meent.Monitor.RollUp;
using Meent.Reflect;
using Microsoft.EntityFrameworkCore;

namespace Meent.Monitor.VerifyRollups;

/// <summary>Makes every sum anew and compares it with what is kept. Reads one state of the database, so schools may go on meanwhile.</summary>
public sealed class Verification(IndicatorContent content, Settings settings)
{
    public async Task<Verified> Run(HubDb db, CancellationToken cancel = default)
    {
        await using var state = await db.OneState(cancel);
        var differences = new List<string>();
        var series = await db.Read<Series>().Where(s => s.Source == ObservationSource.Schools).ToDictionaryAsync(s => s.Id, cancel);
        var (sums, contributions) = await Sums(db, series, differences, cancel);
        var reports = await CompareReports(db, series, differences, cancel);
        var editions = await CompareEditions(db, series, differences, cancel);
        var stated = await StatedFiguresAnew.Compare(db, series, differences, cancel);
        return new(sums, contributions, reports, editions, differences) { Stated = stated };
    }

    private static async Task<(long Sums, long Contributions)> Sums(HubDb db, Dictionary<int, Series> series, List<string> differences, CancellationToken cancel)
    {
        var (made, own, all) = (new Dictionary<(Guid, int, string), Sum>(), new Dictionary<(Guid, int, string), Sum>(), 0L);
        await foreach (var c in db.Read<Contribution>().Where(c => c.PlaceId == c.SchoolId).AsAsyncEnumerable().WithCancellation(cancel))
        {
            all++;
            own[(c.SchoolId, c.SeriesId, c.Period)] = new(c.Numerator, c.Denominator, c.N, 1);
        }
        await foreach (var c in db.Read<Contribution>().Where(c => c.PlaceId != c.SchoolId).AsAsyncEnumerable().WithCancellation(cancel))
        {
            all++;
            var (key, sum) = ((c.PlaceId, c.SeriesId, c.Period), new Sum(c.Numerator, c.Denominator, c.N, 1));
            made[key] = made.TryGetValue(key, out var before) ? before.And(sum) : sum;
            if (!own.TryGetValue((c.SchoolId, c.SeriesId, c.Period), out var said) || said != sum)
                differences.Add($"{Name(series, c.SeriesId)}, {c.Period}: place {c.PlaceId} counts school {c.SchoolId} with {sum}, the school itself has {said?.ToString() ?? "nothing"}.");
        }
        var kept = await db.Read<Rollup>().ToDictionaryAsync(r => (r.PlaceId, r.SeriesId, r.Period), r => new Sum(r.Numerator, r.Denominator, r.N, r.Places), cancel);
        foreach (var key in made.Keys.Union(kept.Keys))
        {
            var (anew, stands) = (made.GetValueOrDefault(key), kept.GetValueOrDefault(key));
            if (anew != stands) differences.Add($"{Name(series, key.Item2)}, {key.Item3}: place {key.Item1} has {stands?.ToString() ?? "nothing"}, made anew it is {anew?.ToString() ?? "nothing"}.");
        }
        return (made.Count, all);
    }

    /// <summary>What each school keeps by itself is what one of its reports of that school year says, and no report is missing.</summary>
    private async Task<int> CompareReports(HubDb db, Dictionary<int, Series> series, List<string> differences, CancellationToken cancel)
    {
        var taken = (await db.Read<TakenUp>().Select(t => t.RoundId).ToListAsync(cancel)).ToHashSet();
        var ids = Ids(series);
        var said = new Dictionary<(Guid, int, string), List<(DateOnly, Sum)>>();
        var reports = 0;
        await foreach (var round in ShownRounds.Some(db, (await ShownRounds.Keys(db, cancel)).Where(k => taken.Contains(k.RoundId)), cancel))
        {
            reports++;
            if (round.IsPulse || round.Demonstration != settings.Demonstration) continue;
            foreach (var part in FromReports.Of(content.All, round))
            {
                if (!ids.TryGetValue((part.Indicator.Id, Breakdowns.Total), out var id)) continue;
                var key = (round.SchoolId, id, SchoolPeriod.Of(round.Period));
                if (!said.TryGetValue(key, out var all)) said[key] = all = [];
                all.Add((round.ClosedOn, new(part.Numerator, part.Denominator, part.N, 1)));
            }
        }
        var counted = await db.Read<Contribution>().Where(c => c.PlaceId == c.SchoolId).ToListAsync(cancel);
        var keys = counted.Select(c => (c.SchoolId, c.SeriesId, c.Period)).ToHashSet();
        foreach (var c in counted)
            if (said.TryGetValue((c.SchoolId, c.SeriesId, c.Period), out var all) && !all.Contains((c.CountedOn, new(c.Numerator, c.Denominator, c.N, 1))))
                differences.Add($"{Name(series, c.SeriesId)}, {c.Period}: school {c.SchoolId} counts with {new Sum(c.Numerator, c.Denominator, c.N, 1)}, which none of its reports says.");
        foreach (var (school, id, period) in said.Keys.Where(k => !keys.Contains(k)))
            differences.Add($"{Name(series, id)}, {period}: school {school} has a report and does not count.");
        return reports;
    }

    /// <summary>What areas observe is what their newest edition shows.</summary>
    private async Task<int> CompareEditions(HubDb db, Dictionary<int, Series> series, List<string> differences, CancellationToken cancel)
    {
        var ids = Ids(series);
        var of = series.Keys.ToList();
        var editions = 0;
        await foreach (var edition in ShownRounds.NewestEditions(db, cancel))
        {
            if (edition.IsBoard) continue;
            editions++;
            var (place, period) = (edition.PlaceId, SchoolPeriod.Of(edition.Period));
            var newest = (await db.Read<StoredObservation>().Where(o => o.PlaceId == place && o.Period == period && of.Contains(o.SeriesId)).ToListAsync(cancel))
                .GroupBy(o => o.SeriesId).ToDictionary(g => g.Key, g => g.MaxBy(o => o.Vintage)!);
            foreach (var p in FromReports.Of(content.All, edition))
            {
                // Published before the indicator was there.
                if (!ids.TryGetValue((p.Indicator.Id, TakeUpEditions.Breakdown(p)), out var id) || !newest.TryGetValue(id, out var observed)) continue;
                if (observed.Value != p.Value || observed.N != p.N || observed.Confidentiality != p.Confidentiality)
                    differences.Add($"{Name(series, id)}, {period}: place {place} has {observed.Value?.ToString() ?? "no value"}, its edition shows {p.Value?.ToString() ?? "none"}.");
            }
        }
        return editions;
    }

    private static Dictionary<(string Indicator, string Breakdown), int> Ids(Dictionary<int, Series> series) =>
        series.Values.GroupBy(s => (s.Indicator, s.Breakdown)).ToDictionary(g => g.Key, g => g.First().Id);

    internal static string Name(Dictionary<int, Series> series, int id) => series.TryGetValue(id, out var s) ? s.Indicator + (s.Breakdown == Breakdowns.Total ? "" : $" ({s.Breakdown})") : $"series {id}";

    private sealed record Sum(long Numerator, long Denominator, long N, int Places)
    {
        public Sum And(Sum other) => new(checked(Numerator + other.Numerator), checked(Denominator + other.Denominator), N + other.N, Places + other.Places);

        public override string ToString() => $"{Numerator}/{Denominator} (n {N}, {Places} schools)";
    }
}
