using System.Net;
using Meent.Reflect;
using Meent.Reflect.AuditDisclosure;
using Meent.Reflect.Instruments;
using Meent.Reflect.ReflectInGroup;
using Meent.Reflect.Results;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Meent.Tests.Reflect.ReflectInGroup;

/// <summary>A team does a ladder with one code: nobody sees anything before it closes, and then only what may be shown.</summary>
public class GroupTests
{
    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_group_answers_with_a_code_and_reads_together_what_may_be_shown(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var anna = await hub.SignedIn(await hub.AddPerson("Anna de Vries"));
        var group = await Opens(anna);
        var code = await hub.Look(db => db.Read<RoundAudience>().Select(a => a.LinkCode).SingleAsync());
        var items = Teacher(hub).Items.ToList();
        for (var i = 0; i < 8; i++) await Answers(hub, code, items[0].Id, 1 + (i % 3));
        await anna.Get($"/g/{code}");
        Assert.Contains("Anna de Vries opened this group", anna.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("What the group says", anna.Text, StringComparison.Ordinal);
        await anna.Get(group);
        Assert.Contains("8 of 9 people answered.", anna.Text, StringComparison.Ordinal);

        using var late = hub.Visitor();
        await late.Get($"/g/{code}");
        await anna.Press("Close and count");
        await late.Post(new() { [items[0].Id] = "6" });
        Assert.Equal(HttpStatusCode.Gone, late.Status);
        Assert.Contains("Your answers were not stored", late.Text, StringComparison.Ordinal);

        await late.Get($"/g/{code}");
        Assert.Contains("What the group says", late.Text, StringComparison.Ordinal);
        Assert.Contains("8 of 9 people answered.", late.Text, StringComparison.Ordinal);
        var release = await hub.Look(async db => Release.FromJson((await db.Read<StoredRelease>().SingleAsync()).Content));
        Assert.Equal((6, 8), (release.Scale, release.Audiences.Single().Answered));
        Assert.Equal((CellState.Shown, 1.9), (release.Items[0].Cells[0].State, release.Items[0].Cells[0].Mean));
        Assert.Equal(CellState.Suppressed, release.Items[1].Cells[0].State);
        // Counted, and the answers themselves are gone; what is left gives nothing away.
        Assert.Equal(0, await hub.Look(db => db.Read<Submission>().CountAsync()));
        var audit = await hub.Look(db => AuditCommand.Run(db, new Progress<double>(), CancellationToken.None));
        Assert.Empty(audit.Weaknesses);
        Assert.Equal(1, audit.Rounds);
    }

    [Fact]
    public async Task Of_four_nothing_is_shown_after_the_last_day()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        var anna = await hub.SignedIn(await hub.AddPerson("Anna de Vries"));
        await Opens(anna);
        var code = await hub.Look(db => db.Read<RoundAudience>().Select(a => a.LinkCode).SingleAsync());
        for (var i = 0; i < 4; i++) await Answers(hub, code, Teacher(hub).Items.First().Id, 3);
        hub.Clock.Advance(TimeSpan.FromDays(30));
        using var somebody = hub.Visitor();
        // Also where the code is typed on the home page, like that of a round.
        await somebody.Get($"/r/{code}");
        Assert.Equal($"/g/{code}", somebody.Path);
        Assert.Contains("Nothing can be shown: that takes 5 answers.", somebody.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("3.0", somebody.Text, StringComparison.Ordinal);
        var release = await hub.Look(async db => (await db.Read<StoredRelease>().SingleAsync()).Content);
        Assert.DoesNotContain("\"mean\"", release, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_who_opened_it_closes_it_or_throws_it_away_and_then_nothing_is_left()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        var (anna, bo) = (await hub.SignedIn(await hub.AddPerson("Anna de Vries")), await hub.SignedIn(await hub.AddPerson("Bo Jans", isOperator: true)));
        var group = await Opens(anna);
        var code = await hub.Look(db => db.Read<RoundAudience>().Select(a => a.LinkCode).SingleAsync());
        for (var i = 0; i < 6; i++) await Answers(hub, code, Teacher(hub).Items.First().Id, 3);
        foreach (var path in new[] { group, group + "/delete" }) Assert.Equal(HttpStatusCode.NotFound, (await bo.Get(path)).Status);
        await anna.Get(group);
        await anna.Press("Close and count");
        await anna.Get(group + "/delete");
        await anna.Press("Throw this group away");
        Assert.Equal(HttpStatusCode.NotFound, (await anna.Get($"/g/{code}")).Status);
        Assert.Equal(0, await hub.Look(async db => await db.Read<ReflectionGroup>().CountAsync(g => g.Name != "") + await db.Read<RoundAudience>().CountAsync()
            + await db.Read<Tally>().CountAsync() + await db.Read<AreaTally>().CountAsync() + await db.Read<StoredRelease>().CountAsync()));
    }

    [Fact]
    public async Task Closing_too_early_asks_first_and_a_code_has_a_box_everywhere()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        var anna = await hub.SignedIn(await hub.AddPerson("Anna de Vries"));
        var group = await Opens(anna);
        var code = await hub.Look(db => db.Read<RoundAudience>().Select(a => a.LinkCode).SingleAsync());
        await Answers(hub, code, Teacher(hub).Items.First().Id, 3);
        await anna.Get(group);
        Assert.Contains("There is one answer. Under 5 nothing will be shown.", anna.Text, StringComparison.Ordinal);
        Assert.Null(anna.Page.QuerySelector($"form[action='{group}/close']"));
        Assert.NotNull(anna.Page.QuerySelector($"a[href='{group}/close']"));
        await anna.Get(group + "/close");
        Assert.Contains("nothing is ever shown, and the answers are deleted", anna.Text, StringComparison.Ordinal);
        Assert.Null(await hub.Look(db => db.Read<ReflectionGroup>().Select(g => g.ClosedAt).SingleAsync()));
        await anna.Press("Close without a result");
        Assert.NotNull(await hub.Look(db => db.Read<ReflectionGroup>().Select(g => g.ClosedAt).SingleAsync()));

        using var somebody = hub.Visitor();
        foreach (var (path, status) in new[] { ("/g/ABCDE23456", HttpStatusCode.NotFound), ("/groups", HttpStatusCode.OK), ("/self", HttpStatusCode.OK) })
        {
            await somebody.Get(path);
            Assert.Equal(status, somebody.Status);
            Assert.NotNull(somebody.Page.QuerySelector("form[action='/r'] input[name=code]"));
        }
    }

    [Theory]
    [InlineData("people", "4", "from 5 to 500")]
    [InlineData("people", "many", "from 5 to 500")]
    [InlineData("closesOn", "2026-01-01", "Choose a last day between")]
    [InlineData("closesOn", "2027-01-01", "Choose a last day between")]
    [InlineData("ladder", "balance", "Choose what you want to look at")]
    [InlineData("name", "", "Give the group a name")]
    public async Task What_cannot_be_is_refused_and_what_was_typed_is_still_there(string field, string value, string sentence)
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        var anna = await hub.SignedIn(await hub.AddPerson("Anna de Vries"));
        await anna.Get("/groups/new");
        await anna.Post(new() { ["name"] = "Upper years", ["ladder"] = "teacher", ["people"] = "9", ["closesOn"] = "2026-03-20", [field] = value });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, anna.Status);
        Assert.Contains(sentence, anna.Text, StringComparison.Ordinal);
        if (field != "name") Assert.NotNull(anna.Page.QuerySelector("input[name=name][value='Upper years']"));
        Assert.Equal(0, await hub.Look(db => db.Read<ReflectionGroup>().CountAsync()));
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task The_database_itself_keeps_what_an_open_group_promised(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var anna = await hub.SignedIn(await hub.AddPerson("Anna de Vries"));
        await Opens(anna);
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => hub.Look(db => db.Set<ReflectionGroup>().ExecuteUpdateAsync(s => s.SetProperty(g => g.Promise, "{}"))));
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => hub.Look(db => db.Set<ReflectionGroup>().ExecuteUpdateAsync(s => s.SetProperty(g => g.Ladder, "digcomp"))));
        Assert.Equal(1, await hub.Look(db => db.Set<ReflectionGroup>().ExecuteUpdateAsync(s => s.SetProperty(g => g.OpenedBy, Guid.Empty))));
    }

    [Fact]
    public async Task The_same_person_asks_the_same_again_after_28_days_also_where_the_first_group_was_thrown_away()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        var (anna, bo) = (await hub.SignedIn(await hub.AddPerson("Anna de Vries")), await hub.SignedIn(await hub.AddPerson("Bo Jans")));
        var group = await Opens(anna);
        await Refused();
        Assert.StartsWith("/groups/0", await Opens(bo), StringComparison.Ordinal);
        await anna.Get(group);
        await anna.Get(anna.Path + "/close");
        await anna.Press("Close without a result");
        await Refused();
        await anna.Get(group + "/delete");
        await anna.Press("Throw this group away");
        Assert.DoesNotContain("Upper years", anna.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await anna.Get(group)).Status);
        Assert.Contains("A group that you threw away", (await anna.Get("/account/data")).Text, StringComparison.Ordinal);
        await Refused();
        hub.Clock.Advance(TimeSpan.FromDays(27));
        var end = hub.Services.GetServices<Microsoft.Extensions.Hosting.IHostedService>().OfType<EndOfGroups>().Single();
        await end.CloseAll(TestContext.Current.CancellationToken);
        await Refused();
        hub.Clock.Advance(TimeSpan.FromDays(2));
        await end.CloseAll(TestContext.Current.CancellationToken);
        Assert.Equal(0, await hub.Look(db => db.Read<ReflectionGroup>().CountAsync(g => g.Name == "")));
        Assert.StartsWith("/groups/0", await Opens(anna, "2026-04-20"), StringComparison.Ordinal);

        async Task Refused()
        {
            await Opens(anna, $"{hub.Clock.GetUtcNow().AddDays(3):yyyy-MM-dd}");
            Assert.Equal(HttpStatusCode.Conflict, anna.Status);
            Assert.Contains("less than 28 days ago", anna.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_group_that_cannot_be_counted_does_not_hold_up_the_next()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        await Opens(await hub.SignedIn(await hub.AddPerson("Anna de Vries")));
        await Opens(await hub.SignedIn(await hub.AddPerson("Bea Smit")));
        var groups = await hub.Look(db => db.Read<ReflectionGroup>().OrderBy(g => g.PlaceId).Select(g => g.PlaceId).ToListAsync());
        await hub.Look(db => db.Set<RoundAudience>().Where(a => a.PlaceId == groups[0]).ExecuteDeleteAsync());
        hub.Clock.Advance(TimeSpan.FromDays(30));
        await hub.Services.GetServices<Microsoft.Extensions.Hosting.IHostedService>().OfType<EndOfGroups>().Single().CloseAll(TestContext.Current.CancellationToken);
        Assert.Equal(groups[1], await hub.Look(db => db.Read<ReflectionGroup>().Where(g => g.ClosedAt != null).Select(g => g.PlaceId).SingleAsync()));
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Thrown_away_while_it_is_closed_it_leaves_no_result_behind(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        using var anna = await hub.SignedIn(await hub.AddPerson("Anna de Vries"));
        var group = Guid.Parse((await Opens(anna))["/groups/".Length..]);
        await anna.Get($"/groups/{group}/delete");
        Task? thrown = null;
        // What GroupClosing.Close does, halted in the middle.
        await hub.Look(db => db.InTransaction(async () =>
        {
            await db.Set<ReflectionGroup>().Where(g => g.PlaceId == group).ExecuteUpdateAsync(s => s.SetProperty(g => g.Name, g => g.Name));
            thrown = Task.Run(() => anna.Press("Throw this group away"));
            await Task.Delay(400);
            db.Add(new StoredRelease { PlaceId = group, RoundId = group, ReleasedAt = hub.Clock.GetUtcNow().UtcDateTime, Content = "{}" });
            db.Set<ReflectionGroup>().Single(g => g.PlaceId == group).ClosedAt = hub.Clock.GetUtcNow().UtcDateTime;
            await db.SaveChangesAsync();
            return true;
        }));
        await thrown!;
        Assert.Equal(HttpStatusCode.OK, anna.Status);
        Assert.Equal(0, await hub.Look(async db => await db.Read<StoredRelease>().CountAsync() + await db.Read<RoundAudience>().CountAsync()));
    }

    private static Ladder Teacher(TestHub hub) => hub.Services.GetRequiredService<InstrumentLibrary>().LatestLadder("teacher")!;

    private static async Task<string> Opens(Visitor visitor, string closesOn = "2026-03-20")
    {
        await visitor.Get("/groups/new");
        await visitor.Post(new() { ["name"] = "Upper years", ["ladder"] = "teacher", ["people"] = "9", ["closesOn"] = closesOn });
        return visitor.Path;
    }

    private static async Task Answers(TestHub hub, string code, string item, int level)
    {
        using var somebody = hub.Visitor();
        await somebody.Get($"/g/{code}");
        await somebody.Post(new() { [item] = $"{level}" });
        Assert.Equal($"/g/{code}/thanks", somebody.Path);
        Assert.False(somebody.Response.Headers.Contains("Set-Cookie"));
    }
}
