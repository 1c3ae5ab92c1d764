using Meent.Foundation.Data;
using Meent.Monitor;
using Meent.Monitor.RollUp;
using Meent.People;
using Microsoft.EntityFrameworkCore;

namespace Meent.Tests.Monitor;

/// <summary>Somebody who presses "Figures" reads where the Union stands, and goes on to countries, years and versions.</summary>
public class IndicatorPageTests
{
    private const string Skills = "/indicators/digital-skills-basic";

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task The_Unions_page_says_where_it_stands_and_what_it_needs(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        await hub.AddDigitalSkills();
        var union = await hub.PlaceOf("EU");
        var visitor = hub.Visitor();
        foreach (var path in new[] { "/figures", Skills, $"{Skills}?place={union}", $"/places/{union}/indicators" })
        {
            var text = (await visitor.Get(path)).Text;
            Assert.Contains("60.39 % in 2025.", text, StringComparison.Ordinal);
            Assert.Contains("+4.8 points since 2023", text, StringComparison.Ordinal);
            Assert.Contains("3.9 points a year needed until 2030 for 80 %, against 1.6 a year made since 2021.", text, StringComparison.Ordinal);
            Assert.Contains("7 of 27 countries rose clearly since 2023.", text, StringComparison.Ordinal);
        }
        Assert.Matches("Taken in: 2021, 2023: Eurostat, version 1 of [^;.]+; 2025: Digital Decade, version 2 of [^;.]+[.]", (await visitor.Get(Skills)).Text);
        var table = visitor.Page.QuerySelectorAll("table").Single(t => t.TextContent.Contains("+11.8", StringComparison.Ordinal));
        var denmark = table.QuerySelectorAll("tr").Single(r => r.TextContent.Contains("Denmark", StringComparison.Ordinal));
        Assert.Equal(["68.65", "69.62", "81.45", "+11.8", "rose"], denmark.QuerySelectorAll("td").Select(c => c.TextContent.Trim()));
    }

    [Fact]
    public async Task What_cannot_be_compared_is_not_and_zero_is_a_figure_while_nothing_is_none()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        await hub.AddDigitalSkills();
        var (austria, malta) = (await hub.PlaceOf("AT"), await hub.PlaceOf("MT"));
        await hub.Observe(austria, "2025", 75, "b");
        await hub.Observe(malta, "2023", null, null);
        await hub.Observe(malta, "2025", 0, null);
        var rows = (await hub.Visitor().Get($"{Skills}/compare?place=AT&place={malta}&from=2023&to=2025")).Page.QuerySelectorAll("main table")[^1].QuerySelectorAll("tbody tr")
            .Select(r => string.Join(" | ", r.Children.Select(c => c.TextContent.Trim()))).ToList();
        Assert.Equal(2, rows.Count);
        Assert.EndsWith("| 64.68 | 75.00 (b) |  | cannot compare: it was measured in another way in between", rows[0], StringComparison.Ordinal);
        Assert.EndsWith("| not available | 0.00 |  | cannot compare: one of the two figures is missing", rows[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_earlier_version_is_kept_from_page_to_page()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        await hub.AddDigitalSkills();
        var (union, visitor) = (await hub.PlaceOf("EU"), hub.Visitor());
        var newest = await hub.Look(db => db.Read<Vintage>().MaxAsync(v => v.Number));
        await visitor.Get($"/indicators?as-of={newest}");
        var links = visitor.Page.QuerySelectorAll("main a").Where(a => a.TextContent != "See how it stands now").Select(a => a.GetAttribute("href") ?? "").Where(h => h.Contains("/indicators", StringComparison.Ordinal)).ToList();
        Assert.True(links.Count > 28);
        Assert.All(links, h => Assert.EndsWith($"?as-of={newest}", h, StringComparison.Ordinal));
        Assert.Contains("that has no versions", visitor.Text, StringComparison.Ordinal);
        await visitor.Get($"/places/{union}/indicators?as-of={newest}");
        Assert.Equal(27, visitor.Page.QuerySelectorAll("main .place-list a").Count(a => a.GetAttribute("href")!.EndsWith($"/indicators?as-of={newest}", StringComparison.Ordinal)));
        Assert.Contains("With version 1 there were none.", (await visitor.Get($"/indicators/young-people-below-basic?as-of=1")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Years_the_wrong_way_round_are_said_and_the_policy_behind_an_indicator_is_named()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        await hub.AddDigitalSkills();
        var visitor = hub.Visitor();
        foreach (var years in new[] { "from=2023&to=2021", "from=2023&to=2023" })
        {
            foreach (var page in new[] { "compare", "acting" })
                Assert.Contains("Choose two different years, the earlier first.", (await visitor.Get($"{Skills}/{page}?{years}")).Text, StringComparison.Ordinal);
        }
        await visitor.Get(Skills);
        var to = visitor.Page.QuerySelectorAll("dd a").Select(a => a.GetAttribute("href")).ToList();
        Assert.Contains("/policy/council-2023/1a", to);
        Assert.Contains($"{Skills}/compare", visitor.Page.QuerySelectorAll("main a").Select(a => a.GetAttribute("href")));
        await hub.Observe(await hub.PlaceOf("NL"), "2025", 70, null);
        Assert.DoesNotContain("/compare", (await visitor.Get("/indicators/people-who-check-facts")).Page.QuerySelectorAll("main a").Select(a => a.GetAttribute("href") ?? "").Where(h => h.EndsWith("/compare", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Of_a_school_year_the_last_that_a_school_said_stands()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        await hub.AddDigitalSkills();
        var (school, reader) = (await hub.AddSchool("De Elzen"), await hub.AddPerson("Reader"));
        await hub.Give(reader, Role.Reader, school);
        await hub.Observe(school.PlaceId, "2025", null, null, ObservationSource.Schools);
        await hub.Change(db =>
        {
            db.Add(new OwnValue { PlaceId = school.PlaceId, SeriesId = 99, Period = "2025-10-19", Reference = "2025/2026", Value = 84.1m, N = 494 });
            db.Add(new OwnValue { PlaceId = school.PlaceId, SeriesId = 99, Period = "2025-11-22", Reference = "2025/2026", Value = 62.3m, N = 321 });
        });
        var text = (await (await hub.SignedIn(reader)).Get($"{Skills}?place={school.PlaceId}")).Text;
        Assert.Contains("62.3", text, StringComparison.Ordinal);
        Assert.DoesNotContain("84.1", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_report_gives_as_a_bound_stays_one_and_no_difference_is_made_of_it()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        await hub.AddDigitalSkills();
        var (school, reader) = (await hub.AddSchool("De Elzen"), await hub.AddPerson("Reader"));
        await hub.Give(reader, Role.Reader, school);
        await hub.Observe(school.PlaceId, "2024", null, null, ObservationSource.Schools);
        await hub.Change(db =>
        {
            db.Add(new OwnValue { PlaceId = school.PlaceId, SeriesId = 99, Period = "2023-06-01", Reference = "2022/2023", Value = 41.5m, N = 40 });
            db.Add(new OwnValue { PlaceId = school.PlaceId, SeriesId = 99, Period = "2024-06-01", Reference = "2023/2024", Value = 42.5m, N = 40 });
            db.Add(new OwnValue { PlaceId = school.PlaceId, SeriesId = 99, Period = "2025-06-01", Reference = "2024/2025", Value = 61m, N = 40, Status = ">=" });
        });
        var visitor = await hub.SignedIn(reader);
        var text = (await visitor.Get($"{Skills}?place={school.PlaceId}")).Text;
        Assert.Contains("61.0 % or higher in 2024/2025.", text, StringComparison.Ordinal);
        Assert.Contains("From 41.5 % in 2022/2023 to 42.5 % in 2023/2024.", text, StringComparison.Ordinal);
        Assert.Contains("At least one of the two newest figures is not exact, so no difference is made.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("+18.5", text, StringComparison.Ordinal);
        Assert.Equal(2, visitor.Page.QuerySelectorAll(".series-picture .series-point").Length);
        Assert.Contains("61.0 % or higher", (await visitor.Get($"/places/{school.PlaceId}/indicators")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_country_is_set_beside_the_target_of_the_Union_and_an_older_version_can_be_read_again()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        await hub.AddDigitalSkills();
        var visitor = hub.Visitor();
        var text = (await visitor.Get(Skills + "?place=ES")).Text;
        Assert.Contains("66.5 % in 2025. +0.3 points since 2023: no clear change.", text, StringComparison.Ordinal);
        Assert.Contains("2.7 points a year needed until 2030 for 80 %, against 0.6 a year made since 2021. The target is that of the Union as a whole.", text, StringComparison.Ordinal);
        Assert.Contains("66.18 % in 2023. +2.0 points since 2021: no clear change.", (await visitor.Get(Skills + "?place=ES&as-of=1")).Text, StringComparison.Ordinal);
        foreach (var none in new[] { "?place=ES&as-of=new", "?as-of=99", "/compare?as-of=99", "/data.csv?as-of=99", "/map.svg?as-of=99" }) Assert.Equal(404, (int)(await visitor.Get(Skills + none)).Status);
        Assert.Equal(404, (int)(await visitor.Get($"{Skills}?place={Ids.New()}")).Status);
        Assert.Equal(404, (int)(await visitor.Get(Skills + "?place=XX")).Status);
    }

    [Fact]
    public async Task What_schools_of_one_country_say_is_no_figure_of_the_Union()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        await hub.AddDigitalSkills();
        foreach (var (place, value) in new[] { ("EU", 44.4m), ("NL", 41.4m) }) await hub.Observe(await hub.PlaceOf(place), "2025", value, null, ObservationSource.Schools);
        var visitor = hub.Visitor();
        Assert.Empty(await FromSchools());
        var page = await visitor.Get(Skills);
        Assert.DoesNotContain("44.4", page.Text, StringComparison.Ordinal);
        var row = Assert.Single(page.Page.QuerySelectorAll("tr"), r => r.TextContent.Contains("41.4", StringComparison.Ordinal));
        Assert.Contains("Netherlands", row.TextContent, StringComparison.Ordinal);
        await hub.Observe(await hub.PlaceOf("DE"), "2025", 44.4m, null, ObservationSource.Schools);
        Assert.Equal(2, (await FromSchools()).Count);

        async Task<List<string>> FromSchools() => [.. (await (await visitor.Get($"{Skills}/data.csv")).Response.Content.ReadAsStringAsync()).Split('\n').Where(l => l.Contains("44.4", StringComparison.Ordinal))];
    }

    [Fact]
    public async Task Figures_of_a_school_are_for_its_own_people()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        await hub.AddDigitalSkills();
        var (school, reader) = (await hub.AddSchool("De Elzen"), await hub.AddPerson("Reader"));
        await hub.Give(reader, Role.Reader, school);
        await hub.Observe(school.PlaceId, "2025", 44.4m, null, ObservationSource.Schools);
        foreach (var path in new[] { $"/places/{school.PlaceId}/indicators", $"{Skills}?place={school.PlaceId}" })
        {
            Assert.Equal(404, (int)(await hub.Visitor().Get(path)).Status);
            Assert.Contains("44.4", (await (await hub.SignedIn(reader)).Get(path)).Text, StringComparison.Ordinal);
        }
        Assert.DoesNotContain("De Elzen", (await hub.Visitor().Get($"{Skills}/compare?place={school.PlaceId}")).Text, StringComparison.Ordinal);
    }
}
