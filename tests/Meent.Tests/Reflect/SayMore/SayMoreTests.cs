using System.Net;
using System.Text;
using Meent.Foundation.Audit;
using Meent.Foundation.Data;
using Meent.Foundation.Time;
using Meent.People;
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
        foreach (var group in new[] { "teachers", "learners" }) await CloseTests.Answer(school.Hub, new(round, links), group, 12);
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
        Assert.Contains("Too few of this group answered, or wrote something", school.Visitor.Text, StringComparison.Ordinal);
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
        var (round, code) = await WithACode(school);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await Post(school.Hub, code, "Before."));
        Assert.Empty(school.Hub.Services.GetRequiredService<WaitingTexts>().Remembered);
        Assert.True(await school.Hub.Services.GetRequiredService<UsedCodes>().Claim(code));
        await Post(school.Hub, code, "Once.");
        await Post(school.Hub, code, "Twice.");
        Assert.Equal("Once.", Assert.Single(school.Hub.Services.GetRequiredService<WaitingTexts>().Of(round.Id)).Content);
        Assert.Equal(HttpStatusCode.NotFound, await Post(school.Hub, round.Codes["teachers"], "With the link of all."));
        await school.Hub.Change(db => db.Set<Round>().Single(r => r.Id == round.Id).ClosedAt = school.Hub.Clock.Now());
        await school.Hub.Services.GetRequiredService<EndOfRounds>().CloseAll(TestContext.Current.CancellationToken);
        Assert.Empty(school.Hub.Services.GetRequiredService<WaitingTexts>().Remembered);
    }

    [Fact]
    public async Task What_one_process_knows_of_a_code_holds_in_the_other()
    {
        Assert.SkipWhen(PostgresCluster.Missing is not null, PostgresCluster.Missing ?? "");
        await using var school = await School.On(Engine.Postgres);
        var (_, code) = await WithACode(school);
        await using var other = await TestHub.Beside(school.Hub);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await Post(other, code, "Before."));
        Assert.True(await school.Hub.Services.GetRequiredService<UsedCodes>().Claim(code));
        Assert.Equal(HttpStatusCode.SeeOther, await Post(other, code, "Once."));
        Assert.Equal(HttpStatusCode.SeeOther, await Post(school.Hub, code, "Twice."));
        Assert.Equal("Once.", Assert.Single(new[] { school.Hub, other }.SelectMany(h => h.Services.GetRequiredService<WaitingTexts>().Remembered
            .SelectMany(h.Services.GetRequiredService<WaitingTexts>().Of))).Content);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_text_that_names_somebody_goes_and_a_name_is_forgotten_in_the_others(Engine engine)
    {
        await using var school = await School.On(engine);
        var (round, links) = await Opened(school);
        var tom = await school.Hub.AddPerson("Tom Bakker");
        await school.Hub.Give(tom, Role.Leader, school.Place);
        await CloseTests.Answer(school.Hub, new(round, links), "teachers", 12);
        foreach (var text in Enumerable.Range(1, 9).Select(i => $"Text {i}").Append("Samira from 3B cries.").Append("Ask Tom Bakker.")) await Say(school.Hub, links["teachers"], text);
        await Close(school, round);
        var anna = school.Visitor;
        await anna.Get($"/rounds/{round.Id}/report");
        await anna.Get(anna.Page.QuerySelector("a[href$='/texts']")!.GetAttribute("href")!);
        var form = anna.Page.QuerySelectorAll("li").Single(li => li.TextContent.Contains("Samira", StringComparison.Ordinal)).QuerySelector("[name=text]")!.GetAttribute("value");
        await anna.Post([], $"form:has([value='{form}'])");
        Assert.DoesNotContain("Samira", anna.Text, StringComparison.Ordinal);
        await anna.Get($"/rounds/{round.Id}/report");
        Assert.Contains("One text was taken away by a coordinator", anna.Text, StringComparison.Ordinal);
        await using (var scope = school.Hub.Services.CreateAsyncScope())
            await ReflectModule.Module.PersonalData.Erase(scope.ServiceProvider, new(tom.Id, tom.Name, tom.Email!), TestContext.Current.CancellationToken);

        var content = (await school.Hub.Look(db => db.Read<StoredRelease>().SingleAsync())).Content;
        Assert.DoesNotContain("Samira", content, StringComparison.Ordinal);
        Assert.DoesNotContain("Tom Bakker", content, StringComparison.Ordinal);
        var texts = Release.FromJson(content).Texts!.Groups.Single(g => g.Audience == "teachers");
        Assert.Equal((10, 1), (texts.Texts.Count, texts.TakenAway));
        Assert.Contains("Ask somebody who left.", texts.Texts);
        Assert.Equal(1, await school.Hub.Look(db => db.Read<AuditEntry>().CountAsync(a => a.Act == "took a text away")));
        Assert.Empty((await school.Hub.Look(db => AuditCommand.Run(db, new Progress<double>(), default))).Weaknesses);
        await school.Hub.Change(db => 
        {
            var stored = db.Set<StoredRelease>().Single();
            db.Entry(stored).Property(r => r.Content).CurrentValue = content.Replace("\"answered\":12", "\"answered\":9", StringComparison.Ordinal);
        });
        Assert.Contains((await school.Hub.Look(db => AuditCommand.Run(db, new Progress<double>(), default))).Weaknesses, w => w.Sentence.Contains("too small to be shown", StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task The_question_of_an_opened_round_no_longer_changes(Engine engine)
    {
        await using var school = await School.On(engine);
        var (round, _) = await Opened(school);
        var without = await school.Hub.OpenRound(school.Place, school.Coordinator);
        await Assert.ThrowsAnyAsync<Exception>(() => school.Hub.Look(db => db.Set<FreeQuestion>().ExecuteUpdateAsync(s => s.SetProperty(q => q.Question, "Who are you?"))));
        await Assert.ThrowsAnyAsync<Exception>(() => school.Hub.Look(db => db.Set<FreeQuestion>().ExecuteDeleteAsync()));
        await Assert.ThrowsAnyAsync<Exception>(() => school.Hub.Change(db => db.Add(new FreeQuestion { PlaceId = without.Round.PlaceId, RoundId = without.Id, Question = "Who are you?" })));
        Assert.Equal((round.Id, Question), await school.Hub.Look(async db => await db.Read<FreeQuestion>().SingleAsync() is var q ? (q.RoundId, q.Question) : default));
    }

    /// <returns>an open round of single-use codes that asks for own words, and a code of its teachers</returns>
    private static async Task<(MadeRound Round, string Code)> WithACode(School school)
    {
        var round = await school.Hub.OpenRound(school.Place, school.Coordinator, new() { Access = Access.Codes, Opened = false });
        var code = Ids.Code();
        await school.Hub.Change(db => db.AddRange(
            new FreeQuestion { PlaceId = round.Round.PlaceId, RoundId = round.Id, Question = Question },
            new SingleUseCode { PlaceId = round.Round.PlaceId, RoundId = round.Id, Hash = Codes.Hash(code), Audience = "teachers" }));
        await school.Hub.Change(db =>
        {
            var draft = db.Set<Round>().Single(r => r.Id == round.Id);
            (draft.OpenedAt, draft.OpenedBy, draft.Promise) = (school.Hub.Clock.Now(), school.Coordinator.Id, DisclosurePolicy.Default.ToJson());
        });
        return (round, code);
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
