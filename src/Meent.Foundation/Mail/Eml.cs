using System.Globalization;
using System.Net;
using System.Text;

namespace Meent.Foundation.Mail;

/// <summary>A mail as it goes over the wire and lies in a folder: text and simple HTML that say the same.</summary>
/// <remarks>RFC 5322; MIME by RFC 2045 to 2047; <c>Auto-Submitted</c> by RFC 3834, so that nobody's absence note comes back.</remarks>
public static class Eml
{
    /// <param name="baseUrl">begins the link, without "/" at the end</param>
    /// <returns>ASCII with CRLF line ends</returns>
    public static byte[] Write(EmailAddress from, string hubName, Recipient to, Letter letter, string language, string baseUrl, DateTimeOffset at, Guid id)
    {
        var boundary = $"part-{id:N}"[..29];
        var message = new StringBuilder()
            .Append(Header("From", $"{Words(hubName)} <{from}>"))
            .Append(Header("To", to.Name is null ? to.Address.Value : $"{Words(to.Name)} <{to.Address}>"))
            .Append(Header("Subject", Words(letter.Subject)))
            .Append(Header("Date", at.UtcDateTime.ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture)))
            .Append(Header("Message-ID", $"<{id:N}@{from.Domain}>"))
            .Append(Header("Auto-Submitted", "auto-generated"))
            .Append(Header("Content-Language", language))
            .Append(Header("MIME-Version", "1.0"))
            .Append(Header("Content-Type", $"multipart/alternative; boundary=\"{boundary}\""))
            .Append("\r\n");
        Part(message, boundary, "text/plain", Plain(letter, hubName, baseUrl));
        Part(message, boundary, "text/html", Html(letter, hubName, language, baseUrl));
        return Encoding.ASCII.GetBytes(message.Append("--").Append(boundary).Append("--\r\n").ToString());
    }

    /// <summary>The address in a header of a mail written here; a name may stand before it, over several lines.</summary>
    public static EmailAddress? Address(byte[] message, string header)
    {
        var head = Encoding.ASCII.GetString(message).Split("\r\n\r\n", 2)[0].Replace("\r\n ", " ", StringComparison.Ordinal);
        var value = head.Split("\r\n").FirstOrDefault(l => l.StartsWith(header + ": ", StringComparison.Ordinal))?[(header.Length + 2)..] ?? "";
        return EmailAddress.TryParse(value.Contains('<', StringComparison.Ordinal) ? value[(value.LastIndexOf('<') + 1)..].TrimEnd('>') : value, out var address) ? address : null;
    }

    /// <summary>Words of any script in a header: encoded, in pieces short enough for one line each.</summary>
    /// <remarks>RFC 2047 §2: an encoded word has at most 75 characters and holds whole characters.</remarks>
    internal static string Words(string text)
    {
        var words = new List<string>();
        var piece = new List<byte>();
        foreach (var rune in string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).EnumerateRunes())
        {
            var bytes = Encoding.UTF8.GetBytes(rune.ToString());
            if (piece.Count + bytes.Length > 42) Flush();
            piece.AddRange(bytes);
        }
        if (piece.Count > 0) Flush();
        return string.Join("\r\n ", words);

        void Flush()
        {
            words.Add($"=?utf-8?B?{Convert.ToBase64String([.. piece])}?=");
            piece.Clear();
        }
    }

    private static string Header(string name, string value)
    {
        // All values are encoded words or checked addresses. This is the last gate, should that ever change.
        if (value.Replace("\r\n ", "", StringComparison.Ordinal).Any(c => c is < ' ' or > '~')) throw new InvalidOperationException($"The header {name} has characters that no header may have.");
        return $"{name}: {value}\r\n";
    }

    private static void Part(StringBuilder message, string boundary, string type, string body) => message
        .Append("--").Append(boundary).Append("\r\n")
        .Append(Header("Content-Type", type + "; charset=utf-8"))
        .Append(Header("Content-Transfer-Encoding", "quoted-printable"))
        .Append("\r\n").Append(QuotedPrintable.Encode(body)).Append("\r\n");

    /// <summary>What a letter says to who reads mail as text.</summary>
    public static string Plain(Letter letter, string hubName, string baseUrl)
    {
        var blocks = new List<string>(letter.Paragraphs);
        if (letter.Code is not null) blocks.Add("    " + letter.Code);
        if (letter.Link is { } link) blocks.Add($"{link.Label}:\n{baseUrl}{link.Path}");
        blocks.Add($"-- \n{hubName}\n{baseUrl}/");
        return string.Join("\n\n", blocks) + "\n";
    }

    private static string Html(Letter letter, string hubName, string language, string baseUrl) =>
        $"<!DOCTYPE html>\n<html lang=\"{E(language)}\">\n<head><meta charset=\"utf-8\"><title>{E(letter.Subject)}</title></head>\n<body>\n{Body(letter, hubName, baseUrl)}</body>\n</html>\n";

    /// <summary>What a letter says to who reads mail as a page, without what stands around it.</summary>
    public static string Body(Letter letter, string hubName, string baseUrl)
    {
        var body = string.Concat(letter.Paragraphs.Select(p => $"<p>{E(p)}</p>\n"));
        if (letter.Code is not null) body += $"<p><strong><big>{E(letter.Code)}</big></strong></p>\n";
        if (letter.Link is { } link) body += $"<p><a href=\"{E(baseUrl + link.Path)}\">{E(link.Label)}</a></p>\n";
        return body + $"<p>{E(hubName)}<br><a href=\"{E(baseUrl)}/\">{E(baseUrl)}/</a></p>\n";
    }

    private static string E(string text) => WebUtility.HtmlEncode(text);
}
