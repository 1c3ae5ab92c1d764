using System.Text.Json.Nodes;
using Meent.Foundation;
using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Monitor.DownloadFigures;
using Meent.Monitor.ReadReleases;
using Microsoft.EntityFrameworkCore;

namespace Meent.Monitor.ListData;

/// <summary>Portals of open data harvest what there is to take home: a dataset per indicator, a distribution per format.</summary>
/// <remarks>DCAT-AP 3.0.0 (SEMIC, 2024), as JSON-LD. Frequencies, licences, file types and themes are of the EU Publications Office.</remarks>
internal static class DataCatalogue
{
    private const string Authority = "http://publications.europa.eu/resource/authority/";

    private static readonly Dictionary<string, string> Frequencies = new(StringComparer.Ordinal)
    {
        ["yearly"] = "ANNUAL", ["every two years"] = "BIENNIAL", ["every three years"] = "TRIENNIAL", ["quarterly"] = "QUARTERLY", ["monthly"] = "MONTHLY", ["daily"] = "DAILY",
    };

    private static readonly Dictionary<string, string> Licences = new(StringComparer.Ordinal)
    {
        ["CC BY 4.0"] = "CC_BY_4_0", ["CC0 1.0"] = "CC0", ["EUPL-1.2"] = "EUPL_1_2", ["CC BY-SA 4.0"] = "CC_BYSA_4_0",
    };

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/catalog.jsonld", Show);

    private static async Task<IResult> Show(HttpRequest request, HubDb db, Observations observations, IndicatorLibrary library, Settings settings, CancellationToken cancel)
    {
        var home = settings.Home(request);
        var open = (await observations.Vintages(null, cancel)).ToDictionary(v => v.Number);
        var releases = (await db.Read<ReleaseCount>().ToListAsync(cancel)).Where(r => open.ContainsKey(r.Vintage)).ToLookup(r => r.Indicator);
        var datasets = (await library.All(cancel)).Where(i => releases.Contains(i.Id)).Select(i => Dataset(home, settings.HubName, i, [.. releases[i.Id]], open));
        return TypedResults.Text(Catalogue(home, settings.HubName, datasets, open.Values).ToJsonString(LocalizedText.Json), "application/ld+json");
    }

    private static JsonObject Catalogue(string home, string hub, IEnumerable<JsonObject> datasets, IEnumerable<Vintage> open) => new()
    {
        ["@context"] = new JsonObject
        {
            ["dcat"] = "http://www.w3.org/ns/dcat#", ["dct"] = "http://purl.org/dc/terms/", ["foaf"] = "http://xmlns.com/foaf/0.1/", ["xsd"] = "http://www.w3.org/2001/XMLSchema#",
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
        var dataset = new JsonObject
        {
            ["@id"] = address,
            ["@type"] = "dcat:Dataset",
            ["dct:identifier"] = address,
            ["dct:title"] = Said(indicator.Name),
            ["dct:description"] = Said(indicator.About.IsEmpty ? indicator.Name : indicator.About),
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
            ["dcat:distribution"] = new JsonArray([.. FigureFormat.All.Select(f => Distribution(address, indicator, f))]),
        };
        if (indicator.Cadence is { } cadence && Frequencies.TryGetValue(cadence, out var frequency)) dataset["dct:accrualPeriodicity"] = Id($"{Authority}frequency/{frequency}");
        if (indicator.Source is { } source) dataset["dct:creator"] = new JsonObject { ["@type"] = "foaf:Agent", ["foaf:name"] = source.Name };
        if (indicator.Source?.Url is { } url) dataset["dct:source"] = Id(url);
        return dataset;
    }

    private static JsonObject Distribution(string address, Indicator indicator, FigureFormat format)
    {
        var distribution = new JsonObject
        {
            ["@id"] = $"{address}/data.{format.Name}",
            ["@type"] = "dcat:Distribution",
            ["dct:title"] = Said("en", format.Name switch { "json" => "JSON-stat 2.0", "sdmx" => "SDMX-CSV 2.0", _ => "CSV" }),
            ["dcat:accessURL"] = Id(address),
            ["dcat:downloadURL"] = Id($"{address}/data.{format.Name}"),
            ["dct:format"] = Id($"{Authority}file-type/{(format.Name == "json" ? "JSON" : "CSV")}"),
            ["dcat:mediaType"] = Id($"http://www.iana.org/assignments/media-types/{format.MediaType.Split(';')[0]}"),
        };
        if (indicator.Source?.Licence is { } licence && Licences.TryGetValue(licence, out var known)) distribution["dct:license"] = Id($"{Authority}licence/{known}");
        else if (indicator.Source?.Licence is { } other) distribution["dct:rights"] = new JsonObject { ["@type"] = "dct:RightsStatement", ["dct:title"] = other };
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
