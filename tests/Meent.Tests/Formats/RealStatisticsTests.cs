using System.Text.Json;
using Meent.Formats.Statistics;
using Meent.Tests.House;

namespace Meent.Tests.Formats;

/// <summary>Real files of Eurostat and of the Digital Decade; where they are not there, the trial is skipped.</summary>
public class RealStatisticsTests
{
    private static readonly string Folder = Repository.PathOf("..", "shared", "data", "indicators");

    public static IEnumerable<TheoryDataRow<string>> Download => Trial("eurostat-isoc_sk_dskl_i21.csv");

    [Theory, MemberData(nameof(Download))]
    public void Every_row_of_names_is_read(string file)
    {
        var read = Assert.IsType<ReadableStatistics>(SdmxCsvReader.Read(File.OpenRead(Path.Combine(Folder, file))));
        Assert.Equal("ESTAT:ISOC_SK_DSKL_I21$DEFAULTVIEW(1.0)", read.Head.Id);
        var rows = read.Lines.Cast<StatRow>().ToList();
        Assert.Equal((3_476, 38, 24, 2), (rows.Count, rows.Select(r => r.Geo).Distinct().Count(), rows.Select(r => r.Key[2]).Distinct().Count(), rows.Select(r => r.Key[3]).Distinct().Count()));
        Assert.Equal(["2021", "2023"], rows.Select(r => r.Period).Distinct().Order());
    }

    public static IEnumerable<TheoryDataRow<string>> Facts => Trial("desi-country-profile-facts.json");

    [Theory, MemberData(nameof(Facts))]
    public void Every_fact_is_read_with_its_edition_and_the_year_it_measures(string file)
    {
        var read = Assert.IsType<ReadableStatistics>(StatFile.Read(() => File.OpenRead(Path.Combine(Folder, file))));
        var rows = read.Lines.Cast<StatRow>().ToList();
        Assert.Equal((677, 28, 26), (rows.Count, rows.Select(r => r.Geo.Id).Distinct().Count(), rows.Select(r => r.Key[0].Id).Distinct().Count()));
        Assert.Equal(24, rows.Count(r => r.Written is not null));
        Assert.Equal(14, rows.Count(r => r.Key[1].Id.StartsWith(DesiFacts.TargetBreakdown, StringComparison.Ordinal) && r.Period == "2030"));
        var union = Assert.Single(rows, r => r.Geo.Id == "EU" && r.Key[0].Id == "desi_dsk_bab" && r.Key[1].Id == "ind_total");
        Assert.Equal(("2026", "2025", 60.39m), (union.Period, union.Reference, Math.Round(union.Value!.Value, 2)));
    }

    public static IEnumerable<TheoryDataRow<string>> Lists => new[] { "indicator", "breakdown", "unit", "datasource" }.SelectMany(l => Trial($"desi-{l}.json"));

    [Theory, MemberData(nameof(Lists))]
    public void Every_term_has_its_code_and_no_markup(string file)
    {
        var (terms, _) = DesiLists.Terms(File.OpenRead(Path.Combine(Folder, file)));
        Assert.Contains(terms!.Count, new[] { 438, 272, 73, 163 });
        Assert.All(terms, t => Assert.DoesNotMatch("<[a-z]+>", $"{t.Label} {t.Definition}"));
    }

    public static IEnumerable<TheoryDataRow<string>> Queries => Trial("desi-importconfig.json");

    [Theory, MemberData(nameof(Queries))]
    public void Every_question_to_Eurostat_has_its_dataset_and_roles(string file)
    {
        var (queries, _) = DesiLists.Queries(File.OpenRead(Path.Combine(Folder, file)));
        Assert.Equal(131, queries!.Count);
        Assert.All(queries, q => Assert.True(q.Roles.ContainsKey("country"), q.Dataset));
        Assert.Contains(queries, q => q.Mappings.TryGetValue("country", out var codes) && codes.GetValueOrDefault("EU27_2020") == "EU");
    }

    public static IEnumerable<TheoryDataRow<string>> Replies => Directory.Exists(Path.Combine(Folder, "eurostat-replies"))
        ? Directory.GetFiles(Path.Combine(Folder, "eurostat-replies")).Order().Select(f => new TheoryDataRow<string>(f))
        : Trial("eurostat-replies");

    [Theory, MemberData(nameof(Replies))]
    public void Every_recorded_reply_is_read(string file)
    {
        using var tape = JsonDocument.Parse(File.ReadAllBytes(file));
        var data = tape.RootElement.GetProperty("http_interactions").EnumerateArray().Where(i => i.GetProperty("request").GetProperty("uri").GetString()!.Contains("/data/", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(data);
        foreach (var response in data.Select(i => i.GetProperty("response")))
        {
            var body = response.GetProperty("body").GetProperty("base64_string").GetBytesFromBase64();
            var read = Assert.IsType<ReadableStatistics>(EurostatReply.Read(response.GetProperty("status").GetProperty("code").GetInt32(), new MemoryStream(body)));
            var rows = read.Lines.Cast<StatRow>().ToList();
            using var reply = JsonDocument.Parse(body);
            var (values, status) = (reply.RootElement.GetProperty("value").EnumerateObject().ToDictionary(v => v.Name, v => v.Value.GetDecimal()), reply.RootElement.TryGetProperty("status", out var flags) ? flags.EnumerateObject().Count() : 0);
            Assert.Equal(values.Values.Order(), rows.Where(r => r.Value is not null).Select(r => r.Value!.Value).Order());
            Assert.Equal(status, rows.Count(r => r.Status is not null));
            Assert.All(rows, r => Assert.Contains(r.Geo.Id, reply.RootElement.GetProperty("dimension").GetProperty("geo").GetProperty("category").GetProperty("index").EnumerateObject().Select(c => c.Name)));
        }
    }

    private static IEnumerable<TheoryDataRow<string>> Trial(string file) =>
        [File.Exists(Path.Combine(Folder, file)) ? file : new TheoryDataRow<string>(file) { Skip = $"The file ../shared/data/indicators/{file} is not on this machine." }];
}
