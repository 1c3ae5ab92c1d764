using Meent.Foundation.Localisation;
using Meent.Foundation.Web;
using Meent.Monitor;
using Meent.Monitor.KeepStudies;
using Meent.People;
using Microsoft.EntityFrameworkCore;

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
        await leader.Post(new() { ["low"] = "1", ["unit"] = "points", ["n"] = "420" });
        var visitor = hub.Visitor();
        await visitor.Get("/studies?indicator=digital-skills-basic");
        await visitor.Get(visitor.Page.QuerySelector("main a[href^='/studies/']")!.GetAttribute("href")!);
        Assert.Equal(["better", "+3.5 points (+1 to +6)", "420"], visitor.Page.QuerySelectorAll("tbody td").Select(c => c.TextContent.Trim()));
        Assert.Empty(visitor.Page.QuerySelectorAll("main form"));
        await leader.Get(leader.Page.QuerySelector("a[href$='/edit']")!.GetAttribute("href")!);
        await leader.Post(new() { ["title"] = "Does a long course help?", ["indicator"] = "" });
        Assert.Contains("Does a long course help?", leader.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Does a long", (await visitor.Get("/studies?indicator=digital-skills-basic")).Text, StringComparison.Ordinal);
        await leader.Press("Remove this study");
        Assert.Equal((0, 0), await hub.Look(async db => (await db.Read<StoredStudy>().CountAsync(), await db.Read<StoredFinding>().CountAsync())));
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
