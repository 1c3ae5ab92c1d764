using System.Xml.Linq;

namespace Meent.Formats.Codebooks;

/// <summary>The part of a DDI codebook that describes columns and questions: <c>dataDscr</c>.</summary>
internal static class DdiData
{
    /// <param name="file">ID of the file that the columns are in</param>
    public static XElement Of(Codebook codebook, string file)
    {
        var ids = codebook.Questions.Select((q, i) => (q.Name, Id: $"Q{i + 1}")).ToDictionary(q => q.Name, q => q.Id);
        return E("dataDscr",
            E("varGrp", A("ID", "G0"), A("type", "file"), A("var", string.Join(' ', codebook.Columns.Select((_, i) => $"C{i + 1}"))), E("labl", codebook.File.Content)),
            codebook.Groups.Where(g => g.Questions.Count > 0).Select((g, i) => E("varGrp", A("ID", $"G{i + 1}"), A("type", "subject"), A("var", string.Join(' ', g.Questions.Select(q => ids[q]))), A("name", g.Id), E("labl", g.Name))),
            codebook.Columns.Select((c, i) => OfColumn(c, $"C{i + 1}", file)),
            codebook.Questions.Select(q => OfQuestion(q, ids[q.Name])));
    }

    private static XElement OfColumn(Column column, string id, string file) => E("var",
        A("ID", id), A("name", column.Name), A("files", file), A("intrvl", column.Name is "value" ? "contin" : "discrete"),
        E("labl", column.Meaning),
        column.Codes.Select(c => E("catgry", E("catValu", c.Value), E("labl", c.Meaning))),
        E("varFormat", A("type", column.Name is "value" or "n_at_least" ? "numeric" : "character")));

    private static XElement OfQuestion(CodebookQuestion question, string id) => E("var",
        A("ID", id), A("name", question.Name), A("intrvl", "discrete"), A("nature", "ordinal"),
        E("labl", question.Label),
        E("qstn", E("qstnLit", question.Statement)),
        Range(question),
        E("universe", question.Universe),
        question.Statistics.Select(OfStatistic),
        question.Merged.Select((m, i) => E("catgryGrp", A("ID", $"{id}G{i + 1}"), A("catgry", string.Join(' ', m.Value.Split(' ').Select(v => CategoryId(id, v)))), E("labl", m.Label), Share(m), m.Remark.Length > 0 ? E("txt", m.Remark) : null)),
        question.Categories.Select(c => E("catgry",
            A("ID", CategoryId(id, c.Value)), c.Missing ? A("missing", "Y") : null,
            E("catValu", c.Value), E("labl", c.Label), c.Remark.Length > 0 ? E("txt", c.Remark) : null, Share(c))),
        E("verStmt", E("version", $"{question.Item}, {question.Version}")),
        E("notes", A("type", "state"), A("subject", question.State), question.StateMeaning.Length > 0 ? question.StateMeaning : question.State));

    private static string CategoryId(string question, string value) => $"{question}A{value}";

    private static XElement? Range(CodebookQuestion question)
    {
        var scale = question.Categories.Where(c => !c.Missing).ToList();
        return scale.Count == 0 ? null : E("valrng", E("range", A("min", scale[0].Value), A("max", scale[^1].Value)));
    }

    private static XElement OfStatistic(Statistic statistic) => statistic.Kind == "mean"
        ? E("sumStat", A("type", "mean"), DdiCodebook.Number(statistic.Value))
        : E("sumStat", A("type", "other"), A("otherType", statistic.Kind), DdiCodebook.Number(statistic.Value));

    private static XElement? Share(Category category) => category.Percent is { } percent ? E("catStat", A("type", "percent"), DdiCodebook.Number(percent)) : null;

    private static XElement E(string name, params object?[] content) => DdiCodebook.E(name, content);

    private static XAttribute A(string name, string value) => DdiCodebook.A(name, value);
}
