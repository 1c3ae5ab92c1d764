using System.Text.Json;
using Meent.Foundation.Data;
using Meent.People;
using Meent.Tests.Reflect.ReadResults;
using Meent.Tests.Reflect.Rounds;

namespace Meent.Tests.Reflect.Areas;

public class FiguresTests
{
    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Everybody_reads_the_figures_of_a_country_from_the_menu_to_the_files(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var anybody = hub.Visitor();
        await anybody.Get("/figures");
        Assert.Contains("No figures yet", anybody.Text);
        var country = await hub.AddFigures(schools: 14, secondary: 2);
        await anybody.Get("/figures");
        Assert.Contains("Figureland", anybody.Text);

        await anybody.Get($"/figures/{country.PlaceId}");
        Assert.Contains("What schools say: Figureland", anybody.Text);
        Assert.Contains("14 schools took part in the school year 2025–2026.", anybody.Text);
        Assert.DoesNotContain("Schools choose to take part", anybody.Text);
        Assert.Contains("14 of 14 schools took part. That is all of them.", anybody.Text);
        Assert.Contains("has the most room to grow", anybody.Text);
        Assert.Contains("Published on 4 March 2026, edition 1; rounds closed on 1 March 2026.", anybody.Text);
        await anybody.Get($"/figures/{country.PlaceId}?sector=secondary");
        Assert.Contains("None of these figures can be shown", anybody.Text);
        Assert.Contains("because fewer than 3 schools show it", anybody.Text);
        // All schools without the primary ones would be the two secondary schools.
        await anybody.Get($"/figures/{country.PlaceId}?sector=primary");
        Assert.Contains("because by itself or with other figures it would give away what one or two schools say", anybody.Text);

        await anybody.Get($"/figures/{country.PlaceId}/assessment");
        Assert.Contains("Statement by statement: all schools of Figureland, 2025–2026.", anybody.Text);
        var json = JsonDocument.Parse(await Body(anybody, $"/api/figures/{country.PlaceId}")).RootElement;
        Assert.Equal(14, json.GetProperty("parts")[0].GetProperty("schools").GetInt32());
        Assert.False(json.TryGetProperty("bands", out _));
        Assert.Equal("Figureland", JsonDocument.Parse(await Body(anybody, "/api/figures")).RootElement[0].GetProperty("place").GetString());
        var csv = await Body(anybody, $"/api/figures/{country.PlaceId}.csv");
        Assert.Contains($"{country.PlaceId},Figureland,school,2025-2026,1,2026-03-04", csv);
        Assert.Contains(",withheld,", csv);
    }

    [Fact]
    public async Task A_school_reads_its_report_beside_similar_schools_and_its_board_reads_the_figures_of_its_schools()
    {
        await using var school = await School.On(Engine.Sqlite);
        var country = await school.Hub.AddFigures(schools: 12, secondary: 0);
        var board = await school.Hub.AddBoard("Board of the Vale", school.Place);
        await school.Hub.Change(db => db.Add(new Meent.Places.PlaceLink { PlaceId = school.Place.PlaceId, Role = "admin", ValidFrom = Boards.Since, ParentId = country.PlaceId }));
        var round = await school.Hub.AddReport(school.Place, ReportSchool.Usual());
        await school.Visitor.Get($"/rounds/{round}/report");
        Assert.DoesNotContain("Beside similar schools", school.Visitor.Text);
        await school.Hub.AddCounter(school.Place, round, 3, country, board);
        await school.Visitor.Get($"/rounds/{round}/report");
        Assert.Contains("Similar schools are at least 12 schools of primary education and of your size in Figureland", school.Visitor.Text);
        Assert.Contains("; similar schools 2.", school.Visitor.Text);

        // One school is no board figure; its people get the reason, all others nothing.
        await school.Visitor.Get($"/figures/{board.PlaceId}");
        Assert.Contains("At least 3 schools are needed", school.Visitor.Text);
        foreach (var i in new[] { 20, 21, 22 }) await school.Hub.AddCounter(await school.Hub.AddSchool($"School {i}"), Ids.New(), i, board);
        await school.Hub.Publish();
        await school.Visitor.Get($"/figures/{board.PlaceId}");
        Assert.Contains("What the schools of Board of the Vale say", school.Visitor.Text);
        await school.Visitor.Get($"/figures/{board.PlaceId}?period=1999-2000");
        Assert.Equal(404, (int)school.Visitor.Status);
        Assert.Contains("No such figures: Board of the Vale", school.Visitor.Text);
        Assert.Contains("2025–2026", school.Visitor.Text);
        await school.Visitor.Get("/figures?period=1999-2000");
        Assert.Contains("No figures for this questionnaire and school year", school.Visitor.Text);
        Assert.Contains("2025–2026", school.Visitor.Text);
        await school.Visitor.Get("/figures");
        Assert.Contains("Your boards", school.Visitor.Text);
        var stranger = await school.Hub.SignedIn(await school.Hub.AddPerson("Somebody Else"));
        await stranger.Get($"/figures/{board.PlaceId}");
        Assert.Equal(404, (int)stranger.Status);
        await stranger.Get($"/api/figures/{board.PlaceId}");
        Assert.Equal(404, (int)stranger.Status);
        await stranger.Get("/figures");
        Assert.DoesNotContain("Board of the Vale", stranger.Text);
    }

    private static async Task<string> Body(Visitor visitor, string path) => await (await visitor.Get(path)).Response.Content.ReadAsStringAsync();
}
