using System.Text;
using Meent.Formats.Surveys;

namespace Meent.Tests.Formats;

public class XlsFormReaderTests
{
    public const string SurveySheet = """
        type,name,label::English (en),label::Nederlands (nl),hint::English (en),appearance,relevant,parameters
        start,start,,,,,,
        deviceid,device,,,,,,
        note,hello,Welcome,Welkom,,,,
        begin group,vision,Vision,Visie,,,,
        select_one agree,head,Agree?,Eens?,,label,,
        select_one agree,plan,We have a plan.,We hebben een plan.,Any plan,likert,,
        select_one agree,known,"Everybody, all of us, knows it.",Iedereen kent het.,,list-nolabel,${plan} = '5',
        end group,,,,,,,
        begin_group,rest,The rest,De rest,,,,
        select_multiple agree,many,Choose many,Kies er meer,,,,
        text,why,Why?,Waarom?,,,,
        range,stars,Stars,Sterren,,,,start=1 end=5 step=1
        begin repeat,child,Each child,Elk kind,,,,
        select_one agree,eats,Eats well,Eet goed,,,,
        end repeat,,,,,,,
        end_group,,,,,,,
        """;

    public const string ChoicesSheet = """
        list_name,name,label::English (en),label::Nederlands (nl)
        agree,1,Strongly disagree,Helemaal oneens
        agree,2,Disagree,Oneens
        agree,3,Partly,Deels
        agree,4,Agree,Eens
        agree,5,Strongly agree,Helemaal eens
        agree,9,Don't know,Weet niet
        """;

    public const string SettingsSheet = "form_title,form_id,default_language\nMeadow form,meadow,Nederlands (nl)\n";

    [Fact]
    public void A_form_gives_its_groups_and_statements_in_both_languages()
    {
        var survey = Read(SurveySheet, ChoicesSheet, SettingsSheet);
        Assert.Equal(["nl", "en"], survey.Languages);
        Assert.Equal("Meadow form", survey.Title["nl"]);
        Assert.Equal("meadow", survey.Name);
        Assert.Equal(["Visie", "De rest"], survey.Groups.Select(g => g.Name["nl"]));
        Assert.Equal(["plan", "known"], survey.Groups[0].Questions.Select(q => q.Code));
        Assert.Equal("Everybody, all of us, knows it.", survey.Groups[0].Questions[1].Text["en"]);
        Assert.Equal(6, survey.Groups[0].Questions[0].Answers.Count);
        Assert.Equal(5, survey.Groups[1].Questions[0].Answers.Count);
    }

    [Fact]
    public void Every_other_row_is_left_out_with_its_reason()
    {
        var survey = Read(SurveySheet, ChoicesSheet, SettingsSheet);
        Assert.Equal(
            [
                ("start", Why.AboutTheDevice), ("device", Why.AboutTheDevice), ("hello", Why.OnlyText), ("head", Why.TableHead), ("many", Why.SeveralAnswers),
                ("why", Why.FreeText), ("eats", Why.Repeated),
            ],
            survey.LeftOut.Select(t => (t.Code, t.Why)));
        Assert.Equal([("plan", Why.HelpText), ("known", Why.Condition)], survey.Remarks.Select(t => (t.Code, t.Why)));
    }

    [Theory]
    [InlineData("type;name;label\nselect one a;q;Words\n", "list name;name;label\na;1;One\na;2;Two\n")]
    [InlineData("type\tname\tlabel:en\nselect1 a\tq\tWords\n", "list_name\tvalue\tlabel:en\na\t1\tOne\na\t2\tTwo\n")]
    [InlineData("\ufeffTYPE,Name,Label\nselect_one a or_other,q,Words\n", "list_name,name,label\na,1,One\na,2,Two\n")]
    public void Other_separators_and_older_spellings_are_read_too(string survey, string choices)
    {
        var question = Read(survey, choices, null).Groups[0].Questions[0];
        Assert.Equal(("q", "Words", 2), (question.Code, question.Text["en"], question.Answers.Count));
    }

    public static IEnumerable<TheoryDataRow<string, Unreadable>> Hostile =>
    [
        new(" \n", Unreadable.Empty),
        new("a,b\n1,2\n", Unreadable.NoTypeColumn),
        new("type,type\ntext,text\n", Unreadable.TwoColumns),
        new("type,name,label\nend group,,\n", Unreadable.GroupNotOpen),
        new("type,name,label\nbegin group,a,A\nend repeat,,\n", Unreadable.GroupNotOpen),
        new("type,name,label\nbegin group,a,A\ntext,b,B\n", Unreadable.GroupNotClosed),
        new("type,name,label\ntext,b,\"never closed\n", Unreadable.OpenQuote),
        new("type,name,label\n", Unreadable.NoQuestions),
        new("type,name\0,label\n", Unreadable.NotUtf8),
        new("PK\u0003\u0004 an Excel file", Unreadable.Zipped),
        new("type,label\ntext," + new string('a', SurveyLimits.LongestText + 1), Unreadable.TextTooLong),
        new("type\n" + string.Concat(Enumerable.Repeat("t\n", SurveyLimits.MostRows + 2)), Unreadable.TooMuch),
        new("type,name,label\n" + string.Concat(Enumerable.Range(0, SurveyLimits.MostQuestions + 1).Select(n => $"text,q{n},Q\n")), Unreadable.TooManyQuestions),
        new("type,name,label\n" + string.Concat(Enumerable.Range(0, SurveyLimits.MostQuestions + 1).Select(n => $"begin group,g{n},G\nend group,,\n")), Unreadable.TooManyQuestions),
        new("type,name,label\n" + string.Concat(Enumerable.Repeat("begin group,g,G\n", SurveyLimits.DeepestGroup + 1)), Unreadable.GroupsTooDeep),
    ];

    [Theory, MemberData(nameof(Hostile))]
    public void A_broken_sheet_is_refused_with_its_reason(string sheet, Unreadable reason) =>
        Assert.Equal(reason, Assert.IsType<UnreadableSurvey>(XlsFormReader.Read(Encoding.UTF8.GetBytes(sheet), null, null, "form")).Reason);

    [Fact]
    public void A_group_in_a_repeat_is_repeated_and_the_one_after_it_is_not()
    {
        var survey = Read("type,name,label\nbegin repeat,r,R\nbegin group,g,G\nrange,in,In\nend group,,\nend repeat,,\nbegin group,h,H\nrange,out,Out\nend group,,\n", null, null);
        Assert.Equal([("in", Why.Repeated)], survey.LeftOut.Select(t => (t.Code, t.Why)));
        Assert.Equal("out", Assert.Single(survey.Groups.SelectMany(g => g.Questions)).Code);
    }

    [Fact]
    public async Task Who_went_away_is_no_longer_worked_for()
    {
        using var gone = new CancellationTokenSource();
        await gone.CancelAsync();
        Assert.Throws<OperationCanceledException>(() => XlsFormReader.Read(Encoding.UTF8.GetBytes(SurveySheet), null, null, "form", gone.Token));
        Assert.Throws<OperationCanceledException>(() => LssReader.Read(Lss.Bytes(Lss.Old), gone.Token));
    }

    [Fact]
    public void A_sheet_in_another_encoding_is_refused() =>
        Assert.Equal(Unreadable.NotUtf8, Assert.IsType<UnreadableSurvey>(XlsFormReader.Read(Encoding.Latin1.GetBytes("type,label\ntext,é\n"), null, null, "form")).Reason);

    [Fact]
    public void Without_the_choices_a_question_has_no_answers() =>
        Assert.Equal(["head", "plan", "known", "eats"], Read(SurveySheet, null, null).LeftOut.Where(t => t.Why is Why.NoAnswers or Why.TableHead).Select(t => t.Code));

    private static Survey Read(string survey, string? choices, string? settings) => Assert.IsType<ReadSurvey>(XlsFormReader.Read(
        Encoding.UTF8.GetBytes(survey), choices is null ? null : Encoding.UTF8.GetBytes(choices), settings is null ? null : Encoding.UTF8.GetBytes(settings), "form")).Survey;
}
