using System.Net;
using Meent.Foundation.Audit;
using Meent.People;
using Meent.Reflect;
using Microsoft.EntityFrameworkCore;

namespace Meent.Tests.Reflect.Rounds;

/// <summary>What happens between opening and closing: counts, dates, the team's view, cancelling.</summary>
public class RunningRoundTests
{
    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_leader_follows_in_numbers_and_sees_nothing_finer(Engine engine)
    {
        await using var school = await School.On(engine);
        var round = await school.Hub.OpenRound(school.Place, school.Coordinator, new() { Invited = 9 });
        await CloseTests.Answer(school.Hub, round, "teachers", 4);
        var tom = await school.With(Role.Leader, "Tom Bakker");
        await tom.Get(round.Path);
        Assert.Contains("4 of 9 have answered", tom.Text);
        Assert.DoesNotContain("Change the dates", tom.Text);
        Assert.DoesNotContain(tom.Page.QuerySelectorAll("a"), a => a.GetAttribute("href")!.EndsWith("/invite", StringComparison.Ordinal));
        var reader = await school.With(Role.Reader, "Samira Haddad");
        await reader.Get(round.Path);
        Assert.Equal(HttpStatusCode.NotFound, reader.Status);
        await reader.Get(school.Path);
        Assert.Contains("Open until 18 March 2026", reader.Text);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task The_last_day_moves_and_the_link_follows_at_once(Engine engine)
    {
        await using var school = await School.On(engine);
        var round = await school.Hub.OpenRound(school.Place, school.Coordinator, new() { OpensInDays = 7, ClosesInDays = 14 });
        var teacher = school.Hub.Visitor();
        await teacher.Get(round.Link("teachers"));
        Assert.Null(teacher.Page.QuerySelector("fieldset.question"));
        var anna = school.Visitor;
        await anna.Get(round.Path + "/dates");
        await anna.Post(new() { ["opensOn"] = "2026-03-04", ["closesOn"] = "2026-05-01" });
        Assert.Contains("Open until 1 May 2026", anna.Text);
        await teacher.Get(round.Link("teachers"));
        Assert.NotNull(teacher.Page.QuerySelector("fieldset.question"));

        foreach (var (closes, sentence) in new[]
        {
            ("2026-07-03", "120 days at most"), ("2026-03-03", "The last day has passed"), ("nonsense", "as day, month and year"), ("", "as day, month and year"), ("9999-12-31", "120 days at most"),
        })
        {
            await anna.Get(round.Path + "/dates");
            await anna.Post(new() { ["closesOn"] = closes });
            Assert.Equal((HttpStatusCode)422, anna.Status);
            Assert.Contains(sentence, anna.Text);
            Assert.Equal(closes, anna.Page.QuerySelector("[name=closesOn]")!.GetAttribute("value") ?? "");
        }
        Assert.Equal(new DateOnly(2026, 5, 1), (await school.Hub.Look(db => db.Read<Round>().SingleAsync())).ClosesOn);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_cancelled_round_keeps_nothing_of_what_was_answered(Engine engine)
    {
        await using var school = await School.On(engine);
        var round = await school.Hub.OpenRound(school.Place, school.Coordinator, new() { Audiences = ["teachers"], Access = Access.Codes });
        await CloseTests.Answer(school.Hub, round, "teachers", 3);
        var anna = school.Visitor;
        await anna.Get(round.Path + "/invite");
        await anna.Post(new() { ["number"] = "5" });
        await anna.Get(round.Path + "/cancel");
        Assert.Contains("The 3 answers that were given are deleted for good.", anna.Text);
        await anna.Press("Cancel the round and delete its answers");
        Assert.Contains("Cancelled on 4 March 2026", anna.Text);
        Assert.Equal((0, 0, 0, 1), await school.Hub.Look(async db => (
            await db.Read<Submission>().CountAsync(), await db.Read<SingleUseCode>().CountAsync(), await db.Read<RoundAudience>().SumAsync(a => a.Answered),
            await db.Read<AuditEntry>().CountAsync(e => e.Act == "cancelled"))));
        await anna.Get(round.Path + "/cancel");
        Assert.Equal(round.Path, anna.Path);
        await anna.Get(round.Path + "/close");
        Assert.Equal(HttpStatusCode.Conflict, anna.Status);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_draft_that_is_thrown_away_is_gone(Engine engine)
    {
        await using var school = await School.On(engine);
        var round = await school.Hub.OpenRound(school.Place, school.Coordinator, new() { Opened = false, OwnItems = ["The new laptops help me."] });
        await school.Visitor.Get(round.Path + "/cancel");
        await school.Visitor.Press("Throw the draft away");
        Assert.Equal(school.Path, school.Visitor.Path);
        Assert.Equal((0, 0, 0), await school.Hub.Look(async db => (await db.Read<Round>().CountAsync(), await db.Read<RoundAudience>().CountAsync(), await db.Read<OwnItem>().CountAsync())));
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task The_leaders_give_their_view_together_and_nobody_overwrites_unseen(Engine engine)
    {
        await using var school = await School.On(engine);
        var round = await school.Hub.OpenRound(school.Place, school.Coordinator);
        var (tom, anna) = (await school.With(Role.Leader, "Tom Bakker"), school.Visitor);
        await tom.Get(round.Path + "/team");
        await anna.Get(round.Path + "/team");
        var items = tom.Page.QuerySelectorAll("fieldset.question").Select(q => q.Id!).ToList();
        Assert.Equal(8, items.Count);
        await tom.Post(new() { ["authors"] = "Tom Bakker", ["people"] = "two", [items[0]] = "4" });
        Assert.Equal((HttpStatusCode)422, tom.Status);
        Assert.True(tom.Page.QuerySelector($"[name='{items[0]}'][value='4']")!.HasAttribute("checked"));
        await tom.Post(new() { ["authors"] = "Tom Bakker and Anna de Vries", ["people"] = "2" });
        Assert.Contains("Saved.", tom.Text);

        await anna.Post(new() { ["authors"] = "Anna de Vries", ["people"] = "1", [items[0]] = "1", [items[1]] = "6" });
        Assert.Equal(HttpStatusCode.Conflict, anna.Status);
        Assert.Equal("Tom Bakker and Anna de Vries", (await Stored(school)).Authors);
        await anna.Press("Save the team's view");
        var view = await Stored(school);
        Assert.Equal(("Anna de Vries", 1), (view.Authors, view.People));
        Assert.Equal([(items[0], (byte)1), (items[1], (byte)6)], view.Given.Select(g => (g.Key, g.Value)).OrderBy(g => items.IndexOf(g.Key)));

        await anna.Get(round.Path + "/close");
        await anna.Press("Close and count");
        Assert.Contains("Given by Anna de Vries.", anna.Text);
        await tom.Get(round.Path + "/team");
        Assert.Equal(round.Path, tom.Path);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_team_that_sends_after_the_closing_is_told_so(Engine engine)
    {
        await using var school = await School.On(engine);
        var round = await school.Hub.OpenRound(school.Place, school.Coordinator);
        var tom = await school.With(Role.Leader, "Tom Bakker");
        await tom.Get(round.Path + "/team");
        var item = tom.Page.QuerySelector("fieldset.question")!.Id!;
        await school.Visitor.Get(round.Path + "/close");
        await school.Visitor.Press("Close and count");
        await tom.Post(new() { ["authors"] = "Tom Bakker", ["people"] = "1", [item] = "4" });
        Assert.Equal(HttpStatusCode.Conflict, tom.Status);
        Assert.Contains("closed and counted", tom.Text);
        Assert.Equal(0, await school.Hub.Look(db => db.Read<TeamView>().CountAsync()));
    }

    private static Task<TeamView> Stored(School school) => school.Hub.Look(db => db.Read<TeamView>().SingleAsync());
}
