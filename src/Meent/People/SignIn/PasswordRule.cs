using System.Collections.Frozen;
using System.Text;
using Meent.Foundation.Web;

namespace Meent.People;

/// <summary>What a password has to be: long, and none of those that everybody tries first. No rule about kinds of characters.</summary>
/// <remarks>OWASP ASVS 5.0 §6.2; NIST SP 800-63B-4 §3.1.1. Iterations for PBKDF2 with SHA-512 by the OWASP Password Storage Cheat Sheet.</remarks>
public static class PasswordRule
{
    public const int Shortest = 12;
    public const int Longest = 200;
    internal const int Iterations = 210_000;

    private static readonly FrozenSet<string> Common = CommonWords.All.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The same characters however a keyboard put them together: é is one character or e with an accent.</summary>
    public static string? Clean(string? typed) => typed?.Normalize(NormalizationForm.FormC);

    /// <param name="known">what others know about the person: address, name, the hub's name</param>
    /// <returns>why not; null where the password will do</returns>
    public static Refusal? Check(string password, params IEnumerable<string?> known)
    {
        if (password.Length < Shortest) return new PasswordTooShort();
        if (password.Length > Longest) return new PasswordTooLong();
        if (password.Distinct().Count() < 5 || password.All(c => char.IsAsciiDigit(c) || char.IsPunctuation(c) || c == ' ') || IsRow(password)) return new PasswordTooCommon();
        if (Readings(password).Any(letters => Splits(letters, 2, Common.Contains))) return new PasswordTooCommon();
        var own = known.OfType<string>().SelectMany(k => k.Split([' ', '@', '.', '-', '_'])).SelectMany(Readings).Where(w => w.Length >= 3).ToHashSet();
        return Readings(password).Any(letters => Splits(letters, 4, w => own.Contains(w) || Common.Contains(w))) ? new PasswordTooPersonal() : null;
    }

    /// <summary>Letters only, in small: once without figures, and once with the usual disguises undone, so that "P@ssw0rd!" is "password".</summary>
    private static IEnumerable<string> Readings(string text)
    {
        var small = text.ToLowerInvariant();
        var plain = small.Trim("0123456789!?.,;:-_*#+ ".ToCharArray()).Select(c => c switch { '@' or '4' => 'a', '0' => 'o', '1' or '!' => 'i', '3' => 'e', '$' or '5' => 's', '7' => 't', _ => c });
        return [string.Concat(small.Where(char.IsLetter)), string.Concat(plain.Where(char.IsLetter))];
    }

    /// <summary>Whether the letters are at most <paramref name="most"/> such words in a row.</summary>
    private static bool Splits(string letters, int most, Func<string, bool> isWord)
    {
        if (letters.Length == 0) return true;
        return most > 0 && Enumerable.Range(3, Math.Max(0, letters.Length - 2)).Any(n => isWord(letters[..n]) && Splits(letters[n..], most - 1, isWord));
    }

    /// <summary>Up or down the alphabet or the digits: "abcdefghijkl", "987654321098".</summary>
    private static bool IsRow(string password) =>
        password.Zip(password.Skip(1), (a, b) => b - a).Count(step => step is 1 or -1 or 0) >= (password.Length - 1) * 3 / 4;
}
