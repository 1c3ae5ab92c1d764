using Meent.Foundation.Data;
using Meent.Monitor.Statements;
using Microsoft.EntityFrameworkCore;

namespace Meent.Monitor.VerifyRollups;

/// <summary>Makes every figure of an area that ever came out of statements anew, from the schools that counted by then.</summary>
internal static class StatedFiguresAnew
{
    /// <returns>how many figures</returns>
    public static async Task<int> Compare(HubDb db, Dictionary<int, Series> series, List<string> differences, CancellationToken cancel)
    {
        var counted = (await db.Read<CountedStatement>().ToListAsync(cancel)).SelectMany(c => Statement.Ids(c.Areas).Select(a => (Area: a, Of: c))).ToLookup(c => (c.Area, c.Of.SeriesId, c.Of.Period), c => c.Of);
        var published = from o in db.Read<StoredObservation>()
                        join v in db.Read<Vintage>() on o.Vintage equals v.Number
                        where v.Format == PublishStated.Format
                        select o;
        var figures = 0;
        await foreach (var o in published.AsAsyncEnumerable().WithCancellation(cancel))
        {
            figures++;
            if (o.Value is not { } value) continue;
            var schools = counted[(o.PlaceId, o.SeriesId, o.Period)].Where(c => c.Vintage <= o.Vintage).ToList();
            var anew = schools.Count == 0 ? ((decimal, long)?)null
                : (StatedIndicator.Rounded(series[o.SeriesId].Unit, schools.Sum(c => c.Numerator), schools.Sum(c => c.Denominator)), StatedIndicator.Rounded(schools.Count));
            if (anew != (value, o.N ?? 0))
                differences.Add($"{Verification.Name(series, o.SeriesId)}, {o.Period}: place {o.PlaceId} shows {o.Value} of {o.N} schools with version {o.Vintage}, made anew it is {anew?.Item1.ToString() ?? "nothing"} of {anew?.Item2 ?? 0}.");
        }
        return figures;
    }
}
