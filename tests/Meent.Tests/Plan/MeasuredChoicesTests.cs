using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Time;
using Meent.Monitor;
using Meent.People;
using Meent.Places;
using Meent.Plan;
using Meent.Plan.MakePlan;
using Microsoft.EntityFrameworkCore;

namespace Meent.Tests.Plan;

/// <summary>By what an objective can be measured: only by what its place can have a figure of.</summary>
public class MeasuredChoicesTests
{
    [Fact]
    public async Task A_school_is_offered_figures_of_schools_and_a_country_also_what_came_with_an_import()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        await hub.AddDigitalSkills();
        var (country, school, anna) = (await hub.PlaceOf("NL"), await hub.AddSchool("De Elzen"), await hub.AddPerson("Anna Bos"));
        var place = await hub.Look(async db => (await PlacesModule.Find(db, country))!);
        var agency = new Place { PlaceId = Ids.New(), Kind = PlaceKind.Organisation, Type = OrganisationType.Agency, Name = "The agency" };
        await hub.Change(db =>
        {
            db.AddRange(agency, new PlaceLink { PlaceId = agency.PlaceId, Role = LinkRole.Serves, ParentId = country, ValidFrom = new DateOnly(2020, 1, 1) });
            db.Add(new StoredIndicator { Id = "isoc_code", Content = System.Text.Json.JsonSerializer.Serialize(new Indicator { Id = "isoc_code", Name = new LocalizedText([new("en", "Schools that teach code")]), Unit = IndicatorUnit.Percent, MainUnit = "PC" }, LocalizedText.Json) });
            db.Add(new Series { Id = 98, Indicator = "isoc_code", Breakdown = Breakdowns.Total, Unit = "PC", Source = ObservationSource.Eurostat });
            db.Add(new Vintage { Number = 90, Source = ObservationSource.Eurostat, MadeAt = hub.Clock.Now(), Format = "csv", RowCount = 1 });
            db.Add(new StoredObservation { PlaceId = country, SeriesId = 98, Period = "2025", Value = 55m, Vintage = 90 });
        });
        await hub.Give(anna, Role.Coordinator, school);
        await hub.Give(anna, Role.Coordinator, agency);
        using var visitor = await hub.SignedIn(anna);

        await visitor.Get($"/plans/{await hub.AddPlan(school, anna)}/edit/objectives/o1/measured");
        var offered = visitor.Page.QuerySelectorAll("select[name=indicator-0] option").Select(o => o.GetAttribute("value")).ToList();
        Assert.Contains("school-teaching", offered);
        Assert.DoesNotContain("digital-skills-basic", offered);
        Assert.Null(visitor.Page.QuerySelector("datalist"));

        var plan = await hub.AddPlan(place, anna);
        await visitor.Get($"/plans/{plan}/edit/objectives/o1/measured");
        Assert.NotNull(visitor.Page.QuerySelector("select[name=indicator-0] option[value=digital-skills-basic]"));
        Assert.NotNull(visitor.Page.QuerySelector("datalist#imported option[value='Schools that teach code']"));
        await visitor.Post(new() { ["own-0"] = "schools that teach Code", ["base-0"] = "40", ["period-0"] = "2024", ["target-0"] = null, ["due-0"] = null });
        Assert.Contains("Now 55 % (2025, Eurostat); 40 % at the start.", visitor.Text, StringComparison.Ordinal);
        Assert.Equal("isoc_code", PlanJson.TryRead((await hub.Look(db => db.Read<PlanVersion>().OrderBy(v => v.Number).LastAsync(v => v.PlanId == plan))).Content)!.Objectives[0].MeasuredBy.Single().Indicator);
        await visitor.Get($"/plans/{plan}/edit/objectives/o1/measured");
        Assert.Equal("Schools that teach code", visitor.Page.QuerySelector("[name=own-0]")!.GetAttribute("value"));
    }

    [Fact]
    public void A_template_can_name_what_a_place_counts_itself_and_none_for_schools_names_what_no_school_has()
    {
        var read = PlanTemplateFile.Parse("""
            id: own
            title: { en: Plan, nl: Plan }
            for: [school]
            objectives:
              - title: { en: Reach it, nl: Bereik het }
                measured-by: [school-teaching]
                own-figures:
                  - { en: Lessons visited, nl: Bezochte lessen }
            """).Template!;
        Assert.Equal(["school-teaching", "Bezochte lessen"], read.In("nl", "Plan", new(2026, 1, 1), new(2027, 1, 1), "p1").Objectives.Single().MeasuredBy.Select(m => m.Indicator));
        var ofSchools = IndicatorContent.Load(Hub.Shipped("content")).All.Where(i => i.IsOfSchools).Select(i => i.Id).ToList();
        Assert.All(PlanTemplates.Load(null, Hub.Shipped("content")).All.Where(t => !t.For.Contains("area")).SelectMany(t => t.Objectives).SelectMany(o => o.MeasuredBy), id => Assert.Contains(id, ofSchools));
    }
}
