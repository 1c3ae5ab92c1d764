using System.Text;
using System.Xml;

namespace Meent.Formats.Surveys;

/// <summary>A row of a table: the text of each field that it names.</summary>
internal sealed class LssRow(Dictionary<string, string> fields)
{
    /// <summary>"" where the field is missing.</summary>
    public string this[string field] => fields.GetValueOrDefault(field, "");

    public int Number(string field) => int.TryParse(this[field], System.Globalization.NumberStyles.Integer, System.Globalization.CultureInfo.InvariantCulture, out var n) ? n : 0;
}

/// <summary>The tables of a LimeSurvey export: <c>document/{table}/rows/row/{field}</c>.</summary>
internal sealed class LssTables
{
    private const int Deepest = 8;

    private readonly Dictionary<string, List<LssRow>> tables = [];

    /// <summary>"Survey", "Group", "Question", …; "" where the file does not say.</summary>
    public string Kind { get; private set; } = "";

    public List<string> Languages { get; } = [];

    public IReadOnlyList<LssRow> this[string table] => tables.GetValueOrDefault(table) ?? [];

    /// <returns>the tables, or why they cannot be read; whatever the bytes are, it throws only where it is cancelled</returns>
    public static (LssTables? Tables, UnreadableSurvey? Problem) Read(byte[] bytes, CancellationToken cancel)
    {
        if (bytes.Length == 0) return (null, new(Unreadable.Empty));
        if (bytes.Length > SurveyLimits.MostBytes) return (null, new(Unreadable.TooLarge, $"{SurveyLimits.MostBytes >> 20}"));
        if (bytes is [(byte)'P', (byte)'K', 3, 4, ..]) return (null, new(Unreadable.Zipped));
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreProcessingInstructions = true,
            MaxCharactersInDocument = SurveyLimits.MostBytes, MaxCharactersFromEntities = 1024,
        };
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(bytes), settings);
            return new LssTables().Fill(reader, cancel);
        }
        catch (XmlException e)
        {
            return (null, bytes.AsSpan().IndexOf("<!DOCTYPE"u8) >= 0 ? new(Unreadable.HasDtd) : new(Unreadable.NotXml, $"{Math.Max(1, e.LineNumber)}"));
        }
        catch (Exception e) when (e is DecoderFallbackException or ArgumentException or NotSupportedException)
        {
            return (null, new(Unreadable.NotUtf8));
        }
    }

    private (LssTables? Tables, UnreadableSurvey? Problem) Fill(XmlReader reader, CancellationToken cancel)
    {
        var path = new List<string>();
        var fields = new Dictionary<string, string>();
        // A text can come in many pieces.
        var text = new StringBuilder();
        var rows = 0;
        while (reader.Read())
        {
            cancel.ThrowIfCancellationRequested();
            if (reader.NodeType == XmlNodeType.Element)
            {
                if (path.Count == 0 && reader.LocalName != "document") return (null, new(Unreadable.NotLimeSurvey));
                if (path.Count >= Deepest) return (null, new(Unreadable.TooDeep));
                text.Clear();
                if (!reader.IsEmptyElement) path.Add(reader.LocalName);
            }
            else if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA)
            {
                if (text.Length + reader.Value.Length > SurveyLimits.LongestText) return (null, new(Unreadable.TextTooLong, $"{SurveyLimits.LongestText}"));
                text.Append(reader.Value);
            }
            else if (reader.NodeType == XmlNodeType.EndElement)
            {
                if (path is ["document", _, "rows", "row"] && ++rows > SurveyLimits.MostRows) return (null, new(Unreadable.TooMuch, $"{SurveyLimits.MostRows}"));
                fields = Take(path, fields, text.ToString());
                text.Clear();
                path.RemoveAt(path.Count - 1);
            }
        }
        return Kind is "Survey" or "" ? (this, null) : (null, new(Unreadable.NotAWholeSurvey, PlainText.Of(Kind)));
    }

    /// <summary>Takes what an element held that ends here.</summary>
    /// <returns>the fields of the row that goes on or of the next one</returns>
    private Dictionary<string, string> Take(List<string> path, Dictionary<string, string> fields, string text)
    {
        if (path is ["document", _, "rows", "row", var field]) fields[field] = text;
        else if (path is ["document", "LimeSurveyDocType"]) Kind = text.Trim();
        else if (path is ["document", "languages", "language"]) Languages.Add(text.Trim());
        if (path is not ["document", var table, "rows", "row"]) return fields;
        if (!tables.TryGetValue(table, out var there)) tables[table] = there = [];
        there.Add(new(fields));
        return [];
    }
}
