using Meent.Foundation.Localisation;
using Meent.Reflect.Instruments;

namespace Meent.Tests.Reflect.Instruments;

/// <summary>What the ladders for a place promise that come with the hub.</summary>
public class ShippedPlaceLadderTests
{
    private const int MostWords = 30;

    private static readonly InstrumentLibrary library = InstrumentLibrary.Load(InstrumentLibrary.Shipped);

    public static TheoryData<string> Ids => [.. library.Ladders.Where(l => l.For.Contains(LadderUse.Place)).Select(l => l.Id)];

    [Fact]
    public void The_whole_set_is_there() => Assert.Equal(["balance", "higher-education-ladder", "maturity"], Ids.Select(r => r.Data));

    [Fact]
    public void Balance_has_four_areas_and_maturity_three()
    {
        Assert.Equal(["vision", "expertise", "content", "infrastructure"], library.LatestLadder("balance")!.Areas.Select(a => a.Id));
        Assert.Equal(["governance", "services", "information"], library.LatestLadder("maturity")!.Areas.Select(a => a.Id));
        Assert.Equal(5, library.LatestLadder("maturity")!.Steps);
    }

    [Theory, MemberData(nameof(Ids))]
    public void Every_level_is_one_sentence_of_its_own_in_both_languages(string id)
    {
        var said = from item in Of(id).Items from level in item.Levels.Append(item.Statement) from text in level.All select (item.Id, Language: text.Key, Text: text.Value);
        Assert.All(said, s =>
        {
            Assert.True(s.Text.Split(' ').Length <= MostWords, $"{s.Id} says more than {MostWords} words: {s.Text}");
            Assert.True(char.IsUpper(s.Text[0]) && s.Text.EndsWith('.') && !s.Text[..^1].Contains(". ", StringComparison.Ordinal), $"{s.Id} is no sentence: {s.Text}");
        });
        Assert.Empty(said.GroupBy(s => (s.Language, s.Text)).Where(same => same.Count() > 1).Select(same => same.Key.Text));
    }

    [Theory, MemberData(nameof(Ids))]
    public void Every_text_is_there_in_both_languages(string id) => Assert.All(Texts(Of(id)), text =>
    {
        Assert.Equal(["en", "nl"], text.All.Keys);
        Assert.True(text.All["en"] != text.All["nl"] || text.All["en"].Split(' ').Length == 1, text.All["en"]);
    });

    [Theory, MemberData(nameof(Ids))]
    public void Those_who_answer_say_it_of_themselves(string id) => Assert.All(
        Of(id).Items.SelectMany(i => i.Levels).Select(l => l.In("nl").ToLowerInvariant().Split(' ', '.', ',')),
        words => Assert.Empty(words.Intersect(["u", "uw", "jij", "jouw", "jullie", "ik"])));

    [Theory, MemberData(nameof(Ids))]
    public void Every_area_says_what_helps_and_what_to_talk_about(string id) => Assert.All(Of(id).Areas, area =>
    {
        Assert.Equal(3, area.NextSteps.Count);
        Assert.Equal(2, area.Questions.Count);
        Assert.All(area.Items, i => Assert.StartsWith(area.Id + ".", i.Id, StringComparison.Ordinal));
    });

    private static Ladder Of(string id) => library.LatestLadder(id)!;

    private static IEnumerable<LocalizedText> Texts(Ladder l) =>
    [
        l.Title, l.About, l.TopicOrTitle,
        .. l.Levels.SelectMany(level => new[] { level.Name, level.About }),
        .. l.Areas.SelectMany(a => a.NextSteps.Concat(a.Questions).Append(a.Name).Append(a.Lead)),
        .. l.Items.SelectMany(i => i.Levels.Append(i.Name).Append(i.Statement)),
    ];
}
