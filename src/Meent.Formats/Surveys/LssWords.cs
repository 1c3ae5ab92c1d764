namespace Meent.Formats.Surveys;

/// <summary>The texts of a LimeSurvey export by what they are about and by language, wherever its version keeps them.</summary>
internal sealed class LssWords
{
    public const string Group = "group", Question = "question";

    private readonly Dictionary<(string About, string Id, string Field), Dictionary<string, string>> texts = [];
    private readonly Dictionary<string, string> tags = [];
    private readonly LssTables tables;
    private readonly ILookup<string, LssRow> answers;

    public LssWords(LssTables tables)
    {
        this.tables = tables;
        var survey = tables["surveys"] is [var only, ..] ? only : null;
        var own = new[] { survey?["language"] ?? "" }.Concat((survey?["additional_languages"] ?? "").Split(' ')).Select(l => l.Trim()).Where(l => l.Length > 0).Distinct().ToList();
        var named = own.Count > 0 ? own : [.. tables.Languages.Distinct()];
        foreach (var name in named)
        {
            if (LanguageTag.Of(name) is { } tag) tags[name] = tag;
            else Rejected.Add(PlainText.Of(name));
        }
        Languages = tags.Count == 0 ? ["en"] : [.. named.Where(tags.ContainsKey).Select(n => tags[n]).Distinct()];
        answers = tables["answers"].ToLookup(a => a["qid"]);
        foreach (var table in new[] { "groups", "group_l10ns" }) Add(table, Group, "gid", "group_name", "description");
        foreach (var table in new[] { "questions", "subquestions", "question_l10ns", "subquestion_l10ns" }) Add(table, Question, "qid", "question", "help");
        foreach (var row in tables["answer_l10ns"]) Add(("answer", row["aid"], "answer"), row["language"], row["answer"]);
    }

    /// <summary>BCP 47 tags, the survey's own first.</summary>
    public IReadOnlyList<string> Languages { get; }

    /// <summary>Names of languages that are none.</summary>
    public List<string> Rejected { get; } = [];

    /// <summary>By language; empty where nothing is said.</summary>
    public IReadOnlyDictionary<string, string> Of(string about, string id, string field) => texts.GetValueOrDefault((about, id, field)) ?? [];

    public IReadOnlyDictionary<string, string> OfSurvey(string field)
    {
        foreach (var row in tables["surveys_languagesettings"]) Add(("survey", "", field), row["surveyls_language"], row[field]);
        return Of("survey", "", field);
    }

    /// <summary>The answers to choose from, in their order; of arrays with two scales only the first.</summary>
    public IReadOnlyList<SurveyAnswer> Answers(string question) =>
    [
        .. answers[question].Where(a => a["scale_id"] is "" or "0").GroupBy(a => a["code"]).OrderBy(a => a.First().Number("sortorder"))
            .Select(a => new SurveyAnswer(PlainText.Of(a.Key), Label(a))),
    ];

    private Dictionary<string, string> Label(IEnumerable<LssRow> rows)
    {
        var label = new Dictionary<string, string>();
        foreach (var row in rows)
        {
            if (PlainText.Of(row["answer"]) is { Length: > 0 } said && Tag(row["language"]) is { } tag) label.TryAdd(tag, said);
            if (row["aid"].Length > 0) foreach (var (language, other) in Of("answer", row["aid"], "answer")) label.TryAdd(language, other);
        }
        return label;
    }

    private void Add(string table, string about, string id, params string[] fields)
    {
        foreach (var row in tables[table])
        foreach (var field in fields)
            Add((about, row[id], field), row["language"], row[field]);
    }

    private void Add((string, string, string) key, string language, string html)
    {
        if (PlainText.Of(html) is not { Length: > 0 } said || Tag(language) is not { } tag) return;
        if (!texts.TryGetValue(key, out var there)) texts[key] = there = [];
        there.TryAdd(tag, said);
    }

    /// <summary>A row that names no language is in the survey's own; one in a language that the survey does not have is not shown.</summary>
    private string? Tag(string language) => language.Trim() is { Length: > 0 } name ? tags.GetValueOrDefault(name) : Languages[0];
}
