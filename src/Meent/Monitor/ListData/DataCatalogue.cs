using System.Text.Json.Nodes;
using Meent.Foundation;
using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Monitor.DownloadFigures;
using Meent.Monitor.ReadReleases;
using Meent.Places;
using Microsoft.EntityFrameworkCore;

namespace Meent.Monitor.ListData;

/// <summary>Portals of open data harvest what there is to take home: a dataset per indicator, a distribution per format.</summary>
/// <remarks>DCAT-AP 3.0.0 (SEMIC, 2024), as JSON-LD. Frequencies, licences, file types and themes are of the EU Publications Office.</remarks>
internal static class DataCatalogue
{
    private const string Authority = "http://publications.europa.eu/resource/authority/";

    private static readonly Dictionary<string, string> Frequencies = new(StringComparer.Ordinal)
    {
        ["yearly"] = "ANNUAL", ["every school year"] = "ANNUAL", ["every two years"] = "BIENNIAL", ["every three years"] = "TRIENNIAL", ["every four years"] = "QUADRENNIAL",
        ["every five years"] = "QUINQUENNIAL", ["quarterly"] = "QUARTERLY", ["monthly"] = "MONTHLY", ["daily"] = "DAILY",
    };

    private static readonly Dictionary<string, string> Licences = new(StringComparer.Ordinal)
    {
        ["CC BY 4.0"] = "CC_BY_4_0", ["CC0 1.0"] = "CC0", ["EUPL-1.2"] = "EUPL_1_2", ["CC BY-SA 4.0"] = "CC_BYSA_4_0",
    };

    /// <summary>What came with a file alone says nothing of when it comes again.</summary>
    private const string Unknown = "UNKNOWN";

    /// <summary>Under which the hub gives what it counts itself.</summary>
    private const string OwnLicence = "CC BY 4.0";

    /// <summary>Where there are figures of regions alone: those lie in countries of the Union.</summary>
    private static JsonObject Area => new() { ["@type"] = "dct:Location", ["skos:prefLabel"] = Said("en", "European Union") };

    private static JsonNode Where(IEnumerable<string> places) => CountryAddress.Of(places) is { Count: > 0 } known ? new JsonArray([.. known.Select(Id)]) : Area;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/catalog.jsonld", Show);

    private static async Task<IResult> Show(HttpRequest request, HubDb db, Observations observations, IndicatorLibrary library, Settings settings, CancellationToken cancel)
    {
        var home = settings.Home(request);
        var open = await observations.Vintages().ToDictionaryAsync(v => v.Number, cancel);
        var releases = (await db.Read<ReleaseCount>().ToListAsync(cancel)).Where(r => open.ContainsKey(r.Vintage)).ToLookup(r => r.Indicator);
        var places = (await PlacesModule.Registered(db, Countries.Scheme, cancel)).GroupBy(p => p.Value).ToDictionary(g => g.Key, g => g.First().Key);
        var about = await observations.Places([.. places.Keys], cancel);
        var datasets = (await library.All(cancel)).Where(i => releases.Contains(i.Id)).Select(i => Marked(Dataset(home, settings.HubName, i, [.. releases[i.Id]], open), releases[i.Id]));
        var editions = releases.SelectMany(r => r).Where(r => open[r.Vintage].Format == RollUp.TakeUpEditions.Format).ToList();
        if (editions.Count > 0) datasets = datasets.Append(Marked(OfEditions(home, settings.HubName, editions, open), editions));
        var catalogue = Catalogue(home, settings.HubName, datasets, open.Values);
        if (settings.Demonstration) MadeUp.MarkCatalogue(catalogue);
        return TypedResults.Text(catalogue.ToJsonString(LocalizedText.Json), "application/ld+json");

        JsonObject Marked(JsonObject dataset, IEnumerable<ReleaseCount> of)
        {
            if (settings.Demonstration) MadeUp.MarkDataset(dataset, [.. of.Select(r => open[r.Vintage].Source).Distinct()]);
            dataset["dct:spatial"] = Where(of.SelectMany(r => about[r.Indicator]).Select(p => places[p]));
            return dataset;
        }
    }

    private static JsonObject Catalogue(string home, string hub, IEnumerable<JsonObject> datasets, IEnumerable<Vintage> open) => new()
    {
        ["@context"] = new JsonObject
        {
            ["dcat"] = "http://www.w3.org/ns/dcat#", ["dct"] = "http://purl.org/dc/terms/", ["foaf"] = "http://xmlns.com/foaf/0.1/", ["xsd"] = "http://www.w3.org/2001/XMLSchema#",
            ["skos"] = "http://www.w3.org/2004/02/skos/core#",
        },
        ["@id"] = $"{home}/catalog.jsonld",
        ["@type"] = "dcat:Catalog",
        ["dct:title"] = Said("en", hub),
        ["dct:description"] = Said("en", "Figures on digital education of countries, regions and the Union: official statistics, and what schools say and state."),
        ["dct:publisher"] = Agent(home, hub),
        ["foaf:homepage"] = Id($"{home}/"),
        ["dct:language"] = new JsonArray(Id($"{Authority}language/ENG"), Id($"{Authority}language/NLD")),
        ["dcat:themeTaxonomy"] = Id($"{Authority}data-theme"),
        ["dct:modified"] = open.Select(v => v.MadeAt).DefaultIfEmpty().Max() is { Year: > 1 } last ? Time(last) : null,
        ["dcat:dataset"] = new JsonArray([.. datasets]),
    };

    private static JsonObject Dataset(string home, string hub, Indicator indicator, List<ReleaseCount> releases, Dictionary<int, Vintage> open)
    {
        var address = $"{home}/indicators/{Uri.EscapeDataString(indicator.Id)}";
        var dataset = Dataset(home, hub, address, Said(indicator.Name), Said(indicator.About.IsEmpty ? indicator.Name : indicator.About), releases, open);
        dataset["dcat:distribution"] = new JsonArray([.. FigureFormat.All.Select(f => Distribution(address, indicator, f))]);
        dataset["dct:accrualPeriodicity"] = Id($"{Authority}frequency/{Frequency(indicator)}");
        if (indicator.Source is { } source) dataset["dct:creator"] = new JsonObject { ["@type"] = "foaf:Agent", ["foaf:name"] = source.Name };
        if (indicator.Source?.Url is { } url) dataset["dct:source"] = Id(url);
        return dataset;
    }

    /// <summary>What schools say of areas as its editions show it: every figure, not only those that are indicators.</summary>
    private static JsonObject OfEditions(string home, string hub, List<ReleaseCount> releases, Dictionary<int, Vintage> open)
    {
        var address = $"{home}/figures";
        var dataset = Dataset(home, hub, address, Said("en", "What schools say of digital education"),
            Said("en", "Means of what leaders, teachers and learners say, by area and statement, of regions, countries and the Union, as the editions of this hub show them. Schools choose to take part."), releases, open);
        dataset["dcat:distribution"] = new JsonArray(Distribution(address, $"{home}/api/figures", "All editions, with the address of each", "JSON", "application/json", OwnLicence));
        dataset["dct:accrualPeriodicity"] = Id($"{Authority}frequency/IRREG");
        return dataset;
    }

    private static JsonObject Dataset(string home, string hub, string address, JsonArray title, JsonArray about, List<ReleaseCount> releases, Dictionary<int, Vintage> open) => new()
    {
        ["@id"] = address,
        ["@type"] = "dcat:Dataset",
        ["dct:identifier"] = address,
        ["dct:title"] = title,
        ["dct:description"] = about,
        ["dct:publisher"] = Agent(home, hub),
        ["dcat:theme"] = new JsonArray(Id($"{Authority}data-theme/EDUC"), Id($"{Authority}data-theme/TECH")),
        ["dcat:landingPage"] = Id(address),
        ["dct:issued"] = Time(releases.Min(r => Out(open[r.Vintage]))),
        ["dct:modified"] = Time(releases.Max(r => Out(open[r.Vintage]))),
        ["dct:accessRights"] = Id($"{Authority}access-right/PUBLIC"),
        ["dct:temporal"] = new JsonObject
        {
            ["@type"] = "dct:PeriodOfTime",
            ["dcat:startDate"] = Year(releases.Min(r => r.FromPeriod)!),
            ["dcat:endDate"] = Year(releases.Max(r => r.ToPeriod)!),
        },
        ["dcat:version"] = $"{releases.Max(r => r.Vintage)}",
    };

    private static string Frequency(Indicator indicator) => indicator.HasEnded ? "NEVER" : indicator.Cadence is { } cadence ? Frequencies.GetValueOrDefault(cadence, Unknown) : Unknown;

    private static JsonObject Distribution(string address, Indicator indicator, FigureFormat format) => Distribution(
        address, $"{address}/data.{format.Name}", format.Name switch { "json" => "JSON-stat 2.0", "sdmx" => "SDMX-CSV 2.0", _ => "CSV" }, format.Name == "json" ? "JSON" : "CSV",
        format.MediaType.Split(';')[0], indicator.Source?.Licence ?? $"The terms of the source hold: {indicator.Source?.Name ?? indicator.Id}");

    /// <param name="licence">one that the Publications Office knows, or a sentence on rights</param>
    private static JsonObject Distribution(string address, string file, string title, string type, string mediaType, string licence)
    {
        var distribution = new JsonObject
        {
            ["@id"] = file,
            ["@type"] = "dcat:Distribution",
            ["dct:title"] = Said("en", title),
            ["dcat:accessURL"] = Id(address),
            ["dcat:downloadURL"] = Id(file),
            ["dct:format"] = Id($"{Authority}file-type/{type}"),
            ["dcat:mediaType"] = Id($"http://www.iana.org/assignments/media-types/{mediaType}"),
        };
        if (Licences.TryGetValue(licence, out var known)) distribution["dct:license"] = Id($"{Authority}licence/{known}");
        else distribution["dct:rights"] = new JsonObject { ["@type"] = "dct:RightsStatement", ["dct:title"] = licence };
        return distribution;
    }

    /// <summary>When everybody could see it first.</summary>
    private static DateTime Out(Vintage vintage) => vintage.EmbargoUntil > vintage.MadeAt ? vintage.EmbargoUntil.Value : vintage.MadeAt;

    private static JsonObject Id(string address) => new() { ["@id"] = address };

    private static JsonObject Agent(string home, string name) => new() { ["@id"] = $"{home}/#operator", ["@type"] = "foaf:Agent", ["foaf:name"] = name };

    private static JsonArray Said(string language, string text) => [new JsonObject { ["@language"] = language, ["@value"] = text }];

    private static JsonArray Said(LocalizedText text) => new([.. text.All.Select(t => new JsonObject { ["@language"] = t.Key, ["@value"] = t.Value })]);

    private static JsonObject Time(DateTime at) => new() { ["@type"] = "xsd:dateTime", ["@value"] = at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture) };

    /// <summary>"2025-Q1" and "2024/2025" begin with a year too.</summary>
    private static JsonObject Year(string period) => new() { ["@type"] = "xsd:gYear", ["@value"] = period.Length >= 4 ? period[..4] : period };
}
