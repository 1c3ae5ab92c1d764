namespace Meent.Formats.Surveys;

/// <summary>Reads the structure of a LimeSurvey questionnaire (<c>.lss</c>), as versions 2 to 6 write it.</summary>
/// <remarks>
/// Up to version 3 texts stand in the rows of groups, questions and answers, one row per language; from version 4 on in tables of their
/// own: group_l10ns, question_l10ns, answer_l10ns. Types of questions: LimeSurvey manual, "Question types".
/// </remarks>
public static class LssReader
{
    /// <returns>a survey, or why the bytes are none; whatever they are, it throws only where it is cancelled</returns>
    public static SurveyReading Read(byte[] bytes, CancellationToken cancel = default)
    {
        var (tables, problem) = LssTables.Read(bytes, cancel);
        if (tables is null) return problem!;
        return new LssSurvey(tables).Read();
    }
}

/// <summary>One export while it is read.</summary>
internal sealed class LssSurvey
{
    private static readonly SurveyAnswer[] FivePoints = [.. Enumerable.Range(1, 5).Select(n => new SurveyAnswer($"{n}", new Dictionary<string, string>()))];

    private readonly LssTables tables;
    private readonly LssWords words;
    private readonly ILookup<string, LssRow> parts;
    private readonly HashSet<string> conditions;
    private readonly List<Told> leftOut = [];
    private readonly List<Told> remarks = [];

    public LssSurvey(LssTables tables)
    {
        this.tables = tables;
        words = new(tables);
        conditions = [.. tables["conditions"].Select(c => c["qid"])];
        parts = tables["subquestions"].Concat(tables["questions"].Where(q => q["parent_qid"] is not ("" or "0")))
            .DistinctBy(q => q["qid"]).OrderBy(q => q.Number("question_order")).ToLookup(q => q["parent_qid"]);
    }

    public SurveyReading Read()
    {
        var groups = tables["groups"].DistinctBy(g => g["gid"]).OrderBy(g => g.Number("group_order")).ToList();
        var questions = tables["questions"].Where(q => q["parent_qid"] is "" or "0").DistinctBy(q => q["qid"]).OrderBy(q => q.Number("question_order")).ToLookup(q => q["gid"]);
        if (questions.Count == 0) return new UnreadableSurvey(Unreadable.NoQuestions);
        if (Math.Max(groups.Count, questions.Sum(q => q.Count()) + parts.Sum(p => p.Count())) > SurveyLimits.MostQuestions) return new UnreadableSurvey(Unreadable.TooManyQuestions, $"{SurveyLimits.MostQuestions}");
        if (words.Rejected.Count > 0) remarks.Add(new("", "", Why.UnknownLanguage, string.Join(", ", words.Rejected)));
        // Questions of a group that is missing are questions all the same.
        var stray = questions.Select(q => q.Key).Except(groups.Select(g => g["gid"])).Select(id => new LssRow(new() { ["gid"] = id }));
        var read = groups.Concat(stray).Select(g => Group(g, questions[g["gid"]])).Where(g => g.Questions.Count > 0).ToList();
        var title = words.OfSurvey("surveyls_title");
        return new ReadSurvey(new(
            "LimeSurvey", title.Values.FirstOrDefault("limesurvey"), title, words.OfSurvey("surveyls_description"), words.Languages, read, leftOut, remarks));
    }

    private SurveyGroup Group(LssRow group, IEnumerable<LssRow> questions)
    {
        var about = words.Of(LssWords.Group, group["gid"], "description");
        if (group["grelevance"] is not ("" or "1")) remarks.Add(new($"group {group["gid"]}", First(words.Of(LssWords.Group, group["gid"], "group_name")), Why.Condition));
        return new($"group {group["gid"]}", words.Of(LssWords.Group, group["gid"], "group_name"), about, [.. questions.SelectMany(Questions)]);
    }

    private IEnumerable<SurveyQuestion> Questions(LssRow question)
    {
        var text = words.Of(LssWords.Question, question["qid"], "question");
        var code = Code(question);
        if (LssTypes.WhyNot(question["type"]) is { } why)
        {
            leftOut.Add(new(code, First(text), why, why == Why.UnknownType ? PlainText.Of(question["type"]) : ""));
            yield break;
        }
        Remark(question, code, text);
        var answers = question["type"] is "5" or "A" ? FivePoints : words.Answers(question["qid"]);
        if (answers.Count == 0) leftOut.Add(new(code, First(text), Why.NoAnswers));
        else if (!LssTypes.IsArray(question["type"])) foreach (var one in Worded(code, text, answers)) yield return one;
        else foreach (var one in Rows(question, code, text, answers)) yield return one;
    }

    /// <summary>The statements of an array, which are answered on the same list.</summary>
    private IEnumerable<SurveyQuestion> Rows(LssRow question, string code, IReadOnlyDictionary<string, string> text, IReadOnlyList<SurveyAnswer> answers)
    {
        var statements = parts[question["qid"]].ToList();
        if (statements.Count == 0) leftOut.Add(new(code, First(text), Why.NoWords));
        else if (text.Count > 0) remarks.Add(new(code, First(text), Why.Introduction));
        return statements.SelectMany(s => Worded($"{code}_{Code(s)}", words.Of(LssWords.Question, s["qid"], "question"), answers));
    }

    private IEnumerable<SurveyQuestion> Worded(string code, IReadOnlyDictionary<string, string> text, IReadOnlyList<SurveyAnswer> answers)
    {
        if (text.Count > 0) return [new(code, text, answers)];
        leftOut.Add(new(code, "", Why.NoWords));
        return [];
    }

    private void Remark(LssRow question, string code, IReadOnlyDictionary<string, string> text)
    {
        var said = First(text);
        if (question["relevance"] is not ("" or "1") || conditions.Contains(question["qid"])) remarks.Add(new(code, said, Why.Condition));
        if (question["other"] == "Y") remarks.Add(new(code, said, Why.Other));
        if (question["type"] == "O") remarks.Add(new(code, said, Why.Comment));
        if (words.Of(LssWords.Question, question["qid"], "help").Count > 0) remarks.Add(new(code, said, Why.HelpText));
        var all = parts[question["qid"]].SelectMany(s => words.Of(LssWords.Question, s["qid"], "question").Values).Concat(text.Values);
        if (all.Any(t => t.Contains('{', StringComparison.Ordinal) && t.Contains('}', StringComparison.Ordinal))) remarks.Add(new(code, said, Why.Placeholder));
    }

    private static string Code(LssRow question) => PlainText.Of(question["title"]) is { Length: > 0 } title ? title : question["qid"];

    private string First(IReadOnlyDictionary<string, string> text) => words.Languages.Select(l => text.GetValueOrDefault(l)).FirstOrDefault(t => t is not null) ?? "";
}
