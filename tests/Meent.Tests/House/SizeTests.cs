namespace Meent.Tests.House;

public class SizeTests
{
    [Fact]
    public void Files_and_functions_are_short() => Found.Nothing(Sizes.Violations(SourceTree.Project));

    [Fact]
    public void A_planted_long_file_and_a_planted_long_function_are_found()
    {
        var many = string.Concat(Enumerable.Repeat("\n", Sizes.FileLines));
        var body = string.Concat(Enumerable.Repeat("x++;\n", Sizes.FunctionLines));
        var tree = SourceTree.Of(
            ("src/A.sql", $"select 1;{many}select 2;"),
            ("src/B.cs", $"class B {{ void Long(int x) {{\n{body}}} }}"),
            ("src/C.razor", $"<p></p>\n@code {{ void Long(int x) {{\n{body}}} }}"));
        Assert.Equal(["src/A.sql has 301 lines", "src/B.cs: Long has 42 lines", "src/C.razor: Long has 42 lines"], Sizes.Violations(tree));
    }
}
