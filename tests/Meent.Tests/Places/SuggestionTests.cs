using System.Text;
using Meent.Foundation.Data;
using Meent.Places;
using Meent.Places.ImportSchools;
using Meent.Tests.House;

namespace Meent.Tests.Places;

/// <summary>A register that nobody here has seen: the mapping that is suggested is one that works.</summary>
public class SuggestionTests
{
    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_French_like_register_is_taken_in_with_what_was_suggested(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var (map, result) = await TakeIn(hub, "fr-like", "FR");
        Assert.Contains("dates: [dd/mm/yyyy]", map, StringComparison.Ordinal);
        Assert.Contains("  # Not used: Latitude\n", map, StringComparison.Ordinal);
        Assert.Equal((6, 5, 1), (result.Summary!.Rows, result.Summary.Created, result.Summary.Refused));
        Assert.Equal("It closed on 1999-08-31, before this hub knew it.", result.Rows[^1].Why);
        var school = (await hub.With(p => p.Known("fr-fr-like", "000A05B")))!;
        Assert.Equal(("Lycée professionnel Zéro", "5 quai Absent", "00300", "Sainte-Fable", "vocational", "3"), (school.Name, school.Address, school.Postcode, school.Town, school.Sector, school.Isced));
        Assert.Equal((new DateOnly(2003, 9, 5), new DateOnly(2090, 8, 31)), (school.OpenedOn, school.ClosedOn));
        Assert.Equal("0", (await hub.With(p => p.Known("fr-fr-like", "000A02Y")))!.Isced);
        Assert.Equal(("secondary", "2"), (await hub.With(p => p.Known("fr-fr-like", "000A03Z"))) is { } college ? (college.Sector, college.Isced) : default);
        Assert.Equal("Lycée général Nemo", (await hub.Search("lycee nemo")).Best[0].Name);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_Greek_like_register_is_taken_in_with_what_was_suggested(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var (map, result) = await TakeIn(hub, "el-like", "EL");
        Assert.Contains("encoding: windows-1253\n", map, StringComparison.Ordinal);
        Assert.Equal((5, 5), (result.Summary!.Rows, result.Summary.Created));
        var school = (await hub.With(p => p.Known("el-el-like", "9000005")))!;
        Assert.Equal(("1ο ΕΠΑ.Λ. Μύθου", "Οδός Μύθου 5", "000 03", "Μύθος", "vocational", "3"), (school.Name, school.Address, school.Postcode, school.Town, school.Sector, school.Isced));
        Assert.Equal(new DateOnly(2006, 9, 1), school.OpenedOn);
        Assert.Equal("2", (await hub.With(p => p.Known("el-el-like", "9000003")))!.Isced);
        Assert.Equal("Γυμνάσιο Ονείρου", (await hub.Search("γυμνασιο ονειρου")).Best[0].Name);
    }

    [Theory]
    [InlineData("nl-vestigingen-bo", "id: \"VESTIGINGSCODE\"|name: \"VESTIGINGSNAAM\"|region: \"PROVINCIE\"|address: \"{STRAATNAAM} {HUISNUMMER-TOEVOEGING}\"|postcode: \"POSTCODE\"|town: \"PLAATSNAAM\"|board: \"BEVOEGD GEZAG NUMMER\"|institution: \"INSTELLINGSCODE\"|separator: \";\"|#     \"Fryslân\"")]
    public void Columns_are_guessed_by_their_names(string file, string lines)
    {
        var (mapping, _) = Suggestion.For(Path(file), "NL");
        Assert.All(lines.Split('|').Where(l => !l.Contains("Fry", StringComparison.Ordinal)), l => Assert.Contains(l, mapping, StringComparison.Ordinal));
        Assert.Empty(MappingFile.Parse(mapping!, "test.yaml").Mistakes);
    }

    [Fact]
    public void Of_the_German_register_the_id_is_the_column_that_differs()
    {
        var file = Repository.PathOf("..", "shared", "data", "schools", "germany.csv");
        Assert.SkipUnless(File.Exists(file), "The file ../shared/data/schools/germany.csv is not on this machine.");
        var (mapping, _) = Suggestion.For(file, "DE");
        foreach (var line in (string[])["name: \"name\"", "type: \"school_type\"", "region: \"state\"", "address: \"address\"", "#     \"NRW\""]) Assert.Contains(line, mapping, StringComparison.Ordinal);
        Assert.Empty(MappingFile.Parse(mapping!, "test.yaml").Mistakes);
    }

    [Fact]
    public void What_is_no_table_is_said_so_and_odd_headers_end_in_a_mapping()
    {
        var folder = Databases.Folder();
        string? Problem(byte[] bytes)
        {
            File.WriteAllBytes(folder + "/odd.csv", bytes);
            var (mapping, problem) = Suggestion.For(folder + "/odd.csv", null);
            Assert.True(mapping is null || MappingFile.Parse(mapping, "test.yaml").Mistakes.Count == 0, mapping);
            return problem;
        }
        Assert.Equal("odd.csv is empty. Export or download it again.", Problem([]));
        Assert.StartsWith("odd.csv has one column only, \"name\".", Problem("name\na\n"u8.ToArray()), StringComparison.Ordinal);
        Assert.Null(Problem(Encoding.UTF8.GetBytes("\"a: \"\"x\"\"\\\";#b;{c};\u0001;;name\n1;2;3;4;5;6\n")));
        Assert.Null(Problem(Encoding.UTF8.GetBytes("id,id,type\n1,1,\"[a, *b]: # \"\"c\"\"\"\n")));
        Assert.StartsWith("odd.csv: in the row on line 2", Problem(Encoding.UTF8.GetBytes("id,name\n\"1,2\n")), StringComparison.Ordinal);
        Assert.StartsWith("There is no file", Suggestion.For(folder + "/no.csv", null).Problem, StringComparison.Ordinal);
    }

    private static async Task<(string Map, ImportResult Result)> TakeIn(TestHub hub, string file, string country)
    {
        var (mapping, problem) = Suggestion.For(Path(file), country);
        Assert.Null(problem);
        var map = System.IO.Path.Combine(hub.Settings.DataFolder, "suggested.yaml");
        await File.WriteAllTextAsync(map, mapping);
        var result = await hub.Import(new ImportOrder(Path(file), country, map, new DateOnly(2026, 3, 4), map + ".csv"));
        Assert.Empty(result.Problems);
        return (mapping!, result);
    }

    private static string Path(string file) => Repository.PathOf("tests", "Meent.Tests", "Places", "Registers", file + ".csv");
}
