using System.Security.Cryptography;
using System.Text;

namespace Meent.Reflect.DrawWave;

/// <summary>Draws schools by chance, so that anybody can draw the same ones again.</summary>
/// <remarks>
/// Each school gets the number SHA-256("seed|id"), id as 32 small hexadecimal digits; a stratum's schools stand in the order of these numbers, the first ones are drawn
/// and the next ones are its reserves. That is a simple random sample without replacement in each stratum (Cochran 1977, §2.1 and §5.1), as good as the hash is. It hangs on neither
/// the order of the register, nor the database, nor a library's random numbers.
/// </remarks>
public static class Draw
{
    /// <summary>All schools of a stratum in the order in which they are drawn.</summary>
    /// <param name="seed">what was typed, without space around it, a dash, and what the hub added at the draw</param>
    public static IReadOnlyList<Guid> Order(string seed, IEnumerable<Guid> schools) =>
        [.. schools.Select(s => (School: s, Number: Number(seed, s))).OrderBy(s => s.Number, StringComparer.Ordinal).Select(s => s.School)];

    /// <summary>A place as it stands in what is hashed.</summary>
    public static string Text(Guid place) => place.ToString("N");

    /// <summary>64 hexadecimal digits: as texts they have the order of the numbers.</summary>
    private static string Number(string seed, Guid school) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}|{Text(school)}")));
}
