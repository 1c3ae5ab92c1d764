using Meent.Foundation.Localisation;
using Meent.Reflect.Instruments;

namespace Meent.Tests.Reflect.Instruments;

/// <summary>What the school instrument promises: counts per audience and profile, both languages, statements fit to answer.</summary>
public class SchoolInstrumentTests
{
    private static readonly Instrument school = InstrumentLibrary.Load(InstrumentLibrary.Shipped).Latest("school")!;

    private static readonly string[] areas =
        ["leadership", "collaboration", "infrastructure", "development", "preparing", "teaching", "assessment", "competence"];

    public static TheoryData<string, string?> Everyone => new()
    {
        { "leaders", null }, { "teachers", null }, { "learners", "primary" }, { "learners", "secondary" }, { "families", null },
    };

    [Fact]
    public void Eight_areas_of_six_core_items_each()
    {
        Assert.Equal(areas, school.Areas.Select(a => a.Id));
        Assert.All(school.Areas, area => Assert.Equal(6, area.Items.Count(i => !i.Optional)));
        Assert.InRange(school.Items.Count(i => i.Optional), 10, 14);
        Assert.Equal(["en", "nl"], school.Languages);
    }

    [Theory, MemberData(nameof(Everyone))]
    public void Full_asks_24_to_40_items(string audience, string? variant) =>
        Assert.InRange(Questionnaire.For(school, audience, variant, Profile.Full, []).Count, 24, 40);

    [Theory, MemberData(nameof(Everyone))]
    public void Short_asks_two_items_of_every_area_and_mini_one(string audience, string? variant)
    {
        var inShort = Questionnaire.For(school, audience, variant, Profile.Short, []);
        var mini = Questionnaire.For(school, audience, variant, Profile.Mini, []);
        Assert.Equal(16, inShort.Count);
        Assert.Equal(8, mini.Count);
        Assert.Equal(areas, inShort.Areas.Select(a => a.Id));
        Assert.All(inShort.Areas, a => Assert.Equal(2, a.Questions.Count));
        Assert.All(mini.Areas, a => Assert.Single(a.Questions));
    }

    [Fact]
    public void Short_asks_everyone_the_same_items()
    {
        var asked = Everyone.Select(e => Questionnaire.For(school, e.Data.Item1, e.Data.Item2, Profile.Short, []).Questions.Select(q => q.Id));
        Assert.Single(asked.Select(ids => string.Join(' ', ids)).Distinct());
    }

    [Fact]
    public void Families_are_asked_only_on_wish()
    {
        Assert.Equal(["leaders", "teachers", "learners"], school.Audiences.Where(a => a.ByDefault).Select(a => a.Id));
        Assert.Equal("families", school.Audiences.Single(a => !a.ByDefault).Id);
        Assert.Equal(["primary", "secondary"], school.Audiences.Single(a => a.Id == "learners").Variants.Select(v => v.Id));
    }

    [Theory, MemberData(nameof(Everyone))]
    public void Every_optional_item_can_be_added_and_only_on_wish(string audience, string? variant)
    {
        var optional = school.Items.Where(i => i.Optional && i.WordingFor(audience, variant) is not null).Select(i => i.Id).ToList();
        var with = Questionnaire.For(school, audience, variant, Profile.Mini, optional);
        Assert.Equal(8 + optional.Count, with.Count);
        Assert.Equal(optional.Order(), with.Questions.Where(q => q.Optional).Select(q => q.Id).Order());
    }

    [Fact]
    public void Every_area_says_what_to_do_next_and_what_to_ask() => Assert.All(school.Areas, area =>
    {
        Assert.InRange(area.NextSteps.Count, 2, 3);
        Assert.Equal(2, area.Questions.Count);
        Assert.All(area.NextSteps.Concat(area.Questions).Append(area.Name).Append(area.Lead), IsInBothLanguages);
        Assert.All(area.Headings.Values, h => { IsInBothLanguages(h.Name); IsInBothLanguages(h.Lead); });
    });

    [Fact]
    public void Children_and_families_read_headings_of_their_own() => Assert.All(school.Areas, area =>
        Assert.Equal(["families", "learners.primary", "learners.secondary"], area.Headings.Keys.Order()));

    [Fact]
    public void A_statement_is_one_sentence_of_a_length_that_can_be_read() => Assert.All(school.Items, item =>
    {
        IsInBothLanguages(item.ShortName);
        Assert.All(item.ShortName.All.Values, name => Assert.InRange(Words(name), 1, 6));
        foreach (var (who, wording) in item.Wordings)
        foreach (var text in wording.All.Values)
        {
            Assert.True(char.IsUpper(text[0]) && text.EndsWith('.') && text.Count(c => c is '.' or '?' or ':') <= 2, $"{item.Id} {who}: {text}");
            Assert.True(Words(text) <= (who == "learners.primary" ? 15 : 20), $"{item.Id} {who}: {text}");
        }
    });

    [Fact]
    public void No_two_items_of_one_audience_say_the_same() => Assert.All(school.Languages, language =>
    {
        var said = school.Items.SelectMany(i => i.Wordings.Select(w => (w.Key, w.Value.In(language)))).ToList();
        Assert.Equal(said.Count, said.Distinct().Count());
    });

    [Fact]
    public void Young_children_answer_in_simpler_words()
    {
        Assert.Equal("Helemaal eens", school.ScaleFor("teachers", null).LabelOf(5)!.In("nl"));
        Assert.Equal("Helemaal waar", school.ScaleFor("learners", "primary").LabelOf(5)!.In("nl"));
        Assert.Equal("Strongly disagree", school.ScaleFor("learners", "secondary").LabelOf(1)!.In("en"));
        Assert.Equal("I don't know", school.ScaleFor("learners", "primary").LabelOf(Scale.Outside)!.In("en"));
        Assert.Null(school.Scale.LabelOf(7));
    }

    private static void IsInBothLanguages(LocalizedText text)
    {
        Assert.Equal(["en", "nl"], text.All.Keys);
        Assert.NotEqual(text.All["en"], text.All["nl"]);
    }

    private static int Words(string text) => text.Split(' ').Length;
}
