using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Web;
using Meent.Monitor;
using Meent.Monitor.KeepStudies;
using Meent.People;
using Meent.Tests.Plan;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Meent.Tests.Monitor.KeepStudies;

/// <summary>A board writes a study down with its findings; everybody reads what a study of its kind can say.</summary>
public class KeepStudiesTests
{
    private static readonly Texts T = new(new TextCatalogue("", [], ""), "en");

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_study_is_written_down_with_a_finding_changed_and_removed(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var (school, person) = (await hub.AddSchool("De Elzen"), await hub.AddPerson("Leader"));
        await hub.Give(person, Role.Leader, school);
        var leader = await hub.SignedIn(person);
        await leader.Get($"/places/{school.PlaceId}");
        await leader.Get(leader.Page.QuerySelector("a[href$='/studies/new']")!.GetAttribute("href")!);
        await leader.Post(new() { ["title"] = "Does a course help?", ["authors"] = "Institute", ["published"] = "2031", ["design"] = "groups", ["address"] = "ftp://x" });
        Assert.Equal(422, (int)leader.Status);
        Assert.Contains("Write the year in four figures", leader.Text, StringComparison.Ordinal);
        Assert.Contains("beginning with https://", leader.Text, StringComparison.Ordinal);
        await leader.Post(new() { ["published"] = "2025", ["address"] = "https://example.org/study", ["indicator"] = "digital-skills-basic" });
        Assert.Contains("A difference is an association", leader.Text, StringComparison.Ordinal);
        await leader.Post(new() { ["sentence"] = "They check more sources.", ["direction"] = "better", ["effect"] = "3,5", ["low"] = "4", ["high"] = "6" });
        Assert.Contains("The number lies outside its bounds.", leader.Text, StringComparison.Ordinal);
        await leader.Post(new() { ["effect"] = "1.234", ["low"] = "1" });
        Assert.Contains("This can be read in two ways. Write 1234 or 1.2340.", leader.Text, StringComparison.Ordinal);
        await leader.Post(new() { ["effect"] = "+3,5", ["low"] = "+1", ["unit"] = "points", ["n"] = "1.420" });
        var visitor = hub.Visitor();
        await visitor.Get("/studies?indicator=digital-skills-basic");
        await visitor.Get(visitor.Page.QuerySelector("main a[href^='/studies/']")!.GetAttribute("href")!);
        Assert.Equal(["better", "+3.5 points (+1 to +6)", "1,420"], visitor.Page.QuerySelectorAll("tbody td").Select(c => c.TextContent.Trim()));
        Assert.Empty(visitor.Page.QuerySelectorAll("main form"));
        await leader.Get(leader.Page.QuerySelector("a[href$='/edit']")!.GetAttribute("href")!);
        await leader.Post(new() { ["title"] = "Does a long course help?", ["indicator"] = "" });
        Assert.Contains("Does a long course help?", leader.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Does a long", (await visitor.Get("/studies?indicator=digital-skills-basic")).Text, StringComparison.Ordinal);
        await leader.Press("Remove this study");
        Assert.Equal((0, 0), await hub.Look(async db => (await db.Read<StoredStudy>().CountAsync(), await db.Read<StoredFinding>().CountAsync())));
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Who_changes_a_study_at_the_same_time_is_told_and_loses_nothing(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var (school, person) = (await hub.AddSchool("De Elzen"), await hub.AddPerson("Leader"));
        await hub.Give(person, Role.Leader, school);
        var id = await hub.AddStudy(school.PlaceId);
        var (one, other, third) = (await hub.SignedIn(person), await hub.SignedIn(person), await hub.SignedIn(person));
        foreach (var visitor in new[] { one, other, third }) await visitor.Get($"/studies/{id}/edit");
        await one.Post(new() { ["title"] = "The first title" });
        Assert.Equal($"/studies/{id}", one.Path);
        await other.Post(new() { ["title"] = "The second title" });
        Assert.Equal(409, (int)other.Status);
        Assert.Contains("Somebody else changed this study while you were writing.", other.Text, StringComparison.Ordinal);
        Assert.Equal("The first title", await hub.Look(db => db.Read<StoredStudy>().Select(s => s.Title).SingleAsync()));
        await other.Post([]);
        Assert.Equal("The second title", await hub.Look(db => db.Read<StoredStudy>().Select(s => s.Title).SingleAsync()));

        await Task.WhenAll(Enumerable.Range(0, 4).Select(async n =>
        {
            var visitor = await (await hub.SignedIn(person)).Get($"/studies/{id}");
            await visitor.Post(new() { ["sentence"] = $"Finding {n}.", ["direction"] = "better" }, $"form[action='/studies/{id}']");
            Assert.Equal(200, (int)visitor.Status);
        }));
        Assert.Equal([1, 2, 3, 4, 5], await hub.Look(db => db.Read<StoredFinding>().Select(f => f.Number).Order().ToListAsync()));
        await (await one.Get($"/studies/{id}")).Press("Remove this study");
        Assert.Equal(404, (int)(await third.Post([])).Status);
    }

    [Fact]
    public async Task Beside_a_measure_stand_studies_of_its_place_and_of_those_above_it()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        var (school, stranger) = (await hub.AddSchool("De Elzen"), await hub.AddSchool("De Wilgen"));
        var board = await hub.AddBoard("Stichting", school);
        var measure = new StudyMeasure(school.PlaceId, Ids.New(), "m1");
        foreach (var keeper in new[] { school, stranger, board })
        {
            var id = await hub.AddStudy(keeper.PlaceId);
            await hub.Change(db => db.Set<StoredStudy>().Single(s => s.Id == id).Measure = measure.ToString());
        }
        await using var scope = hub.Services.CreateAsyncScope();
        var beside = await scope.ServiceProvider.GetRequiredService<Studies>().Of(measure, TestContext.Current.CancellationToken);
        Assert.Equal(new[] { school.PlaceId, board.PlaceId }.Order(), beside.Select(s => s.PlaceId).Order());
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_study_names_no_measure_that_its_writer_may_not_see_and_a_number_is_given_once(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var (school, other, person) = (await hub.AddSchool("De Elzen"), await hub.AddSchool("De Wilgen"), await hub.AddPerson("Leader"));
        await hub.Give(person, Role.Leader, school);
        var (own, foreign) = (new StudyMeasure(school.PlaceId, await hub.AddPlan(school, person), "m1"), new StudyMeasure(other.PlaceId, await hub.AddPlan(other, person), "m1"));
        await hub.Look(db => db.Set<Meent.Plan.PlanMember>().ExecuteDeleteAsync());
        using var leader = await hub.SignedIn(person);
        await leader.Get($"/places/{school.PlaceId}/studies/new?measure={foreign}");
        Assert.Null(leader.Page.QuerySelector("[name=measure]"));
        await leader.Get($"/places/{school.PlaceId}/studies/new?measure={own}");
        leader.Page.QuerySelector("[name=measure]")!.SetAttribute("value", foreign.ToString());
        await leader.Post(new() { ["title"] = "Does a course help?", ["authors"] = "Institute", ["published"] = "2025", ["design"] = "groups" });
        Assert.Equal(422, (int)leader.Status);
        Assert.Contains("The measure is not known here.", leader.Text, StringComparison.Ordinal);
        leader.Page.QuerySelector("[name=measure]")!.SetAttribute("value", own.ToString());
        await leader.Post([]);
        Assert.NotNull(leader.Page.QuerySelector($"main a[href='/plans/{own.PlanId}/measures/m1']"));
        using var visitor = hub.Visitor();
        await visitor.Get(leader.Path);
        Assert.Null(visitor.Page.QuerySelector("main a[href^='/plans/']"));

        var form = $"form[action='{leader.Path}']";
        await leader.Post(new() { ["sentence"] = "The first.", ["direction"] = "better" }, form);
        await leader.Press("Remove");
        await leader.Post(new() { ["sentence"] = "The second.", ["direction"] = "better" }, form);
        Assert.Equal(2, await hub.Look(db => db.Read<StoredFinding>().Select(f => f.Number).SingleAsync()));
    }

    [Theory]
    [InlineData("plan:00000000000000000000000000000001/00000000000000000000000000000002/m12", true), InlineData("plan:1/2/m1", false)]
    [InlineData("plan:00000000000000000000000000000001/00000000000000000000000000000002/o1", false), InlineData("council-2023/3b.vii", false), InlineData(null, false)]
    public void A_measure_is_named_as_plans_name_their_parts(string? text, bool known)
    {
        Assert.Equal(known, StudyMeasure.Read(text) is not null);
        if (known) Assert.Equal(text, StudyMeasure.Read(text)!.ToString());
    }

    [Theory]
    [InlineData("1", null, null, null, null), InlineData(null, null, null, null, null), InlineData("-2,5", "-3", "-2", "7", null), InlineData("0", "-1", "1", null, null)]
    [InlineData("x", null, null, null, "effect"), InlineData("1", "0", null, null, "high"), InlineData(null, "0", "1", null, "effect"), InlineData("3", "0", "2", null, "low"), InlineData("1", null, null, "0", "n")]
    public void Numbers_of_a_finding_fit_together(string? effect, string? low, string? high, string? n, string? wrong)
    {
        var errors = new FormErrors();
        var read = new FindingForm("It helps.", FindingDirections.Better, effect, low, high, "points", n).Read(errors, T);
        Assert.Equal(wrong is null, read is not null);
        if (wrong is not null) Assert.NotNull(errors.For(wrong));
        if (read is { Effect: null }) Assert.Null(read.Unit);
    }
}
