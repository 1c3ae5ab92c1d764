using Meent.Foundation.Data;
using Microsoft.EntityFrameworkCore;

namespace Meent.Places;

/// <summary>The Union and the countries, as <c>content/registers/countries.yaml</c> lists them.</summary>
public static class Countries
{
    public const string Scheme = "eu-country";

    private static readonly Lazy<(ListedCountry Union, IReadOnlyDictionary<string, ListedCountry> All)> Listed = new(Read);

    /// <summary>All countries by the code that the EU uses.</summary>
    public static IReadOnlyDictionary<string, ListedCountry> All => Listed.Value.All;

    /// <summary>Adds the Union and the countries that are not there yet, with the days on which they joined and left; within the open transaction.</summary>
    /// <returns>the place of each country by its code, and that of the Union under "EU"</returns>
    public static async Task<IReadOnlyDictionary<string, Guid>> Ensure(HubDb db, CancellationToken cancel = default)
    {
        var known = (await db.Read<PlaceIdentifier>().Where(i => i.Scheme == Scheme).ToListAsync(cancel))
            .GroupBy(i => i.Value).ToDictionary(g => g.Key, g => g.Min(i => i.PlaceId), StringComparer.Ordinal);
        var (union, all) = Listed.Value;
        if (!known.TryGetValue(union.Code, out var above)) known[union.Code] = above = Add(db, union, PlaceKind.Union);
        foreach (var country in all.Values.Where(c => !known.ContainsKey(c.Code)))
        {
            var id = known[country.Code] = Add(db, country, PlaceKind.Country);
            if (country.Joined is { } joined) db.Add(new PlaceLink { PlaceId = id, Role = LinkRole.Admin, ValidFrom = joined, ValidTo = country.Left, ParentId = above });
        }
        await db.SaveChangesAsync(cancel);
        return known;
    }

    private static Guid Add(HubDb db, ListedCountry country, string kind)
    {
        var id = Ids.New();
        db.Add(new Place { PlaceId = id, Kind = kind, Name = country.Name, Country = kind == PlaceKind.Union ? null : country.Code });
        db.Add(new PlaceIdentifier { PlaceId = id, Scheme = Scheme, Value = country.Code });
        foreach (var (language, name) in country.Names) db.Add(new PlaceName { PlaceId = id, Language = language, Name = name });
        return id;
    }

    private static (ListedCountry Union, IReadOnlyDictionary<string, ListedCountry> All) Read()
    {
        var file = YamlMap.Parse(File.ReadAllText(Path.Combine(Hub.Shipped("content"), "registers", "countries.yaml")));
        var countries = file.Map("countries");
        var all = countries.Keys.Select(code => One(countries.Map(code), code)).ToDictionary(c => c.Code, StringComparer.Ordinal);
        var union = file.Map("union");
        if (file.Mistakes.Count > 0) throw new InvalidDataException($"countries.yaml, line {file.Mistakes[0].Line}: {file.Mistakes[0].Sentence}");
        return (One(union, union.Required("code")), all);
    }

    private static ListedCountry One(YamlMap map, string code)
    {
        var names = map.Map("names");
        return new ListedCountry(code, map.Required("name"), names.Keys.ToDictionary(l => l, names.Required), map.Date("joined"), map.Date("left"));
    }
}

/// <param name="Code">as the EU writes it: "EL", "UK"</param>
/// <param name="Name">in its own language</param>
/// <param name="Names">by language</param>
/// <param name="Joined">its first day in the Union; null where it never was</param>
/// <param name="Left">its first day outside the Union again</param>
public sealed record ListedCountry(string Code, string Name, IReadOnlyDictionary<string, string> Names, DateOnly? Joined, DateOnly? Left);
