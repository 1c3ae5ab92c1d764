using System.Net;
using Meent.People;
using Meent.Tests.Reflect.ReadResults;

namespace Meent.Tests.Reflect.SeeYears;

public class SeeYearsTests
{
    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_reader_sees_what_became_of_each_area_over_all_rounds(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var school = await hub.AddSchool("De Elzen");
        var person = await hub.AddPerson("Rik de Lezer");
        await hub.Give(person, Role.Reader, school);
        using var reader = await hub.SignedIn(person);
        await hub.AddReport(school, ReportSchool.Usual(), "Spring 2024", 730);
        await hub.AddReport(school, ReportSchool.Usual(teaching: 0.3), "Spring 2025", 365);
        var newest = await hub.AddReport(school, ReportSchool.Usual(teaching: 0.9), own: ["We share what works."]);
        var path = $"/school/{school.PlaceId}/years/school";

        await reader.Get($"/rounds/{newest}/report");
        Assert.NotNull(reader.Page.QuerySelector($"a[href='{path}']"));
        await reader.Get(path);
        Assert.Equal("Over the years", reader.Page.QuerySelector("h1")!.TextContent.Trim());
        Assert.Contains("3 rounds, from Spring 2024 to Spring 2026", reader.Text, StringComparison.Ordinal);
        Assert.Contains("Learners rate “Teaching: in class” clearly higher than in “Spring 2024”.", reader.Text, StringComparison.Ordinal);
        Assert.Equal(8, reader.Page.QuerySelectorAll(".trend-panel").Length);
        Assert.Contains(", n ≥ 60", reader.Page.QuerySelector("figure table")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("All rounds asked the same statements in the same words.", reader.Text, StringComparison.Ordinal);
        foreach (var (address, status) in new[] { ("/teaching", HttpStatusCode.OK), ("/own", HttpStatusCode.OK), ("/nothing", HttpStatusCode.NotFound) })
            Assert.Equal((address, status), (address, (await reader.Get(path + address)).Status));
        await reader.Get(path + "/table.csv");
        var rows = (await reader.Response.Content.ReadAsStringAsync()).Split('\n');
        Assert.StartsWith("place,instrument,level,subject,audience,round_id", rows[0].TrimStart('\uFEFF'), StringComparison.Ordinal);
        Assert.Equal(3, rows.Count(r => r.Contains(",area,teaching,learners,", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Where_nothing_was_asked_or_nothing_may_be_read_there_is_nothing()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        var (school, other) = (await hub.AddSchool("De Elzen"), await hub.AddSchool("De Beuk"));
        var person = await hub.AddPerson("Rik de Lezer");
        await hub.Give(person, Role.Reader, school);
        using var reader = await hub.SignedIn(person);
        await hub.AddReport(other, ReportSchool.Usual());
        Assert.Equal(HttpStatusCode.NotFound, (await reader.Get($"/school/{other.PlaceId}/years/school")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await reader.Get($"/school/{school.PlaceId}/years/school")).Status);
        await hub.AddReport(school, ReportSchool.Usual());
        await reader.Get($"/school/{school.PlaceId}/years/school");
        Assert.Contains("There is one round so far.", reader.Text, StringComparison.Ordinal);
    }
}
