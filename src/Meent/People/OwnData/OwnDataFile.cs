using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Meent.Foundation.Localisation;
using Meent.Foundation.PersonalData;

namespace Meent.People.OwnData;

/// <summary>What is known about a person as one file: JSON, or a page that needs nothing else.</summary>
/// <remarks>GDPR, articles 15 and 20. The keys of the JSON stay; they are described in docs/operate/requests.md.</remarks>
internal sealed record OwnDataFile(string HubName, string Name, DateTime MadeAt, IReadOnlyList<KnownSection> Sections)
{
    private const string Style = "body{font:18px/1.5 system-ui,sans-serif;max-width:44em;margin:2em auto;padding:0 1em;color:#17212b;background:#fbfaf6}" +
        "h2{margin-top:2em}dl{margin:0 0 1em;padding:.75em 1em;background:#fff;border:1px solid #e2ded3;border-radius:8px}dt{color:#525c66}dd{margin:0 0 .5em;overflow-wrap:anywhere}";

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string Json() => JsonSerializer.Serialize(new Dictionary<string, object>
    {
        ["hub"] = HubName,
        ["madeAt"] = MadeAt.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        ["sections"] = Sections.Select(s => new Dictionary<string, object>
        {
            ["key"] = s.Key,
            ["title"] = s.Title,
            ["why"] = s.Why,
            ["items"] = s.Items.Select(i => i.Facts.GroupBy(f => f.Key).ToDictionary(f => f.Key, f => f.First().Value)).ToList(),
        }).ToList(),
    }, Readable);

    public string Html(Texts T)
    {
        var title = T["What {0} knows about {1}", HubName, Name];
        var page = new StringBuilder($"<!DOCTYPE html>\n<html lang=\"{E(T.Language)}\">\n<head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>{E(title)}</title><style>{Style}</style></head>\n<body>\n<h1>{E(title)}</h1>\n<p>{E(T.Date(MadeAt))}</p>\n");
        foreach (var section in Sections)
        {
            page.Append($"<h2>{E(section.Title)}</h2>\n<p>{E(section.Why)}</p>\n");
            if (section.Items.Count == 0) page.Append($"<p>{E(T["Nothing."])}</p>\n");
            foreach (var item in section.Items)
                page.Append("<dl>").AppendJoin("", item.Facts.Select(f => $"<dt>{E(f.Label)}</dt><dd>{E(f.Value)}</dd>")).Append("</dl>\n");
        }
        return page.Append("</body>\n</html>\n").ToString();
    }

    private static string E(string text) => WebUtility.HtmlEncode(text);
}
