using System.Security.Cryptography;

namespace Meent.Foundation.Data;

/// <summary>Ids of rows and codes for people.</summary>
public static class Ids
{
    // No 0/o, 1/l/i, u/v: read aloud and typed on a phone by an eight-year-old.
    private const string CodeAlphabet = "23456789abcdefghjkmnpqrstwxyz";

    /// <summary>A UUIDv7: rows written together lie together.</summary>
    public static Guid New() => Guid.CreateVersion7();

    /// <summary>A random id that tells neither time nor order. Anonymous submissions have these.</summary>
    public static Guid Random()
    {
        Span<byte> bytes = stackalloc byte[16];
        RandomNumberGenerator.Fill(bytes);
        bytes[7] = (byte)((bytes[7] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes);
    }

    /// <summary>The same id for the same name, at every run: for demonstration content, and for what is sent twice and kept once.</summary>
    public static Guid Named(string name) => new(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(name)).AsSpan(0, 16));

    /// <summary>A random code that people can type; 10 characters hold 48 bits.</summary>
    public static string Code(int length = 10) => RandomNumberGenerator.GetString(CodeAlphabet, length);
}
