using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace Meent.Formats.Codebooks;

/// <summary>A codebook as JSON; names of members are those of <see cref="Codebook"/> in camel case.</summary>
public static class JsonCodebook
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All), DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <returns>UTF-8</returns>
    public static byte[] Write(Codebook codebook) => JsonSerializer.SerializeToUtf8Bytes(codebook, Options);
}
