using System.Net;
using Meent.Foundation.Data;
using Meent.People;
using Meent.Plan.TakeAlong;

namespace Meent.Tests.Plan;

/// <summary>A plan of a demonstration hub says that it is made up wherever it goes.</summary>
public class MadeUpPlanTests
{
    private const string Said = "Demonstration: this plan is made up.";

    [Fact]
    public async Task Files_of_a_demonstration_plan_say_so_and_the_next_hub_keeps_it()
    {
        var (csv, json, document) = await Files(demonstration: true);
        Assert.Contains(Said, document, StringComparison.Ordinal);
        Assert.Contains("\"demonstration\": true", json, StringComparison.Ordinal);
        Assert.EndsWith(",demonstration", csv.Split('\n')[0].Trim(), StringComparison.Ordinal);
        Assert.EndsWith(",true", csv.Split('\n')[1].Trim(), StringComparison.Ordinal);
        var (realCsv, realJson, realDocument) = await Files(demonstration: false);
        Assert.All([realJson, realDocument], text => Assert.DoesNotContain("demonstration", text, StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(",true", realCsv, StringComparison.Ordinal);

        await using var hub = await TestHub.Start(Engine.Sqlite);
        var (school, anna) = (await hub.AddSchool("De Elzen"), await hub.AddPerson("Anna Bos"));
        await hub.Give(anna, Role.Coordinator, school);
        using var visitor = await hub.SignedIn(anna);
        foreach (var file in new[] { json, csv.Replace(",true", ",TRUE", StringComparison.Ordinal) })
        {
            await ThreadStoryTests.Send(visitor, school.PlaceId, file);
            Assert.Contains(Said, visitor.Text, StringComparison.Ordinal);
            var plan = visitor.Path.Split('/', '?')[2];
            Assert.True(PlanJsonFile.Read(await Body(visitor, $"/plans/{plan}/export.json")).Plan!.Content.Demonstration);
            Assert.Contains(Said, await Body(visitor, $"/plans/{plan}/document.html"), StringComparison.Ordinal);
            Assert.Contains(Said, await Body(visitor, $"/plans/{plan}/wall"), StringComparison.Ordinal);
        }
        await ThreadStoryTests.Send(visitor, school.PlaceId, realJson);
        Assert.DoesNotContain(Said, visitor.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_aim_that_the_form_would_refuse_is_refused_in_a_file_with_its_objective_named()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        var (school, anna) = (await hub.AddSchool("De Elzen"), await hub.AddPerson("Anna Bos"));
        await hub.Give(anna, Role.Coordinator, school);
        using var visitor = await hub.SignedIn(anna);
        await ThreadStoryTests.Send(visitor, school.PlaceId, "kind,id,of,title,start,end,indicator,value\nplan,,,Plan,2026-01-01,2027-01-01,,\nobjective,o1,,Reach it,,,,\nmeasured,,o1,,,,digital-skills-basic,180\n");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, visitor.Status);
        Assert.Contains("Line 3: This objective is measured by “digital-skills-basic”, and 180 is no value of it. It lies between 0 and 100.", visitor.Text, StringComparison.Ordinal);
    }

    private static async Task<(string Csv, string Json, string Document)> Files(bool demonstration)
    {
        await using var hub = await TestHub.Start(Engine.Sqlite, s => s with { Demonstration = demonstration });
        var (school, anna) = (await hub.AddSchool("De Elzen"), await hub.AddPerson("Anna Bos"));
        var plan = await hub.AddPlan(school, anna, isPublic: true);
        using var visitor = hub.Visitor();
        return (await Body(visitor, $"/plans/{plan}/export.csv"), await Body(visitor, $"/plans/{plan}/export.json"), await Body(visitor, $"/plans/{plan}/document.html"));
    }

    private static async Task<string> Body(Visitor visitor, string path) => await (await visitor.Get(path)).Response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
}
