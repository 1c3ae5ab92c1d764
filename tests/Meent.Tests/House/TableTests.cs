using Meent.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Meent.Tests.House;

public class TableTests
{
    [Fact]
    public void Tables_carry_their_module_and_begin_with_the_place() =>
        Found.Nothing(Tables.Violations(TestHub.Modules, Tables.Global(Repository.Read("ARCHITECTURE.md"))));

    [Fact]
    public void A_module_reads_and_writes_its_own_tables() => Found.Nothing(Tables.Violations(SourceTree.Project));

    [Fact]
    public void The_tables_that_ARCHITECTURE_md_lists_are_there() =>
        Assert.All(Tables.Global(Repository.Read("ARCHITECTURE.md")), t => Assert.Contains(SourceTree.Project.Product, f => f.Text.Contains(t, StringComparison.Ordinal)));

    [Fact]
    public void A_planted_table_without_module_or_place_is_found()
    {
        var module = new HubModule("Planted")
        {
            Assembly = typeof(TableTests).Assembly,
            Model = m =>
            {
                m.Entity<Wrong>().ToTable("other_wrong").HasKey(w => w.Id);
                m.Entity<Right>().ToTable("planted_right").HasKey(w => new { w.PlaceId, w.Id });
                m.Entity<Everywhere>().ToTable("planted_everywhere").HasKey(w => w.Id);
            },
        };
        Assert.Equal(
            ["other_wrong does not begin with the name of its module, Planted", "the primary key of other_wrong does not begin with place_id, and ARCHITECTURE.md does not list it"],
            Tables.Violations([module], ["planted_everywhere"]));
    }

    [Fact]
    public void Planted_SQL_and_a_planted_query_on_another_modules_table_are_found()
    {
        var tree = SourceTree.Of(
            ("src/Meent/Places/Schema/0001_places.sql", "create table places_place (place_id uuid)"),
            ("src/Meent/Places/Places.cs", "class P { void M(B m) => m.Entity<Place>(); void R(D db) => db.Read<Place>(); }"),
            ("src/Meent/Reflect/Schema/0001_reflect.sql", "create table reflect_round (id uuid references places_place (place_id))"),
            ("src/Meent/Reflect/A.cs", "class A { string s = $\"select {1} from places_place\"; void M(D db) => db.Read<Place>(); }"),
            ("src/Meent/Hub.cs", "class H { void M(D db) => db.Read<Place>(); }"));
        Assert.Equal(
            [
                "src/Meent/Reflect/Schema/0001_reflect.sql names places_place, a table of Places",
                "src/Meent/Reflect/A.cs names places_place, a table of Places",
                "src/Meent/Reflect/A.cs asks for Place, which is stored by Places",
            ],
            Tables.Violations(tree));
    }

    private sealed record Wrong(Guid Id);

    private sealed record Right(Guid PlaceId, Guid Id);

    private sealed record Everywhere(Guid Id);
}
