using System.Text.Json;
using System.Text.Json.Serialization;
using Meent.Reflect.Areas;

namespace Meent.Reflect.EstimateWave;

/// <summary>What the schools of an area would say, estimated from a sample: decided once, and never changed.</summary>
/// <remarks>It names no school and no stratum, and holds no figure that is held back. Nor does it say how many schools are not in it because another round of their own counts: that is their own affair.</remarks>
/// <param name="Format">raised when a field changes its meaning</param>
/// <param name="Period">the school year: "2025-2026"</param>
/// <param name="Asked">schools that were invited, reserves that were asked instead of others, too</param>
/// <param name="Schools">whose rounds are in it; shown rounded down</param>
/// <param name="OtherYear">schools that closed a round of the sample in another school year</param>
/// <param name="Joined">most strata that were joined for a statement, because fewer than two of their schools show it</param>
/// <param name="Items">means over schools, with their 95 % interval; <c>N</c> is the number of answers, at least</param>
public sealed record WaveResult(int Format, string Period, int Asked, int Schools, int Joined, bool Demonstration, IReadOnlyList<AreaFigure> Areas, IReadOnlyList<ItemFigure> Items, int OtherYear = 0)
{
    public const int CurrentFormat = 1;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    public string ToJson() => JsonSerializer.Serialize(this, Options);

    /// <exception cref="JsonException">The text is no result, or of a format that this version cannot read.</exception>
    public static WaveResult FromJson(string json) => JsonSerializer.Deserialize<WaveResult>(json, Options) is { Format: CurrentFormat } result
        ? result
        : throw new JsonException("no result of a sample, or one of another format");

    /// <returns>null where the text is no result, or of a format that this version cannot read</returns>
    public static WaveResult? Read(string json)
    {
        try { return FromJson(json); }
        catch (JsonException) { return null; }
    }
}
