using Meent.Places;

namespace Meent.Monitor.FetchEurostat;

/// <summary>A question to Eurostat that can be put again whenever new figures are out.</summary>
/// <param name="Dataset">"isoc_sk_dskl_i21"</param>
/// <param name="Filters">by dimension: the codes that are asked for</param>
public sealed record Recipe(string Id, string About, string Dataset, IReadOnlyDictionary<string, IReadOnlyList<string>> Filters)
{
    /// <summary>Where the answer is found, in JSON-stat (API for data dissemination, "statistics" 1.0).</summary>
    /// <param name="service">"https://ec.europa.eu/eurostat/api/dissemination"</param>
    public Uri At(string service) => new(
        $"{service.TrimEnd('/')}/statistics/1.0/data/{Uri.EscapeDataString(Dataset)}?format=JSON&lang=EN"
        + string.Concat(Filters.SelectMany(f => f.Value.Select(code => $"&{Uri.EscapeDataString(f.Key)}={Uri.EscapeDataString(code)}"))));

    /// <summary>The recipes of the folder <c>recipes</c> of content folders, by id.</summary>
    /// <exception cref="InvalidDataException">one has a mistake; the message names file and line</exception>
    public static IReadOnlyDictionary<string, Recipe> Load(params string[] contentFolders)
    {
        var recipes = new SortedDictionary<string, Recipe>(StringComparer.Ordinal);
        foreach (var file in contentFolders.Select(f => Path.Combine(f, "recipes")).Where(Directory.Exists).SelectMany(f => Directory.GetFiles(f, "*.yaml").Order(StringComparer.Ordinal)))
        {
            var recipe = Read(Path.GetFileName(file), File.ReadAllText(file));
            recipes[recipe.Id] = recipe;
        }
        return recipes;
    }

    private static Recipe Read(string file, string text)
    {
        var map = YamlMap.Parse(text).Only("id", "about", "dataset", "filters");
        var filters = map.Map("filters");
        var recipe = new Recipe(map.Required("id"), map.Required("about"), map.Required("dataset"), filters.Keys.ToDictionary(k => k, filters.Texts));
        return map.Mistakes is [var first, ..] ? throw new InvalidDataException($"{file}, line {first.Line}: {first.Sentence}") : recipe;
    }
}
