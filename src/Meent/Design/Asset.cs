using System.IO.Compression;
using System.Security.Cryptography;

namespace Meent.Design;

/// <summary>One file that never changes under its address, kept in memory as it is and compressed.</summary>
internal sealed class Asset
{
    private readonly byte[] plain;
    private readonly Lazy<byte[]> brotli;
    private readonly Lazy<byte[]> gzip;

    public Asset(string name, string contentType, byte[] body)
    {
        Name = name;
        ContentType = contentType;
        plain = body;
        Hash = Convert.ToHexStringLower(SHA256.HashData(body))[..10];
        HashedName = Path.GetFileNameWithoutExtension(name) + "." + Hash + Path.GetExtension(name);
        brotli = new(() => Pack(o => new BrotliStream(o, new BrotliCompressionOptions { Quality = 11 }, leaveOpen: true)));
        gzip = new(() => Pack(o => new GZipStream(o, CompressionLevel.SmallestSize, leaveOpen: true)));
    }

    public string Name { get; }

    public string ContentType { get; }

    public string Hash { get; }

    /// <summary><c>meent.css</c> → <c>meent.5d41402abc.css</c></summary>
    public string HashedName { get; }

    private bool IsText => !ContentType.StartsWith("font/", StringComparison.Ordinal);

    /// <summary>The body in the best encoding that the browser takes; null where it is sent as it is.</summary>
    public (string? Encoding, byte[] Body) For(IReadOnlySet<string> accepted) =>
        IsText && accepted.Contains("br") ? ("br", brotli.Value)
        : IsText && accepted.Contains("gzip") ? ("gzip", gzip.Value)
        : (null, plain);

    private byte[] Pack(Func<Stream, Stream> compressor)
    {
        using var output = new MemoryStream();
        using (var stream = compressor(output)) stream.Write(plain);
        return output.ToArray();
    }
}
