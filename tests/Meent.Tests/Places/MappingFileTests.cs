using System.Text;
using Meent.Places.ImportSchools;
using Meent.Tests.House;

namespace Meent.Tests.Places;

/// <summary>Mistakes in a mapping: the right line and a sentence that helps.</summary>
public class MappingFileTests
{
    public static TheoryData<string, string, int, string> Mistakes => new()
    {
        { "title: Schools on no map", "", 2, "The key \"title\" is missing in the file." },
        { "title: Schools on no map", "titel: Schools", 1, "\"titel\" is not a key of the file. Keys are: title, country" },
        { "country: DE", "country: GR", 2, "\"GR\" is not the code of a country. Codes are: AT, BE" },
        { "separator: \";\"", "separator: \";;\"", 3, "The separator is one character in quotation marks" },
        { "separator: \";\"", "encoding: utf-9", 3, "\"utf-9\" is not an encoding we know." },
        { "  id: number", "  ids: number", 5, "\"ids\" is not a key of \"columns\"." },
        { "  name: school", "  name:", 6, "\"name\" needs a text on the same line." },
        { "  name: school\n", "", 5, "The key \"name\" is missing in \"columns\"." },
        { "scheme: test\n", "", 1, "The key \"scheme\" is missing" },
        { "value: \"{state}-{official}\"", "value: \"official\"", 13, "The value names at least one column in braces" },
        { "  - scheme: test-official\n    value: \"{state}-{official}\"", "  - test-official", 12, "Each entry of \"identifiers\" needs keys" },
        { "postcode: \"[0-9]{5}\"", "postcode: \"[0-9\"", 15, "This pattern cannot be used" },
        { "postcode: \"[0-9]{5}\"", "postcode: \"(?=x)[0-9]\"", 15, "This pattern cannot be used" },
        { "\"40210-40629\": Düsseldorf", "\"40629-40210\": Düsseldorf", 18, "is not a range of postcodes" },
        { "\"40210-40629\": Düsseldorf", "\"402-40629\": Düsseldorf", 18, "is not a range of postcodes" },
        { "since: 1990-10-03", "since: 3.10.1990", 21, "is not a date. Write year-month-day" },
        { "BW: { id: DE1, name: Baden-Württemberg }", "BW: Baden", 23, "\"BW\" needs keys of its own" },
        { "BW: { id: DE1, name: Baden-Württemberg }", "BW: { id: DE1 }", 23, "The key \"name\" is missing in \"BW\"." },
        { "primary: [grundschul]", "basic: [grundschul]", 26, "\"basic\" is not a key of \"sectors\". Keys are: primary, secondary, vocational, special, higher, adult." },
        { "primary: [grundschul]", "primary: { a: b }", 26, "\"primary\" needs a list" },
        { "where: { state: BW }", "where: { state: BW, kind: x }", 30, "\"where\" takes one column and its value" },
        { "columns:", "columns: [", 6, "This is not valid YAML" },
        { "title: Schools on no map", "title: \"Schools", 1, "This is not valid YAML" },
        { "title: Schools on no map", "title: a\ntitle: b", 2, "This is not valid YAML" },
        { "  type: kind", "\ttype: kind", 7, "The line begins with a tab. Indent with spaces." },
    };

    [Theory, MemberData(nameof(Mistakes))]
    public void A_mistake_is_found_where_it_stands(string right, string wrong, int line, string sentence)
    {
        Assert.Contains(right, TestRegister.Map, StringComparison.Ordinal);
        var read = MappingFile.Parse(TestRegister.Map.Replace(right, wrong, StringComparison.Ordinal), "test.yaml");
        Assert.Null(read.Mapping);
        Assert.Contains(read.Mistakes, m => m.Line == line && m.Sentence.Contains(sentence, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("# nothing but a remark")]
    [InlineData("just a text")]
    [InlineData("- a\n- list")]
    [InlineData("a: &x [*x]\nb: *x")]
    [InlineData("? [complex, key]\n: value")]
    [InlineData("<<: *gone")]
    [InlineData("a: !!binary xyz\nb: !foo bar")]
    [InlineData("--- \na: b\n---\nc: d")]
    public void Files_that_are_no_mapping_end_in_sentences(string text) => Assert.NotEmpty(MappingFile.Parse(text, "test.yaml").Mistakes);

    [Fact]
    public void Hostile_files_end_in_sentences()
    {
        foreach (var text in (string[])[new string('[', 100_000), string.Concat(Enumerable.Repeat("- ", 100_000)), string.Concat(Enumerable.Repeat("? ", 100_000)), string.Concat(Enumerable.Repeat("{a: ", 50_000)), string.Join('\n', Enumerable.Repeat("a: [", 1000))])
            Assert.NotEmpty(MappingFile.Parse(text, "test.yaml").Mistakes);
        var file = Path.GetTempFileName();
        File.WriteAllBytes(file, Encoding.Latin1.GetBytes("title: Schüler"));
        Assert.StartsWith("The file is not written in UTF-8.", Assert.Single(MappingFile.Read(file).Mistakes).Sentence, StringComparison.Ordinal);
        File.WriteAllBytes(file, new byte[2 << 20]);
        Assert.StartsWith("The file is larger than any mapping.", Assert.Single(MappingFile.Read(file).Mistakes).Sentence, StringComparison.Ordinal);
        File.Delete(file);
    }

    [Fact]
    public void Mappings_that_came_with_the_program_are_right()
    {
        var files = Directory.GetFiles(Path.Combine(Hub.Shipped("content"), "registers"), "*.yaml").Where(f => !f.EndsWith("countries.yaml", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(files);
        Assert.All(files, f => Assert.Empty(MappingFile.Read(f).Mistakes));
        Assert.NotNull(MappingFile.Find("de-schulscraper"));
        Assert.Null(MappingFile.Find("../registers/de-schulscraper"));
    }

    [Fact]
    public void The_mapping_in_the_documentation_is_right_and_every_key_is_explained()
    {
        var page = Repository.Read("docs", "operate", "import-schools.md");
        var example = page.Split("```yaml\n")[1].Split("```")[0];
        Assert.Empty(MappingFile.Parse(example, "my-register.yaml").Mistakes);
        // The sentence about an unknown key lists the known ones.
        var keys = Assert.Single(MappingFile.Parse(example + "unknown: x\n", "test.yaml").Mistakes).Sentence.Split("Keys are: ")[1].TrimEnd('.').Split(", ");
        Assert.All(keys.Concat(RegisterMapping.Meanings), key => Assert.Matches($"[`\n ]{key}[`:]", page));
    }
}
