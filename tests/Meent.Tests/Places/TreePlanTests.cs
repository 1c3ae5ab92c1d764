using System.Data.Common;
using System.Globalization;
using Meent.Foundation.Data;
using Meent.Places;
using Microsoft.EntityFrameworkCore;

namespace Meent.Tests.Places;

/// <summary>The tree as it was on a day is one query, and no step of it reads a whole table.</summary>
public class TreePlanTests
{
    private static readonly DateOnly Day = new(2025, 9, 1);

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Every_level_is_a_search_in_an_index(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var region = Ids.New();
        await hub.Look(db => db.InTransaction(async () => { await Seed(db, region, engine == Engine.Postgres ? 20_000 : 2_000); return true; }));
        if (engine == Engine.Postgres) await hub.Look(db => db.Database.ExecuteSqlRawAsync("analyze places_link; analyze places_place"));
        var below = await hub.Look(db => Plan(db, TreeQueries.AllBelow(db.IsPostgres, region, PlaceKind.School, LinkRole.Admin, Day)));
        Assert.Contains("ix_places_link_parent_id_role_valid_from", below, StringComparison.Ordinal);
        Assert.DoesNotContain(engine == Engine.Postgres ? "Seq Scan on places_link" : "SCAN places_link", below, StringComparison.Ordinal);
        Assert.DoesNotContain("SCAN l", below, StringComparison.Ordinal);
        var above = await hub.Look(db => Plan(db, TreeQueries.Above(region, LinkRole.Admin, Day)));
        Assert.DoesNotContain("Seq Scan on places_link", above, StringComparison.Ordinal);
        Assert.DoesNotContain("SCAN l", above, StringComparison.Ordinal);
        Assert.DoesNotContain("SCAN places_link", above, StringComparison.Ordinal);
    }

    // One region among many, so that a plan that reads everything would be the worse one; PostgreSQL weighs the size of the table.
    private static async Task Seed(HubDb db, Guid region, int count)
    {
        var parents = Enumerable.Range(0, 400).Select(_ => Ids.New()).Prepend(region).ToList();
        var schools = Enumerable.Range(0, count).Select(i => (Id: Ids.New(), Parent: parents[i % parents.Count])).ToList();
        await db.BulkInsertInto("places_place", ["place_id", "kind", "name"], schools.Select(s => new object?[] { s.Id, PlaceKind.School, "School" }).Concat(parents.Select(p => new object?[] { p, PlaceKind.Region, "Region" })));
        await db.BulkInsertInto("places_link", ["place_id", "role", "valid_from", "parent_id"], schools.Select(s => new object?[] { s.Id, LinkRole.Admin, new DateOnly(2020, 8, 1), s.Parent }));
    }

    private static async Task<string> Plan(HubDb db, FormattableString query)
    {
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        var names = query.GetArguments().Select((value, i) => Add(command, $"@p{i}", value!)).ToArray();
        command.CommandText = (db.IsPostgres ? "explain " : "explain query plan ") + string.Format(CultureInfo.InvariantCulture, query.Format, names);
        await using var reader = await command.ExecuteReaderAsync();
        var lines = new List<string>();
        while (await reader.ReadAsync()) lines.Add(reader.GetString(reader.FieldCount - 1));
        return string.Join('\n', lines);
    }

    private static string Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
        return name;
    }
}
