using System.Text;
using Meent.Foundation;
using Meent.Foundation.Localisation;
using Meent.Formats.Surveys;
using Meent.Reflect.ImportInstruments;
using Meent.Reflect.Instruments;

namespace Meent.Tests.Formats;

/// <summary>From a foreign questionnaire to the draft of an instrument.</summary>
public class InstrumentDraftTests
{
    private static readonly InstrumentLibrary Library = InstrumentLibrary.Load(InstrumentLibrary.Shipped);

    private static readonly Texts English = new(Hub.Catalogue(new Settings()), "en");

    [Fact]
    public void A_survey_in_two_languages_becomes_a_draft_that_the_check_finds_right()
    {
        var draft = Draft(LssReader.Read(Lss.Bytes(Lss.Old)));
        Assert.Empty(draft.ToDo);
        var areas = FrameworkFile.Parse(Encoding.UTF8.GetBytes(draft.FrameworkYaml), "digital-meadow.yaml");
        var read = Assert.IsType<LoadedInstrument>(InstrumentFile.Parse(Encoding.UTF8.GetBytes(draft.Yaml), "digital-meadow.yaml", FrameworkLibrary.Of(areas))).Instrument;
        Assert.Equal(["vision", "other-things"], read.Areas.Select(a => a.Id));
        Assert.Equal(["vision.vis-sq001", "vision.vis-sq002", "other-things.share"], read.Items.Select(i => i.Id));
        Assert.Equal("Iedereen kent het plan.", read.Items.ElementAt(1).WordingFor("team", null)!.In("nl"));
        Assert.Equal("Helemaal eens", read.Scale.Steps[4].In("nl"));
        Assert.Equal("I don't know", read.Scale.DoesNotApply.In("en"));
        Assert.Equal("Medewerkers", read.Audiences[0].Name.In("nl"));
    }

    [Fact]
    public void Questions_on_other_scales_are_left_out_and_every_question_of_the_file_is_named_once()
    {
        var draft = Draft(LssReader.Read(Lss.Bytes(Lss.Old)));
        Assert.Equal(
            [("why", Why.FreeText), ("who", Why.AboutThePerson), ("odd", Why.UnknownType), ("four", Why.OtherNumberOfAnswers), ("often", Why.OtherScale)],
            draft.LeftOut.Select(t => (t.Code, t.Why)));
        Assert.Equal("Never … Always", draft.LeftOut[^1].Detail);
    }

    [Fact]
    public void A_scale_that_begins_with_agree_is_turned_and_that_is_said()
    {
        var draft = Draft(LssReader.Read(Lss.Bytes(Lss.New)));
        Assert.Equal(["Stimme gar nicht zu", "Stimme nicht zu", "Teils", "Stimme zu", "Stimme voll zu"], draft.Instrument!.Scale.Steps.Select(s => s.In("de")));
        Assert.Equal("Weiß nicht", draft.Instrument.Scale.DoesNotApply.In("de"));
        Assert.Equal("laser.g01q01-sq001", draft.Instrument.Items.Single().Id);
        Assert.Contains(draft.Remarks, t => t.Why == Why.ScaleTurned);
        // Nobody has said in German what a team is.
        Assert.Contains("name of audience \"team\"", Assert.Single(draft.ToDo).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_form_becomes_a_draft_and_a_language_with_gaps_is_one_that_is_being_worked_on()
    {
        var survey = XlsFormReaderTests.SurveySheet.Replace(",We hebben een plan.,", ",,", StringComparison.Ordinal);
        var draft = Draft(XlsFormReader.Read(Encoding.UTF8.GetBytes(survey), Encoding.UTF8.GetBytes(XlsFormReaderTests.ChoicesSheet), Encoding.UTF8.GetBytes("form_title,form_id\nMeadow form,meadow"), "x"));
        Assert.Empty(draft.ToDo);
        Assert.Contains("languages: [en]\ntranslating: [nl]\n", draft.Yaml, StringComparison.Ordinal);
        Assert.Contains("nl: Iedereen kent het.", draft.Yaml, StringComparison.Ordinal);
        Assert.Equal([("many", Why.SeveralAnswers), ("stars", Why.OtherScale)], draft.LeftOut.Where(t => t.Code is "many" or "stars").Select(t => (t.Code, t.Why)));
    }

    [Fact]
    public void Where_nothing_fits_there_is_no_draft_and_every_reason()
    {
        var draft = Draft(LssReader.Read(Lss.Bytes(Lss.Document(Lss.Table("questions", Lss.Row("qid=1|parent_qid=0|gid=1|type=T|title=q|question=Words"))))));
        Assert.Null(draft.Instrument);
        Assert.Equal("", draft.Yaml);
        Assert.Single(draft.LeftOut);
    }

    [Fact]
    public void Hostile_words_and_codes_stay_words_and_never_become_keys()
    {
        var words = "evil: {a: b} # no\" \\ - [x] &anchor *alias !tag %";
        var draft = Draft(LssReader.Read(Lss.Bytes(Lss.Document(
            Lss.Table("surveys_languagesettings", Lss.Row($"surveyls_language=en|surveyls_title={words}")),
            Lss.Table("groups", Lss.Row($"gid=1|group_name={words}|language=en")),
            Lss.Table("questions", [.. Enumerable.Range(1, 3).Select(n => Lss.Row($"qid={n}|parent_qid=0|gid=1|type=5|title=../../{words}|question={words}|language=en"))])))));
        Assert.Empty(draft.ToDo);
        Assert.Equal([words, words, words], draft.Instrument!.Items.Select(i => i.Wordings["team"].In("en")));
        Assert.Equal(3, draft.Instrument.Items.Select(i => i.Id).Distinct().Count());
        Assert.Contains(draft.Remarks, t => t.Why == Why.NoLabels);
    }

    [Fact]
    public void Every_reason_has_its_sentence()
    {
        Assert.All(Enum.GetValues<Why>(), why => Assert.EndsWith(".", ImportWords.Sentence(new Told("q", "", why, "5"), English), StringComparison.Ordinal));
        Assert.All(Enum.GetValues<Unreadable>(), why => Assert.True(ImportWords.Sentence(new UnreadableSurvey(why, "5"), English)[^1] is '.' or '?'));
    }

    [Fact]
    public void The_command_writes_both_files_once_and_names_what_it_left_out()
    {
        var folder = Databases.Folder();
        var (file, target) = (Path.Combine(folder, "meadow.lss"), Path.Combine(folder, "draft.yaml"));
        File.WriteAllText(file, Lss.Old);
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var order = new ImportInstrumentCommand.Order(file, target, "team", Replace: false, Json: false);
        Assert.Equal(0, ImportInstrumentCommand.Run(order, English, output, errors));
        Assert.StartsWith("instrument: digital-meadow\n", File.ReadAllText(target), StringComparison.Ordinal);
        Assert.StartsWith("framework: digital-meadow\n", File.ReadAllText(Path.Combine(folder, "draft.framework.yaml")), StringComparison.Ordinal);
        Assert.Contains("left out  often: It is answered on another scale (Never … Always).", output.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, ImportInstrumentCommand.Run(order, English, output, errors));
        Assert.Contains("is there already", errors.ToString(), StringComparison.Ordinal);
        Assert.Equal(2, ImportInstrumentCommand.Run(order with { File = Path.Combine(folder, "no.lss"), Replace = true }, English, output, errors));
    }

    [Fact]
    public void As_many_questions_as_a_file_may_have_are_quick_also_where_all_are_called_the_same()
    {
        var start = System.Diagnostics.Stopwatch.GetTimestamp();
        var ids = new DraftIds();
        var long60 = new string('a', 60);
        for (var n = 0; n < 30_000; n++) ids.Once("area.same");
        Assert.Equal(["area.same-30001", long60, $"{new string('a', 54)}-2", $"{new string('a', 54)}-3"], new[] { "area.same", long60, long60 + "b", long60 }.Select(ids.Once));
        var question = new SurveyQuestion("q", new Dictionary<string, string> { ["en"] = "Words" }, [.. Enumerable.Range(1, 40_000).Select(n => new SurveyAnswer($"{n}", new Dictionary<string, string> { ["en"] = $"Answer {n}" }))]);
        var survey = new Survey("LimeSurvey", "s", new Dictionary<string, string>(), new Dictionary<string, string>(), ["en"],
            [new("g", new Dictionary<string, string>(), new Dictionary<string, string>(), [.. Enumerable.Repeat(question, 200)])], [], []);
        Assert.Equal(200, InstrumentDraft.Of(survey, "team", Library).LeftOut.Count);
        Assert.InRange(System.Diagnostics.Stopwatch.GetElapsedTime(start), TimeSpan.Zero, TimeSpan.FromSeconds(3));
    }

    private static InstrumentDraft Draft(SurveyReading reading) => InstrumentDraft.Of(Assert.IsType<ReadSurvey>(reading).Survey, InstrumentDraft.UsualAudience, Library);
}
