namespace Meent.Tests.House;

public class ShapeTests
{
    [Fact]
    public void Refusals_stand_in_one_file_per_module() => Found.Nothing(Shapes.Refusals(SourceTree.Project));

    [Fact]
    public void No_interface_has_a_single_implementation() => Found.Nothing(Shapes.Interfaces(SourceTree.Project));

    [Fact]
    public void A_planted_refusal_elsewhere_is_found() =>
        Assert.Equal(
            ["src/Meent/Reflect/OpenRound/A.cs: TooLate stands outside the Refusals.cs of its module", "src/Meent/Reflect/Refusals.cs: TooEarly is not closed"],
            Shapes.Refusals(SourceTree.Of(
                ("src/Meent/Reflect/OpenRound/A.cs", "sealed record TooLate() : Refusal(\"Too late.\");"),
                ("src/Meent/Reflect/Refusals.cs", "record TooEarly() : Refusal(\"Too early.\"); sealed record Never() : Refusal(\"Never.\");"))));

    [Fact]
    public void A_planted_interface_with_one_implementation_is_found() =>
        Assert.Equal(
            ["src/Meent/A.cs: IOne has 1 implementations"],
            Shapes.Interfaces(SourceTree.Of(("src/Meent/A.cs", "interface IOne; interface ITwo<T>; class A : IOne; class B : ITwo<int>; class C : ITwo<int>;"))));
}
