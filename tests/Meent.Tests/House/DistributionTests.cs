using Npgsql;

namespace Meent.Tests.House;

/// <summary>A hub for the Union is spread over servers by place: docs/operate/scale.md.</summary>
public class DistributionTests
{
    [Fact]
    public void Unique_keys_of_tables_of_a_place_hold_the_place() => Found.Nothing(Distribution.Keys(SourceTree.Project));

    [Fact]
    public void Joins_of_tables_of_a_place_hold_the_place() => Found.Nothing(Distribution.Joins(SourceTree.Project));

    public static IEnumerable<TheoryDataRow<Engine>> Postgres => [new(Engine.Postgres) { Skip = PostgresCluster.Missing }];

    [Theory, MemberData(nameof(Postgres))]
    public async Task The_page_on_scale_finds_every_table_of_Reflect_that_belongs_to_a_place_and_no_other(Engine engine)
    {
        var sql = Repository.Read("docs/operate/scale.md").Split("-- tables to distribute")[1].Split("-- until here")[0];
        var settings = await Databases.Fresh(engine);
        await using (var connection = new NpgsqlConnection(settings.Database))
        {
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            await using var command = new NpgsqlCommand(sql, connection);
            await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
            var found = new List<string>();
            while (await reader.ReadAsync(TestContext.Current.CancellationToken)) found.Add(reader.GetString(0));
            Assert.Equal(Distribution.PlaceOwned(SourceTree.Project).Where(t => t.StartsWith("reflect_", StringComparison.Ordinal)).Order(StringComparer.Ordinal), found);
        }
        await Databases.Drop(settings);
    }

    private static readonly SourceTree Planted = SourceTree.Of(
        ("src/Meent/Reflect/Schema/0001_a.sql", """
            create table reflect_round (
              place_id uuid not null,
              id uuid not null,
              primary key (place_id, id)
            );
            create unique index ix_right on reflect_round (id, place_id);
            create unique index ix_wrong on reflect_round (id) where id is not null;
            create table reflect_code (
              place_id uuid not null primary key,
              hash text
            );
            create table hub_key (
              id text not null primary key
            );
            create unique index ix_key on hub_key (id);
            """),
        ("src/Meent/Reflect/A.cs", """
            class A
            {
                void Model(M m) { m.Entity<Round>(e => e.ToTable("reflect_round")); m.Entity<Code>().ToTable("reflect_code"); m.Entity<Key>().ToTable("hub_key"); }
                const string Right = "select 1 from reflect_round r join reflect_code c on c.place_id = r.place_id and c.hash = r.id";
                const string Wrong = "select 1 from reflect_code c join reflect_round r on r.id = c.hash where c.place_id = r.place_id";
                object Q(D db) => from c in db.Read<Code>() join r in db.Read<Round>() on c.Hash equals r.Id select r;
                object P(D db) => from c in db.Read<Code>() join r in db.Read<Round>() on new { c.PlaceId, c.Hash } equals new { r.PlaceId, r.Hash } select r;
                object K(D db) => from c in db.Read<Code>() join r in db.Read<Key>() on c.Hash equals r.Id select r;
                object N(D db) => db.Read<Code>().Where(c => db.Read<Round>().Any(r => r.Id == c.Hash));
                object O(D db) => db.Read<Code>().Where(c => db.Read<Round>().Any(r => r.PlaceId == c.PlaceId && r.Id == c.Hash));
            }
            """));

    [Fact]
    public void Planted_keys_and_joins_without_the_place_are_found()
    {
        Assert.Equal(["src/Meent/Reflect/Schema/0001_a.sql: the unique index ix_wrong of reflect_round does not hold place_id"], Distribution.Keys(Planted));
        Assert.Equal(
            [
                "src/Meent/Reflect/A.cs: a join with reflect_round says nothing of place_id",
                "src/Meent/Reflect/A.cs: a join with Round says nothing of PlaceId",
                "src/Meent/Reflect/A.cs: a question about Round within another says nothing of PlaceId",
            ],
            Distribution.Joins(Planted));
    }
}
