using System.Security.Cryptography;
using System.Text;

namespace Meent.Reflect.Answer;

/// <summary>The codes in <c>/r/{code}</c>: as people type them, and as single-use codes are stored.</summary>
public static class Codes
{
    private const int Longest = 64;

    /// <summary>What was typed or followed, without spaces, hyphens and capitals; null where it cannot be a code.</summary>
    public static string? Read(string? typed)
    {
        if (typed is null || typed.Length > 2 * Longest) return null;
        if (typed.Length <= Longest && !typed.AsSpan().ContainsAnyExcept(Plain) && typed.Length > 0) return typed;
        var code = string.Concat(typed.Where(c => !char.IsWhiteSpace(c) && c is not ('-' or '–' or '.'))).ToLowerInvariant();
        return code.Length is > 0 and <= Longest && !code.AsSpan().ContainsAnyExcept(Plain) ? code : null;
    }

    /// <summary>SHA-256 of a single-use code in hexadecimal: how <see cref="SingleUseCode.Hash"/> is stored.</summary>
    public static string Hash(string code) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(code)));

    private static readonly System.Buffers.SearchValues<char> Plain = System.Buffers.SearchValues.Create("0123456789abcdefghijklmnopqrstuvwxyz");
}
