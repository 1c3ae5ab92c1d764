using System.Globalization;
using System.Text;

namespace Meent.Foundation.Mail;

/// <summary>Text as 7-bit lines of at most 76 characters that stay readable in a Latin script.</summary>
/// <remarks>RFC 2045 §6.7.</remarks>
internal static class QuotedPrintable
{
    private const int Width = 75;

    /// <param name="text">lines parted by \n</param>
    /// <returns>lines parted by CRLF</returns>
    public static string Encode(string text) => string.Join("\r\n", text.ReplaceLineEndings("\n").Split('\n').Select(Line));

    /// <summary>What stands in a mail that was written here, its headers included.</summary>
    public static string Decode(byte[] mail)
    {
        var text = Encoding.ASCII.GetString(mail).Replace("=\r\n", "", StringComparison.Ordinal);
        var bytes = new List<byte>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '=' && i + 2 < text.Length && byte.TryParse(text.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
            {
                bytes.Add(code);
                i += 2;
            }
            else bytes.Add((byte)text[i]);
        }
        return Encoding.UTF8.GetString([.. bytes]);
    }

    private static string Line(string line)
    {
        var bytes = Encoding.UTF8.GetBytes(line);
        var encoded = new StringBuilder();
        var column = 0;
        for (var i = 0; i < bytes.Length; i++)
        {
            var piece = Piece(bytes[i], last: i == bytes.Length - 1);
            if (column + piece.Length > Width)
            {
                encoded.Append("=\r\n");
                column = 0;
            }
            encoded.Append(piece);
            column += piece.Length;
        }
        return encoded.ToString();
    }

    // A space at the end of a line may be lost on the way, so it is written as a code.
    private static string Piece(byte b, bool last) =>
        b is > 32 and < 127 and not (byte)'=' || (b is 32 or 9 && !last) ? ((char)b).ToString() : "=" + b.ToString("X2", CultureInfo.InvariantCulture);
}
