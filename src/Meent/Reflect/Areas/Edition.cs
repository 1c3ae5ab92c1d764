using System.Text.Json;
using System.Text.Json.Serialization;

namespace Meent.Reflect.Areas;

/// <summary>Everything that is shown of an area or a board: pages, files and other hubs read the newest edition and nothing else.</summary>
/// <remarks>It names no school and holds no figure that is held back.</remarks>
/// <param name="Format">raised when a field changes its meaning</param>
/// <param name="Parts">all schools first, then those of one sector each</param>
/// <param name="Bands">where the middle half of similar schools stands; read by a school's own report only</param>
public sealed record Edition(int Format, EditionAbout About, IReadOnlyList<EditionPart> Parts, IReadOnlyList<Coverage> Coverage, IReadOnlyList<Band> Bands)
{
    public const int CurrentFormat = 1;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    public string ToJson() => JsonSerializer.Serialize(this, Options);

    /// <exception cref="JsonException">The text is no edition, or of a format that this version cannot read.</exception>
    public static Edition FromJson(string json) => JsonSerializer.Deserialize<Edition>(json, Options) is { Format: CurrentFormat } edition
        ? edition
        : throw new JsonException("no edition, or one of another format");

    /// <summary>All schools, or those of a sector; null where there are none of it.</summary>
    public EditionPart? Of(string? sector) => Parts.FirstOrDefault(p => p.Sector == sector);
}

/// <summary>What an edition is about.</summary>
/// <param name="Number">1, 2, 3 … within place, instrument and period</param>
/// <param name="Run">the publication, the same for all places that were published together</param>
/// <param name="From">the day on which the first of its rounds closed</param>
/// <param name="Until">the day on which the last one closed</param>
/// <param name="Versions">versions of the instrument that schools used</param>
public sealed record EditionAbout(
    Guid PlaceId, string Instrument, string Period, int Number, int Run, DateOnly MadeOn, DateOnly From, DateOnly Until, IReadOnlyList<int> Versions, bool Demonstration);

/// <summary>All schools of the place that took part, or those of one sector.</summary>
/// <param name="Sector">as places have it; null for all</param>
/// <param name="Schools">how many took part</param>
public sealed record EditionPart(string? Sector, int Schools, IReadOnlyList<AreaFigure> Areas, IReadOnlyList<ItemFigure> Items);

/// <summary>Whether a figure is shown, and if not, why. Where nobody was asked there is no figure at all.</summary>
public enum FigureState
{
    Shown,

    /// <summary>fewer than 3 schools or 10 answers</summary>
    TooFew,

    /// <summary>one school has more than 80 % of the answers, or of what is left when another school or a board takes its own away; or a board knows all but one of the schools</summary>
    OneSchool,

    /// <summary>with other figures that are shown, the figure of one or two schools could be worked out; or it is so near an end of the scale that it tells of each</summary>
    Withheld,

    /// <summary>of the Union: fewer than two of its countries show it, see <see cref="UnionOfCountries"/>; in no edition, only where it is read</summary>
    OneCountry,
}

/// <summary>A statement as a group sees it.</summary>
/// <param name="Schools">how many schools show it; null where the figure is not shown</param>
/// <param name="N">answers, at least; a multiple of 5</param>
/// <param name="Mean">weighted by answers</param>
/// <param name="Low">95 % interval with <paramref name="High"/>, from the spread between schools</param>
/// <param name="Edition">the edition from which the figure is taken over; null where it is of this one</param>
public sealed record ItemFigure(
    string Audience, string Item, int Version, string Area, FigureState State, int? Schools = null, int? N = null, double? Mean = null, double? Low = null, double? High = null, int? Edition = null);

/// <summary>An area of the instrument as a group sees it: the mean of its statements that are shown.</summary>
/// <param name="Schools">of the statement with most schools</param>
/// <param name="N">of the statement with most answers</param>
/// <param name="Asked">statements that schools asked</param>
/// <param name="Used">statements that the mean is made of</param>
public sealed record AreaFigure(
    string Audience, string Area, FigureState State, int Asked, int Used, int? Schools = null, int? N = null, double? Mean = null, double? Low = null, double? High = null);

/// <summary>How many schools of a kind took part.</summary>
/// <param name="By"><c>sector</c> or <c>size</c></param>
/// <param name="Value">null where it is not known of a school</param>
/// <param name="Schools">how many took part</param>
/// <param name="Of">how many there are; null where nobody knows (the size of schools that did not take part)</param>
public sealed record Coverage(string By, string? Value, int Schools, int? Of);

/// <summary>Where the middle half of at least 10 similar schools stands in an area of the instrument.</summary>
/// <param name="Size">null: of any size</param>
/// <param name="Profile">only rounds that asked the same statements are put side by side</param>
/// <param name="Low">a quarter of the schools stands below: the mean of the three schools around that place</param>
/// <param name="High">a quarter of the schools stands above</param>
public sealed record Band(string? Sector, string? Size, string Profile, int Version, string Audience, string Area, int Schools, double Low, double High);
