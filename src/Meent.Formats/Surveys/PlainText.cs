using System.Net;
using System.Text;

namespace Meent.Formats.Surveys;

/// <summary>From a text with HTML in it to its words.</summary>
public static class PlainText
{
    private static readonly string[] Unsaid = ["script", "style"];

    /// <summary>The words, each run of white space and control characters one space. Markup that is not closed ends with the text.</summary>
    public static string Of(string? html)
    {
        if (string.IsNullOrEmpty(html)) return "";
        var words = new StringBuilder(html.Length);
        for (var at = 0; at < html.Length; at++)
        {
            if (html[at] == '<' && IsMarkup(html, at)) at = EndOfMarkup(html, at, words);
            else words.Append(html[at]);
        }
        return Folded(WebUtility.HtmlDecode(words.ToString()));
    }

    /// <summary>"a &lt; b" is no markup.</summary>
    private static bool IsMarkup(string html, int at) => at + 1 < html.Length && (char.IsAsciiLetter(html[at + 1]) || html[at + 1] is '/' or '!' or '?');

    /// <returns>where the markup's last character stands, with what it encloses where nobody reads that</returns>
    private static int EndOfMarkup(string html, int at, StringBuilder words)
    {
        words.Append(' ');
        if (html.AsSpan(at).StartsWith("<!--", StringComparison.Ordinal)) return End(html, at, "-->");
        foreach (var name in Unsaid)
        {
            if (!html.AsSpan(at + 1).StartsWith(name, StringComparison.OrdinalIgnoreCase)) continue;
            return End(html, html.IndexOf($"</{name}", at, StringComparison.OrdinalIgnoreCase) is >= 0 and var close ? close : html.Length, ">");
        }
        return End(html, at, ">");
    }

    private static int End(string html, int from, string mark) =>
        from < html.Length && html.IndexOf(mark, from, StringComparison.Ordinal) is >= 0 and var end ? end + mark.Length - 1 : html.Length - 1;

    private static string Folded(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            // Zero-width and directional marks would hide in an id or a label.
            if (char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.Format or System.Globalization.UnicodeCategory.PrivateUse or System.Globalization.UnicodeCategory.OtherNotAssigned) continue;
            if (!char.IsWhiteSpace(c) && !char.IsControl(c)) folded.Append(c);
            else if (folded.Length > 0 && folded[^1] != ' ') folded.Append(' ');
        }
        return folded.ToString().TrimEnd();
    }
}
