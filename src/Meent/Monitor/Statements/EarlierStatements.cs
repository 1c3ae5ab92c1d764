using Meent.Foundation.Data;
using Meent.Monitor.RollUp;
using Microsoft.EntityFrameworkCore;

namespace Meent.Monitor.Statements;

/// <summary>Takes up statements once more, for indicators that came later. What counts already stays as it is.</summary>
public static class EarlierStatements
{
    private const int AtOnce = 100;

    /// <summary>In small transactions that may be broken off; what was published is not touched, what was missing waits for the next night.</summary>
    /// <returns>how many statements added something</returns>
    public static async Task<int> All(HubDb db, IndicatorContent content, CancellationToken cancel)
    {
        var schools = await db.Read<Statement>().Select(s => s.PlaceId).Distinct().ToListAsync(cancel);
        var added = 0;
        foreach (var some in schools.Order().Chunk(AtOnce))
            added += await db.InTransaction(() => Some(db, some, content, cancel), cancel);
        return added;
    }

    private static async Task<int> Some(HubDb db, Guid[] schools, IndicatorContent content, CancellationToken cancel)
    {
        foreach (var school in schools) await StatementStore.Hold(db, school, cancel);
        var series = await StatementStore.Series(db, content, cancel);
        var ids = series.Values.ToList();
        // One that took up another school has taken its place: what that other one stated stands no longer.
        var standing = (await db.Read<Contribution>().Where(c => schools.Contains(c.PlaceId) && c.SchoolId == c.PlaceId && ids.Contains(c.SeriesId)).Select(c => new { c.PlaceId, c.Period }).Distinct().ToListAsync(cancel))
            .Select(c => (c.PlaceId, c.Period)).ToHashSet();
        var newest = (await db.Read<Statement>().Where(s => schools.Contains(s.PlaceId)).ToListAsync(cancel)).GroupBy(s => (s.PlaceId, Period: SchoolPeriod.Of(s.StatedOn)))
            .Where(g => standing.Contains(g.Key)).OrderBy(g => g.Key.PlaceId).ThenBy(g => g.Key.Period, StringComparer.Ordinal).Select(g => g.OrderBy(s => s.StatedAt).ThenBy(s => s.Id).Last());
        var added = 0;
        foreach (var statement in newest) added += await TakeUp(db, statement, content, series, cancel) ? 1 : 0;
        return added;
    }

    private static async Task<bool> TakeUp(HubDb db, Statement statement, IndicatorContent content, IReadOnlyDictionary<(string Indicator, string Breakdown), int> series, CancellationToken cancel)
    {
        var parts = statement.Parts(content.Find);
        var own = StatementStore.Own(statement, parts, series);
        var added = await SumStore.AddOwn(db, own, cancel);
        if (added.Count == 0) return false;
        await SumStore.AddAbove(db, own.FindAll(c => added.Contains(c.SeriesId)), [.. Statement.Ids(statement.Areas)], cancel);
        await StatementStore.KeepOwn(db, statement, parts, series, cancel);
        return true;
    }
}
