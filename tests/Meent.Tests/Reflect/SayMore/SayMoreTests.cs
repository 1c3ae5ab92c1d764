using System.Net;
using System.Text;
using Meent.Foundation.Data;
using Meent.Reflect;
using Meent.Reflect.Answer;
using Meent.Reflect.AuditDisclosure;
using Meent.Reflect.CloseRound;
using Meent.Reflect.Results;
using Meent.Reflect.SayMore;
using Meent.Tests.Reflect.Rounds;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Meent.Tests.Reflect.SayMore;

public sealed class SayMoreTests
{
    private const string Question = "What should we keep?";

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_question_is_prepared_answered_shown_from_ten_texts_and_nothing_else_is_kept(Engine engine)
    {
        await using var school = await School.On(engine);
        var (round, links) = await Opened(school);
        using var person = school.Hub.Visitor();
        await person.Get($"/r/{links["teachers"]}/thanks");
        Assert.Contains(Question, person.Text, StringComparison.Ordinal);
        Assert.Contains("Do not write names", person.Text, StringComparison.Ordinal);
        await person.Get($"/r/{links["teachers"]}/privacy");
        Assert.Contains("only if 10 or more people of a group write something", person.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("nowhere to write", person.Text, StringComparison.Ordinal);
        for (var i = 1; i <= 12; i++) await Say(school.Hub, links["teachers"], $"Teacher text {i:00}");
        for (var i = 1; i <= 9; i++) await Say(school.Hub, links["learners"], $"Learner text {i:00}");
        await Close(school, round);

        var release = Release.FromJson((await school.Hub.Look(db => db.Read<StoredRelease>().SingleAsync())).Content);
        var (teachers, learners) = (release.Texts!.Groups.Single(g => g.Audience == "teachers"), release.Texts.Groups.Single(g => g.Audience == "learners"));
        Assert.Equal(Enumerable.Range(1, 12).Select(i => $"Teacher text {i:00}"), teachers.Texts.Order());
        Assert.NotEqual(teachers.Texts.Order(), teachers.Texts);
        Assert.Equal((CellState.Suppressed, 0), (learners.State, learners.Texts.Count));
        Assert.DoesNotContain("Learner text", await AllOf(school.Hub), StringComparison.Ordinal);
        Assert.Equal(0, await school.Hub.Look(db => db.Read<FreeText>().CountAsync()));
        Assert.Empty((await school.Hub.Look(db => AuditCommand.Run(db, new Progress<double>(), default))).Weaknesses);

        await school.Visitor.Get($"/rounds/{round.Id}/report");
        Assert.Contains("Teacher text 07", school.Visitor.Text, StringComparison.Ordinal);
        Assert.Contains("Too few of this group wrote something", school.Visitor.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_typed_is_lost_and_a_closed_door_takes_nothing()
    {
        await using var school = await School.On(Engine.Sqlite);
        var (round, links) = await Opened(school);
        using var person = school.Hub.Visitor();
        await person.Get($"/r/{links["teachers"]}/thanks");
        await person.Post(new() { ["text"] = new string('x', 601) }, "form[action$=more]");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, person.Status);
        Assert.Equal(601, person.Page.QuerySelector("textarea")!.TextContent.Trim().Length);
        await person.Post(new() { ["text"] = "  " }, "form[action$=more]");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, person.Status);
        await person.Post(new() { ["text"] = "More books.\nFewer  tests." }, "form[action$=more]");
        Assert.Contains("Your own words have arrived too.", person.Text, StringComparison.Ordinal);
        Assert.Equal("More books. Fewer tests.", Assert.Single(school.Hub.Services.GetRequiredService<WaitingTexts>().Of(round.Id)).Content);
        await Close(school, round);
        Assert.Equal(HttpStatusCode.NotFound, await Post(school.Hub, links["teachers"], "Too late."));
        Assert.Empty(school.Hub.Services.GetRequiredService<WaitingTexts>().Of(round.Id));
    }

    /// <summary>Somebody who copies the database after every text: never does one new row stand beside one new text.</summary>
    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Texts_reach_the_database_in_groups_and_five_are_always_held_back(Engine engine)
    {
        await using var school = await School.On(engine);
        var (_, links) = await Opened(school);
        var link = (await school.Hub.Services.GetRequiredService<OpenRounds>().ByLink(links["teachers"]))!;
        var (waiting, before) = (school.Hub.Services.GetRequiredService<WaitingTexts>(), 0);
        for (var i = 1; i <= 23; i++)
        {
            await waiting.Add(link, $"Text {i}");
            var stored = await school.Hub.Look(db => db.Read<FreeText>().CountAsync());
            Assert.True(stored == before || stored - before >= 5, $"{stored - before} at once");
            Assert.True(i - stored >= Math.Min(i, 5), $"{i - stored} are held back of {i}");
            before = stored;
        }
        Assert.True(before >= 10);
        Assert.All(await school.Hub.Look(db => db.Read<FreeText>().ToListAsync()), t => Assert.Equal(4, t.Id.Version));
    }

    [Fact]
    public async Task A_single_use_code_writes_once_and_only_after_its_answers()
    {
        await using var school = await School.On(Engine.Sqlite);
        var round = await school.Hub.OpenRound(school.Place, school.Coordinator, new() { Access = Access.Codes });
        var code = Ids.Code();
        await school.Hub.Change(db => db.AddRange(
            new FreeQuestion { PlaceId = round.Round.PlaceId, RoundId = round.Id, Question = Question },
            new SingleUseCode { PlaceId = round.Round.PlaceId, RoundId = round.Id, Hash = Codes.Hash(code), Audience = "teachers" }));
        Assert.Equal(HttpStatusCode.NotFound, await Post(school.Hub, code, "Before."));
        Assert.True(await school.Hub.Services.GetRequiredService<UsedCodes>().Claim(code));
        await Post(school.Hub, code, "Once.");
        await Post(school.Hub, code, "Twice.");
        Assert.Equal("Once.", Assert.Single(school.Hub.Services.GetRequiredService<WaitingTexts>().Of(round.Id)).Content);
        Assert.Equal(HttpStatusCode.NotFound, await Post(school.Hub, round.Codes["teachers"], "With the link of all."));
    }

    /// <returns>the round as it was prepared on its page, and opened</returns>
    private static async Task<(Round Round, Dictionary<string, string> Links)> Opened(School school)
    {
        var anna = school.Visitor;
        await anna.Get($"{school.Path}/rounds/new?instrument=school");
        await anna.Post(new() { ["name"] = "Spring 2026", ["freeQuestion"] = Question });
        var id = anna.Path.Split('/')[2];
        await anna.Get($"/rounds/{id}/prepare");
        Assert.Equal(Question, anna.Page.QuerySelector("[name=freeQuestion]")!.TextContent);
        await anna.Get($"/rounds/{id}/open");
        await anna.Post(new() { ["meansFrom"] = "5" });
        return await school.Hub.Look(async db => (
            await db.Read<Round>().SingleAsync(), await db.Read<RoundAudience>().ToDictionaryAsync(a => a.Audience, a => a.LinkCode)));
    }

    private static async Task Say(TestHub hub, string code, string text) => Assert.Equal(HttpStatusCode.SeeOther, await Post(hub, code, text));

    private static async Task<HttpStatusCode> Post(TestHub hub, string code, string text)
    {
        using var client = new HttpClient(hub.Handler()) { BaseAddress = new Uri("http://localhost") };
        using var content = new StringContent($"text={Uri.EscapeDataString(text)}", Encoding.UTF8, "application/x-www-form-urlencoded");
        return (await client.PostAsync(new Uri($"/r/{code}/more", UriKind.Relative), content, TestContext.Current.CancellationToken)).StatusCode;
    }

    private static async Task Close(School school, Round round)
    {
        await using var scope = school.Hub.Services.CreateAsyncScope();
        Assert.IsType<ToClose>(await school.Hub.Services.GetRequiredService<Closing>().Close(scope.ServiceProvider.GetRequiredService<HubDb>(), round, school.Coordinator.Id));
    }

    private static async Task<string> AllOf(TestHub hub) =>
        string.Join('\n', await hub.Look(db => db.Read<StoredRelease>().Select(r => r.Content).Concat(db.Read<FreeText>().Select(t => t.Content)).ToListAsync()));
}
