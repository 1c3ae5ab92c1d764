using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Meent.Foundation.Mail;

/// <summary>An e-mail address that can stand in a header and in an SMTP command as it is: no spaces, no controls, no quotes.</summary>
/// <remarks>
/// RFC 5321 §4.1.2, without quoted local parts, address literals and SMTPUTF8: addresses that people have. A domain in another
/// script is turned into its ASCII form (RFC 5891).
/// </remarks>
public sealed record EmailAddress
{
    private static readonly SearchValues<char> Atom = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&'*+-/=?^_`{|}~.");
    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    private EmailAddress(string value) => Value = value;

    /// <summary>ASCII, at most 254 characters.</summary>
    public string Value { get; }

    public string Domain => Value[(Value.LastIndexOf('@') + 1)..];

    /// <param name="typed">what somebody typed; space around it is passed over</param>
    public static bool TryParse(string? typed, [NotNullWhen(true)] out EmailAddress? address)
    {
        address = null;
        if (typed?.Trim() is not { Length: >= 3 and <= 254 } text) return false;
        var at = text.LastIndexOf('@');
        if (at is < 1 or > 64 || at == text.Length - 1) return false;
        var local = text[..at];
        if (local.AsSpan().ContainsAnyExcept(Atom) || local[0] == '.' || local[^1] == '.' || local.Contains("..", StringComparison.Ordinal)) return false;
        if (AsciiDomain(text[(at + 1)..]) is not { } domain || at + 1 + domain.Length > 254) return false;
        address = new EmailAddress($"{local}@{domain}");
        return true;
    }

    public override string ToString() => Value;

    private static string? AsciiDomain(string domain)
    {
        if (domain == "localhost") return domain;
        try
        {
            var ascii = Idn.GetAscii(domain);
            return ascii.Contains('.', StringComparison.Ordinal) && !ascii.EndsWith('.') ? ascii.ToLowerInvariant() : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
