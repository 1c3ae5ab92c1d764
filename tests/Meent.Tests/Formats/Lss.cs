using System.Text;

namespace Meent.Tests.Formats;

/// <summary>Survey structures as LimeSurvey writes them, before and after it moved texts into tables of their own.</summary>
internal static class Lss
{
    public static byte[] Bytes(string xml) => Encoding.UTF8.GetBytes(xml);

    public static string Table(string name, params string[] rows) => $"<{name}><rows>{string.Concat(rows.Select(r => $"<row>{r}</row>"))}</rows></{name}>";

    /// <summary>"gid=1|group_name=Vision" → the fields of a row.</summary>
    public static string Row(string fields) => string.Concat(fields.Split('|').Select(f => f.Split('=', 2)).Select(f => $"<{f[0]}><![CDATA[{f[1]}]]></{f[0]}>"));

    public static string Document(params string[] tables) =>
        $"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<document><LimeSurveyDocType>Survey</LimeSurveyDocType><DBVersion>359</DBVersion><languages><language>en</language></languages>{string.Concat(tables)}</document>";

    public static string[] Answers(string qid, string language, params string[] labels) =>
        [.. labels.Select((l, i) => Row($"qid={qid}|code=A{i + 1}|answer={l}|sortorder={i}|language={language}|scale_id=0"))];

    public static readonly string[] Agreement = ["Strongly disagree", "Disagree", "Partly", "Agree", "Strongly agree", "I don't know"];

    /// <summary>Version 3: a row per language. An array, a single statement, and questions that are no statements.</summary>
    public static string Old { get; } = Document(
        Table("surveys", Row("sid=1|language=en|additional_languages=nl")),
        Table("surveys_languagesettings", Row("surveyls_language=en|surveyls_title=Digital <b>meadow</b>|surveyls_description=About us."), Row("surveyls_language=nl|surveyls_title=Digitale weide|surveyls_description=Over ons.")),
        Table("groups",
            Row("gid=2|group_name=Other things|group_order=2|description=|language=en"), Row("gid=2|group_name=Andere dingen|group_order=2|description=|language=nl"),
            Row("gid=1|group_name=Vision|group_order=1|description=<p>Where we go.</p>|language=en"), Row("gid=1|group_name=Visie|group_order=1|description=Waar we heen gaan.|language=nl")),
        Table("questions",
            Row("qid=10|parent_qid=0|gid=1|type=F|title=vis|question=How far do you agree?|language=en|question_order=1|other=N|relevance=1"),
            Row("qid=10|parent_qid=0|gid=1|type=F|title=vis|question=Hoe eens bent u het?|language=nl|question_order=1|other=N|relevance=1"),
            Row("qid=20|parent_qid=0|gid=2|type=L|title=share|question=I share &amp; reuse material.|language=en|question_order=1|other=N|relevance=vis.NAOK == 5"),
            Row("qid=20|parent_qid=0|gid=2|type=L|title=share|question=Ik deel materiaal.|language=nl|question_order=1|other=N|relevance=vis.NAOK == 5"),
            Row("qid=30|parent_qid=0|gid=2|type=T|title=why|question=Tell us more|language=en|question_order=2|other=N|relevance=1"),
            Row("qid=31|parent_qid=0|gid=2|type=G|title=who|question=What are you?|language=en|question_order=3|other=N|relevance=1"),
            Row("qid=32|parent_qid=0|gid=2|type=?|title=odd|question=Odd|language=en|question_order=4|other=N|relevance=1"),
            Row("qid=33|parent_qid=0|gid=2|type=L|title=often|question=How often?|language=en|question_order=5|other=N|relevance=1"),
            Row("qid=34|parent_qid=0|gid=2|type=L|title=four|question=Four of them|language=en|question_order=6|other=N|relevance=1")),
        Table("subquestions",
            Row("qid=12|parent_qid=10|title=SQ002|question=Everybody knows the plan.|language=en|question_order=2"), Row("qid=12|parent_qid=10|title=SQ002|question=Iedereen kent het plan.|language=nl|question_order=2"),
            Row("qid=11|parent_qid=10|title=SQ001|question=We have a plan.|language=en|question_order=1"), Row("qid=11|parent_qid=10|title=SQ001|question=We hebben een plan.|language=nl|question_order=1")),
        Table("answers",
        [
            .. Answers("10", "en", Agreement), .. Answers("10", "nl", "Helemaal oneens", "Oneens", "Deels", "Eens", "Helemaal eens", "Weet ik niet"),
            .. Answers("20", "en", Agreement), .. Answers("20", "nl", "Helemaal oneens", "Oneens", "Deels", "Eens", "Helemaal eens", "Weet ik niet"),
            .. Answers("33", "en", "Never", "Rarely", "Sometimes", "Often", "Always"), .. Answers("34", "en", "a", "b", "c", "d"),
        ]));

    /// <summary>Version 6: texts in group_l10ns, question_l10ns and answer_l10ns; the scale runs from agree to disagree.</summary>
    public static string New { get; } = Document(
        Table("surveys", Row("sid=1|language=de-informal|additional_languages=")),
        Table("surveys_languagesettings", Row("surveyls_language=de-informal|surveyls_title=Wiese")),
        Table("groups", Row("gid=1|sid=1|group_order=1|grelevance=1")),
        Table("group_l10ns", Row("id=1|gid=1|group_name=Läser|description=|language=de-informal")),
        Table("questions", Row("qid=10|parent_qid=0|gid=1|type=F|title=G01Q01|question_order=1|relevance=1")),
        Table("subquestions", Row("qid=11|parent_qid=10|title=SQ001|question_order=1|relevance=1")),
        Table("question_l10ns", Row("id=1|qid=10|question=Wie sehr?|help=|language=de-informal"), Row("id=2|qid=11|question=Wir lesen am Bildschirm.|help=|language=de-informal")),
        Table("answers", [.. Enumerable.Range(1, 6).Select(n => Row($"aid={n}|qid=10|code=AO0{n}|sortorder={n}|scale_id=0"))]),
        Table("answer_l10ns", [.. new[] { "Stimme voll zu", "Stimme zu", "Teils", "Stimme nicht zu", "Stimme gar nicht zu", "Weiß nicht" }.Select((a, i) => Row($"id={i}|aid={i + 1}|answer={a}|language=de-informal"))]));
}
