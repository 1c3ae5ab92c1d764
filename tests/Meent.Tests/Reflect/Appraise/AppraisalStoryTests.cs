using System.Net;
using Meent.Foundation.Audit;
using Meent.People;
using Meent.Reflect.Appraise;
using Meent.Tests.Reflect.Rounds;
using Microsoft.EntityFrameworkCore;

namespace Meent.Tests.Reflect.Appraise;

/// <summary>A team judges where its school stands, finishes, and does it again a year later.</summary>
public class AppraisalStoryTests
{
    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_team_judges_finishes_and_reads_what_changed(Engine engine)
    {
        await using var school = await School.On(engine);
        await school.Hub.AddAppraisal(school.Place, school.Coordinator, finished: true);
        school.Hub.Clock.Advance(TimeSpan.FromDays(365));
        var tom = await school.With(Role.Leader, "Tom Bakker");
        await tom.Get(school.Path + "/appraisals/new/balance");
        await tom.Post(new() { ["authors"] = "", ["people"] = "none" });
        Assert.Equal((HttpStatusCode)422, tom.Status);
        Assert.Equal("none", tom.Page.QuerySelector("[name=people]")!.GetAttribute("value"));
        await tom.Post(new() { ["authors"] = "Tom and the team", ["people"] = "4" });
        Assert.EndsWith("/areas/vision", tom.Path, StringComparison.Ordinal);

        await tom.Post(new() { ["vision.purpose"] = "3", ["wanted-vision.purpose"] = "2", ["evidence-vision.purpose"] = "One page." });
        Assert.Equal((HttpStatusCode)422, tom.Status);
        Assert.Contains("This is lower than where you stand now.", tom.Text);
        Assert.Equal("One page.", tom.Page.QuerySelector("[name='evidence-vision.purpose']")!.TextContent);
        await tom.Post(new() { ["vision.purpose"] = "3", ["wanted-vision.purpose"] = "4", ["vision.choices"] = "1" });
        Assert.EndsWith("/areas/expertise", tom.Path, StringComparison.Ordinal);
        Assert.Contains("2 of 12 topics judged", tom.Text);
        var id = tom.Path.Split('/')[2];

        var reader = await school.With(Role.Reader, "Samira Haddad");
        await reader.Get($"/appraisals/{id}");
        Assert.Equal(HttpStatusCode.NotFound, reader.Status);
        await tom.Get($"/appraisals/{id}/finish");
        Assert.Contains("2 of 3 topics judged · one without evidence", tom.Text);
        await tom.Press("Finish");
        await reader.Get($"/appraisals/{id}");
        Assert.Contains("“Vision” stands at 2.0 of 4.", reader.Text);
        Assert.Contains("Since 4 March 2026, one topic rose and one fell.", reader.Text);
        Assert.Contains("Higher than on 4 March 2026: it was 2. Begun.", reader.Text);
        Assert.Contains("The next level, 4. Alive: Each year we hold that page", reader.Text);
        Assert.DoesNotContain("Judge again", reader.Text);

        await tom.Get($"/appraisals/{id}/areas/vision");
        Assert.Equal($"/appraisals/{id}", tom.Path);
        Assert.Equal(["began an appraisal", "finished an appraisal", "worked on an appraisal"], await school.Hub.Look(db => db.Read<AuditEntry>().Where(e => e.Act.Contains("appraisal")).Select(e => e.Act).Order().ToListAsync()));
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Two_at_once_lose_nothing(Engine engine)
    {
        await using var school = await School.On(engine);
        var draft = await school.Hub.AddAppraisal(school.Place, school.Coordinator, finished: false);
        var (anna, tom, path) = (school.Visitor, await school.With(Role.Leader, "Tom Bakker"), $"/appraisals/{draft.Id}/areas/");
        await anna.Get(path + "vision");
        await tom.Get(path + "vision");
        await anna.Post(new() { ["vision.purpose"] = "4", ["wanted-vision.purpose"] = "4" });
        // Another area is another matter.
        await anna.Post(new() { ["expertise.teaching"] = "1" });
        await tom.Post(new() { ["vision.purpose"] = "1", ["evidence-vision.purpose"] = "What Tom wrote." });
        Assert.Equal(HttpStatusCode.Conflict, tom.Status);
        Assert.Contains("Somebody else saved this part while you were writing.", tom.Text);
        Assert.Equal(4, (await Said(school, draft))["vision.purpose"].Now);
        await tom.Press("Save and go on another day");
        Assert.EndsWith("/appraisals", tom.Path, StringComparison.Ordinal);
        var said = await Said(school, draft);
        Assert.Equal((1, "What Tom wrote.", 1), (said["vision.purpose"].Now, said["vision.purpose"].Evidence, said["expertise.teaching"].Now));

        await tom.Get($"/appraisals/{draft.Id}/discard");
        await anna.Get(path + "content");
        await tom.Press("Throw it away");
        await anna.Post(new() { ["content.material"] = "2" });
        Assert.Equal(HttpStatusCode.NotFound, anna.Status);
        Assert.Equal(0, await school.Hub.Look(db => db.Read<Appraisal>().CountAsync()));
    }

    [Fact]
    public async Task Nothing_judged_cannot_be_finished_and_begun_twice_is_begun_once()
    {
        await using var school = await School.On(Engine.Sqlite);
        var anna = school.Visitor;
        for (var i = 0; i < 2; i++)
        {
            await anna.Get(school.Path + "/appraisals/new/maturity");
            await anna.Post(new() { ["authors"] = "The board", ["people"] = "3" });
        }
        var draft = await school.Hub.Look(db => db.Read<Appraisal>().SingleAsync());
        await anna.Get($"/appraisals/{draft.Id}/finish");
        await anna.Press("Finish");
        Assert.Equal(HttpStatusCode.Conflict, anna.Status);
        Assert.Contains("Judge at least one topic.", anna.Text);
        await anna.Get($"/appraisals/{draft.Id}/areas/governance");
        await anna.Post(new() { ["governance.money"] = "9", ["judge-governance.money"] = new string('x', 201) });
        Assert.Equal((HttpStatusCode)422, anna.Status);
        Assert.Contains("Choose one of the levels.", anna.Text);
        Assert.Contains("This is longer than 200 characters.", anna.Text);
    }

    private static async Task<SortedDictionary<string, Judgement>> Said(School school, Appraisal appraisal) =>
        Judgements.Read((await school.Hub.Look(db => db.Read<Appraisal>().SingleAsync(a => a.Id == appraisal.Id))).Content);
}
