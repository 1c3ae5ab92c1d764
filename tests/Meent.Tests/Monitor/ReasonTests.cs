using System.Reflection;
using System.Text.Json;
using Meent.Formats.Statistics;
using Meent.Foundation.Localisation;
using Meent.Monitor.ImportObservations;
using Meent.Tests.House;

namespace Meent.Tests.Monitor;

/// <summary>Every reason for which a row or a file of figures is not taken has words in both languages, and is read back as it was kept.</summary>
public class ReasonTests
{
    private static readonly Texts Dutch = new(new TextCatalogue(TranslationFiles.Folder, ["nl"], ""), "nl");

    /// <summary>Of every kind one, and one for each thing that it can be about.</summary>
    public static IReadOnlyList<Reason> All { get; } =
        [.. typeof(Reason).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Reason)) && t != typeof(NotFetched)).SelectMany(Made)];

    [Fact]
    public void Every_kind_has_words_in_both_languages()
    {
        Assert.True(All.Count > 80, $"{All.Count}");
        Assert.Empty(
            from reason in All
            from words in new (Func<Texts, string> Of, string Name)[] { (reason.Sentence, "itself"), (reason.InGeneral, "in general") }
            let english = words.Of(Texts.English)
            where english == words.Of(Dutch) || english.Contains('{', StringComparison.Ordinal) || words.Of(Dutch).Contains('{', StringComparison.Ordinal)
            select $"{reason}, {words.Name}: {english}");
    }

    [Fact]
    public void What_ended_the_reading_is_told_in_the_language_of_the_rest() => Assert.All(Enum.GetValues<StatRefusal>(), why =>
        Assert.EndsWith(new FileIsUnreadable(why, "7").Sentence(Dutch), new ReadingEnded(3, why, "7").Sentence(Dutch), StringComparison.Ordinal));

    [Fact]
    public void What_a_row_or_a_file_holds_is_named_and_in_general_is_not() => Assert.All(All.OfType<RowIsUnreadable>(), reason =>
        Assert.DoesNotContain("Sample", reason.InGeneral(Dutch), StringComparison.Ordinal));

    [Fact]
    public void Every_kind_is_read_back_as_it_was_kept() => Assert.All(All.Append(new NotFetched("No answer.")), reason =>
    {
        var json = JsonSerializer.Serialize(new ReasonCount("refused", reason, 3), LocalizedText.Json);
        Assert.Equal(reason, JsonSerializer.Deserialize<ReasonCount>(json, LocalizedText.Json)!.First);
        Assert.Equal(reason.InGeneral(Texts.English), JsonDocument.Parse(json).RootElement.GetProperty("reason").GetString());
    });

    [Fact]
    public void The_command_line_names_its_options_and_pages_do_not() => Assert.All(
        new (Reason Reason, string Option)[] { (new SourceIsMissing(), "--as oecd"), (new FileIsUnreadable(StatRefusal.NeedsMapping, ""), "--mapping"), (new RowsRefused(6, 8), "6 of 8 rows cannot be taken. Mend the file, say what unknown words mean under /operate/imports, or take the rest with --without-refused.") },
        said =>
        {
            Assert.Contains(said.Option, said.Reason.InEnglish(), StringComparison.Ordinal);
            Assert.DoesNotContain("--", said.Reason.Sentence(Texts.English), StringComparison.Ordinal);
        });

    [Theory]
    [InlineData("columns: { place: Land, period: Jahr, value: V }\nseparators: ;", "Line 2: “separators” is no part of a mapping. Parts are: columns, dimensions,", "Regel 2: “separators” is geen onderdeel van een kolomwijzer.")]
    [InlineData("columns: { place: Land, place: Ort }", "a name that stands twice", "een naam die er twee keer staat")]
    [InlineData("columns: { place: Land, period: Jahr }", "which column holds “value”", "in welke kolom “value” staat")]
    public void A_mapping_that_cannot_be_used_says_why(string yaml, string english, string dutch)
    {
        var problem = StatMapping.Read(yaml).Problem!;
        var reason = new MappingIsUnreadable(problem.Why, problem.Detail, problem.Line);
        Assert.Contains(english, reason.InEnglish(), StringComparison.Ordinal);
        Assert.Contains(dutch, reason.Sentence(Dutch), StringComparison.Ordinal);
    }

    private static IEnumerable<Reason> Made(Type kind)
    {
        var constructor = kind.GetConstructors().Single();
        return constructor.GetParameters().Aggregate((IEnumerable<object[]>)[[]], (some, p) => some.SelectMany(s => Samples(p).Select(v => (object[])[.. s, v])).ToList())
            .Select(arguments => (Reason)constructor.Invoke(arguments));
    }

    private static IEnumerable<object> Samples(ParameterInfo parameter) => parameter.ParameterType switch
    {
        { IsEnum: true } kinds => Enum.GetValues(kinds).Cast<object>(),
        var t when t == typeof(bool) => [true, false],
        var t when t == typeof(long) => [0L, 1L, 8L],
        var t when t == typeof(decimal) => [170.5m],
        var t when t == typeof(string) => parameter.Name == "Detail" ? ["", "Sample"] : ["Sample"],
        var t => throw new InvalidOperationException($"A sample of {t} is missing."),
    };
}
