using System.Net;
using Meent.Foundation.Data;
using Meent.Reflect;
using Meent.Reflect.Answer;

namespace Meent.Tests.Reflect.Answer;

public class ClosedDoorTests
{
    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_link_that_nobody_knows_says_what_to_do(Engine engine)
    {
        await using var world = await AnswerWorld.Start(engine);
        using var visitor = world.Hub.Visitor();
        foreach (var code in new[] { "zzzzzzzzzz", "%F0%9F%98%80", new string('a', 500), "a%01b" })
        {
            await visitor.Get($"/r/{code}");
            Assert.Equal(HttpStatusCode.NotFound, visitor.Status);
            Assert.Contains("We do not know this link", visitor.Text);
            Assert.NotNull(visitor.Page.QuerySelector("form[action='/r'] input[name=code]"));
        }
    }

    [Fact]
    public async Task A_round_that_is_being_prepared_looks_like_none()
    {
        await using var world = await AnswerWorld.Start(Engine.Sqlite, opened: false);
        await Sees(world, HttpStatusCode.NotFound, "We do not know this link");
    }

    [Fact]
    public async Task Before_the_first_day_the_page_gives_the_date()
    {
        await using var world = await AnswerWorld.Start(Engine.Sqlite);
        await world.Change(r => r.OpensOn = AnswerWorld.Today.AddDays(1));
        await Sees(world, HttpStatusCode.Forbidden, "You can answer from 5 March 2026");
    }

    [Fact]
    public async Task After_the_last_day_the_page_says_so_and_so_it_does_once_it_is_counted()
    {
        await using var world = await AnswerWorld.Start(Engine.Sqlite);
        await world.Change(r => r.ClosesOn = AnswerWorld.Today.AddDays(-1));
        await Sees(world, HttpStatusCode.Gone, "The last day to answer was 3 March 2026");
        await world.Change(r => (r.ClosesOn, r.ClosedAt) = (AnswerWorld.Today.AddDays(9), new DateTime(2026, 3, 2, 9, 0, 0, DateTimeKind.Utc)));
        await Sees(world, HttpStatusCode.Gone, "The last day to answer was 2 March 2026");
    }

    [Fact]
    public async Task A_round_that_was_called_off_says_so()
    {
        await using var world = await AnswerWorld.Start(Engine.Sqlite);
        await world.Change(r => r.CancelledAt = new DateTime(2026, 3, 2, 9, 0, 0, DateTimeKind.Utc));
        await Sees(world, HttpStatusCode.Gone, "These questions were called off");
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Who_sends_after_the_close_is_told_and_nothing_is_stored(Engine engine)
    {
        await using var world = await AnswerWorld.Start(engine);
        var sheet = await world.Sheet("teachers");
        using var visitor = world.Hub.Visitor();
        await visitor.Get($"/r/{world.TeachersLink}");
        // The hub's memory still says open: the database decides.
        await world.Seal();
        await visitor.Post(AnswerWorld.All(sheet, "3"));
        Assert.Equal(HttpStatusCode.Gone, visitor.Status);
        Assert.Contains("while you were answering", visitor.Text);
        Assert.Empty(await world.Submissions());
        Assert.Equal(0, await world.Answered("teachers"));
    }

    [Fact]
    public async Task Another_process_that_closed_the_round_is_noticed_within_seconds()
    {
        await using var world = await AnswerWorld.Start(Engine.Sqlite);
        await Sees(world, HttpStatusCode.OK, "Nobody can see who gave which answer");
        await world.Hub.Change(db => db.Set<Round>().Single().CancelledAt = new DateTime(2026, 3, 4, 9, 0, 0, DateTimeKind.Utc));
        world.Hub.Clock.Advance(OpenRounds.Fresh);
        await Sees(world, HttpStatusCode.Gone, "These questions were called off");
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task With_single_use_codes_the_link_asks_for_the_code_and_the_code_works_once(Engine engine)
    {
        await using var world = await AnswerWorld.Start(engine, Access.Codes);
        var (sheet, code) = (await world.Sheet("learners"), (await world.AddCodes(1))[0]);
        using var visitor = world.Hub.Visitor();
        await visitor.Get($"/r/{world.LearnersLink}");
        Assert.Contains("Type your code", visitor.Text);
        Assert.Null(visitor.Page.QuerySelector("fieldset"));
        var form = visitor.Page.QuerySelector("form[action='/r']")!;
        await visitor.Get($"{form.GetAttribute("action")}?{form.QuerySelector("input")!.GetAttribute("name")}={code.ToUpperInvariant()}");
        Assert.Equal($"/r/{code}", visitor.Path);
        await visitor.Post(AnswerWorld.All(sheet, "2"));
        Assert.Equal($"/r/{code}/thanks", visitor.Path);

        await visitor.Get($"/r/{code}");
        Assert.Equal(HttpStatusCode.Gone, visitor.Status);
        Assert.Contains("This code has been used", visitor.Text);
        Assert.Single(await world.Submissions());
    }

    [Fact]
    public async Task Answers_without_a_code_are_not_taken_where_everybody_has_one()
    {
        await using var world = await AnswerWorld.Start(Engine.Sqlite, Access.Codes);
        var sheet = await world.Sheet("learners");
        var answer = await world.Send($"/r/{world.LearnersLink}", AnswerWorld.Body(AnswerWorld.All(sheet, "2")));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Empty(await world.Submissions());
    }

    private static async Task Sees(AnswerWorld world, HttpStatusCode status, string text)
    {
        using var visitor = world.Hub.Visitor();
        await visitor.Get($"/r/{world.TeachersLink}");
        Assert.Equal(status, visitor.Status);
        Assert.Contains(text, visitor.Text);
    }
}
