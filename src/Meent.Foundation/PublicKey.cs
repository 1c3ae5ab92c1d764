using System.Security.Cryptography;

namespace Meent.Foundation;

/// <summary>A hub's public key as people copy it: <c>p256:</c> and the key in base64.</summary>
/// <remarks>ECDSA on P-256 with SHA-256 (FIPS 186-5); the key as SubjectPublicKeyInfo (RFC 5480), signatures as r and s side by side (IEEE P1363).</remarks>
public static class PublicKey
{
    private const string Kind = "p256:";

    public static string Of(ECDsa key) => Kind + Convert.ToBase64String(key.ExportSubjectPublicKeyInfo());

    public static bool IsOne(string text)
    {
        using var key = Read(text);
        return key is not null;
    }

    /// <summary>The first 16 hexadecimal digits of its SHA-256: enough to find it by, nothing to trust.</summary>
    public static string IdOf(ECDsa key) => Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo()))[..16];

    /// <returns>null where it is no key of this kind</returns>
    public static ECDsa? Read(string text)
    {
        if (!text.StartsWith(Kind, StringComparison.Ordinal)) return null;
        var key = ECDsa.Create();
        try
        {
            key.ImportSubjectPublicKeyInfo(Convert.FromBase64String(text[Kind.Length..]), out _);
            if (key.ExportParameters(includePrivateParameters: false).Curve.Oid.Value == ECCurve.NamedCurves.nistP256.Oid.Value) return key;
        }
        catch (Exception e) when (e is FormatException or CryptographicException)
        {
            // What cannot be read is no key.
        }
        key.Dispose();
        return null;
    }
}
