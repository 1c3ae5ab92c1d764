using System.Text;
using Meent.Formats.Surveys;

namespace Meent.Tests.Formats;

public class LssReaderTests
{
    [Fact]
    public void An_old_export_gives_its_groups_statements_and_answers_in_their_order_and_both_languages()
    {
        var survey = Read(Lss.Old);
        Assert.Equal(["en", "nl"], survey.Languages);
        Assert.Equal("Digital meadow", survey.Title["en"]);
        Assert.Equal(["Vision", "Other things"], survey.Groups.Select(g => g.Name["en"]));
        Assert.Equal("Where we go.", survey.Groups[0].About["en"]);
        Assert.Equal(["vis_SQ001", "vis_SQ002"], survey.Groups[0].Questions.Select(q => q.Code));
        Assert.Equal("Iedereen kent het plan.", survey.Groups[0].Questions[1].Text["nl"]);
        Assert.Equal("I share & reuse material.", survey.Groups[1].Questions[0].Text["en"]);
        Assert.Equal(Lss.Agreement, survey.Groups[0].Questions[0].Answers.Select(a => a.Label["en"]));
        Assert.Equal("Weet ik niet", survey.Groups[0].Questions[0].Answers[^1].Label["nl"]);
    }

    [Fact]
    public void A_new_export_has_its_texts_in_tables_of_their_own()
    {
        var survey = Read(Lss.New);
        Assert.Equal(["de"], survey.Languages);
        var question = Assert.Single(Assert.Single(survey.Groups).Questions);
        Assert.Equal("Wir lesen am Bildschirm.", question.Text["de"]);
        Assert.Equal(["Stimme voll zu", "Stimme zu", "Teils", "Stimme nicht zu", "Stimme gar nicht zu", "Weiß nicht"], question.Answers.Select(a => a.Label["de"]));
    }

    [Fact]
    public void Whatever_is_no_single_choice_is_left_out_with_the_reason_and_no_question_disappears()
    {
        var survey = Read(Lss.Old);
        Assert.Equal([("why", Why.FreeText), ("who", Why.AboutThePerson), ("odd", Why.UnknownType)], survey.LeftOut.Select(t => (t.Code, t.Why)));
        Assert.Equal([("vis", Why.Introduction), ("share", Why.Condition)], survey.Remarks.Select(t => (t.Code, t.Why)));
        Assert.Equal("?", survey.LeftOut[^1].Detail);
        // Seven questions: one of them is an array of two statements.
        Assert.Equal(7 + 1, survey.Groups.Sum(g => g.Questions.Count) + survey.LeftOut.Count);
    }

    [Theory]
    [InlineData("1", Why.TwoScales)]
    [InlineData("B", Why.TenPoints)]
    [InlineData("C", Why.ThreeAnswers)]
    [InlineData("D", Why.Date)]
    [InlineData("K", Why.Number)]
    [InlineData("M", Why.SeveralAnswers)]
    [InlineData("R", Why.Ranking)]
    [InlineData("X", Why.OnlyText)]
    [InlineData("Y", Why.YesNo)]
    [InlineData("|", Why.Upload)]
    [InlineData("*", Why.Calculation)]
    [InlineData("F", Why.NoAnswers)]
    [InlineData("A", Why.NoWords)]
    public void Each_type_of_question_has_its_reason(string type, Why why)
    {
        var survey = Read(Lss.Document(Lss.Table("questions", $"<qid>1</qid><parent_qid>0</parent_qid><gid>1</gid><type>{type}</type><title>q</title><question>Words</question>")));
        Assert.Equal(("q", "Words", why), Assert.Single(survey.LeftOut) is var t ? (t.Code, t.Text, t.Why) : default);
    }

    [Fact]
    public void Five_points_need_no_list_of_answers()
    {
        var survey = Read(Lss.Document(Lss.Table("questions", Lss.Row("qid=1|parent_qid=0|gid=1|type=5|title=q|question=Words"))));
        Assert.Equal(["1", "2", "3", "4", "5"], survey.Groups[0].Questions[0].Answers.Select(a => a.Code));
    }

    public static IEnumerable<TheoryDataRow<string, Unreadable>> Hostile =>
    [
        new("", Unreadable.Empty),
        new("no xml at all", Unreadable.NotXml),
        new("<document><questions>", Unreadable.NotXml),
        new("<html><body>hello</body></html>", Unreadable.NotLimeSurvey),
        new("PK\u0003\u0004 an Excel file", Unreadable.Zipped),
        new("<!DOCTYPE document [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]><document><languages><language>&b;</language></languages></document>", Unreadable.HasDtd),
        new("<!DOCTYPE document SYSTEM \"file:///etc/passwd\"><document/>", Unreadable.HasDtd),
        new("<document><LimeSurveyDocType>Group</LimeSurveyDocType></document>", Unreadable.NotAWholeSurvey),
        new("<document/>", Unreadable.NoQuestions),
        new("<document>" + string.Concat(Enumerable.Repeat("<a>", 5000)), Unreadable.TooDeep),
        new("<document><t><rows>" + string.Concat(Enumerable.Repeat("<row/><row></row>", SurveyLimits.MostRows + 1)) + "</rows></t></document>", Unreadable.TooMuch),
        new("<document><t><rows><row><f>" + string.Concat(Enumerable.Repeat("<![CDATA[aaaaaaaaaa]]>", 6000)) + "</f></row></rows></t></document>", Unreadable.TextTooLong),
        new("<document>" + new string(' ', SurveyLimits.MostBytes), Unreadable.TooLarge),
        new(Lss.Document(Lss.Table("questions", [.. Enumerable.Range(1, SurveyLimits.MostQuestions + 1).Select(n => Lss.Row($"qid={n}|parent_qid=0|gid=1|type=5|title=q{n}|question=Words"))])), Unreadable.TooManyQuestions),
        new(Lss.Document(Lss.Table("questions", [.. Enumerable.Range(1, SurveyLimits.MostQuestions + 1).Select(n => Lss.Row($"qid={n}|parent_qid={(n > 1 ? 1 : 0)}|gid=1|type=A|title=q{n}|question=Words"))])), Unreadable.TooManyQuestions),
    ];

    [Theory, MemberData(nameof(Hostile))]
    public void A_hostile_file_is_refused_with_its_reason(string xml, Unreadable reason) =>
        Assert.Equal(reason, Assert.IsType<UnreadableSurvey>(LssReader.Read(Lss.Bytes(xml))).Reason);

    [Fact]
    public void No_change_of_a_byte_and_no_cut_makes_it_throw()
    {
        var bytes = Lss.Bytes(Lss.Old);
        var random = new Random(4);
        for (var i = 0; i < 400; i++)
        {
            var changed = bytes[..random.Next(1, bytes.Length)];
            for (var k = 0; k < 3; k++) changed[random.Next(changed.Length)] = (byte)random.Next(256);
            LssReader.Read(changed);
        }
    }

    [Theory]
    [InlineData("<p>One</p><p>two&nbsp;&lt;3</p>", "One two <3")]
    [InlineData("a < b and c > d", "a < b and c > d")]
    [InlineData("<script>alert(1)</script>After<style>p{}</style>", "After")]
    [InlineData("<!-- <b>no</b> -->yes", "yes")]
    [InlineData("open <b", "open")]
    [InlineData("bell&#7; and\u200b zero\ttab", "bell and zero tab")]
    [InlineData("<script>never closed", "")]
    public void Markup_goes_and_words_stay(string html, string words) => Assert.Equal(words, PlainText.Of(html));

    [Theory]
    [InlineData("nl", "nl")]
    [InlineData("de-informal", "de")]
    [InlineData("pt-BR", "pt-BR")]
    [InlineData("English (en)", "en")]
    [InlineData("Nederlands", "nl")]
    [InlineData("French", "fr")]
    [InlineData("Klingonish", null)]
    [InlineData("../../etc", null)]
    public void Languages_are_known_by_tag_and_by_name(string name, string? tag) => Assert.Equal(tag, LanguageTag.Of(name));

    private static Survey Read(string xml) => Assert.IsType<ReadSurvey>(LssReader.Read(Encoding.UTF8.GetBytes(xml))).Survey;
}
