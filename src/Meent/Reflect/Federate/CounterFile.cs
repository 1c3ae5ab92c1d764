using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using Meent.Foundation;
using Meent.Reflect.Areas;

namespace Meent.Reflect.Federate;

/// <summary>One edition of one area, as a hub hands it to others.</summary>
/// <param name="Hub">what the hub calls itself</param>
/// <param name="Area">code of the area in a register that both hubs know: "NL", "NL22"</param>
/// <param name="Number">of the edition</param>
/// <param name="MadeOn">the day on which it was published</param>
/// <param name="WrittenOn">the day on which the file was written</param>
public sealed record CounterFile(
    int Format, string Hub, string Area, string Instrument, string Period, int Number, DateOnly MadeOn, DateOnly WrittenOn, bool Demonstration, Edition Edition)
{
    public const int CurrentFormat = 1;

    /// <summary>Bytes; an edition of a large country with all sectors has about 200 KB.</summary>
    public const int Longest = 8 * 1024 * 1024;

    private const int LongestText = 200;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
        RespectNullableAnnotations = true,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { Require } },
    };

    /// <summary>What a published edition says to other hubs: everything but where the middle half of similar schools stands, which is for the schools here.</summary>
    public static CounterFile Of(Edition edition, string hub, string area, DateOnly today) => new(
        CurrentFormat, hub, area, edition.About.Instrument, edition.About.Period, edition.About.Number, edition.About.MadeOn, today, edition.About.Demonstration, edition with { Bands = [] });

    /// <summary>The file: a line with format, key and signature, then the figures as JSON. The signature is over that line without itself and all that follows, byte for byte.</summary>
    public byte[] Write(ECDsa key)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(this, Options);
        var id = PublicKey.IdOf(key);
        var signature = key.SignData(Signed(CurrentFormat, id, body), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        return [.. Encoding.ASCII.GetBytes($"{Head(CurrentFormat, id)} {Convert.ToBase64String(signature)}\n"), .. body];
    }

    /// <summary>Parts a file into its first line and the rest, and reads nothing of what is not yet verified.</summary>
    /// <returns>null where it is no file of this kind</returns>
    public static SealedFile? Open(byte[] file)
    {
        var end = Array.IndexOf(file, (byte)'\n');
        if (end is < 0 or > 400 || Line.Match(Encoding.ASCII.GetString(file, 0, end)) is not { Success: true } line) return null;
        return new(int.Parse(line.Groups[1].ValueSpan, CultureInfo.InvariantCulture), line.Groups[2].Value, Convert.FromBase64String(line.Groups[3].Value), file[(end + 1)..]);
    }

    /// <summary>What the file says, once the signature is found right.</summary>
    /// <exception cref="JsonException">it cannot be read, something is missing, or there is nothing where something has to stand</exception>
    public static CounterFile Read(byte[] body)
    {
        var file = JsonSerializer.Deserialize<CounterFile>(body, Options) ?? throw new JsonException("it is empty");
        if (!(IsPlain(file.Hub) && IsPlain(file.Area) && IsPlain(file.Instrument) && IsPlain(file.Period))) throw new JsonException("hub, area, instrument or period is empty, too long or not a line of text");
        // The serializer looks at what a field may be, not at what stands in a list.
        return file.Edition.Parts.Any(p => p is null || p.Items.Any(i => i is null)) || file.Edition.Coverage.Any(c => c is null) ? throw new JsonException("a list has an empty place") : file;
    }

    private static bool IsPlain(string text) => text.Length is > 0 and <= LongestText && !text.Any(char.IsControl);

    /// <summary>What may not be null has to be there: left out, it would be read as null.</summary>
    private static void Require(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            if (property.AssociatedParameter is not { HasDefaultValue: false } p) continue;
            property.IsRequired = p.ParameterType.IsValueType ? Nullable.GetUnderlyingType(p.ParameterType) is null : !p.IsNullable;
        }
    }

    internal static byte[] Signed(int format, string key, byte[] body) => [.. Encoding.ASCII.GetBytes(Head(format, key) + "\n"), .. body];

    private static string Head(int format, string key) => string.Create(CultureInfo.InvariantCulture, $"meent-counters {format} {key}");

    private static readonly Regex Line = new(@"^meent-counters ([0-9]{1,4}) ([0-9a-f]{16}) ([A-Za-z0-9+/]{86}==)\r?$", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
}

/// <summary>A file that is not verified yet.</summary>
/// <param name="Key">id of the key that it says it is signed with</param>
public sealed record SealedFile(int Format, string Key, byte[] Signature, byte[] Body)
{
    public bool IsSignedBy(ECDsa key) => key.VerifyData(CounterFile.Signed(Format, Key, Body), Signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
}
