using System.Net;
using System.Text.Json.Nodes;
using Meent.Foundation.Time;
using Meent.People;
using Meent.Places;
using Meent.Reflect.Results;

namespace Meent.Tests.Reflect.ReadResults;

public sealed class ReadResultsTests
{
    public static IEnumerable<TheoryDataRow<Engine>> Engines => Databases.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task A_reader_finds_five_sentences_the_areas_and_what_to_do_next(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var (school, reader) = await School(hub, Role.Reader);
        await hub.AddReport(school, ReportSchool.Usual(), "Spring 2025", 365);
        var id = await hub.AddReport(school, ReportSchool.Usual(teaching: 0.7));

        await reader.Get($"/rounds/{id}/report");

        Assert.Equal("What our school says about itself", reader.Page.QuerySelector("h1")!.TextContent.Trim());
        Assert.Equal(5, reader.Page.QuerySelectorAll(".finding li").Length);
        Assert.Contains("12 of 14 teachers and 60 of 75 learners answered.", reader.Text, StringComparison.Ordinal);
        Assert.Contains("72 answers", reader.Text, StringComparison.Ordinal);
        Assert.Contains("“Assessment” is where groups differ most", reader.Text, StringComparison.Ordinal);
        Assert.Contains("What changed since Spring 2025", reader.Text, StringComparison.Ordinal);
        Assert.Contains("“Teaching: in class” clearly higher than in “Spring 2025”", reader.Text, StringComparison.Ordinal);
        Assert.Equal(3, reader.Page.QuerySelectorAll(".columns .card").Length);
        Assert.All(reader.Page.QuerySelectorAll(".columns .card"), c => Assert.NotEmpty(c.QuerySelectorAll("li")));
        Assert.All(reader.Page.QuerySelectorAll("figure"), f => Assert.NotNull(f.QuerySelector("table")));
        Assert.Null(reader.Page.QuerySelector($"a[href$='/rounds/{id}']"));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Every_page_and_file_of_the_report_opens(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var (school, reader) = await School(hub, Role.Reader);
        var id = await hub.AddReport(school, ReportSchool.Usual(), own: ["=1+1 is “two” in our school"]);
        foreach (var path in new[] { "report", "report/all", "report/own", "report/assessment", "conversation", "report.csv", "report.json", "codebook.csv" })
            Assert.Equal((path, HttpStatusCode.OK), (path, (await reader.Get($"/rounds/{id}/{path}")).Status));
        Assert.Equal(HttpStatusCode.NotFound, (await reader.Get($"/rounds/{id}/report/nothing")).Status);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task An_adviser_reads_it_until_the_day_agreed_on(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var school = await hub.AddSchool("De Elzen");
        var id = await hub.AddReport(school, ReportSchool.Usual());
        var (adviser, ended, stranger) = (await hub.AddPerson("Femke Jansen"), await hub.AddPerson("Not Any More"), await hub.AddPerson("A Stranger"));
        var today = hub.Clock.Today();
        await hub.Share(school, id, adviser, today);
        await hub.Share(school, id, ended, today.AddDays(9), ended: hub.Clock.Now());
        using var allowed = await hub.SignedIn(adviser);
        Assert.Equal(HttpStatusCode.OK, (await allowed.Get($"/rounds/{id}/report")).Status);
        Assert.Null(allowed.Page.QuerySelector($"a[href='/school/{school.PlaceId}']"));
        foreach (var other in new[] { ended, stranger })
        {
            using var refused = await hub.SignedIn(other);
            Assert.Equal(HttpStatusCode.NotFound, (await refused.Get($"/rounds/{id}/report.csv")).Status);
        }
        hub.Clock.Advance(TimeSpan.FromDays(1));
        using var later = await hub.SignedIn(adviser);
        Assert.Equal(HttpStatusCode.NotFound, (await later.Get($"/rounds/{id}/report")).Status);
    }

    [Fact]
    public async Task A_school_of_which_nothing_may_be_shown_reads_why()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        var (school, reader) = await School(hub, Role.Reader);
        var id = await hub.AddReport(school, [new("teachers", 4, 9, _ => 3)], team: false);
        await reader.Get($"/rounds/{id}/report");
        Assert.Contains("Too few people answered to show what they said.", reader.Text, StringComparison.Ordinal);
        Assert.Null(reader.Page.QuerySelector("figure"));
        await reader.Get($"/rounds/{id}/conversation");
        Assert.Contains("There is nothing to talk about yet", reader.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_table_has_every_cell_and_says_why_a_figure_is_missing()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        var (school, reader) = await School(hub, Role.Reader);
        var id = await hub.AddReport(school, [.. ReportSchool.Usual(), new("families", 3, 100, _ => 3)], own: ["=cmd|' /C calc'!A0"]);
        var release = Release.FromJson((await Body(reader, $"/rounds/{id}/report.json")).ToJsonString());

        await reader.Get($"/rounds/{id}/report.csv");
        var text = await reader.Response.Content.ReadAsStringAsync();
        var rows = Rows(text);
        Assert.StartsWith("text/csv", reader.Response.Content.Headers.ContentType!.ToString(), StringComparison.Ordinal);
        Assert.Equal("de-elzen-spring-2026.csv", reader.Response.Content.Headers.ContentDisposition!.FileName);
        Assert.All(rows, r => Assert.Equal(18, r.Count));
        Assert.Equal(
            release.Areas.Sum(a => a.Cells.Count) + release.Items.Sum(i => i.Cells.Count), rows.Count(r => r["measure"] == "mean"));
        Assert.All(rows.Where(r => r["audience"] == "families" && r["level"] != "audience"), r => Assert.Equal("", r["value"] + r["n_at_least"]));
        Assert.Equal(["notAsked", "shown", "suppressed"], rows.Select(r => r["state"]).Distinct().Order(StringComparer.Ordinal));
        Assert.Contains(rows, r => r["bound"] == "few" && r["value"] == "");
        var agree = rows.Where(r => r["category"] == "agree" && r["audience"] == "learners").ToLookup(r => r["measure"], r => r["value"]);
        Assert.Equal(agree["split"].Count(v => v != ""), agree["split_low"].Count());
        Assert.All(agree["split"].Where(v => v != "").Zip(agree["split_low"], agree["split_high"]), b => Assert.InRange(int.Parse(b.First), int.Parse(b.Second), int.Parse(b.Third)));
        Assert.DoesNotContain(rows, r => r["item"].StartsWith('='));
        Assert.Contains(rows, r => r["item"].StartsWith("'=cmd", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_codebook_explains_every_column_and_code_of_the_table()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        var (school, reader) = await School(hub, Role.Reader);
        var id = await hub.AddReport(school, [.. ReportSchool.Usual(), new("families", 3, 100, _ => 3)]);
        var figures = Rows(await TextOf(reader, $"/rounds/{id}/report.csv"));
        var codebook = Rows(await TextOf(reader, $"/rounds/{id}/codebook.csv"));
        Assert.Equal(figures[0].Keys, codebook.Where(r => r["code"] == "").Select(r => r["column"]));
        foreach (var column in new[] { "level", "state", "measure", "bound", "area", "item", "audience" })
        {
            var explained = codebook.Where(r => r["column"] == column).Select(r => r["code"]).ToHashSet();
            Assert.DoesNotContain(figures.Select(r => r[column]), v => v != "" && !explained.Contains(v));
        }
        Assert.All(codebook, r => Assert.NotEqual("", r["meaning"]));
    }

    [Fact]
    public async Task The_conversation_is_filled_from_the_findings()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        var (school, reader) = await School(hub, Role.Reader);
        var id = await hub.AddReport(school, ReportSchool.Usual());
        await reader.Get($"/rounds/{id}/conversation");
        Assert.Contains("One hour", reader.Page.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("De Elzen", reader.Text, StringComparison.Ordinal);
        Assert.Contains("about Assessment", reader.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("{", reader.Text, StringComparison.Ordinal);
    }

    private static async Task<(Place School, Visitor Visitor)> School(TestHub hub, Role role)
    {
        var school = await hub.AddSchool("De Elzen");
        var person = await hub.AddPerson("Samira Haddad");
        await hub.Give(person, role, school);
        return (school, await hub.SignedIn(person));
    }

    private static async Task<JsonNode> Body(Visitor visitor, string path) => JsonNode.Parse(await TextOf(visitor, path))!;

    private static async Task<string> TextOf(Visitor visitor, string path) => await (await visitor.Get(path)).Response.Content.ReadAsStringAsync();

    /// <summary>Rows by column name. The text of these tests has no line breaks in cells.</summary>
    private static List<Dictionary<string, string>> Rows(string csv)
    {
        var lines = csv.TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Select(Cells).ToList();
        return [.. lines.Skip(1).Select(l => lines[0].Zip(l).ToDictionary(c => c.First, c => c.Second))];
    }

    private static List<string> Cells(string line)
    {
        var cells = new List<string>();
        var cell = new System.Text.StringBuilder();
        var quoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '"' && quoted && i + 1 < line.Length && line[i + 1] == '"') cell.Append(line[i++]);
            else if (line[i] == '"') quoted = !quoted;
            else if (line[i] == ',' && !quoted) { cells.Add(cell.ToString()); cell.Clear(); }
            else cell.Append(line[i]);
        }
        return [.. cells, cell.ToString()];
    }
}
