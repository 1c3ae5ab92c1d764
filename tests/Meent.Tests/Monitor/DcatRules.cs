using System.Globalization;
using System.Text.Json;

namespace Meent.Tests.Monitor;

/// <summary>What DCAT-AP 3.0.0 demands of a catalogue, its datasets and their files: what must be there, how often, and of which kind.</summary>
internal static class DcatRules
{
    private const string Authority = "http://publications.europa.eu/resource/authority/";

    public static void Hold(JsonElement catalogue)
    {
        Assert.Equal("dcat:Catalog", catalogue.GetProperty("@type").GetString());
        foreach (var prefix in Prefixes(catalogue).Distinct()) Assert.True(catalogue.GetProperty("@context").TryGetProperty(prefix, out _), prefix);
        Texts(catalogue, "dct:title");
        Texts(catalogue, "dct:description");
        Agent(catalogue);
        Iri(catalogue, "foaf:homepage");
        var datasets = catalogue.GetProperty("dcat:dataset").EnumerateArray().ToList();
        Assert.Equal(datasets.Count, datasets.Select(d => d.GetProperty("@id").GetString()).Distinct().Count());
        datasets.ForEach(Dataset);
    }

    private static void Dataset(JsonElement dataset)
    {
        Assert.Equal("dcat:Dataset", dataset.GetProperty("@type").GetString());
        Texts(dataset, "dct:title");
        Texts(dataset, "dct:description");
        Agent(dataset);
        foreach (var listed in dataset.GetProperty("dcat:theme").EnumerateArray()) Assert.StartsWith(Authority + "data-theme/", Address(listed), StringComparison.Ordinal);
        Assert.StartsWith(Authority + "access-right/", Iri(dataset, "dct:accessRights"), StringComparison.Ordinal);
        if (dataset.TryGetProperty("dct:accrualPeriodicity", out var often)) Assert.StartsWith(Authority + "frequency/", Address(often), StringComparison.Ordinal);
        Assert.True(Date(dataset, "dct:issued") <= Date(dataset, "dct:modified"));
        var period = dataset.GetProperty("dct:temporal");
        Assert.Equal("dct:PeriodOfTime", period.GetProperty("@type").GetString());
        Assert.True(Year(period, "dcat:startDate") <= Year(period, "dcat:endDate"));
        var where = dataset.GetProperty("dct:spatial");
        if (where.ValueKind == JsonValueKind.Array)
        {
            Assert.NotEqual(0, where.GetArrayLength());
            foreach (var area in where.EnumerateArray()) Assert.StartsWith(Authority + "country/", Address(area), StringComparison.Ordinal);
        }
        else
        {
            Assert.Equal("dct:Location", where.GetProperty("@type").GetString());
            Texts(where, "skos:prefLabel");
        }
        var files = dataset.GetProperty("dcat:distribution").EnumerateArray().ToList();
        Assert.NotEmpty(files);
        files.ForEach(Distribution);
    }

    private static void Distribution(JsonElement file)
    {
        Assert.Equal("dcat:Distribution", file.GetProperty("@type").GetString());
        Iri(file, "dcat:accessURL");
        Iri(file, "dcat:downloadURL");
        Assert.StartsWith(Authority + "file-type/", Iri(file, "dct:format"), StringComparison.Ordinal);
        Assert.StartsWith("http://www.iana.org/assignments/media-types/", Iri(file, "dcat:mediaType"), StringComparison.Ordinal);
        // One licence at most; else a sentence on rights, so that nobody has to guess.
        if (file.TryGetProperty("dct:license", out var licence)) Assert.StartsWith(Authority + "licence/", Address(licence), StringComparison.Ordinal);
        else
        {
            var rights = file.GetProperty("dct:rights");
            Assert.Equal("dct:RightsStatement", rights.GetProperty("@type").GetString());
            Assert.False(string.IsNullOrWhiteSpace(rights.GetProperty("dct:title").GetString()));
        }
    }

    /// <summary>One at least, each in a language, none empty, none twice in one language.</summary>
    private static void Texts(JsonElement of, string name)
    {
        var texts = of.GetProperty(name).EnumerateArray().ToList();
        Assert.NotEmpty(texts);
        Assert.All(texts, t => Assert.False(string.IsNullOrWhiteSpace(t.GetProperty("@value").GetString())));
        Assert.Equal(texts.Count, texts.Select(t => t.GetProperty("@language").GetString()).Distinct().Count());
    }

    private static void Agent(JsonElement of)
    {
        var agent = of.GetProperty("dct:publisher");
        Assert.Equal("foaf:Agent", agent.GetProperty("@type").GetString());
        Assert.False(string.IsNullOrWhiteSpace(agent.GetProperty("foaf:name").GetString()));
    }

    private static string Iri(JsonElement of, string name) => Address(of.GetProperty(name));

    private static string Address(JsonElement node)
    {
        var address = node.GetProperty("@id").GetString()!;
        Assert.True(Uri.TryCreate(address, UriKind.Absolute, out _), address);
        return address;
    }

    private static DateTimeOffset Date(JsonElement of, string name)
    {
        Assert.Equal("xsd:dateTime", of.GetProperty(name).GetProperty("@type").GetString());
        return DateTimeOffset.Parse(of.GetProperty(name).GetProperty("@value").GetString()!, CultureInfo.InvariantCulture);
    }

    private static int Year(JsonElement of, string name)
    {
        Assert.Equal("xsd:gYear", of.GetProperty(name).GetProperty("@type").GetString());
        return int.Parse(of.GetProperty(name).GetProperty("@value").GetString()!, NumberStyles.None, CultureInfo.InvariantCulture);
    }

    /// <summary>Of every key: "dct" of "dct:title".</summary>
    private static IEnumerable<string> Prefixes(JsonElement node) => node.ValueKind switch
    {
        JsonValueKind.Object => node.EnumerateObject().Where(p => p.Name != "@context").SelectMany(p => p.Name.Split(':') is [var prefix, _] ? Prefixes(p.Value).Append(prefix) : Prefixes(p.Value)),
        JsonValueKind.Array => node.EnumerateArray().SelectMany(Prefixes),
        _ => [],
    };
}
