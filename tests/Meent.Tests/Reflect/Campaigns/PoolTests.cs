using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Meent.Foundation.Data;
using Meent.Foundation.Time;
using Meent.People;
using Meent.Places;
using Meent.Reflect;
using Meent.Reflect.CloseRound;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Meent.Tests.Reflect.Campaigns;

/// <summary>One link for the trainers of several schools, from the campaign to the report.</summary>
public class PoolTests
{
    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Trainers_choose_their_school_and_few_are_shown_together_only(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        List<Place> schools = [];
        foreach (var name in new[] { "North", "East", "South", "West" }) schools.Add(await hub.AddSchool($"College {name}", sector: "vocational"));
        var bea = await hub.AddPerson("Bea Smit");
        var board = await hub.AddBoard("Board of the Vale", schools);
        await hub.Give(bea, Role.Coordinator, board);
        var coordinator = await hub.SignedIn(bea);
        var door = await Called(coordinator, board);
        foreach (var school in schools) await Opened(coordinator, school);

        using var trainer = hub.Visitor();
        // College West has six trainers and shows its own; the others have four each.
        foreach (var (school, people) in schools.Zip([4, 4, 4, 6])) for (var i = 0; i < people; i++) await Answer(trainer, door, school, i % 2 == 0 ? "4" : "2");
        await trainer.Get(door);
        Assert.Equal(4, trainer.Page.QuerySelectorAll("main li a").Length);
        Assert.Contains("Choose the school where most of your learners are. Answer once.", trainer.Text);
        foreach (var school in schools) Assert.Equal(school.Name == "College West" ? 6 : 4, await Trainers(hub, school));

        hub.Clock.Advance(TimeSpan.FromDays(43));
        await hub.Services.GetRequiredService<EndOfRounds>().CloseAll(TestContext.Current.CancellationToken);
        await hub.Services.GetRequiredService<EndOfRounds>().CloseAll(TestContext.Current.CancellationToken);
        Assert.Equal(1, await hub.Look(db => db.Read<Pool>().CountAsync(p => p.Content != null)));
        await coordinator.Get($"/rounds/{await RoundOf(hub, schools[0])}/report");
        Assert.Contains("Trainers in companies of several schools together", coordinator.Text);
        Assert.Contains("at least 10 answers for 3 schools", coordinator.Text);
        await coordinator.Get($"/rounds/{await RoundOf(hub, schools[3])}/report");
        Assert.DoesNotContain("of several schools together", coordinator.Text);
        await trainer.Get(door);
        Assert.Contains("No school has these questions open today.", trainer.Text);
    }

    [Fact]
    public async Task A_school_neither_keeps_the_others_waiting_nor_promises_what_has_passed()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        var (north, late) = (await hub.AddSchool("College North", sector: "vocational"), await hub.AddSchool("College Late", sector: "vocational"));
        var bea = await hub.AddPerson("Bea Smit");
        var board = await hub.AddBoard("Board of the Vale", north, late);
        await hub.Give(bea, Role.Coordinator, board);
        var coordinator = await hub.SignedIn(bea);
        var door = await Called(coordinator, board);
        await Opened(coordinator, north);
        // The campaign ends on 15 April.
        await coordinator.Get($"/rounds/{await RoundOf(hub, north)}/dates");
        await coordinator.Post(new() { ["closesOn"] = "2026-05-14" });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, coordinator.Status);
        Assert.Contains("no later than 28 days after the last day of the campaign", coordinator.Text);
        await coordinator.Get($"/rounds/{await RoundOf(hub, north)}/invite");
        Assert.EndsWith(door, ((IHtmlInputElement)coordinator.Page.QuerySelector("#common-link")!).Value, StringComparison.Ordinal);
        Assert.Contains("Board of the Vale has one link for the trainers of all schools that take part.", coordinator.Text);

        await coordinator.Get($"/school/{late.PlaceId}");
        await coordinator.Press("Start this round");
        var draft = await RoundOf(hub, late);
        await hub.Change(db => db.Set<Round>().Single(r => r.Id == draft).ClosesOn = new(2026, 5, 14));
        await coordinator.Get($"/rounds/{draft}/open");
        await coordinator.Post([]);
        Assert.Equal(HttpStatusCode.Conflict, coordinator.Status);
        Assert.Contains("no later than 28 days after the last day of the campaign", coordinator.Text);

        hub.Clock.Advance(TimeSpan.FromDays(43));
        await hub.Services.GetRequiredService<EndOfRounds>().CloseAll(TestContext.Current.CancellationToken);
        Assert.NotNull(await hub.Look(db => db.Read<Pool>().Select(p => p.DecidedAt).SingleAsync()));
        await coordinator.Get($"/rounds/{draft}/open");
        Assert.DoesNotContain("If too few trainers answer for your school", coordinator.Text);
        await coordinator.Post([]);
        Assert.EndsWith("/invite", coordinator.Path);
        Assert.Null(coordinator.Page.QuerySelector("#common-link"));
    }

    [Fact]
    public async Task A_pool_that_cannot_be_decided_does_not_hold_up_the_next()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        var school = await hub.AddSchool("College North", sector: "vocational");
        var bea = await hub.AddPerson("Bea Smit");
        var board = await hub.AddBoard("Board of the Vale", school);
        List<Campaign> called = [await hub.AddCampaign(board, bea, "work-based", school), await hub.AddCampaign(board, bea, "work-based", school)];
        var round = Ids.New();
        await hub.Change(db =>
        {
            db.AddRange(called.Select(c => new Pool { PlaceId = c.PlaceId, CampaignId = c.Id, Audience = "trainers", LinkCode = Ids.Code() }));
            db.Add(new Round { PlaceId = school.PlaceId, Id = round, Name = "Broken", InstrumentId = "work-based", InstrumentVersion = 1, Promise = "{", OpensOn = hub.Clock.Today(), ClosesOn = hub.Clock.Today(), OpenedAt = hub.Clock.Now(), ClosedAt = hub.Clock.Now() });
            db.Add(new RoundAudience { PlaceId = school.PlaceId, RoundId = round, Audience = "trainers", LinkCode = Ids.Code() });
            db.Add(new PoolRound { PlaceId = school.PlaceId, RoundId = round, CallerId = board.PlaceId, CampaignId = called[0].Id });
        });
        hub.Clock.Advance(TimeSpan.FromDays(15));
        await hub.Services.GetRequiredService<EndOfRounds>().CloseAll(TestContext.Current.CancellationToken);
        Assert.Equal(called[1].Id, await hub.Look(db => db.Read<Pool>().Where(p => p.DecidedAt != null).Select(p => p.CampaignId).SingleAsync()));
    }

    /// <summary>Called from today on.</summary>
    /// <returns>the address of the one link</returns>
    private static async Task<string> Called(Visitor coordinator, Place board)
    {
        await coordinator.Get($"/places/{board.PlaceId}/campaigns/new?instrument=work-based");
        await coordinator.Post(new() { ["name"] = "Work and school", ["opensOn"] = "2026-03-04", ["pooled"] = "true" });
        return new Uri(((IHtmlInputElement)coordinator.Page.QuerySelector("#pool")!).Value).AbsolutePath;
    }

    private static async Task Opened(Visitor coordinator, Place school)
    {
        await coordinator.Get($"/school/{school.PlaceId}");
        await coordinator.Press("Start this round");
        await coordinator.Get(coordinator.Path.Replace("/preview", "/open"));
        Assert.Contains("If too few trainers answer for your school", coordinator.Text);
        await coordinator.Post([]);
    }

    private static async Task Answer(Visitor trainer, string door, Place school, string answer)
    {
        await trainer.Get(door);
        await trainer.Get(trainer.Page.QuerySelectorAll<IHtmlAnchorElement>("main li a").Single(a => a.TextContent == $"{school.Name}, {school.Town}").GetAttribute("href")!);
        Assert.Contains("Where fewer people answer for a school than it shows", trainer.Text);
        Assert.Contains("nobody can see whether somebody answers again", trainer.Text);
        var items = trainer.Page.QuerySelectorAll<IHtmlInputElement>("input[type=radio]").Select(r => r.Name!).Distinct().ToDictionary(n => n, _ => (string?)answer);
        await trainer.Post(items);
        // Nobody counts for two schools: there is no way from one answer to the next.
        Assert.Contains("do not answer a second time", trainer.Text);
        Assert.DoesNotContain(trainer.Page.QuerySelectorAll("a"), a => a.GetAttribute("href") == door);
    }

    private static Task<int> Trainers(TestHub hub, Place school) => hub.Look(db => db.Read<RoundAudience>().Where(a => a.PlaceId == school.PlaceId && a.Audience == "trainers").Select(a => a.Answered).SingleAsync());

    private static Task<Guid> RoundOf(TestHub hub, Place school) => hub.Look(db => db.Read<Round>().Where(r => r.PlaceId == school.PlaceId).Select(r => r.Id).SingleAsync());
}
