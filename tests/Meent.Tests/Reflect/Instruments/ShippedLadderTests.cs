using Meent.Foundation.Localisation;
using Meent.Reflect.Instruments;

namespace Meent.Tests.Reflect.Instruments;

/// <summary>What the ladders that come with the hub promise to who climbs them.</summary>
public class ShippedLadderTests
{
    private const int MostWords = 22;

    private static readonly InstrumentLibrary library = InstrumentLibrary.Load(InstrumentLibrary.Shipped);

    /// <summary>The ladders on which people look at themselves.</summary>
    public static TheoryData<string> OfPersons => [.. library.Ladders.Where(l => l.For.Contains(LadderUse.Person)).Select(l => l.Id)];

    [Fact]
    public void People_find_one_for_teachers_and_one_for_everybody()
    {
        Assert.Empty(library.Problems.Select(p => p.ToString()));
        Assert.Equal(["digcomp", "teacher"], OfPersons.Select(r => r.Data));
        Assert.Equal(["digcomp"], library.Ladders.Where(l => l.WithoutAccount).Select(l => l.Id));
    }

    [Theory]
    [InlineData("teacher", 6, "engagement 4, resources 3, teaching 4, assessment 3, empowering 3, digital 5")]
    [InlineData("digcomp", 4, "information 3, communication 6, content 4, safety 4, problems 4")]
    public void It_is_built_like_the_framework_it_follows(string id, int steps, string areas)
    {
        var ladder = Of(id);
        Assert.Equal(steps, ladder.Steps);
        Assert.Equal(areas, string.Join(", ", ladder.Areas.Select(a => $"{a.Id} {a.Items.Count}")));
    }

    [Fact]
    public void Every_skill_of_digcomp_has_its_number()
    {
        var areas = Of("digcomp").Areas;
        for (var a = 0; a < areas.Count; a++)
        for (var i = 0; i < areas[a].Items.Count; i++)
        {
            Assert.Equal($"{a + 1}.{i + 1}", areas[a].Items[i].Ref);
            Assert.Equal($"dc.{a + 1}.{i + 1}", areas[a].Items[i].Id);
        }
    }

    [Theory, MemberData(nameof(OfPersons))]
    public void Every_level_is_one_short_sentence_that_somebody_says_of_themselves(string id) => Assert.All(
        from item in Of(id).Items from level in item.Levels.Prepend(item.Statement) from text in level.All select (item.Id, Language: text.Key, Text: text.Value),
        s =>
        {
            Assert.True(s.Text.Split(' ').Length <= MostWords, $"{s.Id} has more than {MostWords} words: {s.Text}");
            Assert.True(char.IsUpper(s.Text[0]) && s.Text.EndsWith('.') && !s.Text[..^1].Contains(". ", StringComparison.Ordinal), $"{s.Id} is no sentence: {s.Text}");
            string[] own = s.Language == "nl" ? ["ik", "mij", "mijn"] : ["i", "me", "my"];
            var words = s.Text.ToLowerInvariant().Split(' ', '.', ',');
            Assert.True(words.Intersect(own).Any(), $"{s.Id} is not about who says it: {s.Text}");
            Assert.Empty(words.Intersect(["u", "uw", "jij", "jouw", "jullie", "your"]));
        });

    /// <summary>Two levels that say the same cannot be told apart.</summary>
    [Theory, MemberData(nameof(OfPersons))]
    public void No_sentence_stands_on_two_levels_or_in_two_items(string id)
    {
        var texts = Of(id).Items.SelectMany(i => i.Levels).SelectMany(l => l.All).GroupBy(t => (t.Key, t.Value)).Where(same => same.Count() > 1).Select(same => same.Key.Value);
        Assert.Empty(texts);
    }

    [Theory, MemberData(nameof(OfPersons))]
    public void Every_text_is_there_in_both_languages_and_every_area_leads_on(string id)
    {
        var ladder = Of(id);
        LocalizedText[] texts =
        [
            ladder.Title, ladder.About, ladder.TopicOrTitle, .. ladder.Levels.SelectMany(l => new[] { l.Name, l.About }),
            .. ladder.Areas.SelectMany(a => a.NextSteps.Concat(a.Questions).Append(a.Name).Append(a.Lead)), .. ladder.Items.SelectMany(i => i.Levels.Append(i.Statement).Append(i.Name)),
        ];
        Assert.All(texts, text =>
        {
            Assert.Equal(["en", "nl"], text.All.Keys);
            Assert.NotEqual(text.All["en"], text.All["nl"]);
        });
        Assert.All(ladder.Areas, a => Assert.Equal((3, 2), (a.NextSteps.Count, a.Questions.Count)));
    }

    private static Ladder Of(string id) => library.LatestLadder(id)!;
}
