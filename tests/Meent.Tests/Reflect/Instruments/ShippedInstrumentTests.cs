using Meent.Foundation.Localisation;
using Meent.Reflect.Instruments;

namespace Meent.Tests.Reflect.Instruments;

/// <summary>What every instrument that comes with the hub promises; what is particular to the school's stands in its own test.</summary>
public class ShippedInstrumentTests
{
    private const int WordsOfAdults = 20, WordsOfChildren = 15;

    private static readonly InstrumentLibrary library = InstrumentLibrary.Load(InstrumentLibrary.Shipped);

    public static TheoryData<string> Ids => [.. library.Newest.Select(i => i.Id)];

    public static TheoryData<string> Short => [.. library.Newest.Where(i => i.Id is not ("school" or "higher-education")).Select(i => i.Id)];

    [Fact]
    public void The_whole_set_is_there_and_right()
    {
        Assert.Empty(library.Problems.Select(p => p.ToString()));
        Assert.Equal(["adult-education", "ai-data", "blended", "cybersecurity", "higher-education", "inclusion", "readiness", "school", "wellbeing", "work-based"], Ids.Select(r => r.Data));
    }

    [Theory, MemberData(nameof(Ids))]
    public void The_check_finds_it_and_its_framework_right(string id)
    {
        foreach (var file in new[] { Path.Combine("instruments", $"{id}.yaml"), Path.Combine("frameworks", $"{Of(id).Framework}.yaml") })
        {
            using var said = new StringWriter();
            Assert.True(CheckInstrument.Run(Path.Combine(InstrumentLibrary.Shipped, file), said) == 0, said.ToString());
        }
    }

    [Theory, MemberData(nameof(Ids))]
    public void Every_text_is_there_in_both_languages(string id) => Assert.All(Texts(Of(id)), text =>
    {
        Assert.Equal(["en", "nl"], text.All.Keys);
        Assert.NotEqual(text.All["en"], text.All["nl"]);
    });

    [Theory, MemberData(nameof(Short))]
    public void A_short_one_asks_8_to_20_items_of_everyone_and_has_one_length(string id)
    {
        var instrument = Of(id);
        Assert.Equal([Profile.Full], instrument.Profiles);
        Assert.Null(instrument.Items.FirstOrDefault(i => i.Optional));
        foreach (var (audience, variant) in Everyone(instrument))
            Assert.InRange(Questionnaire.For(instrument, audience, variant, Profile.Full, []).Count, 8, 20);
    }

    [Theory, MemberData(nameof(Ids))]
    public void No_id_is_there_twice_and_every_item_belongs_to_its_area(string id)
    {
        var instrument = Of(id);
        Assert.Equal(instrument.Items.Count(), instrument.Items.Select(i => i.Id).Distinct().Count());
        Assert.All(instrument.Areas, a => Assert.All(a.Items, i => Assert.StartsWith(a.Id + ".", i.Id, StringComparison.Ordinal)));
        Assert.InRange(instrument.Areas.Count, 3, 8);
        Assert.All(instrument.Areas, a => Assert.InRange(a.Items.Count, 2, 16));
    }

    [Theory, MemberData(nameof(Ids))]
    public void Every_area_says_what_to_do_next_and_what_to_talk_about(string id) => Assert.All(Of(id).Areas, area =>
    {
        Assert.Equal(3, area.NextSteps.Count);
        Assert.Equal(2, area.Questions.Count);
        Assert.All(area.Questions, q => Assert.All(q.All.Values, text => Assert.EndsWith("?", text, StringComparison.Ordinal)));
    });

    [Theory, MemberData(nameof(Ids))]
    public void A_statement_is_one_sentence_as_long_as_its_audience_reads(string id)
    {
        var said = from item in Of(id).Items from wording in item.Wordings from text in wording.Value.All select (item.Id, Who: wording.Key, Language: text.Key, Text: text.Value);
        Assert.All(said, s =>
        {
            var most = s.Who is "learners.primary" or "participants" ? WordsOfChildren : WordsOfAdults;
            Assert.True(s.Text.Split(' ').Length <= most, $"{s.Id} asks {s.Who} in more than {most} words: {s.Text}");
            Assert.True(char.IsUpper(s.Text[0]) && s.Text.EndsWith('.') && !s.Text[..^1].Contains(". ", StringComparison.Ordinal), $"{s.Id} is no sentence for {s.Who}: {s.Text}");
        });
        var twice = said.GroupBy(s => (s.Who, s.Language, s.Text)).Where(same => same.Count() > 1).Select(same => same.Key.Text);
        Assert.Empty(twice);
    }

    /// <summary>"u" is for letters; a statement is said by the one who agrees with it.</summary>
    [Theory, MemberData(nameof(Ids))]
    public void A_statement_is_said_by_the_one_who_answers(string id) => Assert.All(
        Of(id).Items.SelectMany(i => i.Wordings.Values).Select(w => w.In("nl").ToLowerInvariant().Split(' ', '.', ',')),
        words => Assert.Empty(words.Intersect(["u", "uw", "jij", "jouw", "jullie"])));

    [Theory, MemberData(nameof(Ids))]
    public void Letters_can_name_what_it_asks_about(string id)
    {
        var instrument = Of(id);
        Assert.NotNull(instrument.Topic);
        Assert.All(instrument.Topic.All.Values, t => Assert.True(t.StartsWith("AI", StringComparison.Ordinal) || char.IsLower(t[0]), t));
        var texts = TextLibrary.Load(InstrumentLibrary.Shipped);
        Assert.All(instrument.Audiences, a => Assert.Contains($"invite-{a.Id}", texts.Names));
    }

    private static Instrument Of(string id) => library.Latest(id)!;

    private static IEnumerable<(string Audience, string? Variant)> Everyone(Instrument instrument) =>
        from audience in instrument.Audiences from variant in audience.Variants.Select(v => v.Id).DefaultIfEmpty(null) select (audience.Id, variant);

    private static IEnumerable<LocalizedText> Texts(Instrument i) =>
    [
        i.Title, i.About, i.Topic ?? i.Title,
        .. i.Audiences.SelectMany(a => a.Variants.Select(v => v.Name).Prepend(a.Name)),
        .. i.ScaleWordings.Values.Append(i.Scale).SelectMany(s => s.Steps.Append(s.DoesNotApply)),
        .. i.Areas.SelectMany(a => a.NextSteps.Concat(a.Questions).Append(a.Name).Append(a.Lead)),
        .. i.Areas.SelectMany(a => a.Headings.Values.SelectMany(h => new[] { h.Name, h.Lead })),
        .. i.Items.SelectMany(item => item.Wordings.Values.Append(item.ShortName)),
    ];
}
