using Meent.Foundation.Data;
using Meent.Places;

namespace Meent.Monitor.ImportObservations;

/// <summary>From what a file calls a country, a region or a school to the place of this hub.</summary>
/// <remarks>
/// Countries go by the codes of the EU (Eurostat and ISO write Greece and the United Kingdom differently: EL and GR, UK and GB), regions by
/// NUTS, other places by their id here or by "scheme:value" of a register. Groups such as the euro area are no places here.
/// </remarks>
public sealed class PlaceCodes
{
    public const string Dimension = "geo";

    private const int MostRemembered = 100_000;

    private static readonly Dictionary<string, string> SameAs = new(StringComparer.Ordinal) { ["GR"] = "EL", ["GB"] = "UK", ["EU27_2020"] = "EU" };

    private readonly HubDb db;
    private readonly Dictionary<string, FoundPlace> found = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Guid> codes;
    private readonly Dictionary<string, string> names;
    private readonly Dictionary<string, IReadOnlyDictionary<string, Guid>> registers = new(StringComparer.Ordinal);
    private HashSet<Guid>? ids;

    private PlaceCodes(HubDb db, Dictionary<string, Guid> codes, Dictionary<string, string> names) => (this.db, this.codes, this.names) = (db, codes, names);

    /// <param name="countries">place by code of the EU; see <see cref="Countries.Ensure"/></param>
    public static async Task<PlaceCodes> Of(HubDb db, IReadOnlyDictionary<string, Guid> countries, CancellationToken cancel)
    {
        var codes = new Dictionary<string, Guid>(countries, StringComparer.Ordinal);
        foreach (var (code, id) in await PlacesModule.Registered(db, "nuts", cancel)) codes.TryAdd(code, id);
        var names = Countries.All.Values.ToDictionary(c => ForeignWords.Fold(c.Names.GetValueOrDefault("en") ?? c.Name), c => c.Code, StringComparer.Ordinal);
        return new(db, codes, names);
    }

    /// <summary>Countries and the Union by code; those that are not there yet have an id for the time being.</summary>
    public static async Task<IReadOnlyDictionary<string, Guid>> Areas(HubDb db, CancellationToken cancel)
    {
        var known = new Dictionary<string, Guid>(await PlacesModule.Registered(db, Countries.Scheme, cancel), StringComparer.Ordinal);
        foreach (var code in Countries.All.Keys.Append("EU")) known.TryAdd(code, Ids.New());
        return known;
    }

    /// <summary>The names in English by which countries are found, with their codes: what a word that is not found may have meant.</summary>
    public static IReadOnlyList<(string Code, string Name)> Names { get; } = [("EU", "European Union"), .. Countries.All.Values.Select(c => (c.Code, c.Names.GetValueOrDefault("en") ?? c.Name))];

    /// <summary>Groups of countries that statistics give beside countries.</summary>
    public static bool IsGroup(string code) => code is "EFTA" or "OECD" or "EEA" or "EU_V" or "EA"
        || (code.StartsWith("EA", StringComparison.Ordinal) && code[2..].All(c => char.IsAsciiDigit(c) || c == '_'))
        || (code.StartsWith("EU", StringComparison.Ordinal) && code.Length > 2 && code != "EU27_2020" && code[2..].All(c => char.IsAsciiDigit(c) || c == '_'));

    /// <summary>Two of the texts that were asked for are one place.</summary>
    public bool HasSynonyms => found.Values.Where(f => f.Place is not null).GroupBy(f => f.Place).Any(g => g.Skip(1).Any());

    public async Task<FoundPlace> Find(string text, ForeignWords words, CancellationToken cancel)
    {
        if (found.TryGetValue(text, out var known)) return known;
        var place = await Look(text, words, cancel);
        // A file whose places never come again must not be held in memory.
        if (place.Place is not null || found.Count < MostRemembered) found[text] = place;
        return place;
    }

    private async Task<FoundPlace> Look(string text, ForeignWords words, CancellationToken cancel)
    {
        var meaning = words.Of(Dimension, text, isCode: false);
        if (meaning is { LeftOut: true }) return new(null, new PlaceLeftOut(text));
        var code = names.GetValueOrDefault(ForeignWords.Fold(text)) ?? meaning?.Code ?? text;
        code = SameAs.GetValueOrDefault(code, code);
        return codes.TryGetValue(code, out var area) ? new(area, null)
            : IsGroup(code) ? new(null, new GroupOfCountries(text))
            : await Other(code, cancel) is { } other ? new(other, null) : new(null, null, meaning is { } said && said.Code == code && code != text ? code : null);
    }

    private async Task<Guid?> Other(string code, CancellationToken cancel)
    {
        if (Guid.TryParse(code, out var id)) return (ids ??= await PlacesModule.AllIds(db, cancel)).Contains(id) ? id : null;
        if (code.IndexOf(':', StringComparison.Ordinal) is not (> 0 and var colon)) return null;
        var scheme = code[..colon];
        if (!registers.TryGetValue(scheme, out var register)) registers[scheme] = register = await PlacesModule.Registered(db, scheme, cancel);
        return register.TryGetValue(code[(colon + 1)..], out var school) ? school : null;
    }
}

/// <param name="Place">null where there is none, or rows of it are left out</param>
/// <param name="LeftOut">why rows of it are left out; null where they are not</param>
/// <param name="Meant">where there is none: the code that the word stands for, as an operator said; else null</param>
public readonly record struct FoundPlace(Guid? Place, Reason? LeftOut, string? Meant = null);
