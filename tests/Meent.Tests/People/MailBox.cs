using System.Text;
using System.Text.RegularExpressions;

namespace Meent.Tests.People;

/// <summary>What the hub wrote into its folder of mail.</summary>
public static partial class MailBox
{
    /// <summary>The plain text of all mails to an address, the latest last.</summary>
    public static IReadOnlyList<string> To(TestHub hub, string address) =>
        [.. Files(hub).Select(File.ReadAllText).Where(m => Headers(m).Contains($"\r\nTo: {address}\r\n", StringComparison.Ordinal) || Headers(m).Contains($"<{address}>\r\nSubject", StringComparison.Ordinal)).Select(Plain)];

    public static string Last(TestHub hub, string address) => To(hub, address)[^1];

    /// <summary>The eight figures in the latest mail to an address.</summary>
    public static string Code(TestHub hub, string address) => EightFigures().Match(Last(hub, address)).Groups[1].Value;

    public static IReadOnlyList<string> Files(TestHub hub)
    {
        var folder = Path.Combine(hub.Settings.DataFolder, "mail");
        // Names begin with the second and go on with an id that grows: their order is the order of sending.
        return Directory.Exists(folder) ? [.. Directory.GetFiles(folder, "*.eml").Order(StringComparer.Ordinal)] : [];
    }

    private static string Headers(string mail) => mail[..mail.IndexOf("\r\n\r\n", StringComparison.Ordinal)] + "\r\n";

    private static string Plain(string mail)
    {
        var part = mail[(mail.IndexOf("quoted-printable\r\n\r\n", StringComparison.Ordinal) + 20)..];
        var text = part[..part.IndexOf("\r\n--part-", StringComparison.Ordinal)].Replace("=\r\n", "", StringComparison.Ordinal);
        var bytes = new List<byte>();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '=') bytes.Add(Convert.ToByte(text.Substring((i += 2) - 1, 2), 16));
            else bytes.Add((byte)text[i]);
        }
        return Encoding.UTF8.GetString([.. bytes]);
    }

    [GeneratedRegex(@"^    (\d{8})\r?$", RegexOptions.Multiline)]
    private static partial Regex EightFigures();
}
