using Markdig;
using Meent.Reflect.Instruments;

namespace Meent.Tests.Reflect.Instruments;

public class TextLibraryTests
{
    private static readonly TextLibrary library = TextLibrary.Load(InstrumentLibrary.Shipped);

    public static TheoryData<string, string[]> Texts => new()
    {
        { "letter-parents", ["closes", "coordinator", "email", "example", "groups", "hub", "opens", "school", "smallest_group", "time", "topic"] },
        { "privacy-notice", ["bars_from", "coordinator", "email", "groups", "hub", "own_words", "round", "school", "smallest_group", "split_from", "topic"] },
        { "dpia", ["bars_from", "closes", "coordinator", "email", "groups", "hub", "opens", "own_words", "round", "school", "smallest_group", "split_from", "topic"] },
        { "invite-leaders", ["closes", "coordinator", "email", "link", "school", "time", "topic"] },
        { "invite-teachers", ["closes", "coordinator", "email", "hub", "link", "school", "smallest_group", "time", "topic"] },
        { "invite-team", ["closes", "coordinator", "email", "hub", "link", "school", "smallest_group", "time", "topic"] },
        { "invite-support", ["closes", "coordinator", "email", "hub", "link", "school", "smallest_group", "time", "topic"] },
        { "invite-students", ["closes", "coordinator", "email", "hub", "link", "school", "smallest_group", "time", "topic"] },
        { "invite-trainers", ["closes", "coordinator", "email", "link", "school", "smallest_group", "time", "topic"] },
        { "invite-volunteers", ["closes", "coordinator", "email", "link", "school", "smallest_group", "time", "topic"] },
        { "invite-participants", ["closes", "link", "school", "time", "topic"] },
        { "invite-learners", ["closes", "link", "school", "time", "topic"] },
        { "invite-families", ["closes", "coordinator", "email", "link", "school", "smallest_group", "time", "topic"] },
        { "privacy-notice-adults", ["bars_from", "coordinator", "email", "groups", "hub", "own_words", "round", "school", "smallest_group", "split_from", "topic"] },
        { "invite-leaders-adults", ["closes", "coordinator", "email", "link", "school", "time", "topic"] },
        { "invite-teachers-adults", ["closes", "coordinator", "email", "hub", "link", "school", "smallest_group", "time", "topic"] },
        { "invite-team-adults", ["closes", "coordinator", "email", "groups", "hub", "link", "school", "smallest_group", "time", "topic"] },
        { "conversation-adults", ["area_gap", "area_low", "finding1", "finding2", "finding3", "round", "school"] },
        { "conversation", ["area_gap", "area_low", "finding1", "finding2", "finding3", "round", "school"] },
    };

    [Theory, MemberData(nameof(Texts))]
    public void A_text_is_there_in_both_languages_with_its_placeholders(string name, string[] placeholders)
    {
        Assert.Equal(["en", "nl"], library.LanguagesOf(name));
        foreach (var text in new[] { library.Get(name, "en")!, library.Get(name, "nl")! })
        {
            Assert.Equal(placeholders, text.Placeholders);
            Assert.Subset(SchoolText.KnownPlaceholders.ToHashSet(), text.Placeholders.ToHashSet());
            // Nothing in braces but placeholders, and no HTML: it would be shown as it stands.
            Assert.Equal(text.Markdown.Count(c => c == '{'), text.Placeholders.Sum(p => text.Markdown.Split($"{{{p}}}").Length - 1));
            Assert.DoesNotContain('<', text.Markdown);
        }
        Assert.NotEqual(library.Get(name, "en")!.Markdown, library.Get(name, "nl")!.Markdown);
    }

    [Fact]
    public void There_are_no_other_texts() => Assert.Equal(Texts.Select(t => t.Data.Item1).Order(), library.Names);

    [Theory, MemberData(nameof(Texts))]
    public void Both_languages_have_the_same_parts(string name, string[] placeholders)
    {
        Assert.NotEmpty(placeholders);
        Assert.Equal(Shape(library.Get(name, "en")!), Shape(library.Get(name, "nl")!));
    }

    /// <summary>Nobody who learns to read as an adult gets a text about parents and classes.</summary>
    [Theory]
    [InlineData("adult-education", "privacy-notice", "privacy-notice-adults")]
    [InlineData("higher-education", "invite-teachers", "invite-teachers-adults")]
    [InlineData("higher-education", "invite-students", "invite-students")]
    [InlineData("school", "privacy-notice", "privacy-notice")]
    [InlineData("work-based", "conversation", "conversation")]
    [InlineData("gone", "conversation", "conversation")]
    public void Rounds_without_children_have_words_of_their_own(string instrument, string name, string found)
    {
        var instruments = InstrumentLibrary.Load(InstrumentLibrary.Shipped);
        Assert.Equal(found, library.For(instruments.Latest(instrument), name, "nl")?.Name);
    }

    [Theory]
    [InlineData("school")]
    [InlineData("parents")]
    [InlineData("child")]
    public void Texts_for_adults_name_no_school_and_no_parents(string word) => Assert.All(library.Names.Where(n => n.EndsWith("-adults", StringComparison.Ordinal)), name =>
        Assert.DoesNotContain(word, library.Get(name, "en")!.Markdown.Replace("{school}", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase));

    [Theory]
    [InlineData("conversation", "en", 60)]
    [InlineData("conversation", "nl", 60)]
    [InlineData("conversation-adults", "en", 60)]
    [InlineData("conversation-adults", "nl", 60)]
    public void The_conversation_takes_an_hour_without_a_gap(string name, string language, int minutes)
    {
        var parts = library.Get(name, language)!.Markdown.Split('\n').Where(l => l.StartsWith("## ", StringComparison.Ordinal))
            .Select(l => l[3..].Split(' ')[0].Split('–').Select(int.Parse).ToArray()).ToList();
        Assert.Equal(0, parts[0][0]);
        Assert.Equal(minutes, parts[^1][1]);
        Assert.All(parts.Zip(parts.Skip(1)), pair => Assert.Equal(pair.First[1], pair.Second[0]));
    }

    [Theory]
    [InlineData("nl-BE", "nl")]
    [InlineData("fr", "en")]
    public void Another_language_gets_the_nearest(string asked, string given) => Assert.Equal(given, library.Get("dpia", asked)!.Language);

    [Fact]
    public void An_unknown_text_is_none() => Assert.Null(library.Get("../en/dpia", "en"));

    [Fact]
    public void Values_are_filled_in_once_and_what_has_none_stays()
    {
        var text = new SchoolText("x", "en", "At {school}, {round}, {school}.");
        Assert.Equal("At {round}, {round}, {round}.", text.Fill(new Dictionary<string, string> { ["school"] = "{round}" }));
    }

    [Fact]
    public void A_value_stays_plain_text_when_it_is_rendered()
    {
        var text = new SchoolText("x", "en", "# {school}\n\n| {school} |\n|---|\n");
        const string name = "[St. *Jan*](javascript:alert(1)) | <b> & `x` # _y_ ~z~\n\n# Q";
        var html = Markdown.ToHtml(text.FillMarkdown(new Dictionary<string, string> { ["school"] = name }), new MarkdownPipelineBuilder().UsePipeTables().DisableHtml().Build());
        Assert.DoesNotContain("<a", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<em>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", html, StringComparison.Ordinal);
        Assert.Contains("[St. *Jan*](javascript:alert(1)) | &lt;b&gt; &amp; `x` # _y_ ~z~", html, StringComparison.Ordinal);
        Assert.Equal(2, html.Split("St. *Jan*").Length - 1);
    }

    /// <summary>What begins each line that is more than running text.</summary>
    private static string Shape(SchoolText text) =>
        string.Join('\n', text.Markdown.Split('\n').Select(l => l.Length == 0 ? "" : "#-|>1234567890".Contains(l[0], StringComparison.Ordinal) ? l[..1] : "text"));
}
