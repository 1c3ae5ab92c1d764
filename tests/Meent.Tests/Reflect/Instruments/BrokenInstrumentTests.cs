using System.Text;
using Meent.Reflect.Instruments;

namespace Meent.Tests.Reflect.Instruments;

/// <summary>One mistake at a time: the author is sent to the right line with a sentence that helps.</summary>
public class BrokenInstrumentTests
{
    [Fact]
    public void The_file_that_the_cases_break_is_right() => Assert.Empty(Tiny.Parse(Tiny.InstrumentText).Problems.Select(p => p.ToString()));

    /// <summary>What to replace in the right file, by what, the line of the problem, a piece of its sentence.</summary>
    public static TheoryData<string, string, int, string> Mistakes => new()
    {
        // keys
        { "version: 1", "version: 1\nlangages: [en]", 3, "Did you mean \"languages\"?" },
        { "version: 1", "version: 1\nauthor: me", 3, "Use one of: instrument, version" },
        { "byDefault: false", "by default: false", 18, "Did you mean \"byDefault\"?" },
        { "    name: {en: Depth", "    Name: {en: Depth", 37, "Did you mean \"name\"?" },
        { "framework: trees\n", "", 1, "has no \"framework\"" },
        { "version: 1", "version: 1\nversion: 2", 3, "\"version\" is already on line 2" },
        // wrong kinds of value
        { "version: 1", "version: one", 2, "Write a whole number from 1 to 999" },
        { "version: 1", "version: [1]", 2, "has to be one word" },
        { "byDefault: false", "byDefault: no", 18, "Write true or false" },
        { "full: 1-2", "full: many", 28, "such as 24-40" },
        { "full: 1-2", "full: 2-1", 28, "such as 24-40" },
        { "languages: [en, nl]", "languages: en", 4, "has to be a list" },
        { "languages: [en, nl]", "languages: []", 4, "at least one language" },
        { "title: {en: Tiny, nl: Klein}", "title: Tiny", 5, "Write \"en: …\" on a line of its own" },
        { "title: {en: Tiny, nl: Klein}", "title: {en: [Tiny], nl: Klein}", 5, "has to be a text on one line" },
        { "audiences:", "audiences: all\nx:", 8, "has to be a list of audience ids" },
        { "        wordings:\n          teachers: {en: I have leaves., nl: Ik heb bladeren.}", "        wordings: all", 50, "a list of audiences" },
        { "      - id: leaves.many\n        name", "      - leaves.many\n      - id: leaves.many\n        name", 48, "has to be a list of keys" },
        // languages and texts
        { "languages: [en, nl]", "languages: [en, Dutch]", 4, "is not a language tag" },
        { "title: {en: Tiny, nl: Klein}", "title: {en: Tiny}", 5, "The title of the instrument is missing in nl" },
        { "            nl: Mijn wortels zijn diep.\n", "", 40, "The wording of item \"roots.deep\" for teachers is missing in nl" },
        { "nl: Klein}", "nl: Klein, fr: Petit}", 5, "A translation that is not ready yet goes under \"translating\"" },
        { "nl: Klein}", "nll: Klein}", 5, "Did you mean \"nl\"?" },
        { "nl: Klein}", "nl: ''}", 5, "is empty in nl" },
        { "en: My roots are deep.", "en: \"   \"", 40, "is empty in en" },
        { "en: My roots are deep.", "en: " + Long, 40, "has 200 characters in en; 180 is the most" },
        { "en: \"No\"", "en: " + Long, 21, "50 is the most" },
        // ids
        { "instrument: tiny", "instrument: Tiny Tree", 1, "is not in the right form" },
        { "instrument: tiny", "instrument: other", 1, "so its file is other.yaml" },
        { "id: leaves.many", "id: Leaves_Many", 48, "\"Leaves_Many\", is not in the right form" },
        { "id: leaves.many", "id: roots.deep", 48, "already an item \"roots.deep\" on line 35" },
        { "id: leaves.many", "id: own.1", 48, "kept for a school's own items" },
        { "id: leaves.many\n        name", "name", 48, "An item has no \"id\"" },
        { "framework: trees", "framework: treess", 3, "Did you mean \"trees\"?" },
        { "  leaves:\n    items", "  leafs:\n    items", 46, "Did you mean \"leaves\"?" },
        { "  teachers:\n    name", "  Teachers!:\n    name", 9, "The id of an audience" },
        // audiences, profiles, change
        { "          teachers: {en: I have", "          teacher: {en: I have", 51, "Did you mean \"teachers\"?" },
        { "learners.primary: {en: I grow.", "learners.young: {en: I grow.", 42, "is not an audience of this instrument" },
        { "profiles: [short, mini]", "profiles: [short, minni]", 36, "Did you mean \"mini\"?" },
        { "profiles: [short, mini]", "profiles: [mini]", 36, "in mini but not in short" },
        { "profiles: [short, mini]", "profiles: [short]", 28, "The mini profile asks 0 items of teachers; it has to be 1" },
        { "  mini: 1\n", "", 28, "is in the mini profile, which \"profiles\" does not name" },
        { "  full: 1-2\n", "", 28, "has no \"full\"" },
        { "  families:\n    name", "  staff:\n    name", 16, "kept for leaders and teachers who are counted together" },
        { "full: 1-2", "full: 2", 28, "The full profile asks 1 items of learners.primary; it has to be 2" },
        { "optional: true", "optional: true\n        profiles: [mini]", 54, "is optional, so it cannot be in a profile" },
        { "optional: true", "change: same", 53, "this is version 1" },
        { "optional: true", "change: renewed", 53, "Use one of: same, reworded, new" },
        { "wordings:\n          families: {en: They are red., nl: Ze zijn rood.}", "wordings: {}", 55, "Nobody is asked item \"leaves.red\"" },
        { "\n        wordings:\n          families: {en: They are red., nl: Ze zijn rood.}", "", 52, "Nobody is asked item \"leaves.red\"" },
        { "  none: {en: Who knows, nl: Wie weet}", "  nobody: {en: Who knows, nl: Wie weet}", 26, "is not an audience or an answer from 1 to 5" },
        { "  4: {en: Yes, nl: Ja}\n", "", 21, "has no \"4\"" },
        // the syntax of YAML
        { "en: My roots are deep.", "en: Roots: deep.", 40, "Put the whole text in quotes" },
        { "en: My roots are deep.", "en: \"My roots are deep.", 40, "A quote is opened and not closed" },
        { "en: My roots are deep.", "en: 'My root's deep.'", 40, "A quote is opened and not closed" },
        { "en: My roots are deep.", "en: @home", 40, "cannot begin with this character" },
        { "en: My roots are deep.", "en: \"My \\deep roots\"", 40, "backslash" },
        { "            en: My roots are deep.", "             en: My roots are deep.", 41, "too far to the left or right" },
        { "            nl: Mijn", "             nl: Mijn", 41, "does not fit under the line above" },
        { "nl: Klein}", "nl: Klein", 5, "A bracket [ or { is opened" },
        { "      - id: leaves.red", "\t  - id: leaves.red", 52, "There is a tab" },
        { "en: My roots are deep.", "en: My\u0007roots", 40, "invisible character (U+0007)" },
        { "en: My roots are deep.", "en: &a My roots are deep.", 40, "has a meaning of its own in YAML" },
        { "en: My roots are deep.", "en: *a", 40, "has a meaning of its own in YAML" },
        { "en: My roots are deep.", "en: !!binary aGVsbG8=", 40, "has a meaning of its own in YAML" },
        { "# 31", "---\na: b", 31, "A second document begins here" },
        { "title: {en: Tiny, nl: Klein}", "title: {{a: b}: c}", 5, "A key has to be one word" },
        { "title: {en: Tiny, nl: Klein}", "title: [x", 5, "A bracket [ or { is opened" },
        { "title: {en: Tiny, nl: Klein}", "title: [[[[[[[[[[[[[[[x]]]]]]]]]]]]]]]", 5, "nested more than 12 levels deep" },
    };

    private static string Long => string.Concat(Enumerable.Repeat("leaf ", 40)).Trim() + "s";

    [Theory, MemberData(nameof(Mistakes))]
    public void A_mistake_is_named_with_its_line(string right, string wrong, int line, string sentence)
    {
        Assert.Contains(right, Tiny.InstrumentText, StringComparison.Ordinal);
        var at = Tiny.InstrumentText.IndexOf(right, StringComparison.Ordinal);
        var problems = Tiny.Parse(Tiny.InstrumentText.Remove(at, right.Length).Insert(at, wrong)).Problems;
        Assert.Contains(problems, p => p.Line == line && p.Sentence.Contains(sentence, StringComparison.Ordinal));
        Assert.All(problems, p => Assert.Equal("tiny.yaml", p.File));
    }

    [Fact]
    public void All_mistakes_are_named_in_the_order_of_the_lines()
    {
        var broken = Tiny.InstrumentText
            .Replace("version: 1", "version: x", StringComparison.Ordinal)
            .Replace("nl: Klein", "nl: ''", StringComparison.Ordinal)
            .Replace("id: leaves.many", "id: roots.deep", StringComparison.Ordinal)
            .Replace("byDefault", "byDefalt", StringComparison.Ordinal);
        Assert.Equal([2, 5, 18, 48], Tiny.Parse(broken).Problems.Select(p => p.Line));
    }

    [Fact]
    public void A_translation_in_progress_is_allowed_and_not_taken()
    {
        var text = Tiny.InstrumentText
            .Replace("languages: [en, nl]", "languages: [en, nl]\ntranslating: [fr]", StringComparison.Ordinal)
            .Replace("nl: Klein}", "nl: Klein, fr: Petit}", StringComparison.Ordinal);
        var reading = Assert.IsType<LoadedInstrument>(Tiny.Parse(text));
        Assert.Equal(["en", "nl"], reading.Instrument.Title.All.Keys);
    }

    [Theory]
    [InlineData("tiny.yaml", true)]
    [InlineData("tiny.v1.yaml", true)]
    [InlineData("tiny.v2.yaml", false)]
    [InlineData("tinny.yaml", false)]
    public void The_file_is_called_after_the_instrument(string file, bool right) =>
        Assert.Equal(right, Tiny.Parse(Tiny.InstrumentText, file) is LoadedInstrument);
}
