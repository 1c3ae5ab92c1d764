namespace Meent.Formats.Surveys;

/// <summary>Reads an XLSForm whose sheets were saved as CSV: survey, choices, settings.</summary>
/// <remarks>xlsform.org: "select_one", "begin group", columns "label::Language (code)", appearances "likert" and "label".</remarks>
public static class XlsFormReader
{
    /// <param name="survey">the sheet "survey"</param>
    /// <param name="choices">the sheet "choices"; null where it was not given</param>
    /// <param name="settings">the sheet "settings"; null where it was not given</param>
    /// <param name="name">what to call it where the settings have no name: the file's name without its ending</param>
    /// <returns>a survey, or why the bytes are none; whatever they are, it throws only where it is cancelled</returns>
    public static SurveyReading Read(byte[] survey, byte[]? choices, byte[]? settings, string name, CancellationToken cancel = default)
    {
        var (questions, problem) = FormSheet.Read(survey, "survey", cancel);
        if (questions is null) return problem!;
        if (!questions.Columns.Contains("type")) return new UnreadableSurvey(Unreadable.NoTypeColumn);
        var (lists, wrong) = choices is null ? (FormSheet.Empty, null) : FormSheet.Read(choices, "choices", cancel);
        if (lists is null) return wrong!;
        var (about, amiss) = settings is null ? (FormSheet.Empty, null) : FormSheet.Read(settings, "settings", cancel);
        return about is null ? amiss! : new XlsFormSurvey(questions, lists, about.Rows is [var row, ..] ? row : null, name).Read(cancel);
    }
}

/// <summary>One form while it is read.</summary>
internal sealed class XlsFormSurvey
{
    private static readonly string[] On = ["yes", "true", "true()", "1"];

    private readonly FormSheet questions;
    private readonly FormRow? settings;
    private readonly string name;
    private readonly FormWords words;
    private readonly Dictionary<string, List<SurveyAnswer>> lists;
    private readonly List<OpenGroup> open = [];
    private readonly List<OpenGroup> groups = [];
    private readonly HashSet<string> codes = [];
    private readonly List<Told> leftOut = [];
    private readonly List<Told> remarks = [];

    public XlsFormSurvey(FormSheet questions, FormSheet choices, FormRow? settings, string name)
    {
        (this.questions, this.settings, this.name) = (questions, settings, name);
        words = new(questions.Columns.Concat(choices.Columns), settings?["default_language"] ?? "");
        lists = choices.Rows.GroupBy(c => c["list_name"] is { Length: > 0 } list ? list : c["list name"]).ToDictionary(
            l => l.Key, l => l.Select(c => new SurveyAnswer(PlainText.Of(c["name"] is { Length: > 0 } n ? n : c["value"]), words.Of(c, "label"))).ToList());
        groups.Add(new("", "", new Dictionary<string, string>(), Repeats: false, []));
    }

    public SurveyReading Read(CancellationToken cancel)
    {
        var asked = 0;
        foreach (var row in questions.Rows)
        {
            cancel.ThrowIfCancellationRequested();
            var (kind, rest) = FormTypes.Parse(row["type"]);
            if (kind is "begin group" or "begin repeat")
            {
                if (open.Count == SurveyLimits.DeepestGroup) return new UnreadableSurvey(Unreadable.GroupsTooDeep, $"{SurveyLimits.DeepestGroup}");
                Begin(row, kind["begin ".Length..]);
            }
            else if (kind is "end group" or "end repeat")
            {
                if (open.Count == 0 || open[^1].Kind != kind["end ".Length..]) return new UnreadableSurvey(Unreadable.GroupNotOpen, $"{row.Line}");
                open.RemoveAt(open.Count - 1);
            }
            else if (kind.Length > 0 || row.Cells.Count > 0)
            {
                Question(row, kind, rest);
                asked++;
            }
            if (Math.Max(asked, groups.Count) > SurveyLimits.MostQuestions) return new UnreadableSurvey(Unreadable.TooManyQuestions, $"{SurveyLimits.MostQuestions}");
        }
        if (open.Count > 0) return new UnreadableSurvey(Unreadable.GroupNotClosed, PlainText.Of(open[^1].Code));
        if (words.Rejected.Count > 0) remarks.Add(new("", "", Why.UnknownLanguage, string.Join(", ", words.Rejected)));
        var read = groups.Where(g => g.Questions.Count > 0).Select(g => new SurveyGroup(g.Code, g.Name, new Dictionary<string, string>(), g.Questions)).ToList();
        if (read.Count == 0 && leftOut.Count == 0) return new UnreadableSurvey(Unreadable.NoQuestions);
        return new ReadSurvey(new("XLSForm", Name, Title, new Dictionary<string, string>(), words.Languages, read, leftOut, remarks));
    }

    /// <summary>Some group that is open is asked several times: each inner one remembers it.</summary>
    private bool IsRepeated => open is [.., { Repeats: true }];

    private string Name => settings?["form_id"] is { Length: > 0 } id ? PlainText.Of(id) : name;

    private Dictionary<string, string> Title => PlainText.Of(settings?["form_title"]) is { Length: > 0 } title ? new() { [words.Languages[0]] = title } : [];

    private void Begin(FormRow row, string kind)
    {
        var group = new OpenGroup(Code(row), kind, words.Of(row, "label"), kind == "repeat" || IsRepeated, []);
        if (row["relevant"].Length > 0) remarks.Add(new(group.Code, First(group.Name), Why.Condition));
        open.Add(group);
        groups.Add(group);
    }

    private void Question(FormRow row, string kind, string rest)
    {
        var (code, text) = (Code(row), words.Of(row, "label"));
        var looks = row["appearance"].ToLowerInvariant().Split(' ');
        var list = kind == "range" ? Range(row) : lists.GetValueOrDefault(rest.EndsWith(" or_other", StringComparison.OrdinalIgnoreCase) ? rest[..^" or_other".Length] : rest) ?? [];
        Why? why = On.Contains(row["disabled"].ToLowerInvariant()) ? Why.SwitchedOff
            : FormTypes.WhyNot(kind) is { } not ? not
            // The first row of a table has the words of the answers and no question.
            : looks.Contains("label") ? Why.TableHead
            : text.Count == 0 ? Why.NoWords
            : list.Count == 0 ? Why.NoAnswers
            : IsRepeated ? Why.Repeated
            : null;
        if (why is { } left)
        {
            leftOut.Add(new(code, First(text), left, left == Why.UnknownType ? PlainText.Of(row["type"]) : ""));
            return;
        }
        Remark(row, code, First(text), rest);
        (open.Count == 0 ? groups[0] : open[^1]).Questions.Add(new(code, text, list));
    }

    private void Remark(FormRow row, string code, string text, string rest)
    {
        if (row["relevant"].Length > 0) remarks.Add(new(code, text, Why.Condition));
        if (row["choice_filter"].Length > 0) remarks.Add(new(code, text, Why.ChoiceFilter));
        if (rest.EndsWith(" or_other", StringComparison.OrdinalIgnoreCase)) remarks.Add(new(code, text, Why.Other));
        if (words.Of(row, "hint").Count > 0) remarks.Add(new(code, text, Why.HelpText));
        if (words.Of(row, "label").Values.Any(t => t.Contains("${", StringComparison.Ordinal))) remarks.Add(new(code, text, Why.Placeholder));
    }

    /// <summary>"start=1 end=5 step=1" → five answers without words; none where it is longer than a list that people choose from.</summary>
    private static List<SurveyAnswer> Range(FormRow row)
    {
        var given = row["parameters"].Split([' ', ',', ';'], StringSplitOptions.RemoveEmptyEntries).Select(p => p.Split('=')).Where(p => p.Length == 2).DistinctBy(p => p[0]).ToDictionary(p => p[0], p => p[1]);
        int? Number(string key, int otherwise) => !given.TryGetValue(key, out var text) ? otherwise : int.TryParse(text, System.Globalization.NumberStyles.AllowLeadingSign, System.Globalization.CultureInfo.InvariantCulture, out var n) ? n : null;
        if (Number("start", 0) is not { } start || Number("end", 10) is not { } end || Number("step", 1) is not 1) return [];
        return (long)end - start is < 1 or > 20 ? [] : [.. Enumerable.Range(start, end - start + 1).Select(n => new SurveyAnswer($"{n}", new Dictionary<string, string>()))];
    }

    /// <summary>The question's name, unique whatever the file says.</summary>
    private string Code(FormRow row)
    {
        var code = PlainText.Of(row["name"]) is { Length: > 0 } given ? given : $"row {row.Line}";
        return codes.Add(code) ? code : $"{code}, row {row.Line}";
    }

    private string First(IReadOnlyDictionary<string, string> text) => words.Languages.Select(l => text.GetValueOrDefault(l)).FirstOrDefault(t => t is not null) ?? "";

    private sealed record OpenGroup(string Code, string Kind, IReadOnlyDictionary<string, string> Name, bool Repeats, List<SurveyQuestion> Questions);
}
