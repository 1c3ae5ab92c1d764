namespace Meent.Tests.House;

public class SchemaNumberTests
{
    [Fact]
    public void Numbers_of_schema_files_are_there_once_per_module_and_engine() => Found.Nothing(SchemaNumbers.Violations(SourceTree.Project));

    [Fact]
    public void A_planted_double_and_a_planted_file_without_number_are_found() =>
        Assert.Equal(
            [
                "src/Meent/A/Schema/more.sql begins with no number of four digits",
                "src/Meent/A/Schema/0002_one.sql and src/Meent/A/Schema/0002_two.sql have one number on postgres",
                "src/Meent/A/Schema/0002_one.sql and src/Meent/A/Schema/0002_two.sql have one number on sqlite",
                "src/Meent/A/Schema/0003_all.sql and src/Meent/A/Schema/0003_half.sqlite.sql have one number on sqlite",
            ],
            SchemaNumbers.Violations(SourceTree.Of(
                [.. new[] { "A/Schema/0001_a.sql", "B/Schema/0001_b.sql", "A/Schema/0002_one.sql", "A/Schema/0002_two.sql", "A/Schema/0003_all.sql", "A/Schema/0003_half.sqlite.sql",
                    "A/Schema/0004_x.sqlite.sql", "A/Schema/0004_x.postgres.sql", "A/Schema/more.sql" }.Select(f => ($"src/Meent/{f}", "select 1;"))])));
}
