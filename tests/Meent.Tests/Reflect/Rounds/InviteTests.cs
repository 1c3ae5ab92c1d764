using System.Net;
using Meent.Reflect;
using Meent.Reflect.Answer;
using Microsoft.EntityFrameworkCore;

namespace Meent.Tests.Reflect.Rounds;

public class InviteTests
{
    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task The_link_of_the_learners_waits_for_three_texts(Engine engine)
    {
        await using var school = await School.On(engine);
        var round = await school.Hub.OpenRound(school.Place, school.Coordinator);
        var anna = school.Visitor;
        await anna.Get(round.Path + "/invite");
        Assert.Contains(round.Codes["teachers"], anna.Page.DocumentElement.OuterHtml);
        Assert.DoesNotContain(round.Codes["learners"], anna.Page.DocumentElement.OuterHtml);
        foreach (var way in new[] { "/sheet?audience=learners", "/texts/invite-learners" })
        {
            await anna.Get(round.Path + way);
            Assert.Equal(round.Path + "/papers", anna.Path);
        }

        await anna.Get(round.Path + "/papers");
        await anna.Post(new() { ["contactName"] = "Anna de Vries", ["contactEmail"] = "anna@deelzen.example", ["seen.letter-parents"] = "true" });
        Assert.Equal((HttpStatusCode)422, anna.Status);
        Assert.True(anna.Page.QuerySelector("[name='seen.letter-parents']")!.HasAttribute("checked"));
        Assert.Equal("anna@deelzen.example", anna.Page.QuerySelector("[name=contactEmail]")!.GetAttribute("value"));
        Assert.Equal(2, anna.Page.QuerySelectorAll(".error-summary li").Length);

        await anna.Post(new() { ["seen.privacy-notice"] = "true", ["seen.dpia"] = "true" });
        Assert.StartsWith(round.Path + "/invite", anna.Path);
        Assert.Contains(round.Codes["learners"], anna.Page.DocumentElement.OuterHtml);
        await anna.Get(round.Path + "/sheet?audience=learners&class=4b");
        Assert.Contains("4b", anna.Page.QuerySelector(".sheet")!.TextContent);
        Assert.Contains($"http://localhost{round.Link("learners")}", anna.Page.QuerySelector(".sheet")!.TextContent);
        Assert.NotNull(anna.Page.QuerySelector(".sheet svg.qr path"));
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Codes_are_shown_once_work_once_and_are_stored_as_hashes(Engine engine)
    {
        await using var school = await School.On(engine);
        var round = await school.Hub.OpenRound(school.Place, school.Coordinator, new() { Audiences = ["teachers"], Access = Access.Codes });
        var anna = school.Visitor;
        await anna.Get(round.Path + "/invite");
        await anna.Post(new() { ["number"] = "12" });
        Assert.Contains("12 codes to hand out", anna.Text);
        var codes = anna.Page.QuerySelectorAll(".code").Select(c => Codes.Read(c.TextContent.Trim())!).ToList();
        Assert.Equal(12, codes.Distinct().Count());
        var stored = await school.Hub.Look(db => db.Read<SingleUseCode>().ToListAsync());
        Assert.Equal(codes.Select(Codes.Hash).Order(), stored.Select(c => c.Hash).Order());

        var teacher = school.Hub.Visitor();
        await teacher.Get($"/r/{codes[0]}");
        await teacher.Post(new() { [teacher.Page.QuerySelector("fieldset.question")!.Id!] = "4" });
        Assert.EndsWith("/thanks", teacher.Path);
        await teacher.Get($"/r/{codes[0]}");
        Assert.NotEqual(HttpStatusCode.OK, teacher.Status);
        await teacher.Get(round.Link("teachers"));
        Assert.Null(teacher.Page.QuerySelector("fieldset.question"));

        await anna.Get(round.Path + "/invite");
        foreach (var code in codes) Assert.DoesNotContain(code, anna.Page.DocumentElement.OuterHtml);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_list_of_codes_that_is_asked_for_twice_is_made_once(Engine engine)
    {
        await using var school = await School.On(engine);
        var round = await school.Hub.OpenRound(school.Place, school.Coordinator, new() { Audiences = ["teachers"], Access = Access.Codes });
        var (one, two) = (school.Visitor, await school.Hub.SignedIn(school.Coordinator));
        await one.Get(round.Path + "/invite");
        await two.Get(round.Path + "/invite");
        await Task.WhenAll(one.Post(new() { ["number"] = "5" }), two.Post(new() { ["number"] = "5" }));
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Conflict], new[] { one.Status, two.Status }.Order());
        Assert.Equal(5, await school.Hub.Look(db => db.Read<SingleUseCode>().CountAsync()));
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_school_changes_a_text_and_gets_the_original_back(Engine engine)
    {
        await using var school = await School.On(engine);
        var round = await school.Hub.OpenRound(school.Place, school.Coordinator);
        var anna = school.Visitor;
        await anna.Get(round.Path + "/texts/privacy-notice");
        Assert.Contains("Spring 2026 at De Elzen", anna.Text);
        await anna.Get(round.Path + "/texts/privacy-notice/edit");
        await anna.Post(new() { ["content"] = "# Our own notice\n\nUntil {closes} at {school}. <script>alert(1)</script> [here](javascript:alert(1)) <javascript:alert(1)> [our site](https://deelzen.example) ![x](https://elsewhere.example/x.png)" });
        Assert.Contains("Until 18 March 2026 at De Elzen.", anna.Text);
        Assert.Null(anna.Page.QuerySelector(".paper script"));
        Assert.Equal(["#", "#", "https://deelzen.example", "https://elsewhere.example/x.png"], anna.Page.QuerySelectorAll(".paper a").Select(a => a.GetAttribute("href")));
        Assert.Null(anna.Page.QuerySelector(".paper img"));

        var child = school.Hub.Visitor();
        await child.Get(round.Link("teachers") + "/privacy");
        Assert.Equal("Our own notice", child.Page.QuerySelector("h1")!.TextContent);
        await anna.Get(round.Path + "/texts/privacy-notice/edit");
        await anna.Post(new() { ["content"] = "" });
        Assert.Equal((HttpStatusCode)422, anna.Status);
        await anna.Get(round.Path + "/texts/privacy-notice/edit");
        await anna.Press("Put the original back");
        await child.Get(round.Link("teachers") + "/privacy");
        Assert.Contains("Spring 2026 at De Elzen", child.Text);
        Assert.Equal(0, await school.Hub.Look(db => db.Read<RoundText>().CountAsync()));
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task The_notice_of_a_round_is_public_while_there_is_a_round(Engine engine)
    {
        await using var school = await School.On(engine);
        var draft = await school.Hub.OpenRound(school.Place, school.Coordinator, new() { Opened = false });
        var anybody = school.Hub.Visitor();
        await anybody.Get(draft.Link("teachers") + "/privacy");
        Assert.Equal(HttpStatusCode.NotFound, anybody.Status);
        await anybody.Get("/r/nosuchcode/privacy");
        Assert.Equal(HttpStatusCode.NotFound, anybody.Status);
    }
}
