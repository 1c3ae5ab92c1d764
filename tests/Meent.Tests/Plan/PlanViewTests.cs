using Meent.Foundation.Time;
using Meent.People;
using Meent.Places;
using Meent.Plan;

namespace Meent.Tests.Plan;

/// <summary>Versions, the page for the wall, the timeline, and who does what.</summary>
public class PlanViewTests
{
    [Fact]
    public async Task Versions_say_what_changed_and_views_show_names_to_colleagues_and_roles_to_everybody()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        var (school, anna) = (await hub.AddSchool("De Elzen"), await hub.AddPerson("Anna Bos"));
        await hub.Give(anna, Role.Coordinator, school);
        var plan = await hub.AddPlan(school, anna, isPublic: true, nextReview: hub.Clock.Today().AddDays(-1));
        using var visitor = await hub.SignedIn(anna);

        await visitor.Get($"/plans/{plan}/versions");
        Assert.Contains("Anna Bos: One more measure", visitor.Text);
        Assert.Contains("The title is now “Digital plan”. It was “Plan”.", visitor.Text);
        Assert.Contains("This measure was added. Anna Bos looks after it, until 4 November 2026.", visitor.Text);
        Assert.Contains("The plan was made.", visitor.Text);
        await visitor.Get($"/plans/{plan}/versions?from=2&to=1");
        Assert.Contains("A week about news", visitor.Text);

        await visitor.Get($"/plans/{plan}/who");
        Assert.Contains("Anna Bos, head of ICT (you)", visitor.Text);
        Assert.Contains("This plan was not looked at in time.", visitor.Text);

        await visitor.Get($"/plans/{plan}/wall");
        Assert.Contains("head of ICT · due by 4 July 2026", visitor.Text);
        Assert.Contains("Anna Bos · due by 4 November 2026", visitor.Text);
        Assert.DoesNotContain("Anna Bos, head of ICT", visitor.Text);

        using var anybody = hub.Visitor();
        await hub.AddPlan(school, anna, isPublic: true, nextReview: hub.Clock.Today().AddDays(1));
        await anybody.Get($"/places/{school.PlaceId}/plans");
        Assert.Equal("Not looked at in time", Assert.Single(anybody.Page.QuerySelectorAll(".tag-warning")).TextContent);
        Assert.Contains("was not held. What stands here may no longer hold.", anybody.Text);
        foreach (var (view, shown) in new[] { ("who", "head of ICT"), ("timeline", "2 measures, 0 done."), ("wall", "learners who check a source: 60 by 4 January 2027.") })
        {
            await anybody.Get($"/plans/{plan}/{view}");
            Assert.Contains(shown, anybody.Text);
            Assert.DoesNotContain("Anna", anybody.Text);
        }
    }

    [Fact]
    public async Task What_the_hub_observes_since_the_start_shows_how_far_a_figure_is()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        var ada = await hub.AddPerson("Ada Mol");
        await hub.AddDigitalSkills();
        var country = await hub.PlaceOf("NL");
        var place = await hub.Look(async db => (await PlacesModule.Find(db, country))!);
        MeasuredBy Since(string start) => new("digital-skills-basic", null, 80m, start, 90m, new DateOnly(2030, 12, 31));
        PlanContent Measured(MeasuredBy by) => PlanSeeds.Content(hub.Clock.Today()) with { Objectives = [new("o1", "Everybody has basic skills") { MeasuredBy = [by] }] };
        using var anybody = hub.Visitor();

        await anybody.Get($"/plans/{await hub.AddPlan(place, ada, isPublic: true, content: Measured(Since("2023")))}/wall");
        Assert.Matches(@"People with at least basic digital skills: 90 % by 31 December 2030\. Now 8\d\.\d+ % \(2025, Digital Decade\): \d\d % of the way from 80 % to 90 %\.", anybody.Text);
        var plan = await hub.AddPlan(place, ada, isPublic: true, content: Measured(Since("2025")));
        await anybody.Get($"/plans/{plan}/wall");
        Assert.DoesNotContain("of the way", anybody.Text);
        await anybody.Get($"/plans/{plan}/thread");
        Assert.Contains("80 % in 2025, to be 90 % by 31 December 2030", anybody.Text);
        await anybody.Get($"/plans/{await hub.AddPlan(place, ada, isPublic: true, content: Measured(Since("2023") with { Target = null }))}/wall");
        Assert.Matches(@"People with at least basic digital skills\. Now 8\d\.\d+ % \(2025, Digital Decade\); 80 % at the start\.", anybody.Text);
        await anybody.Get($"/plans/{await hub.AddPlan(place, ada, isPublic: true, content: Measured(new("digital-skills-basic")))}");
        Assert.Matches(@"Now 8\d\.\d+ % \(2025, Digital Decade\)\.", anybody.Text);
        Assert.NotNull(anybody.Page.QuerySelector($"a[href='/indicators/digital-skills-basic?place={country}']"));
        // What somebody types is no value of Eurostat's, and is not asked for either.
        await hub.Change(db => db.Add(new StoredCheckIn
        {
            PlaceId = country, PlanId = plan, MeasureId = "m1", Id = Meent.Foundation.Data.Ids.New(), SaidAt = hub.Clock.Now(), SaidBy = ada.Id, State = MeasureState.UnderWay, Confidence = 4, Figure = "o1/digital-skills-basic", Value = 90m, Line = "",
        }));
        await anybody.Get($"/plans/{plan}/wall");
        Assert.DoesNotContain("is reached", anybody.Text);
    }
}
