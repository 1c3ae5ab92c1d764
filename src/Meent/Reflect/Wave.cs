using System.Text.Json;
using System.Text.Json.Serialization;
using Meent.Reflect.DrawWave;
using Microsoft.EntityFrameworkCore;

namespace Meent.Reflect;

/// <summary>A sample of schools that an agency drew from the register, to ask them with a campaign. What was drawn is never changed.</summary>
public sealed class Wave
{
    /// <summary>The agency that drew it.</summary>
    public Guid PlaceId { get; init; }

    public Guid Id { get; init; }

    /// <summary>1, 2, 3 … of the agency.</summary>
    public int Number { get; init; }

    public required string Name { get; init; }

    /// <summary>The country or region whose schools were drawn from.</summary>
    public Guid AreaId { get; init; }

    public required string InstrumentId { get; init; }

    public int InstrumentVersion { get; init; }

    /// <summary>The day as of which the register was read.</summary>
    public DateOnly FrameDay { get; init; }

    /// <summary><see cref="WaveRules"/> as JSON.</summary>
    public required string Rules { get; init; }

    /// <summary>What was typed, a dash, and what the hub added.</summary>
    public required string Seed { get; init; }

    /// <summary><see cref="WaveFrame.Fingerprint"/> of all schools that could be drawn.</summary>
    public required string FrameHash { get; init; }

    /// <summary>Why a sample was drawn where there was one for the same area and questionnaire; "" for the first.</summary>
    public string Reason { get; init; } = "";

    public DateTime DrawnAt { get; init; }

    public Guid DrawnBy { get; set; }

    /// <summary>The campaign by which its schools are asked; null before.</summary>
    public Guid? CampaignId { get; set; }

    /// <summary>When it was decided what the area's result is; null before. Never changed after.</summary>
    public DateTime? DecidedAt { get; set; }

    /// <summary>An <c>EstimateWave.WaveResult</c> as JSON; null before it is decided.</summary>
    public string? Content { get; set; }
}

/// <summary>How a sample is drawn from a frame.</summary>
/// <param name="Kinds">levels of education that are in; empty for all</param>
/// <param name="Total">schools in all, proportional to the strata; null where each stratum gives the same number</param>
/// <param name="Minimum">of each stratum, where <paramref name="Total"/> is given</param>
/// <param name="Each">of each stratum; null where <paramref name="Total"/> is given</param>
/// <param name="Reserves">of each stratum, as far as there are schools left</param>
public sealed record WaveRules(IReadOnlyList<string> Kinds, StrataBy By, int? Total, int Minimum, int? Each, int Reserves)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) } };

    public string ToJson() => JsonSerializer.Serialize(this, Options);

    public static WaveRules FromJson(string json) => JsonSerializer.Deserialize<WaveRules>(json, Options) ?? throw new JsonException("no rules");

    /// <returns>schools to draw per stratum; null where the minimum asks for more than the total</returns>
    public IReadOnlyList<int>? Allocate(IReadOnlyList<int> frame) => Each is { } each ? Allocation.Equal(frame, each) : Allocation.Proportional(frame, Total ?? 0, Minimum);
}

/// <summary>A stratum of a wave.</summary>
public sealed class WaveStratum
{
    /// <summary>The place of the wave.</summary>
    public Guid PlaceId { get; init; }

    public Guid WaveId { get; init; }

    /// <summary>1, 2, 3 … in the order of the frame.</summary>
    public int Number { get; init; }

    /// <summary>NUTS 2 code, "" where nobody knows; null where strata do not part regions.</summary>
    public string? Region { get; init; }

    /// <summary>Levels of education, "" where nobody knows; null where strata do not part kinds.</summary>
    public string? Sector { get; init; }

    /// <summary>Schools there were.</summary>
    public int Frame { get; init; }

    public int Drawn { get; init; }

    public int Reserves { get; init; }
}

/// <summary>A school that was drawn or stands in reserve.</summary>
public sealed class WaveSchool
{
    /// <summary>The school.</summary>
    public Guid PlaceId { get; init; }

    public Guid WaveId { get; init; }

    /// <summary>The place of the wave.</summary>
    public Guid CallerId { get; init; }

    /// <summary>Number of its stratum.</summary>
    public int Stratum { get; init; }

    /// <summary>In the order of the draw, from 1; after those that were drawn come the reserves.</summary>
    public int Rank { get; init; }

    /// <summary>When it was invited; null before, and for reserves that are not needed.</summary>
    public DateTime? AskedAt { get; set; }

    /// <summary>When somebody noted that it does not take part; null otherwise.</summary>
    public DateTime? DeclinedAt { get; set; }

    /// <summary>The school that it was asked instead of; null for those that were drawn first.</summary>
    public Guid? ReplacesId { get; set; }
}

/// <summary>How waves are stored.</summary>
internal static class WaveTables
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<Wave>(e => { e.ToTable("reflect_wave"); e.HasKey(w => new { w.PlaceId, w.Id }); e.HasIndex(w => new { w.PlaceId, w.Number }).IsUnique(); e.HasIndex(w => w.Id); });
        model.Entity<WaveStratum>(e => { e.ToTable("reflect_wave_stratum"); e.HasKey(s => new { s.PlaceId, s.WaveId, s.Number }); });
        model.Entity<WaveSchool>(e => { e.ToTable("reflect_wave_school"); e.HasKey(s => new { s.PlaceId, s.WaveId }); e.HasIndex(s => s.WaveId); });
    }
}
