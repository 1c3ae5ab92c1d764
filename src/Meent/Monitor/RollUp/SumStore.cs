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

    /// <summary>Adds what a school keeps by itself to areas and boards and to their sums; the database makes the rows from the school's own.</summary>
    /// <param name="own">of one school and period, as <see cref="AddOwn"/> wrote them</param>
    public static async Task AddAbove(HubDb db, IReadOnlyList<Contribution> own, IReadOnlyList<Guid> above, CancellationToken cancel)
    {
        if (own.Count == 0 || above.Count == 0) return;
        var (parameters, first) = (new List<object>(), own[0]);
        string Add(object value)
        {
            parameters.Add(value);
            return "{" + (parameters.Count - 1) + "}";
        }
        var (school, period, areas) = (Add(first.PlaceId), Add(first.Period), above.Select(place => $"select cast({Add(place)} as {(db.IsPostgres ? "uuid" : "text")}) as place_id"));
        var from = $"""
            from monitor_contribution c cross join ({string.Join(" union all ", areas)}) a
            where c.place_id = {school} and c.school_id = {school} and c.period = {period} and c.series_id in ({string.Join(", ", own.Select(c => c.SeriesId).Order())})
            """;
        await Run(db, $"""
            insert into monitor_contribution (place_id, series_id, period, school_id, numerator, denominator, n, counted_on)
            select a.place_id, c.series_id, c.period, c.school_id, c.numerator, c.denominator, c.n, c.counted_on {from};
            insert into monitor_rollup (place_id, series_id, period, numerator, denominator, n, places)
            select a.place_id, c.series_id, c.period, c.numerator, c.denominator, c.n, 1 {from} order by a.place_id, c.series_id
            {Raised}
            """, [.. parameters], cancel);
    }

    /// <summary>Adds what a school says now to areas and boards, and takes back what it added to them before. Sums that are left without a school go.</summary>
    /// <param name="standing">contributions of the school to areas and boards that count no longer</param>
    public static async Task Replace(HubDb db, IReadOnlyList<Contribution> standing, IReadOnlyList<Contribution> own, IReadOnlyList<Guid> above, CancellationToken cancel)
    {
        foreach (var c in standing)
            await db.Set<Contribution>().Where(x => x.PlaceId == c.PlaceId && x.SeriesId == c.SeriesId && x.Period == c.Period && x.SchoolId == c.SchoolId).ExecuteDeleteAsync(cancel);
        var rows = above.SelectMany(place => own.Select(c => new Contribution
        {
            PlaceId = place, SeriesId = c.SeriesId, Period = c.Period, SchoolId = c.SchoolId, Numerator = c.Numerator, Denominator = c.Denominator, N = c.N, CountedOn = c.CountedOn,
        })).ToList();
        foreach (var some in rows.Chunk(AtOnce))
        {
            var (values, parameters) = Rows(some.Select(Row));
            await Run(db, $"insert into monitor_contribution (place_id, series_id, period, school_id, numerator, denominator, n, counted_on) values {values}", parameters, cancel);
        }
        // All sums in one order, what goes and what comes together: two schools that change the same sums never wait for each other.
        await Raise(db, [.. standing.Select(c => (c, -1)).Concat(rows.Select(c => (c, 1))).GroupBy(c => (c.c.PlaceId, c.c.SeriesId, c.c.Period)).Select(g => new Rollup
        {
            PlaceId = g.Key.PlaceId, SeriesId = g.Key.SeriesId, Period = g.Key.Period, Numerator = g.Sum(c => c.Item2 * c.c.Numerator),
            Denominator = g.Sum(c => c.Item2 * c.c.Denominator), N = g.Sum(c => c.Item2 * c.c.N), Places = g.Sum(c => c.Item2),
        })], cancel);
        foreach (var of in standing.GroupBy(c => c.PlaceId))
        {
            var series = of.Select(c => c.SeriesId).ToList();
            await db.Set<Rollup>().Where(r => r.PlaceId == of.Key && series.Contains(r.SeriesId) && r.Places == 0).ExecuteDeleteAsync(cancel);
        }
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

    private static async Task Raise(HubDb db, IReadOnlyList<Rollup> by, CancellationToken cancel)
    {
        foreach (var some in by.OrderBy(r => r.PlaceId).ThenBy(r => r.SeriesId).ThenBy(r => r.Period, StringComparer.Ordinal).Chunk(AtOnce))
        {
            var (values, parameters) = Rows(some.Select(r => new object?[] { r.PlaceId, r.SeriesId, r.Period, r.Numerator, r.Denominator, r.N, r.Places }));
            await Run(db, $"insert into monitor_rollup (place_id, series_id, period, numerator, denominator, n, places) values {values} {Raised}", parameters, cancel);
        }
    }

    private const string Raised = """
        on conflict (place_id, series_id, period) do update set numerator = monitor_rollup.numerator + excluded.numerator,
          denominator = monitor_rollup.denominator + excluded.denominator, n = monitor_rollup.n + excluded.n, places = monitor_rollup.places + excluded.places
        """;

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
