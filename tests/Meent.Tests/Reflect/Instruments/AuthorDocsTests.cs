using System.Text;
using System.Text.RegularExpressions;
using Meent.Reflect.Instruments;
using Meent.Tests.House;

namespace Meent.Tests.Reflect.Instruments;

/// <summary>docs/author is complete and its example works.</summary>
public class AuthorDocsTests
{
    private static readonly string page = Repository.Read("docs", "author", "README.md");
    private static readonly FrameworkLibrary frameworks = FrameworkLibrary.Load(Path.Combine(InstrumentLibrary.Shipped, "frameworks"));

    private static string ExampleLadder => Regex.Matches(page, "```yaml\n(.*?)```", RegexOptions.Singleline)[1].Groups[1].Value;

    private static string Example => Regex.Match(page, "```yaml\n(.*?)```", RegexOptions.Singleline).Groups[1].Value;

    [Fact]
    public void The_example_is_right_and_survives_writing()
    {
        var reading = Parse(Example);
        Assert.Empty(reading.Problems.Select(p => p.ToString()));
        Assert.IsType<LoadedInstrument>(Parse(InstrumentWriter.Write(((LoadedInstrument)reading).Instrument)));
    }

    [Theory]
    // Where an unknown key is put; the sentence about it lists the keys that are known there.
    [InlineData("version: 1\n", "version: 1\nqqqqqq: 1\n")]
    [InlineData("    byDefault: false\n", "    byDefault: false\n    qqqqqq: 1\n")]
    [InlineData("    headings:\n", "    qqqqqq: 1\n    headings:\n")]
    [InlineData("        lead: {en: What", "        qqqqqq: 1\n        lead: {en: What")]
    [InlineData("        optional: true\n", "        optional: true\n        qqqqqq: 1\n")]
    [InlineData("  mini: 1\n", "  mini: 1\n  qqqqqq: 1\n")]
    public void Every_key_is_described(string at, string with)
    {
        var problem = Assert.Single(Parse(Example.Replace(at, with, StringComparison.Ordinal)).Problems);
        AssertDescribed(problem.Sentence);
    }

    [Fact]
    public void The_example_of_a_ladder_is_right_and_survives_writing()
    {
        var reading = Parse(ExampleLadder, "example-ladder.yaml");
        Assert.Empty(reading.Problems.Select(p => p.ToString()));
        Assert.IsType<LoadedLadder>(Parse(LadderWriter.Write(((LoadedLadder)reading).Ladder), "example-ladder.yaml"));
    }

    [Theory]
    [InlineData("version: 1\nform", "version: 1\nqqqqqq: 1\nform")]
    [InlineData("        ref: ", "        qqqqqq: 1\n        ref: ")]
    [InlineData("asks: [note]", "asks: [qqqqqq]")]
    [InlineData("for: [person, group]", "for: [person, qqqqqq]")]
    [InlineData("sectors: [primary, secondary]", "sectors: [qqqqqq]")]
    public void Every_key_of_a_ladder_is_described(string at, string with)
    {
        var problem = Assert.Single(Parse(ExampleLadder.Replace(at, with, StringComparison.Ordinal), "example-ladder.yaml").Problems);
        AssertDescribed(problem.Sentence);
    }

    [Fact]
    public void Every_key_of_a_framework_is_described()
    {
        const string text = "framework: f\nlanguages: [en]\ntitle: {en: F}\nqqqqqq: 1\nareas:\n  a: {name: {en: A}, lead: {en: L}, next: [], ask: [], qqqqqq: 1}\n";
        var problems = FrameworkFile.Parse(Encoding.UTF8.GetBytes(text), "f.yaml").Problems;
        Assert.Equal(2, problems.Count);
        Assert.All(problems, p => AssertDescribed(p.Sentence));
    }

    [Fact]
    public void Every_placeholder_and_every_text_is_described()
    {
        Assert.All(SchoolText.KnownPlaceholders, p => Assert.Contains($"`{{{p}}}`", page, StringComparison.Ordinal));
        Assert.All(TextLibrary.Load(InstrumentLibrary.Shipped).Names, name => Assert.Contains($"`{name}`", page, StringComparison.Ordinal));
    }

    private static InstrumentReading Parse(string yaml, string file = "example.yaml") => InstrumentFile.Parse(Encoding.UTF8.GetBytes(yaml), file, frameworks);

    private static void AssertDescribed(string sentence)
    {
        var known = Regex.Match(sentence, @"Use one of: (.+)\.$").Groups[1].Value.Split(", ");
        Assert.True(known.Length > 1, sentence);
        Assert.All(known, key => Assert.Contains($"`{key}`", page, StringComparison.Ordinal));
    }
}
