using System.Text.Json;
using System.Text.Json.Serialization;
using Meent.Foundation.Localisation;

namespace Meent.Reflect.Results;

/// <summary>Exactly what may be shown of a closed round, and the only thing that pages, files, print and roll-ups read.</summary>
/// <remarks>It holds no suppressed number, not even hidden. Every field is described in the codebook beside the report.</remarks>
/// <param name="Format">raised when a field changes its meaning</param>
/// <param name="Audiences">who took part, in the order in which they are shown</param>
/// <param name="Areas">one cell per audience that has results of its own</param>
/// <param name="Items">one cell per audience that has results of its own</param>
/// <param name="Steps">of the scale, where it has not five</param>
/// <param name="Texts">what people wrote in their own words, where they were asked to</param>
public sealed record Release(
    int Format,
    ReleasedRound Round,
    Thresholds Thresholds,
    IReadOnlyList<ReleasedAudience> Audiences,
    IReadOnlyList<ReleasedArea> Areas,
    IReadOnlyList<ReleasedItem> Items,
    int? Steps = null,
    ReleasedTexts? Texts = null)
{
    public const int CurrentFormat = 1;

    /// <summary>Steps of the scale on which people answered: 4 to 6.</summary>
    [JsonIgnore]
    public int Scale => Steps ?? Coding.Agreement;

    private static readonly JsonSerializerOptions Options = new(LocalizedText.Json)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    public string ToJson() => JsonSerializer.Serialize(this, Options);

    /// <summary>What an audience was asked in an area, by what makes an item the same in another round.</summary>
    public IReadOnlyDictionary<ItemKey, ItemCell> AskedIn(string area, string audience) => Items
        .Where(i => i.Area == area && i.Find(audience) is { State: not CellState.NotAsked })
        .DistinctBy(i => i.Key).ToDictionary(i => i.Key, i => i.For(audience));

    /// <exception cref="JsonException">The text is no release, or of a format that this version cannot read.</exception>
    public static Release FromJson(string json)
    {
        var release = JsonSerializer.Deserialize<Release>(json, Options);
        return release is { Format: CurrentFormat } ? release
            : throw new JsonException($"a release of format {release?.Format}, not {CurrentFormat}");
    }
}

/// <summary>The round that a release is about.</summary>
public sealed record ReleasedRound(
    Guid Id,
    Guid PlaceId,
    string PlaceName,
    string Name,
    DateOnly Opened,
    DateOnly Closed,
    string Instrument,
    int InstrumentVersion,
    string Profile,
    bool Demonstration)
{
    /// <summary>What stands as profile of a round that asked again some items of an earlier one.</summary>
    public const string Pulse = "pulse";

    [JsonIgnore]
    public bool IsPulse => Profile == Pulse;
}

/// <summary>From how many answers what is shown; kept with the release, because they can be raised later.</summary>
public sealed record Thresholds(int MeansFrom, int SplitFrom, int BarsFrom);

/// <summary>Why a cell is as it is. Four different things, and the number zero is none of them.</summary>
public enum CellState { Shown, Suppressed, NotAsked, NobodyAnswered }

/// <summary>How an audience's answers come into the report.</summary>
public enum AudienceKind
{
    /// <summary>counted on its own</summary>
    Group,

    /// <summary>one joint view under the team's name: no tally, no thresholds</summary>
    Team,

    /// <summary>leaders and teachers counted together, because there are too few leaders</summary>
    Staff,

    /// <summary>took part, and is counted in the staff</summary>
    PartOfStaff,
}

/// <param name="Answered">submissions; for a team its members</param>
/// <param name="Invited">null where unknown</param>
/// <param name="Authors">whose joint view it is; only for a team</param>
public sealed record ReleasedAudience(
    string Id, string? Variant, AudienceKind Kind, CellState State, int Answered, int? Invited, string? Authors = null)
{
    /// <summary>Has cells of its own.</summary>
    [JsonIgnore]
    public bool HasCells => Kind is not AudienceKind.PartOfStaff;
}

public sealed record ReleasedArea(string Id, IReadOnlyList<AreaCell> Cells)
{
    public AreaCell For(string audience) => Cells.First(c => c.Audience == audience);

    /// <summary>null where that audience took no part or has no cells of its own</summary>
    public AreaCell? Find(string audience) => Cells.FirstOrDefault(c => c.Audience == audience);
}

/// <summary>An end of the scale is never shown exactly, because there the mean tells each single answer.</summary>
public enum Bound { Exact, AtLeast, AtMost }

/// <summary>One area as one audience sees it.</summary>
/// <param name="AtLeast">people behind it, rounded down to a multiple of 5; for a team its members</param>
/// <param name="Mean">on the steps of the scale, mean of the means of the items that are shown</param>
/// <param name="Low">95 % interval with <paramref name="High"/>; none for a team</param>
/// <param name="Asked">items that this audience was asked in this area</param>
/// <param name="Used">items of those that the mean is made of</param>
public sealed record AreaCell(
    string Audience, CellState State, int? AtLeast, double? Mean, Bound? Bound, double? Low, double? High, int Asked, int Used)
{
    [JsonIgnore]
    public Estimate? Estimate => Mean is { } m && Low is { } l && High is { } h ? new(m, l, h) : null;
}

/// <summary>Items with the same key measure the same, in whichever round they were asked.</summary>
public readonly record struct ItemKey(string Id, int Version, string? Text);

/// <param name="Area">null for the school's own item</param>
/// <param name="Text">only for the school's own item</param>
public sealed record ReleasedItem(string Id, int Version, string? Area, string? Text, IReadOnlyList<ItemCell> Cells)
{
    /// <summary>What makes it the same item in another round. Own items are numbered anew in every round: their words count.</summary>
    [JsonIgnore]
    public ItemKey Key => Area is null ? new("", 1, Text) : new(Id, Version, null);

    public ItemCell For(string audience) => Cells.First(c => c.Audience == audience);

    /// <summary>null where that audience took no part or has no cells of its own</summary>
    public ItemCell? Find(string audience) => Cells.FirstOrDefault(c => c.Audience == audience);
}

/// <summary>One item as one audience sees it.</summary>
/// <param name="AtLeast">answers on the scale, rounded down to a multiple of 5</param>
/// <param name="Mean">on the steps of the scale, 1 is the lowest</param>
/// <param name="Low">95 % interval with <paramref name="High"/>; none at the ends of the scale</param>
/// <param name="Split">disagree, partly, agree (of four or six steps: two steps each); null where it may not be shown</param>
/// <param name="Bars">the answers from the lowest step to the highest; null where they may not be shown</param>
/// <param name="DoesNotApply">share of all who answered the questionnaire; null where it may not be shown</param>
public sealed record ItemCell(
    string Audience,
    CellState State,
    int? AtLeast,
    double? Mean,
    Bound? Bound,
    double? Low,
    double? High,
    IReadOnlyList<Share>? Split,
    IReadOnlyList<Share>? Bars,
    Share? DoesNotApply)
{
    [JsonIgnore]
    public Estimate? Estimate => Mean is { } m && Low is { } l && High is { } h ? new(m, l, h) : null;
}

/// <summary>A rounded percentage, or "few": too few people to say whether there is anyone at all.</summary>
[JsonConverter(typeof(ShareConverter))]
public readonly record struct Share(int? Percent)
{
    public static Share Few => new(null);

    public bool IsFew => Percent is null;
}

internal sealed class ShareConverter : JsonConverter<Share>
{
    public override Share Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Number ? new(reader.GetInt32())
        : reader.GetString() == "few" ? Share.Few
        : throw new JsonException("a share is a number or \"few\"");

    public override void Write(Utf8JsonWriter writer, Share value, JsonSerializerOptions options)
    {
        if (value.Percent is { } percent) writer.WriteNumberValue(percent);
        else writer.WriteStringValue("few");
    }
}
