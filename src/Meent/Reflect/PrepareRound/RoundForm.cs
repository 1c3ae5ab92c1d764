using System.Globalization;
using System.Text.Json;
using Meent.Foundation.Web;
using Meent.Places;
using Meent.Reflect.Instruments;

namespace Meent.Reflect.PrepareRound;

/// <summary>What stands on the page that prepares a round, every field as it was typed.</summary>
public sealed record RoundForm
{
    /// <summary>Rows for own items that are offered beyond those that are filled in.</summary>
    private const int SpareRows = 2;

    public string? Id { get; init; }

    public string? Name { get; init; }

    public string? OpensOn { get; init; }

    public string? ClosesOn { get; init; }

    public string? Profile { get; init; }

    /// <summary>"team", "anonymous", "notAsked"</summary>
    public string? Leaders { get; init; }

    public IReadOnlyList<AudienceRow> Audiences { get; init; } = [];

    public IReadOnlyList<string> OptionalItems { get; init; } = [];

    /// <summary>Ids of the areas that are asked about, where the instrument lets areas be left out.</summary>
    public IReadOnlyList<string> Areas { get; init; } = [];

    public IReadOnlyList<OwnItemRow> OwnItems { get; init; } = [];

    /// <summary>What people may answer in their own words.</summary>
    public string? FreeQuestion { get; init; }

    public AudienceRow For(string audience) => Audiences.FirstOrDefault(a => a.Audience == audience) ?? new(audience, false, null, null, null);

    /// <summary>What a first round looks like where nobody changes anything: it can be opened as it is.</summary>
    public static RoundForm ForNew(Guid id, string name, Place place, Instrument instrument, DateOnly today)
    {
        var secondary = place.Sector?.Split(' ').Any(s => s is "secondary" or "vocational") is true;
        return new()
        {
            Id = id.ToString(),
            Name = name,
            OpensOn = Iso(today),
            ClosesOn = Iso(today.AddDays(21)),
            Profile = Word(instrument.Profiles.Contains(Instruments.Profile.Short) && !secondary ? Instruments.Profile.Short : Instruments.Profile.Full),
            Leaders = "team",
            Audiences = [.. instrument.Audiences.Select(a => new AudienceRow(a.Id, a.ByDefault, null, VariantFor(a, place.Sector), "link"))],
            Areas = [.. instrument.Areas.Select(a => a.Id)],
            OwnItems = Rows([]),
        };
    }

    /// <summary>A draft as it was saved.</summary>
    public static RoundForm Of(Round round, IReadOnlyList<RoundAudience> audiences, IEnumerable<OwnItem> own, Instrument instrument, string? sector) => new()
    {
        Id = round.Id.ToString(),
        Name = round.Name,
        OpensOn = Iso(round.OpensOn),
        ClosesOn = Iso(round.ClosesOn),
        Profile = Word(round.Profile),
        Leaders = Word(round.Leaders),
        OptionalItems = [.. round.OptionalItemIds],
        Areas = [.. instrument.Areas.Select(a => a.Id).Except(round.LeftOutAreas)],
        OwnItems = Rows([.. own.OrderBy(i => i.Number).Select(i => new OwnItemRow(i.Text, i.Audiences.Split(' ')))]),
        Audiences = [.. instrument.Audiences.Select(a => audiences.FirstOrDefault(x => x.Audience == a.Id) is { } asked
            ? new AudienceRow(a.Id, true, asked.Invited?.ToString(CultureInfo.InvariantCulture), asked.Variant, Word(asked.Access))
            : new AudienceRow(a.Id, false, null, VariantFor(a, sector), "link"))],
    };

    /// <param name="instrument">whose audiences have fields; whatever else was sent is not looked at</param>
    public static RoundForm From(Posted posted, Instrument instrument) => new()
    {
        Id = posted["id"],
        Name = posted["name"],
        OpensOn = posted["opensOn"],
        ClosesOn = posted["closesOn"],
        Profile = posted["profile"],
        Leaders = posted["leaders"],
        Audiences = [.. instrument.Audiences.Select(a => new AudienceRow(
            a.Id, posted[$"ask.{a.Id}"] is not null, posted[$"invited.{a.Id}"], posted[$"variant.{a.Id}"], posted[$"access.{a.Id}"]))],
        OptionalItems = posted.Many("optional"),
        Areas = posted.Many("area"),
        FreeQuestion = posted["freeQuestion"],
        OwnItems = Rows([.. OwnNumbers(posted)
            .Select(n => new OwnItemRow(posted[$"own.{n}"], posted.Many($"own.{n}.for")))
            .Where(row => row.Text is not null)]),
    };

    /// <summary>As the machine's date field wants it.</summary>
    public static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A choice as the form sends it: "notAsked".</summary>
    public static string Word<T>(T value) where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    // Rows that somebody added to the page are kept, so that the sentence about too many stands beside what was typed.
    private static IEnumerable<int> OwnNumbers(Posted posted) => posted.Fields
        .Where(f => f.StartsWith("own.", StringComparison.Ordinal) && !f.EndsWith(".for", StringComparison.Ordinal))
        .Select(f => int.TryParse(f.AsSpan(4), NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0)
        .Where(n => n is > 0 and <= 50).Distinct().Order();

    private static IReadOnlyList<OwnItemRow> Rows(List<OwnItemRow> filled)
    {
        var spare = Math.Clamp(RoundDecisions.MostOwnItems - filled.Count, 0, SpareRows);
        return [.. filled, .. Enumerable.Repeat(new OwnItemRow(null, []), spare)];
    }

    /// <summary>The wording that the school's sector suggests: the variant of that name, else the last, which is the one for the oldest.</summary>
    private static string? VariantFor(Audience audience, string? sector)
    {
        if (audience.Variants.Count == 0) return null;
        var levels = sector?.Split(' ') ?? [];
        return (audience.Variants.FirstOrDefault(v => levels.Contains(v.Id)) ?? audience.Variants[levels.Length == 0 ? 0 : ^1]).Id;
    }
}

/// <summary>One group on the page.</summary>
/// <param name="Access">"link" or "codes"</param>
public sealed record AudienceRow(string Audience, bool Asked, string? Invited, string? Variant, string? Access);

/// <summary>A statement of the school's own.</summary>
/// <param name="Audiences">who is asked it</param>
public sealed record OwnItemRow(string? Text, IReadOnlyList<string> Audiences);
