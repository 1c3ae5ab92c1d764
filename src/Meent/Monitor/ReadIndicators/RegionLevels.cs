using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Time;
using Meent.Places;

namespace Meent.Monitor.ReadIndicators;

/// <summary>Regions of one size in a country, or in all: none of them lies in another, so they may be set side by side.</summary>
/// <param name="Country">as the EU writes it; <see cref="All"/> for the regions of all countries</param>
/// <param name="Size">1 for the largest (NUTS 1), 2 for those in them, 3 for the smallest</param>
/// <param name="Codes">of the classification, by place: "NL22"</param>
public sealed record RegionLevel(string Country, int Size, IReadOnlyList<Place> Regions, IReadOnlyDictionary<Guid, string> Codes)
{
    public const string All = "EU";

    /// <summary>The larger regions that each lies in, by place; none for the largest.</summary>
    public IReadOnlyDictionary<Guid, IReadOnlyList<Guid>> Above { get; init; } = new Dictionary<Guid, IReadOnlyList<Guid>>();

    /// <summary>As in addresses: "NL-2".</summary>
    public string Key => $"{Country}-{Size}";

    /// <summary>"Netherlands: 12 regions".</summary>
    public string Name(Texts T) => T.N(Regions.Count, "{1}: one region", "{1}: {0} regions", CountryName(T));

    public string CountryName(Texts T) => Country == All ? T["All countries"] : NameOf(Countries.All[Country], T);

    private static string NameOf(ListedCountry country, Texts T) => country.Names.GetValueOrDefault(T.Language) ?? country.Name;
}

/// <summary>The regions by which figures can be looked at, and those that were asked for.</summary>
/// <param name="Asked">null for countries; without regions where none of them has a figure</param>
public sealed record RegionChoice(IReadOnlyList<RegionLevel> Offered, RegionLevel? Asked)
{
    public static RegionChoice None { get; } = new([], null);

    /// <summary>Behind a "?": "&amp;regions=NL-2"; "" for countries.</summary>
    public string Query => Asked is { } asked ? $"&regions={asked.Key}" : "";
}

/// <summary>Finds the regions that have official figures of an indicator.</summary>
public sealed class RegionLevels(HubDb db, Observations observations, PlaceDirectory places, TimeProvider clock)
{
    private const string Nuts = "nuts";

    /// <param name="asked">"NL-2"; "NL" for the largest that have figures; null for none</param>
    /// <param name="most">larger groups are not offered</param>
    /// <returns>null where what was asked for is no such thing</returns>
    public async Task<RegionChoice?> Choice(Indicator indicator, string? asked, int most, Reading reading, CancellationToken cancel)
    {
        var key = asked is null ? null : Read(asked);
        if (asked is not null && key is null) return null;
        var offered = (await Of(indicator, null, reading, cancel)).Where(l => l.Regions.Count <= most).ToList();
        if (key is not var (country, size)) return new(offered, null);
        var chosen = offered.Find(l => l.Country == country && (size is null || l.Size == size));
        return new(offered, chosen ?? new(country, size ?? 1, [], new Dictionary<Guid, string>()));
    }

    /// <summary>Two regions or more of a country and size with figures, by country and size; at the end those of all countries together, where there are two.</summary>
    /// <param name="country">only of this one; null for all</param>
    public async Task<IReadOnlyList<RegionLevel>> Of(Indicator indicator, string? country, Reading reading, CancellationToken cancel)
    {
        var (codes, registered) = (new Dictionary<Guid, string>(), await PlacesModule.Registered(db, Nuts, cancel));
        foreach (var (code, id) in registered)
            if (code.Length is >= 3 and <= 5 && Countries.All.ContainsKey(code[..2]) && (country is null || code.StartsWith(country, StringComparison.Ordinal))) codes.TryAdd(id, code);
        var having = await places.Some(await observations.Having(indicator, codes.Keys, reading, cancel), cancel);
        var today = clock.Today();
        var found = having.Values.Where(p => p.IsOpenOn(today)).OrderBy(p => codes[p.PlaceId], StringComparer.Ordinal).ToList();
        var levels = found.GroupBy(p => (Country: codes[p.PlaceId][..2], Size: codes[p.PlaceId].Length - 2)).Select(g => Level(g.Key.Country, g.Key.Size, g)).ToList();
        if (country is null)
            levels.AddRange(levels.GroupBy(l => l.Size).Where(g => g.Count() > 1).OrderBy(g => g.Key).Select(g => Level(RegionLevel.All, g.Key, g.SelectMany(l => l.Regions))).ToList());
        return levels.FindAll(l => l.Regions.Count > 1);

        RegionLevel Level(string of, int size, IEnumerable<Place> regions)
        {
            var all = regions.ToList();
            return new(of, size, all, all.ToDictionary(p => p.PlaceId, p => codes[p.PlaceId])) { Above = all.ToDictionary(p => p.PlaceId, p => Larger(codes[p.PlaceId])) };
        }

        IReadOnlyList<Guid> Larger(string code) => [.. Enumerable.Range(3, code.Length - 3).Select(n => code[..n]).Where(registered.ContainsKey).Select(c => registered[c])];
    }

    private static (string Country, int? Size)? Read(string key)
    {
        var (country, size) = (key[..Math.Min(2, key.Length)], key.Length > 2 ? key[2..] : null);
        if (country != RegionLevel.All && !Countries.All.ContainsKey(country)) return null;
        return size switch { null => (country, null), "-1" or "-2" or "-3" => (country, size[1] - '0'), _ => null };
    }
}
