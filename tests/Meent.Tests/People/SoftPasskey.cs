using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Meent.Tests.People;

/// <summary>An authenticator in memory with one passkey: ES256, attestation "none". What it signs can be bent, to see it refused.</summary>
/// <remarks>W3C Web Authentication Level 3, §6.1 and §6.5; RFC 9053 §2.1 for the key.</remarks>
public sealed class SoftPasskey : IDisposable
{
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] id = RandomNumberGenerator.GetBytes(32);
    private byte[] user = [];

    /// <summary>Counts up with each use; a passkey that is synced stays at 0.</summary>
    public uint Counter { get; set; }

    public bool Synced { get; init; }

    public string Origin { get; set; } = "http://localhost";

    /// <summary>That the device asked for finger, face or PIN.</summary>
    public bool Verified { get; set; } = true;

    /// <summary>Fills in the form of the page that makes a passkey, and sends it.</summary>
    public Task<Visitor> Register(Visitor visitor) => visitor.Post(new() { ["passkey"] = Make(Options(visitor)) }, "form[data-passkey=create]");

    /// <summary>Fills in the form of the page that asks for a passkey, and sends it.</summary>
    public Task<Visitor> Use(Visitor visitor, string field = "passkey") => visitor.Post(new() { [field] = Sign(Options(visitor)) }, "form[data-passkey=get]");

    public string Make(JsonNode options)
    {
        user = Base64Url.DecodeFromChars((string)options["user"]!["id"]!);
        var data = Join(Data((string)options["rp"]!["id"]!, 0x41), new byte[16], [0, (byte)id.Length], id, Key());
        byte[] attestation = Join([0xA3, 0x63], "fmt"u8.ToArray(), [0x64], "none"u8.ToArray(), [0x67], "attStmt"u8.ToArray(), [0xA0, 0x68], "authData"u8.ToArray(), [0x58, (byte)data.Length], data);
        return Credential(new JsonObject { ["clientDataJSON"] = Client("webauthn.create", options), ["attestationObject"] = Base64Url.EncodeToString(attestation), ["transports"] = new JsonArray("internal") });
    }

    public string Sign(JsonNode options)
    {
        if (!Synced) Counter++;
        var data = Data((string)options["rpId"]!, 0x01);
        var client = Client("webauthn.get", options);
        var signature = key.SignData(Join(data, SHA256.HashData(Base64Url.DecodeFromChars(client))), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        return Credential(new JsonObject
        {
            ["clientDataJSON"] = client, ["authenticatorData"] = Base64Url.EncodeToString(data), ["signature"] = Base64Url.EncodeToString(signature), ["userHandle"] = Base64Url.EncodeToString(user),
        });
    }

    /// <summary>What the page in front of the visitor hands to the browser.</summary>
    public static JsonNode Options(Visitor visitor) => JsonNode.Parse(visitor.Page.QuerySelector("form[data-passkey]")!.GetAttribute("data-options")!)!;

    public void Dispose() => key.Dispose();

    private byte[] Data(string domain, byte flags)
    {
        var counter = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(counter, Counter);
        return Join(SHA256.HashData(Encoding.UTF8.GetBytes(domain)), [(byte)(flags | (Verified ? 0x04 : 0) | (Synced ? 0x18 : 0))], counter);
    }

    private byte[] Key()
    {
        var point = key.ExportParameters(false).Q;
        return Join([0xA5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20], point.X!, [0x22, 0x58, 0x20], point.Y!);
    }

    private string Client(string type, JsonNode options) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(
        new JsonObject { ["type"] = type, ["challenge"] = (string)options["challenge"]!, ["origin"] = Origin, ["crossOrigin"] = false }.ToJsonString()));

    private string Credential(JsonObject response) => new JsonObject
    {
        ["id"] = Base64Url.EncodeToString(id), ["rawId"] = Base64Url.EncodeToString(id), ["type"] = "public-key", ["clientExtensionResults"] = new JsonObject(), ["response"] = response,
    }.ToJsonString();

    private static byte[] Join(params byte[][] parts) => [.. parts.SelectMany(p => p)];
}
