using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace Meent.Formats.Codebooks;

/// <summary>A codebook as DDI-Codebook 2.5, the XML that data archives exchange.</summary>
/// <remarks>
/// DDI Alliance, DDI-Codebook 2.5, codebook.xsd: the order of elements is that of its sequences. Figures that the standard has no word
/// for (a mean that is only a bound, an interval) are <c>sumStat type="other"</c> with the kind in <c>otherType</c>.
/// </remarks>
public static class DdiCodebook
{
    public const string Namespace = "ddi:codebook:2_5";

    private static readonly XNamespace Ddi = Namespace;

    private const string TheFile = "F1";

    /// <returns>UTF-8, indented; characters that XML cannot hold are left out</returns>
    public static byte[] Write(Codebook codebook)
    {
        var root = E("codeBook", new XAttribute("version", "2.5"), new XAttribute(XNamespace.Xml + "lang", codebook.Language),
            Document(codebook), StudyOf(codebook), FileOf(codebook), DdiData.Of(codebook, TheFile));
        using var bytes = new MemoryStream();
        using (var writer = XmlWriter.Create(bytes, new XmlWriterSettings { Indent = true, Encoding = new System.Text.UTF8Encoding(false), CloseOutput = false }))
            new XDocument(root).WriteTo(writer);
        return bytes.ToArray();
    }

    internal static XElement E(string name, params object?[] content) => new(Ddi + name, [.. content.Select(c => c is string text ? Clean(text) : c)]);

    internal static XAttribute A(string name, string value) => new(name, Clean(value));

    internal static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>Names and statements are typed by people; a single wrong character would make the whole document unreadable.</summary>
    private static string Clean(string text)
    {
        if (IsClean(text)) return text;
        var clean = new System.Text.StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (XmlConvert.IsXmlChar(text[i])) clean.Append(text[i]);
            else if (i + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[i + 1], text[i])) clean.Append(text[i]).Append(text[++i]);
        }
        return clean.ToString();
    }

    private static bool IsClean(string text) => text.All(XmlConvert.IsXmlChar);

    private static XElement Document(Codebook codebook) =>
        E("docDscr", E("citation", E("titlStmt", E("titl", codebook.Study.Title), E("IDNo", $"{codebook.Study.Id}-ddi")), Production(codebook.Study)));

    private static XElement Production(Study study) =>
        E("prodStmt", E("producer", study.Owner), Day("prodDate", study.To), E("software", A("version", study.Version), study.Software));

    private static XElement Day(string element, DateOnly day, params object[] more)
    {
        var iso = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return E(element, [.. more, A("date", iso), iso]);
    }

    private static XElement StudyOf(Codebook codebook)
    {
        var study = codebook.Study;
        return E("stdyDscr",
            E("citation",
                E("titlStmt", E("titl", study.Title), E("IDNo", A("agency", "Meent"), study.Id)),
                E("rspStmt", E("AuthEnty", study.Owner)),
                Production(study)),
            E("stdyInfo",
                E("subject", E("keyword", study.Subject), codebook.Groups.Select(g => E("topcClas", g.Name))),
                E("abstract", study.About),
                E("sumDscr",
                    Day("collDate", study.From, A("event", "start")), Day("collDate", study.To, A("event", "end")),
                    E("anlyUnit", study.Unit), study.Universes.Select(u => E("universe", u)), E("dataKind", study.Kind)),
                study.Remarks.Select(r => E("notes", r))),
            E("method", E("dataColl", E("sampProc", study.Sampling), E("collMode", study.Mode), E("resInstru", study.InstrumentName))),
            E("dataAccs", E("useStmt", E("restrctn", study.Access))));
    }

    private static XElement FileOf(Codebook codebook) => E("fileDscr", A("ID", TheFile),
        E("fileTxt",
            E("fileName", codebook.File.Name), E("fileCont", codebook.File.Content),
            E("dimensns", E("caseQnty", Number(codebook.File.Rows)), E("varQnty", Number(codebook.Columns.Count))),
            E("fileType", codebook.File.Type)));
}
