using Meent.Foundation;
using Meent.Foundation.Data;
using Meent.Foundation.Time;
using Meent.Monitor.CompareActing;
using Meent.Places;
using Meent.Plan;
using Meent.Tests.Plan;
using Microsoft.EntityFrameworkCore;

namespace Meent.Tests.Monitor.CompareActing;

public class AssociationTests
{
    // Tables of Student's distribution, two-sided 5 %.
    [Theory, InlineData(2, 4.303, 0.04), InlineData(3, 3.182, 0.005), InlineData(5, 2.571, 0.001), InlineData(10, 2.228, 0.001), InlineData(30, 2.042, 0.001), InlineData(120, 1.980, 0.001)]
    public void The_point_of_Students_distribution_is_that_of_the_tables(double freedom, double expected, double off) =>
        Assert.InRange(Normal.Student975(freedom), expected - off, expected + off);

    [Fact]
    public void Two_groups_are_compared_as_Welch_did()
    {
        // Worked by hand: means 4 and 2, variances 1 and 4, so 1/3 + 4/4 and (4/3)² / ((1/9)/2 + 1/3) = 4.571 degrees of freedom.
        var found = Association.Of([(50, 3), (52, 4), (54, 5)], [(40, 0), (42, 2), (44, 4), (42, 2)])!;
        Assert.Equal(new(3, 4, 1, 52), found.Acted);
        Assert.Equal(8.0 / 3, found.NotYet.Variance, 6);
        Assert.Equal(2, found.Difference, 6);
        var freedom = 1.0 / ((1.0 / 9 / 2) + (4.0 / 9 / 3));
        Assert.Equal(Normal.Student975(freedom), found.Margin, 6);
        Assert.False(found.IsClear);
        Assert.True(Association.Of([(1, 10), (1, 10.1), (1, 9.9)], [(1, 0), (1, 0.1), (1, -0.1)])!.IsClear);
    }

    [Fact]
    public void Fewer_than_three_places_in_a_group_are_not_compared()
    {
        Assert.Null(Association.Of([(1, 1), (1, 2)], [(1, 1), (1, 2), (1, 3)]));
        Assert.Null(Association.Of([(1, 1), (1, 2), (1, 3)], []));
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Countries_with_a_public_plan_under_way_stand_beside_those_that_have_not_begun(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        await hub.AddDigitalSkills();
        foreach (var (country, isPublic, state) in new[] { ("DK", true, MeasureState.UnderWay), ("IE", true, MeasureState.Done), ("DE", true, MeasureState.UnderWay), ("FR", true, MeasureState.Stopped), ("ES", false, MeasureState.UnderWay), ("IT", true, MeasureState.Planned) })
            await Act(hub, country, isPublic, state);
        var visitor = await hub.Visitor().Get("/indicators/digital-skills-basic/acting?from=2023&to=2025");
        Assert.Contains("Associated: places that had begun moved further up.", visitor.Text, StringComparison.Ordinal);
        Assert.Contains("From 2023 to 2025, 3 places that had begun moved by +9.7 points on average, 24 that had not by +2.4 points.", visitor.Text, StringComparison.Ordinal);
        Assert.Contains("it does not say that the measures are the reason", visitor.Text, StringComparison.Ordinal);
        var rows = visitor.Page.QuerySelectorAll("main > table tbody tr, main .table-scroll tbody tr").Where(r => r.TextContent.Contains("Digital plan", StringComparison.Ordinal)).ToList();
        Assert.Equal(["Denmark", "Germany", "Ireland"], rows.Select(r => r.QuerySelector("th")!.TextContent.Trim()).Order());
        Assert.All(rows, r => Assert.Contains("€\u00a01,500", r.TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_began_after_the_figures_cannot_have_moved_them_and_two_places_are_too_few()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        await hub.AddDigitalSkills();
        await Act(hub, "DK", true, MeasureState.UnderWay);
        await Act(hub, "IE", true, MeasureState.UnderWay);
        await Act(hub, "DE", true, MeasureState.UnderWay, new(2025, 11, 1, 12, 0, 0, DateTimeKind.Utc));
        var text = (await hub.Visitor().Get("/indicators/digital-skills-basic/acting?from=2023&to=2025")).Text;
        Assert.Contains("Too few places to compare", text, StringComparison.Ordinal);
        Assert.Contains("It began after the figures were taken.", text, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Regions_are_compared_as_countries_are_and_the_page_says_why_schools_are_not(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        await hub.AddDigitalSkills();
        await hub.AddRegions(
            ("NL1", "Noord-Nederland", 50, 55), ("NL11", "Groningen", 50, 58), ("NL12", "Friesland", 50, 59), ("NL13", "Drenthe", 50, 60),
            ("NL21", "Overijssel", 50, 51), ("NL22", "Gelderland", 50, 52), ("NL23", "Flevoland", 50, 53), ("BE2", "Vlaanderen", 50, 50), ("BE21", "Antwerpen", 50, 50), ("BE22", "Limburg", 50, 50));
        foreach (var code in new[] { "NL11", "NL12", "NL13" }) await Act(hub, await hub.Region(code), code, true, MeasureState.UnderWay);
        using var visitor = hub.Visitor();
        await visitor.Get("/indicators/digital-skills-basic/acting?from=2023&to=2025&regions=NL-2");
        Assert.Contains("From 2023 to 2025, 3 places that had begun moved by +9.0 points on average, 3 that had not by +2.0 points.", visitor.Text, StringComparison.Ordinal);
        Assert.Contains("Schools are not set beside each other here.", visitor.Text, StringComparison.Ordinal);
        Assert.Contains("regions=NL-2", visitor.Page.QuerySelector("input[name=from], select[name=from]")!.Closest("form")!.OuterHtml + visitor.Page.QuerySelector("a[href*='change.svg']")!.GetAttribute("href"), StringComparison.Ordinal);
        Assert.Equal(["", "BE-2", "NL-2", "EU-1", "EU-2"], visitor.Page.QuerySelectorAll("select[name=regions] option").Select(o => o.GetAttribute("value")));
        Assert.Contains("3 that had not by", (await visitor.Get("/indicators/digital-skills-basic/acting?from=2023&to=2025&regions=NL")).Text, StringComparison.Ordinal);
        Assert.Contains("5 that had not by +1.2 points", (await visitor.Get("/indicators/digital-skills-basic/acting?from=2023&to=2025&regions=EU-2")).Text, StringComparison.Ordinal);
        Assert.Contains("Too few places to compare", (await visitor.Get("/indicators/digital-skills-basic/acting?from=2023&to=2025")).Text, StringComparison.Ordinal);
        await visitor.Get("/indicators/digital-skills-basic/acting/change.svg?from=2023&to=2025&regions=NL-2");
        Assert.Equal("image/svg+xml", visitor.Response.Content.Headers.ContentType!.MediaType);
        var svg = await visitor.Response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("Drenthe, spent:", svg, StringComparison.Ordinal);
        Assert.DoesNotContain("Demonstration", svg, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_region_in_a_larger_one_that_had_begun_is_in_neither_group()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite, s => s with { Demonstration = true });
        await hub.AddDigitalSkills();
        await hub.AddRegions(
            ("NL11", "Groningen", 50, 58), ("NL12", "Friesland", 50, 59), ("NL13", "Drenthe", 50, 60), ("NL21", "Overijssel", 50, 51), ("NL22", "Gelderland", 50, 52), ("NL23", "Flevoland", 50, 53),
            ("BE2", "Vlaanderen", 50, 50), ("BE21", "Antwerpen", 50, 80), ("BE22", "Limburg", 50, 80));
        foreach (var code in new[] { "NL11", "NL12", "NL13" }) await Act(hub, await hub.Region(code), code, true, MeasureState.UnderWay);
        const string Path = "/indicators/digital-skills-basic/acting?from=2023&to=2025&regions=EU-2";
        Assert.DoesNotContain("left out", (await hub.Visitor().Get(Path)).Text, StringComparison.Ordinal);
        using var file = (await hub.Visitor().Get("/indicators/digital-skills-basic/acting/change.svg?from=2023&to=2025&regions=EU-2")).Response;
        Assert.Contains("Demonstration: the plans are made up.", await file.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await Act(hub, await hub.Region("BE2"), "BE2", true, MeasureState.UnderWay);
        var text = (await hub.Visitor().Get(Path)).Text;
        Assert.Contains("3 places that had begun moved by +9.0 points on average, 3 that had not by +2.0 points.", text, StringComparison.Ordinal);
        Assert.Contains("2 regions are left out: they lie in larger ones that had begun.", text, StringComparison.Ordinal);
    }

    private static async Task Act(TestHub hub, string country, bool isPublic, MeasureState state, DateTime? at = null) => await Act(hub, await hub.PlaceOf(country), country, isPublic, state, at);

    private static async Task Act(TestHub hub, Guid place, string name, bool isPublic, MeasureState state, DateTime? at = null)
    {
        var owner = await hub.AddPerson("Owner " + name);
        var content = PlanSeeds.Content(hub.Clock.Today());
        content = content with { Objectives = [content.Objectives[0] with { Measures = [content.Objectives[0].Measures[0] with { Money = [new("own", 5000, 1000), new("esf", null, 500)] }, content.Objectives[0].Measures[1]] }] };
        var plan = await hub.AddPlan(await hub.Look(db => db.Read<Place>().SingleAsync(p => p.PlaceId == place)), owner, isPublic, content: content);
        await hub.Change(db => db.AddRange(
            new StoredMeasured { PlaceId = place, PlanId = plan, ObjectiveId = "o1", Indicator = "digital-skills-basic" },
            new StoredCheckIn { PlaceId = place, PlanId = plan, MeasureId = "m1", SaidAt = at ?? new(2024, 2, 1, 12, 0, 0, DateTimeKind.Utc), SaidBy = owner.Id, State = state, Confidence = 4, Line = "" }));
    }
}
