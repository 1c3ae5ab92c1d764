using Meent.Foundation.Localisation;
using Meent.Plan.Policies;

namespace Meent.Tests.Plan;

/// <summary>The policies that come with the hub are whole, and a file of an operator is read or refused with a reason.</summary>
public class PolicyLibraryTests
{
    private static readonly PolicyLibrary Shipped = PolicyLibrary.Load(Hub.Shipped("content"));

    [Fact]
    public void Every_shipped_file_is_without_mistakes() => Assert.Empty(Shipped.Problems);

    [Fact]
    public void The_recommendation_of_2023_is_complete()
    {
        string[] states =
        [
            "1", "1a", "1b", "1c", "2", "2a", "2b", "2c", "2c.i", "2c.ii", "2d",
            "3", "3a", .. Roman("3a", 6), "3b", .. Roman("3b", 7), "4", "4a", .. Roman("4a", 6), "4b", .. Roman("4b", 7), "5",
        ];
        string[] commission = ["com1", .. Letters("com1", 3), "com2", .. Letters("com2", 3), "com3", .. Letters("com3", 9), "com4", .. Letters("com4", 4)];
        Assert.Equal(states, Ids("council-2023", Addressee.MemberStates));
        Assert.Equal(commission, Ids("council-2023", Addressee.Commission));
        Assert.Equal("2023-11-23", Shipped.Get("council-2023")!.Version);
    }

    [Fact]
    public void The_proposal_of_2021_is_complete()
    {
        Assert.Equal(["1", "2", .. Letters("2", 3), "3", "4", "5", .. Letters("5", 7), "6", .. Letters("6", 8), "7", "8", "9"], Ids("blended-2021", Addressee.MemberStates));
        Assert.Equal(["com1", "com1.1", "com1.2", "com1.3", "com2", "com2.1", "com2.2", "com3", "com3.1", "com3.2", "com3.3", "com4", "com5", "com6"], Ids("blended-2021", Addressee.Commission));
    }

    [Fact]
    public void The_action_plan_has_its_two_priorities() =>
        Assert.Equal(["1", "2"], Shipped.Get("action-plan-2021")!.Below(null).Select(p => p.Id));

    [Fact]
    public void The_scheme_has_goals_principles_and_ways_for_every_sector()
    {
        string[] parts = ["skills", "staff", "applications", "infrastructure", "ethics", "opportunity", "sector", "companies"];
        var scheme = Shipped.Get("sector-scheme")!;
        Assert.Equal(parts, scheme.Below(null).Select(p => p.Id));
        foreach (var part in parts)
        {
            Assert.Equal([$"{part}.school", $"{part}.vocational", $"{part}.higher", $"{part}.adult"], scheme.Below(part).Select(p => p.Id));
            Assert.All(scheme.Below(part), p => Assert.NotEmpty(p.Sectors));
        }
    }

    [Fact]
    public void Everything_is_there_in_English_and_Dutch_and_both_say_something_of_their_own()
    {
        foreach (var paragraph in Shipped.All.SelectMany(d => d.Paragraphs))
            Assert.True(paragraph.Text.All.Keys.SequenceEqual(["en", "nl"]) && paragraph.Text.In("en") != paragraph.Text.In("nl"), paragraph.Target);
    }

    [Theory]
    [InlineData("council-2023/3b.vii", "3b vii", "3b", "3")]
    [InlineData("council-2023/1a", "1a", "1", null)]
    [InlineData("blended-2021/com1.2", "Commission 1.2", "com1", null)]
    [InlineData("sector-scheme/skills.adult", null, "skills", null)]
    public void A_paragraph_knows_its_number_and_what_it_belongs_to(string target, string? number, string parent, string? above)
    {
        var paragraph = Shipped.Paragraph(target)!;
        Assert.Equal(number, paragraph.Number(English));
        Assert.Equal(above is null ? [parent] : [above, parent], Shipped.Get(paragraph.Document)!.Above(paragraph).Select(p => p.Id));
    }

    [Theory]
    [InlineData("council-2023/3b.viii")]
    [InlineData("council-2023")]
    [InlineData("plan:0/1/o1")]
    [InlineData("")]
    public void What_is_no_paragraph_is_none(string target) => Assert.Null(Shipped.Paragraph(target));

    [Fact]
    public void Only_the_ends_of_the_tree_that_speak_to_planners_are_to_be_answered()
    {
        var ids = Shipped.Get("council-2023")!.ToAnswer.Select(p => p.Id).ToList();
        Assert.Equal(35, ids.Count);
        Assert.DoesNotContain("3b", ids);
        Assert.DoesNotContain("com1a", ids);
        Assert.Contains("5", ids);
    }

    [Theory]
    [InlineData("policy: my-law", "policy: My law", 1, "small letters")]
    [InlineData("  - id: \"2\"", "  - id: \"1\"", 10, "two paragraphs")]
    [InlineData("    nl: Doe iets.", "    xx: Iets.", 14, "not a key")]
    [InlineData("    en: Do something.", "    to: the king", 12, "nobody that a paragraph speaks to")]
    [InlineData("    en: Do something.", "    sectors: [sports]", 12, "no sector")]
    [InlineData("    en: Do something.", "    answered-by: schools", 12, "answered-by: areas")]
    public void A_mistake_is_named_with_its_line(string right, string wrong, int line, string reason)
    {
        Assert.Empty(PolicyFile.Parse(Own).Mistakes);
        var broken = PolicyFile.Parse(Own.Replace(right, wrong, StringComparison.Ordinal));
        Assert.Null(broken.Document);
        Assert.Contains(broken.Mistakes, m => m.Line == line && m.Sentence.Contains(reason, StringComparison.Ordinal));
    }

    [Fact]
    public void A_text_that_is_no_longer_short_is_refused()
    {
        var broken = PolicyFile.Parse(Own.Replace("Do something.", new string('x', PolicyFile.MostLetters + 1), StringComparison.Ordinal));
        Assert.Contains(broken.Mistakes, m => m.Sentence.Contains("letters", StringComparison.Ordinal));
    }

    private const string Own = """
        policy: my-law
        version: "2020"
        languages: [en, nl]
        title: {en: My law, nl: Mijn wet}
        short: {en: Law, nl: Wet}
        about: {en: About, nl: Over}
        source: {name: Us}
        paragraphs:
          - {id: "1", title: {en: One, nl: Een}, en: First., nl: Eerst.}
          - id: "2"
            title: {en: Two, nl: Twee}
            en: Do something.

            nl: Doe iets.
        """;

    private static Texts English => new(Hub.Catalogue(new()), "en");

    private static IEnumerable<string> Ids(string document, string to) => Shipped.Get(document)!.Paragraphs.Where(p => p.To == to).Select(p => p.Id);

    private static IEnumerable<string> Roman(string under, int last) => new[] { "i", "ii", "iii", "iv", "v", "vi", "vii" }.Take(last).Select(n => $"{under}.{n}");

    private static IEnumerable<string> Letters(string under, int last) => "abcdefghi".Take(last).Select(l => $"{under}{l}");
}
