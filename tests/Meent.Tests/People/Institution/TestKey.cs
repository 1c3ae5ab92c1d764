using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Meent.Foundation.Data;

namespace Meent.Tests.People.Institution;

/// <summary>A key that a provider signs with, made by hand from the platform's cryptography: not by the library that the hub checks with.</summary>
public sealed class TestKey : IDisposable
{
    private readonly RSA? rsa;
    private readonly ECDsa? ec;

    private TestKey(RSA? rsa, ECDsa? ec) => (this.rsa, this.ec) = (rsa, ec);

    public string Id { get; } = "key-" + Ids.Code(6);

    public string Algorithm => rsa is not null ? "RS256" : "ES256";

    public static TestKey Rsa(int bits = 2048) => new(RSA.Create(bits), null);

    public static TestKey Ec() => new(null, ECDsa.Create(ECCurve.NamedCurves.nistP256));

    /// <summary>The public half, as a provider shows it.</summary>
    public JsonObject Shown()
    {
        if (rsa is not null)
        {
            var open = rsa.ExportParameters(false);
            return new() { ["kty"] = "RSA", ["use"] = "sig", ["alg"] = "RS256", ["kid"] = Id, ["n"] = Encode(open.Modulus!), ["e"] = Encode(open.Exponent!) };
        }
        var point = ec!.ExportParameters(false).Q;
        return new() { ["kty"] = "EC", ["use"] = "sig", ["crv"] = "P-256", ["kid"] = Id, ["x"] = Encode(point.X!), ["y"] = Encode(point.Y!) };
    }

    public byte[] Sign(byte[] bytes) => rsa?.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1) ?? ec!.SignData(bytes, HashAlgorithmName.SHA256);

    /// <summary>What an attacker has: the public key, used as if it were a shared secret.</summary>
    public byte[] SignAsSecret(byte[] bytes) => HMACSHA256.HashData(Encoding.UTF8.GetBytes(rsa!.ExportSubjectPublicKeyInfoPem()), bytes);

    /// <summary>A token in its compact form.</summary>
    public static string Token(JsonObject header, JsonObject claims, Func<byte[], byte[]> sign)
    {
        var text = Encode(JsonSerializer.SerializeToUtf8Bytes(header)) + "." + Encode(JsonSerializer.SerializeToUtf8Bytes(claims));
        return text + "." + Encode(sign(Encoding.ASCII.GetBytes(text)));
    }

    public static string Encode(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    public void Dispose()
    {
        rsa?.Dispose();
        ec?.Dispose();
    }
}
