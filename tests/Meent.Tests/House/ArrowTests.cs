namespace Meent.Tests.House;

public class ArrowTests
{
    private const string Map = """
        | folder | may use | public face |
        |---|---|---|
        | Design | – | * |
        | Places | Design | Places.cs |
        | Reflect | Design, Places | Reflect.cs |
        | Shell | * | – |
        """;

    [Fact]
    public void Modules_use_each_other_only_as_ARCHITECTURE_md_says() =>
        Found.Nothing(Arrows.Violations(SourceTree.Project, Arrows.Map(Repository.Read("ARCHITECTURE.md"))));

    [Fact]
    public void The_map_names_every_folder_of_the_product() =>
        Assert.Superset(
            SourceTree.Project.Product.Where(f => f.IsCSharp).Select(f => f.Module).OfType<string>().ToHashSet(),
            Arrows.Map(Repository.Read("ARCHITECTURE.md")).Select(f => f.Name).ToHashSet());

    [Theory]
    [InlineData("src/Meent.Foundation/A.cs", "using Meent.Places; class A;", "src/Meent.Foundation/A.cs knows of Places")]
    [InlineData("src/Meent.Formats/A.cs", "class A { Meent.Reflect.Round? r; }", "src/Meent.Formats/A.cs knows of Reflect")]
    [InlineData("src/Meent/Design/A.razor", "@using Meent.Places\n<p></p>", "src/Meent/Design/A.razor uses Places, and the map has no such arrow")]
    [InlineData("src/Meent/Places/A.cs", "using Meent.Reflect; class A;", "src/Meent/Places/A.cs uses Reflect, and the map has no such arrow")]
    [InlineData("src/Meent/Places/A.cs", "class A { Meent.Shell.Home? h; }", "src/Meent/Places/A.cs uses Shell, and the map has no such arrow")]
    [InlineData("src/Meent/Reflect/A.cs", "using Meent.Places; class A { PlaceSecret? s; }", "src/Meent/Reflect/A.cs uses PlaceSecret, which is not in the public face of Places")]
    [InlineData("src/Meent/Reflect/Open/A.razor", "@code { Meent.Places.PlaceSecret? s; }", "src/Meent/Reflect/Open/A.razor uses PlaceSecret, which is not in the public face of Places")]
    [InlineData("src/Meent/Secrets/A.cs", "class A;", "Secrets is not on the map")]
    public void A_planted_arrow_is_found(string path, string text, string violation) =>
        Assert.Equal([violation], Arrows.Violations(Planted((path, text)), Arrows.Map(Map)));

    [Fact]
    public void An_import_of_the_module_counts_for_its_pages() =>
        Assert.Equal(
            ["src/Meent/Reflect/Open/A.razor uses PlaceSecret, which is not in the public face of Places"],
            Arrows.Violations(Planted(("src/Meent/Reflect/_Imports.razor", "@using Meent.Places"), ("src/Meent/Reflect/Open/A.razor", "<p>@T[\"PlaceSecret is a word here\"]</p>@code { PlaceSecret? s; }"), ("src/Meent/Reflect/Open/B.razor", "<p>@T[\"PlaceSecret is a word here\"]</p>")), Arrows.Map(Map)));

    [Fact]
    public void A_map_that_goes_round_in_circles_is_found() =>
        Assert.Equal(
            ["the map has a cycle: Places, Reflect"],
            Arrows.Violations(Planted(), Arrows.Map(Map.Replace("| Places | Design |", "| Places | Reflect |", StringComparison.Ordinal))));

    [Fact]
    public void What_the_map_allows_is_no_violation() =>
        Assert.Empty(Arrows.Violations(Planted(("src/Meent/Reflect/A.cs", "using Meent.Places; class A { Place? s; }"), ("src/Meent/Hub.cs", "using Meent.Places; class B { PlaceSecret? s; }")), Arrows.Map(Map)));

    private static SourceTree Planted(params (string, string)[] files) => SourceTree.Of(
    [
        ("src/Meent/Places/Places.cs", "namespace Meent.Places; class Place;"),
        ("src/Meent/Places/PlaceSecret.cs", "namespace Meent.Places; class PlaceSecret;"),
        .. files,
    ]);
}
