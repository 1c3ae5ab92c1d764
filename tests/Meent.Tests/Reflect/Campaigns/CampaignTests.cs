using System.Net;
using Meent.People;
using Meent.Reflect;
using Microsoft.EntityFrameworkCore;

namespace Meent.Tests.Reflect.Campaigns;

public class CampaignTests
{
    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_board_invites_its_schools_and_sees_who_runs_a_round(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var (elzen, wilgen, elsewhere) = (await hub.AddSchool("De Elzen"), await hub.AddSchool("Het Wilgen", sector: "secondary"), await hub.AddSchool("De Beuk"));
        var board = await hub.AddBoard("Board of the Vale", elzen, wilgen);
        var (caller, school, other) = (await Coordinator(hub, "Bea Smit", board), await Coordinator(hub, "Anna de Vries", elzen), await Coordinator(hub, "Otto Vos", elsewhere));
        await caller.Get($"/places/{board.PlaceId}/campaigns/new?instrument=wellbeing");
        await caller.Post(new() { ["name"] = "Calm screens 2026", ["letter"] = "We would love to know." });
        Assert.Contains("0 of 2 schools take part so far.", caller.Text);
        Assert.Contains("De Elzen", caller.Text);
        Assert.DoesNotContain("De Beuk", caller.Text);
        // One letter to Anna; Bea, who coordinates the other school through the board, called it herself.
        var letter = File.ReadAllText(Assert.Single(Directory.GetFiles(hub.Settings.DataFolder, "*.eml", SearchOption.AllDirectories)));
        Assert.Contains("anna.de.vries@example.org", letter);
        Assert.Contains("We would love to know.", letter);

        await school.Get($"/school/{elzen.PlaceId}");
        Assert.Contains("Board of the Vale invites you: Calm screens 2026", school.Text);
        await school.Press("Start this round");
        Assert.Equal(HttpStatusCode.OK, school.Status);
        Assert.EndsWith("/preview", school.Path);
        var round = Assert.Single(await hub.Look(db => db.Read<Round>().ToListAsync()));
        Assert.Equal(("Calm screens 2026", "wellbeing", elzen.PlaceId), (round.Name, round.InstrumentId, round.PlaceId));
        await school.Get($"/school/{elzen.PlaceId}");
        Assert.DoesNotContain("invites you", school.Text);

        await caller.Get(caller.Path);
        Assert.Contains("1 of 2 schools take part so far.", caller.Text);
        Assert.Contains("prepares a round", caller.Text);
        await caller.Get(caller.Path + "?show=notbegun&q=wil");
        Assert.Contains("Het Wilgen", caller.Page.QuerySelector("tbody")!.TextContent);
        Assert.DoesNotContain("De Elzen", caller.Page.QuerySelector("tbody")!.TextContent);

        foreach (var stranger in new[] { school, other }) Assert.Equal(HttpStatusCode.NotFound, (await stranger.Get(caller.Path)).Status);
    }

    [Fact]
    public async Task Only_schools_that_the_questions_are_meant_for_are_offered_and_invited()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        var board = await hub.AddBoard("Board of the Vale", await hub.AddSchool("De Elzen"), await hub.AddSchool("College North", sector: "vocational"), await hub.AddSchool("College East", sector: "vocational"));
        var caller = await Coordinator(hub, "Bea Smit", board);
        await caller.Get($"/places/{board.PlaceId}/campaigns/new?instrument=work-based");
        Assert.Contains("Board of the Vale has 2 schools that these questions are meant for.", caller.Text);
        Assert.DoesNotContain("De Elzen", caller.Text);
        await caller.Post(new() { ["name"] = "Work and school" });
        Assert.Contains("0 of 2 schools take part so far.", caller.Text);
    }

    [Fact]
    public async Task An_agency_invites_by_kind_of_school_reminds_once_and_calls_off()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        var (elzen, wilgen) = (await hub.AddSchool("De Elzen"), await hub.AddSchool("De Wilgen", sector: "secondary"));
        var agency = await hub.AddAgency("Agency of the country", elzen, wilgen);
        var (caller, school) = (await Coordinator(hub, "Ada Mol", agency), await Coordinator(hub, "Anna de Vries", elzen));
        await caller.Get($"/places/{agency.PlaceId}/campaigns/new?instrument=school");
        await caller.Post(new() { ["name"] = "", ["kinds"] = "secondary", ["leftOut"] = wilgen.PlaceId.ToString(), ["letter"] = "Typed already." });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, caller.Status);
        Assert.Contains("Give the campaign a name", caller.Text);
        Assert.Equal("Typed already.", caller.Page.QuerySelector("textarea")!.TextContent);
        await caller.Post(new() { ["name"] = "Autumn", ["kinds"] = "secondary" });
        Assert.Contains("No school is left to invite", caller.Text);
        await caller.Post(new() { ["name"] = "Autumn", ["kinds"] = "primary" });
        Assert.Contains("0 of one school takes part so far.", caller.Text);
        var path = caller.Path;
        Assert.DoesNotContain("Send the letter", caller.Text);

        hub.Clock.Advance(TimeSpan.FromDays(6));
        await caller.Get(path);
        await caller.Press("Send the letter");
        Assert.Equal(2, Letters(hub));
        Assert.DoesNotContain("Send the letter", caller.Text);

        await school.Get($"/school/{elzen.PlaceId}");
        await caller.Press("Call the campaign off");
        await caller.Post(new() { [StepUpFilter.Password] = TestHub.Password });
        Assert.Contains("Called off on", caller.Text);
        await school.Press("Start this round");
        Assert.Equal(HttpStatusCode.Conflict, school.Status);
        Assert.Contains("This campaign was called off.", school.Text);
        Assert.Empty(await hub.Look(db => db.Read<Round>().ToListAsync()));
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Two_clicks_at_once_make_one_round_and_a_round_that_was_cancelled_can_be_begun_again(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var elzen = await hub.AddSchool("De Elzen");
        var board = await hub.AddBoard("Board of the Vale", elzen);
        var bea = await hub.AddPerson("Bea Smit");
        await hub.Give(bea, Role.Coordinator, board);
        var campaign = await hub.AddCampaign(board, bea, "school", elzen);
        var (one, two) = (await hub.SignedIn(bea), await hub.SignedIn(bea));
        await Task.WhenAll(one.Get($"/school/{elzen.PlaceId}"), two.Get($"/school/{elzen.PlaceId}"));
        await Task.WhenAll(one.Press("Start this round"), two.Press("Start this round"));
        Assert.Equal(one.Path, two.Path);
        var round = Assert.Single(await hub.Look(db => db.Read<Round>().ToListAsync()));
        Assert.Equal(campaign.OpensOn, round.OpensOn);

        await hub.Look(db => db.Set<Round>().ExecuteUpdateAsync(s => s.SetProperty(r => r.CancelledAt, hub.Clock.GetUtcNow().UtcDateTime)));
        await one.Get($"/school/{elzen.PlaceId}");
        await one.Press("Start this round");
        Assert.Equal(2, await hub.Look(db => db.Read<Round>().CountAsync()));
    }

    private static async Task<Visitor> Coordinator(TestHub hub, string name, Meent.Places.Place place)
    {
        var person = await hub.AddPerson(name);
        await hub.Give(person, Role.Coordinator, place);
        return await hub.SignedIn(person);
    }

    private static int Letters(TestHub hub) => Directory.GetFiles(hub.Settings.DataFolder, "*.eml", SearchOption.AllDirectories).Length;
}
