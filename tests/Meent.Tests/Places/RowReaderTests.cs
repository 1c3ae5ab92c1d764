using Meent.Places.ImportSchools;

namespace Meent.Tests.Places;

/// <summary>What one row of a register says of a school.</summary>
public class RowReaderTests
{
    [Theory]
    [InlineData("Rombacher Straße 30, 73430 Aalen", "Rombacher Straße 30", "73430", "Aalen")]
    [InlineData("Gutshof 4 06774 Muldestausee OT Rösa", "Gutshof 4", "06774", "Muldestausee, Rösa")]
    [InlineData(" Hammerweg\u00a030 01127\u00a0Dresden\u00a0OT\u00a0Hellerberge  ", "Hammerweg 30", "01127", "Dresden, Hellerberge")]
    [InlineData("Netzestraße 12, 40211", "Netzestraße 12", "40211", "Düsseldorf")]
    [InlineData("Netzestraße 12, 51371", "Netzestraße 12", "51371", null)]
    [InlineData("40210", null, "40210", "Düsseldorf")]
    [InlineData("Straße der Nationen 62 0911 Chemnitz", "Straße der Nationen 62 0911 Chemnitz", null, null)]
    [InlineData("Postfach 12345, 01067 Dresden", "Postfach 12345", "01067", "Dresden")]
    [InlineData("Weg 12345a", "Weg 12345a", null, null)]
    [InlineData("", null, null, null)]
    public void An_address_is_parted_at_its_last_postcode(string address, string? street, string? postcode, string? town)
    {
        var row = TestRegister.Row($"1;7;Linde school;;SN;\"{address}\"").Row!;
        Assert.Equal((street, postcode, town), (row.Address, row.Postcode, row.Town));
    }

    [Theory]
    [InlineData("Grundschule", "Linde school", "primary")]
    [InlineData("GRUNDSCHULE mit Realschulzweig", "Linde school", "primary secondary")]
    [InlineData("Gymnasium (G8)", "Grundschule am Tor", "secondary")]
    [InlineData("", "Gymnasium am Tor", "secondary")]
    [InlineData("Ganztags", "Gymnasium am Tor", "secondary")]
    [InlineData("Ganztags", "Linde school", "")]
    public void The_type_tells_the_level_and_else_the_name(string type, string name, string levels) =>
        Assert.Equal(levels, string.Join(' ', TestRegister.Row($"1;7;{name};{type};SN;").Row!.Levels));

    [Theory]
    [InlineData(";7;Linde school;;SN;", "The column \"number\" is empty")]
    [InlineData("1;7;\u00a0 \u200b;;SN;", "It has no name.")]
    [InlineData("1;7;2;;SN;", "\"2\" is not a name.")]
    [InlineData("1;7;Linde school;Behörde für Schulen;SN;", "\"Behörde für Schulen\" is not a school, says the mapping.")]
    [InlineData("1;7;Linde school;;XX;", "The region \"XX\" is not in the mapping.")]
    [InlineData("1;7;Linde school;SN", "The row has 4 cells and the header 6.")]
    [InlineData("1;7;Linde school;;SN;;;", "The row has 8 cells and the header 6.")]
    public void What_is_no_school_is_refused_with_its_reason(string row, string reason)
    {
        var read = TestRegister.Row(row);
        Assert.Null(read.Row);
        Assert.StartsWith(reason, read.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_and_ids_that_are_too_long_are_refused()
    {
        Assert.StartsWith("The name is longer", TestRegister.Row($"1;7;{new string('x', 301)};;SN;").Why, StringComparison.Ordinal);
        Assert.StartsWith("The id is longer", TestRegister.Row($"{new string('1', 101)};7;Linde school;;SN;").Why, StringComparison.Ordinal);
        Assert.NotNull(TestRegister.Row($"{new string('1', 100)};7;{new string('x', 300)};;SN;").Row);
    }

    [Fact]
    public void A_repair_holds_for_its_rows_only()
    {
        Assert.Equal("Überlingen", TestRegister.Row("1;7;†berlingen;;BW;").Row!.Name);
        Assert.Equal("†berlingen", TestRegister.Row("1;7;†berlingen;;SN;").Row!.Name);
    }

    [Fact]
    public void Further_identifiers_are_made_of_columns_that_are_filled()
    {
        Assert.Equal([("test-official", "SN-7")], TestRegister.Row("1;7;Linde school;;SN;").Row!.Identifiers);
        Assert.Empty(TestRegister.Row("1;;Linde school;;SN;").Row!.Identifiers);
    }

    [Theory]
    [InlineData("a  b", "a b")]
    [InlineData(" a\r\n\tb ", "a b")]
    [InlineData("a\u00a0\u2003b", "a b")]
    [InlineData("a\u0007b\u200bc", "abc")]
    [InlineData("Schule", "Schule")]
    [InlineData("", "")]
    [InlineData("   ", "")]
    public void Cells_are_cleaned(string cell, string clean) => Assert.Equal(clean, RowReader.Clean(cell));

    [Fact]
    public void Half_a_character_is_no_danger() => Assert.Equal("a\ufffdb", RowReader.Clean("a\ud83db"));
}
