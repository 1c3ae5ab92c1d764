using System.IO.Compression;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Meent.Formats.Statistics;

/// <summary>What the web services of Eurostat answer to a question for data.</summary>
/// <remarks>
/// API for data dissemination (ec.europa.eu/eurostat/data/web-services): bodies can be compressed without saying so; a question that is too
/// large is answered with 413, or with status 200 and a warning that the answer is being prepared; then the same question has to be put again.
/// Countries bear the codes of the Union: EL and UK, not GR and GB.
/// </remarks>
public static partial class EurostatReply
{
    /// <param name="status">of HTTP</param>
    /// <param name="body">read as far as the limits go; closed when its lines were gone through, or at once where it cannot be read</param>
    /// <returns>statistics in JSON-stat or SDMX-CSV; or what the service says instead</returns>
    public static StatReading Read(int status, Stream body, StatLimits? limits = null)
    {
        limits ??= StatLimits.Usual;
        var bytes = Unpacked(body);
        if (bytes is null) return new UnreadableStatistics(StatRefusal.NotText);
        var said = bytes.FirstText().TrimStart();
        if (status == 413) return Closed(bytes, new(StatRefusal.TooMuchAsked, Sentence(said)));
        if (said.StartsWith('<')) return Closed(bytes, Queued().Match(said) is { Success: true } queued ? new(StatRefusal.Asynchronous, queued.Groups[1].Value) : new(StatRefusal.ForeignRefusal, $"{status}"));
        return status is >= 200 and < 300 ? StatFile.Open(bytes, null, limits) : Closed(bytes, new(StatRefusal.ForeignRefusal, Sentence(said) is { Length: > 0 } sentence ? sentence : $"{status}"));
    }

    /// <returns>null where the body says that it is compressed, and is not</returns>
    private static StatBytes? Unpacked(Stream body)
    {
        var bytes = StatBytes.Of(body);
        if (bytes.First is not [0x1F, 0x8B, ..]) return bytes;
        try
        {
            // A small file can be a very large one when it is unpacked; the reader behind stops at its own limit.
            return StatBytes.Of(new GZipStream(bytes, CompressionMode.Decompress));
        }
        catch (InvalidDataException)
        {
            bytes.Dispose();
            return null;
        }
    }

    private static string Sentence(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return ForeignRefusals.In(document.RootElement)?.Detail ?? "";
        }
        catch (JsonException)
        {
            return "";
        }
    }

    private static UnreadableStatistics Closed(StatBytes bytes, UnreadableStatistics problem)
    {
        bytes.Dispose();
        return problem;
    }

    [GeneratedRegex(@"<(?:\w+:)?id>\s*([\w-]{1,80})\s*</(?:\w+:)?id>\s*<(?:\w+:)?status>\s*(?:SUBMITTED|PROCESSING|AVAILABLE)", RegexOptions.CultureInvariant)]
    private static partial Regex Queued();
}

/// <summary>Errors and warnings in the place of data.</summary>
internal static class ForeignRefusals
{
    /// <returns>what the service says; null where the object is no refusal</returns>
    public static UnreadableStatistics? In(JsonElement root)
    {
        if (First(root, "warning") is { } warning)
            return new(StatRefusal.Asynchronous, Label(warning));
        if (First(root, "error") is not { } error) return null;
        return JsonParts.Scalar(JsonParts.Member(error, "status")) == "413" || Label(error).Contains("TOO_BIG", StringComparison.Ordinal)
            ? new(StatRefusal.TooMuchAsked, Label(error))
            : new(StatRefusal.ForeignRefusal, Label(error));
    }

    private static JsonElement? First(JsonElement root, string name) => JsonParts.Member(root, name) switch
    {
        { ValueKind: JsonValueKind.Array } list when list.GetArrayLength() > 0 => list[0],
        { ValueKind: JsonValueKind.Object } one => one,
        _ => null,
    };

    /// <summary>Short enough for a page.</summary>
    private static string Label(JsonElement said) => JsonParts.Text(said, "label") is { } label ? label.Length > 300 ? label[..300] : label : "";
}
