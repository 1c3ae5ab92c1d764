using Meent.Foundation.Data;
using Meent.Places;
using Microsoft.EntityFrameworkCore;

namespace Meent.Monitor.RollUp;

/// <summary>Adds what a school gives to the sums of its areas, many rows in one statement; always within the transaction of what it comes from.</summary>
/// <remarks>Rows are written in the order of their keys, so that of two schools that add to the same sums at once, one waits for the other and never each for each.</remarks>
internal static class SumStore
{
    /// <summary>Rows of one statement: PostgreSQL takes 65,535 parameters, SQLite 32,766.</summary>
    private const int AtOnce = 500;

    /// <summary>Areas and boards above a school on a day, each once, in the order of their ids.</summary>
    public static async Task<IReadOnlyList<Guid>> Above(HubDb db, Guid school, DateOnly day, CancellationToken cancel)
    {
        var above = new SortedSet<Guid>();
        foreach (var role in new[] { LinkRole.Admin, LinkRole.Board }) above.UnionWith(await PlacesModule.Above(db, school, role, day, cancel));
        return [.. above];
    }

    /// <summary>Keeps what a school adds by itself, as far as nothing is there yet of a series and period: the first counts.</summary>
    /// <returns>the series that were new</returns>
    public static async Task<IReadOnlySet<int>> AddOwn(HubDb db, IReadOnlyList<Contribution> own, CancellationToken cancel)
    {
        var added = new HashSet<int>();
        foreach (var some in own.OrderBy(c => c.SeriesId).Chunk(AtOnce))
        {
            var (values, parameters) = Rows(some.Select(Row));
            var sql = $"insert into monitor_contribution (place_id, series_id, period, school_id, numerator, denominator, n, counted_on) values {values} on conflict (place_id, series_id, period, school_id) do nothing returning series_id as \"Value\"";
            added.UnionWith(await db.Database.SqlQueryRaw<int>(sql, parameters).ToListAsync(cancel));
        }
        return added;
    }

    /// <summary>Adds the same to areas and boards, and to their sums.</summary>
    public static async Task AddAbove(HubDb db, IReadOnlyList<Contribution> own, IReadOnlyList<Guid> above, CancellationToken cancel)
    {
        var rows = above.SelectMany(place => own.Select(c => new Contribution
        {
            PlaceId = place, SeriesId = c.SeriesId, Period = c.Period, SchoolId = c.SchoolId, Numerator = c.Numerator, Denominator = c.Denominator, N = c.N, CountedOn = c.CountedOn,
        })).OrderBy(c => c.PlaceId).ThenBy(c => c.SeriesId).ThenBy(c => c.Period, StringComparer.Ordinal).ToList();
        foreach (var some in rows.Chunk(AtOnce))
        {
            var (values, parameters) = Rows(some.Select(Row));
            await Run(db, $"insert into monitor_contribution (place_id, series_id, period, school_id, numerator, denominator, n, counted_on) values {values}", parameters, cancel);
        }
        await Sum(db, rows, 1, cancel);
    }

    /// <summary>Takes back what a school added to areas and boards, and what it kept by itself.</summary>
    /// <param name="own">as they were added</param>
    public static async Task TakeBack(HubDb db, IReadOnlyList<Contribution> own, IReadOnlyList<Guid> above, CancellationToken cancel)
    {
        foreach (var c in own)
        {
            var places = above.Append(c.SchoolId).ToList();
            await db.Set<Contribution>().Where(x => places.Contains(x.PlaceId) && x.SeriesId == c.SeriesId && x.Period == c.Period && x.SchoolId == c.SchoolId).ExecuteDeleteAsync(cancel);
        }
        await Sum(db, [.. above.SelectMany(place => own.Select(c => new Contribution
        {
            PlaceId = place, SeriesId = c.SeriesId, Period = c.Period, SchoolId = c.SchoolId, Numerator = -c.Numerator, Denominator = -c.Denominator, N = -c.N,
        })).OrderBy(c => c.PlaceId).ThenBy(c => c.SeriesId).ThenBy(c => c.Period, StringComparer.Ordinal)], -1, cancel);
    }

    /// <summary>Keeps what a school or a board reads of itself; the last said of a period counts.</summary>
    public static async Task KeepOwn(HubDb db, IEnumerable<OwnValue> values, CancellationToken cancel)
    {
        foreach (var some in values.Chunk(AtOnce))
        {
            var (rows, parameters) = Rows(some.OrderBy(v => v.PlaceId).ThenBy(v => v.SeriesId).Select(v => new object?[] { v.PlaceId, v.SeriesId, v.Period, v.Value, v.N, v.Status, v.Confidentiality, v.Reference, v.StandardError }));
            await Run(db, $"""
                insert into monitor_own (place_id, series_id, period, value, n, status, confidentiality, reference, standard_error) values {rows}
                on conflict (place_id, series_id, period) do update set value = excluded.value, n = excluded.n, status = excluded.status,
                  confidentiality = excluded.confidentiality, reference = excluded.reference, standard_error = excluded.standard_error
                """, parameters, cancel);
        }
    }

    private static async Task Sum(HubDb db, IReadOnlyList<Contribution> rows, int places, CancellationToken cancel)
    {
        foreach (var some in rows.Chunk(AtOnce))
        {
            var (values, parameters) = Rows(some.Select(c => new object?[] { c.PlaceId, c.SeriesId, c.Period, c.Numerator, c.Denominator, c.N, places }));
            await Run(db, $"""
                insert into monitor_rollup (place_id, series_id, period, numerator, denominator, n, places) values {values}
                on conflict (place_id, series_id, period) do update set numerator = monitor_rollup.numerator + excluded.numerator,
                  denominator = monitor_rollup.denominator + excluded.denominator, n = monitor_rollup.n + excluded.n, places = monitor_rollup.places + excluded.places
                """, parameters, cancel);
        }
    }

    private static object?[] Row(Contribution c) => [c.PlaceId, c.SeriesId, c.Period, c.SchoolId, c.Numerator, c.Denominator, c.N, c.CountedOn];

    private static Task<int> Run(HubDb db, string sql, object[] parameters, CancellationToken cancel) => db.Database.ExecuteSqlRawAsync(sql, parameters, cancel);

    /// <summary>"({0}, {1}), ({2}, {3})" with the values; null is written out, since a parameter of no type has none.</summary>
    private static (string Values, object[] Parameters) Rows(IEnumerable<object?[]> rows)
    {
        var parameters = new List<object>();
        var values = string.Join(", ", rows.Select(row => "(" + string.Join(", ", row.Select(Place)) + ")").ToList());
        return (values, [.. parameters]);

        string Place(object? value)
        {
            if (value is null) return "null";
            parameters.Add(value);
            return "{" + (parameters.Count - 1) + "}";
        }
    }
}
