using System.Globalization;
using Meent.Foundation.Localisation;
using Meent.Foundation.Web;
using Meent.Places;
using Meent.Reflect.CallCampaign;
using Meent.Reflect.Instruments;
using Meent.Reflect.PrepareRound;

namespace Meent.Reflect.DrawWave;

/// <summary>What stands on the page that draws a sample, every field as it was typed. It comes in the address for the preview, and posted for the draw.</summary>
public sealed record WaveForm
{
    public const int MostSchools = 100_000, MostOfStratum = 1000, LongestSeed = 64, LongestReason = 500;

    public string? Id { get; init; }

    public string? Name { get; init; }

    public string? Instrument { get; init; }

    /// <summary>Id of a country or region.</summary>
    public string? Area { get; init; }

    public string? Day { get; init; }

    public IReadOnlyList<string> Kinds { get; init; } = [];

    /// <summary>A <see cref="StrataBy"/>.</summary>
    public string? By { get; init; }

    /// <summary>"total" or "each".</summary>
    public string? Method { get; init; }

    /// <summary>Schools in all or of each stratum.</summary>
    public string? Number { get; init; }

    public string? Minimum { get; init; }

    public string? Reserves { get; init; }

    public string? Seed { get; init; }

    public string? Reason { get; init; }

    /// <summary>Fingerprint of the frame that the preview showed.</summary>
    public string? Frame { get; init; }

    public static WaveForm From(Func<string, string?> one, IReadOnlyList<string> kinds) => new()
    {
        Id = one("id"), Name = one("name"), Instrument = one("instrument"), Area = one("area"), Day = one("day"), Kinds = kinds, By = one("by"), Method = one("method"),
        Number = one("number"), Minimum = one("minimum"), Reserves = one("reserves"), Seed = one("seed"), Reason = one("reason"), Frame = one("frame"),
    };

    /// <summary>The fields that make the draw, to be sent along with it.</summary>
    public IEnumerable<(string Name, string? Value)> Hidden =>
    [
        ("id", Id), ("name", Name), ("instrument", Instrument), ("area", Area), ("day", Day), ("by", By), ("method", Method), ("number", Number), ("minimum", Minimum),
        ("reserves", Reserves), ("seed", Seed), ("reason", Reason), .. Kinds.Select(k => ("kinds", (string?)k)),
    ];

    /// <summary>Reads what was typed; every mistake is added to <paramref name="errors"/> beside its field.</summary>
    /// <param name="areas">that can be chosen</param>
    /// <returns>null where anything is wrong</returns>
    internal WavePlan? Read(IReadOnlyList<Place> areas, InstrumentLibrary library, DateOnly today, FormErrors errors, Texts T)
    {
        if (Name is null) errors.Add("name", T["Give the sample a name, for example {0}.", T["School survey {0}", 2026]]);
        else if (Name.Length > RoundPlan.LongestName) errors.Add("name", T["This name is longer than {0} characters. Make it shorter.", RoundPlan.LongestName]);
        var instrument = Instrument is null ? null : library.Latest(Instrument);
        if (instrument is null) errors.Add("instrument", T["Choose what you want to ask about."]);
        var area = Guid.TryParse(Area, out var asked) ? areas.FirstOrDefault(a => a.PlaceId == asked) : null;
        if (area is null) errors.Add("area", T["Choose the area whose schools you draw from."]);
        var day = Reflect.Day.Read(Day);
        if (day is null) errors.Add("day", T["Give the day as day, month and year."]);
        else if (day > today) errors.Add("day", T["The register does not know what is open on a later day. Choose today or an earlier day."]);
        var by = Enum.TryParse<StrataBy>(By, ignoreCase: true, out var known) && Enum.IsDefined(known) ? known : (StrataBy?)null;
        if (by is null) errors.Add("by", T["Choose how the schools are parted."]);
        if (Method is not ("total" or "each")) errors.Add("method", T["Choose how the schools are shared out."]);
        var number = Whole("number", Number, 1, MostSchools, errors, T);
        var minimum = Whole("minimum", Minimum ?? "0", 0, MostOfStratum, errors, T);
        var reserves = Whole("reserves", Reserves ?? "0", 0, MostOfStratum, errors, T);
        if (Seed is null) errors.Add("seed", T["Type a seed: any word or number. It makes the draw repeatable."]);
        else if (Seed.Length > LongestSeed) errors.Add("seed", T["This is longer than {0} characters. Make it shorter.", LongestSeed]);
        if (Reason?.Length > LongestReason) errors.Add("reason", T["This is longer than {0} characters. Make it shorter.", LongestReason]);
        if (errors.Any) return null;
        var rules = new WaveRules([.. CampaignForm.Sectors.Where(Kinds.Contains)], by!.Value, Method == "total" ? number : null, Method == "total" ? minimum!.Value : 0, Method == "each" ? number : null, reserves!.Value);
        return new(string.Join(' ', Name!.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), instrument!, area!, day!.Value, rules, Seed!, Reason ?? "");
    }

    private static int? Whole(string field, string? typed, int least, int most, FormErrors errors, Texts T)
    {
        if (int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n >= least && n <= most) return n;
        errors.Add(field, T["Give a whole number from {0} to {1}.", T.Number(least), T.Number(most)]);
        return null;
    }
}

/// <summary>A sample as it is to be drawn.</summary>
internal sealed record WavePlan(string Name, Instrument Instrument, Place Area, DateOnly Day, WaveRules Rules, string Seed, string Reason);

/// <summary>What a draw would be: how many schools of each stratum, and never which ones.</summary>
/// <param name="Drawn">per stratum of the frame</param>
/// <param name="Reserves">per stratum of the frame</param>
/// <param name="Regions">names by code</param>
public sealed record WavePreview(WaveFrame Frame, IReadOnlyList<int> Drawn, IReadOnlyList<int> Reserves, string Fingerprint, IReadOnlyDictionary<string, string> Regions)
{
    internal static WavePreview? Of(WaveFrame frame, WaveRules rules, IReadOnlyDictionary<string, string> regions)
    {
        var sizes = frame.Strata.Select(s => s.Schools.Count).ToList();
        return rules.Allocate(sizes) is { } drawn
            ? new(frame, drawn, [.. sizes.Select((n, h) => Math.Min(rules.Reserves, n - drawn[h]))], frame.Fingerprint(), regions)
            : null;
    }
}
