using Meent.Foundation.Data;
using Meent.Foundation.Time;
using Meent.Monitor.RollUp;
using Meent.Places;
using Microsoft.EntityFrameworkCore;

namespace Meent.Monitor.Statements;

/// <summary>Keeps what schools state and adds it to the sums of their areas of that day, in one transaction; what the school stated before in that school year goes out of the sums, and so does what schools stated that went into it.</summary>
public static class StatementStore
{
    /// <summary>Within the transaction that is open.</summary>
    public static async Task Keep(HubDb db, Statement statement, IndicatorContent content, CancellationToken cancel)
    {
        var schools = (await PlacesModule.WithMerged(db, [statement.PlaceId], statement.StatedOn, cancel)).Keys.Order().ToList();
        foreach (var school in schools) await Hold(db, school, cancel);
        var (place, period) = (statement.PlaceId, SchoolPeriod.Of(statement.StatedOn));
        var parts = statement.Parts(content.Find);
        var series = await Series(db, content, cancel);
        var ids = series.Values.ToList();
        var standing = await Standing(db, schools, period, ids, cancel);
        await db.Set<Contribution>().Where(c => schools.Contains(c.PlaceId) && c.PlaceId == c.SchoolId && c.Period == period && ids.Contains(c.SeriesId)).ExecuteDeleteAsync(cancel);
        var own = Own(statement, parts, series);
        var above = await PlacesModule.AreasAndBoardsAbove(db, place, statement.StatedOn, cancel);
        statement.Areas = string.Join(' ', above);
        await SumStore.AddOwn(db, own, cancel);
        await SumStore.Replace(db, standing, own, above, cancel);
        await KeepOwn(db, statement, parts, series, cancel);
        db.Add(statement);
        await db.SaveChangesAsync(cancel);
    }

    /// <summary>What a school adds by itself.</summary>
    internal static List<Contribution> Own(Statement statement, IEnumerable<Part> parts, IReadOnlyDictionary<(string Indicator, string Breakdown), int> series) =>
    [
        .. parts.Select(p => new Contribution
        {
            PlaceId = statement.PlaceId, SeriesId = series[(p.Indicator.Id, Breakdowns.Total)], Period = SchoolPeriod.Of(statement.StatedOn), SchoolId = statement.PlaceId,
            Numerator = p.Numerator, Denominator = p.Denominator, N = p.N, CountedOn = statement.StatedOn,
        }),
    ];

    /// <summary>What the people of the school read of it, with its day.</summary>
    internal static Task KeepOwn(HubDb db, Statement statement, IEnumerable<Part> parts, IReadOnlyDictionary<(string Indicator, string Breakdown), int> series, CancellationToken cancel) =>
        SumStore.KeepOwn(db, parts.Where(p => StatedIndicator.OfOneSchool.Contains(p.Indicator.Id)).Select(p => new OwnValue
        {
            PlaceId = statement.PlaceId, SeriesId = series[(p.Indicator.Id, Breakdowns.Total)], Period = statement.StatedOn.ToString("O"), Reference = SchoolPeriod.Of(statement.StatedOn),
            Value = StatedIndicator.Value(p.Indicator.Unit, p.Numerator, p.Denominator), N = p.N,
        }), cancel);

    /// <summary>What the school, and those that went into it, added before in this school year to the areas and boards of those days.</summary>
    private static async Task<IReadOnlyList<Contribution>> Standing(HubDb db, List<Guid> schools, string period, List<int> series, CancellationToken cancel)
    {
        var areas = await db.Read<Statement>().Where(s => schools.Contains(s.PlaceId)).Select(s => s.Areas).Distinct().ToListAsync(cancel);
        var places = areas.SelectMany(Statement.Ids).Distinct().ToList();
        return await db.Read<Contribution>().Where(c => places.Contains(c.PlaceId) && schools.Contains(c.SchoolId) && c.Period == period && series.Contains(c.SeriesId)).ToListAsync(cancel);
    }

    /// <summary>What a school stated last; null where it stated nothing.</summary>
    public static Task<Statement?> Last(HubDb db, Guid place, CancellationToken cancel) =>
        db.Read<Statement>().Where(s => s.PlaceId == place).OrderByDescending(s => s.StatedAt).ThenByDescending(s => s.Id).FirstOrDefaultAsync(cancel);

    /// <summary>The series of all that schools state; made where they are missing.</summary>
    internal static Task<IReadOnlyDictionary<(string Indicator, string Breakdown), int>> Series(HubDb db, IndicatorContent content, CancellationToken cancel) =>
        SchoolSeries.Of(db, StatedIndicator.All.Select(content.Find).OfType<Indicator>().Select(i => (i, Breakdowns.Total)), cancel);

    /// <summary>Of two statements of a school at once, the second sees the first. SQLite has one writer anyway.</summary>
    internal static async Task Hold(HubDb db, Guid place, CancellationToken cancel)
    {
        if (db.IsPostgres) await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended(cast({place} as text), 1))", cancel);
    }
}
