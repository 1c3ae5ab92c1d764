using System.Net;
using Meent.Foundation.Data;
using Meent.Reflect;
using Meent.Reflect.Answer;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Meent.Tests.Reflect.Answer;

public class UsedCodesTests
{
    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_code_sent_many_times_at_once_counts_once(Engine engine)
    {
        await using var world = await AnswerWorld.Start(engine, Access.Codes);
        var (sheet, code) = (await world.Sheet("learners"), (await world.AddCodes(1))[0]);
        var body = AnswerWorld.Body(AnswerWorld.All(sheet, "2"));
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => world.Send($"/r/{code}", body)));
        Assert.Equal(1, answers.Count(a => a.StatusCode == HttpStatusCode.SeeOther));
        Assert.Equal(19, answers.Count(a => a.StatusCode == HttpStatusCode.Gone));
        Assert.Single(await world.Submissions());
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_code_stays_refused_when_its_mark_is_written_and_all_but_five_marks_are(Engine engine)
    {
        await using var world = await AnswerWorld.Start(engine, Access.Codes);
        var (sheet, codes) = (await world.Sheet("learners"), await world.AddCodes(23));
        var body = AnswerWorld.Body(AnswerWorld.All(sheet, "2"));
        foreach (var code in codes) Assert.Equal(HttpStatusCode.SeeOther, (await world.Send($"/r/{code}", body)).StatusCode);
        await world.Until(async () => await world.Marks() > 13);
        foreach (var code in codes) Assert.Equal(HttpStatusCode.Gone, (await world.Send($"/r/{code}", body)).StatusCode);
        Assert.Equal(23, await world.Answered("learners"));
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_wrong_form_or_a_closed_round_does_not_use_up_the_code(Engine engine)
    {
        await using var world = await AnswerWorld.Start(engine, Access.Codes);
        var (sheet, code) = (await world.Sheet("learners"), (await world.AddCodes(1))[0]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await world.Send($"/r/{code}", $"{sheet.Items[0]}=9")).StatusCode);
        await world.Seal();
        Assert.Equal(HttpStatusCode.Gone, (await world.Send($"/r/{code}", $"{sheet.Items[0]}=3")).StatusCode);
        Assert.False(world.Service<UsedCodes>().IsClaimed(code));
    }

    [Fact]
    public async Task Another_process_on_the_same_database_refuses_the_code_at_once()
    {
        Assert.SkipWhen(PostgresCluster.Missing is not null, PostgresCluster.Missing ?? "");
        await using var world = await AnswerWorld.Start(Engine.Postgres, Access.Codes);
        var code = (await world.AddCodes(1))[0];
        await using var other = new UsedCodes(world.Service<IServiceScopeFactory>(), world.Hub.Settings, NullLogger<UsedCodes>.Instance);
        Assert.True(await world.Service<UsedCodes>().Claim(code));
        Assert.False(await other.Claim(code));
        await world.Service<UsedCodes>().GiveBack(code);
        Assert.True(await other.Claim(code));
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task No_mark_is_written_after_sealing_has_taken_all_away(Engine engine)
    {
        await using var world = await AnswerWorld.Start(engine, Access.Codes);
        var codes = await world.AddCodes(10);
        var link = (await world.Service<Entries>().Find(codes[0])).Link!;
        var marks = new List<Task>();
        await using var scope = world.Hub.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<HubDb>();
        await db.InTransaction(async () =>
        {
            await Sealing.Seal(db, world.Round.PlaceId, world.Round.Id);
            foreach (var code in codes) marks.Add(world.Service<UsedCodes>().Spend(link, code));
            await Task.WhenAny(Task.WhenAll(marks), Task.Delay(500, TestContext.Current.CancellationToken));
        });
        await Task.WhenAll(marks);
        Assert.Equal(0, await world.Marks());
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task When_the_hub_stops_five_or_more_held_marks_are_written_and_fewer_are_not(Engine engine)
    {
        await using var world = await AnswerWorld.Start(engine, Access.Codes);
        var codes = await world.AddCodes(9);
        var link = (await world.Service<OpenRounds>().ByLink(world.LearnersLink))!;
        await using (var few = new UsedCodes(world.Service<IServiceScopeFactory>(), world.Hub.Settings, NullLogger<UsedCodes>.Instance))
        {
            foreach (var code in codes.Take(4)) await few.Spend(link, code);
            await few.StopAsync(TestContext.Current.CancellationToken);
            Assert.Equal(0, await world.Marks());
        }
        await using var enough = new UsedCodes(world.Service<IServiceScopeFactory>(), world.Hub.Settings, NullLogger<UsedCodes>.Instance);
        foreach (var code in codes.Take(5)) await enough.Spend(link, code);
        await enough.StopAsync(TestContext.Current.CancellationToken);
        Assert.Equal(5, await world.Marks());
    }
}
