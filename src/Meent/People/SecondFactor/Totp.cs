using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Meent.People;

/// <summary>Codes of an authenticator app: six figures that change every half minute.</summary>
/// <remarks>RFC 6238 with SHA-1 and steps of 30 seconds, on RFC 4226; the key in Base32, RFC 4648 §6. It is what every app knows.</remarks>
public static class Totp
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int Seconds = 30;
    private const int Digits = 6;

    /// <summary>160 bits, as long as the hash (RFC 4226 §4, R6).</summary>
    public static byte[] NewSecret() => RandomNumberGenerator.GetBytes(20);

    public static long Step(DateTimeOffset at) => at.ToUnixTimeSeconds() / Seconds;

    /// <param name="digits">6, or 8 as in the test values of the RFC</param>
    public static string Code(byte[] secret, long step, int digits = Digits)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
#pragma warning disable CA5350 // HMAC with SHA-1 is what the standard says and apps do; no collision helps against it.
        var hash = HMACSHA1.HashData(secret, counter);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 0x0F, 4)) & 0x7FFFFFFF;
        return (number % (int)Math.Pow(10, digits)).ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0');
    }

    /// <summary>The time step whose code was typed: now, or half a minute before or after, since clocks differ.</summary>
    /// <returns>null where none fits</returns>
    public static long? Match(byte[] secret, string typed, DateTimeOffset now)
    {
        long? found = null;
        for (var step = Step(now) - 1; step <= Step(now) + 1; step++)
            if (CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Code(secret, step)), Encoding.ASCII.GetBytes(typed))) found = step;
        return found;
    }

    /// <summary>The key as an app takes it by hand, in groups of four.</summary>
    public static string Base32(byte[] secret)
    {
        var text = new StringBuilder();
        for (var bit = 0; bit < secret.Length * 8; bit += 5)
        {
            var value = 0;
            for (var i = bit; i < bit + 5; i++) value = (value << 1) | (i < secret.Length * 8 ? (secret[i / 8] >> (7 - (i % 8))) & 1 : 0);
            text.Append(Alphabet[value]);
        }
        return text.ToString();
    }

    /// <summary>What the QR code says to the app.</summary>
    public static string Link(string hub, string email, byte[] secret) =>
        $"otpauth://totp/{Uri.EscapeDataString(hub)}:{Uri.EscapeDataString(email)}?secret={Base32(secret)}&issuer={Uri.EscapeDataString(hub)}";
}
