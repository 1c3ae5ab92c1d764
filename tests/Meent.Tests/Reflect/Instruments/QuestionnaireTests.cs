using Meent.Foundation.Localisation;
using Meent.Reflect.Instruments;

namespace Meent.Tests.Reflect.Instruments;

public class QuestionnaireTests
{
    private static readonly Instrument tiny = Tiny.Instrument;

    [Theory]
    [InlineData("teachers", null, Profile.Full, "roots.deep leaves.many")]
    [InlineData("teachers", null, Profile.Mini, "roots.deep")]
    [InlineData("learners", "primary", Profile.Full, "roots.deep")]
    [InlineData("families", null, Profile.Full, "roots.deep")]
    public void Asks_the_items_of_the_profile_that_the_audience_has_a_wording_for(string audience, string? variant, Profile profile, string items) =>
        Assert.Equal(items, string.Join(' ', Questionnaire.For(tiny, audience, variant, profile, []).Questions.Select(q => q.Id)));

    [Theory]
    [InlineData("families", "roots.deep leaves.red")]
    [InlineData("teachers", "roots.deep")]
    public void Asks_an_optional_item_where_it_is_added(string audience, string items) =>
        Assert.Equal(items, string.Join(' ', Questionnaire.For(tiny, audience, null, Profile.Mini, ["leaves.red", "leaves.many", "unknown"]).Questions.Select(q => q.Id)));

    [Theory]
    [InlineData("primary", "I grow.")]
    [InlineData("secondary", "I am growing.")]
    [InlineData(null, "I grow.")]
    public void Takes_the_wording_of_the_variant_or_of_the_first(string? variant, string wording) =>
        Assert.Equal(wording, Questionnaire.For(tiny, "learners", variant, Profile.Full, []).Questions.Single().Wording.In("en"));

    [Fact]
    public void Leaves_out_areas_without_questions() =>
        Assert.Equal("roots", Assert.Single(Questionnaire.For(tiny, "learners", "primary", Profile.Full, []).Areas).Id);

    [Fact]
    public void Own_items_come_last_under_a_heading_of_their_own()
    {
        var asked = Questionnaire.For(tiny, "teachers", null, Profile.Mini, []);
        var text = LocalizedText.Of("en", "Own");
        var own = new QuestionnaireArea("own", text, text, [new("own.1", 1, text, text, Optional: false)]);
        Assert.Equal(["roots", "own"], asked.With(own).Areas.Select(a => a.Id));
        Assert.Equal(2, asked.With(own).Count);
        Assert.Same(asked, asked.With(own with { Questions = [] }));
    }

    [Fact]
    public void An_audience_or_variant_that_is_not_there_is_a_mistake_of_the_caller()
    {
        Assert.Throws<InvalidOperationException>(() => Questionnaire.For(tiny, "trainers", null, Profile.Full, []));
        Assert.Throws<InvalidOperationException>(() => Questionnaire.For(tiny, "teachers", "primary", Profile.Full, []));
    }
}
