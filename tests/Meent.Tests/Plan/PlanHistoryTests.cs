using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using FsCheck;
using FsCheck.Fluent;
using Meent.Foundation.Data;
using Meent.Foundation.Time;
using Meent.Foundation.Web;
using Meent.People;
using Meent.Plan;
using Meent.Plan.TakeAlong;

namespace Meent.Tests.Plan;

/// <summary>What was said and decided of a plan goes along with it, for who may read it, and nobody's name with it.</summary>
public class PlanHistoryTests
{
    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_plan_comes_back_with_what_was_said_of_it(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var (school, anna, bob) = (await hub.AddSchool("De Elzen"), await hub.AddPerson("Anna Bos"), await hub.AddPerson("Bob Maas"));
        await hub.Give(anna, Role.Coordinator, school);
        var (plan, now) = (await hub.AddPlan(school, anna, isPublic: true, nextReview: hub.Clock.Today().AddDays(60)), hub.Clock.Now());
        StoredCheckIn Said(int days, MeasureState state, int confidence, string line, decimal? value = null) => new()
        {
            PlaceId = school.PlaceId, PlanId = plan, MeasureId = "m1", SaidAt = now.AddDays(days), SaidBy = bob.Id, State = state, Confidence = confidence, Line = line, Figure = value is null ? null : "o1/learners who check a source", Value = value,
        };
        await hub.Change(db => db.AddRange(
            Said(-9, MeasureState.UnderWay, 4, "The course has begun."), Said(-2, MeasureState.Done, 0, "", 41.5m),
            new StoredReview { PlaceId = school.PlaceId, PlanId = plan, DueOn = hub.Clock.Today().AddDays(-8), HeldOn = hub.Clock.Today().AddDays(-7), WrittenAt = now.AddDays(-7), WrittenBy = bob.Id, Decided = "We go on.\nWith one class more." }));
        using var visitor = await hub.SignedIn(anna);
        using var nobody = hub.Visitor();
        var (mine, theirs) = (await Fetch(visitor, $"/plans/{plan}/export.json"), await Fetch(nobody, $"/plans/{plan}/export.json"));
        Assert.DoesNotContain("Bob", mine, StringComparison.Ordinal);
        Assert.DoesNotContain(bob.Id.ToString(), mine, StringComparison.OrdinalIgnoreCase);
        Assert.Null(PlanJsonFile.Read(theirs).Plan!.History);
        Assert.DoesNotContain("history", theirs, StringComparison.Ordinal);

        await ThreadStoryTests.Send(visitor, school.PlaceId, mine);
        var copy = Guid.Parse(visitor.Path.Split('/', '?')[2]);
        var (before, after) = (PlanJsonFile.Read(mine).Plan!.History!, PlanJsonFile.Read(await Fetch(visitor, $"/plans/{copy}/export.json")).Plan!.History!);
        Assert.Equal((2, 1, PlanStates.Running, PlanStates.Draft), (before.CheckIns.Count, before.Reviews.Count, before.State, after.State));
        Assert.True(Same(before with { State = PlanStates.Draft }, after));
        await visitor.Get($"/plans/{copy}/checkin/m1");
        Assert.Contains("The course has begun.", visitor.Text, StringComparison.Ordinal);
        Assert.Contains("somebody whose name is not kept", visitor.Text, StringComparison.Ordinal);

        await ThreadStoryTests.Send(visitor, school.PlaceId, PlanJsonFile.Write(PlanJsonFile.Read(mine).Plan! with { History = before with { CheckIns = [before.CheckIns[0] with { At = now.AddMinutes(1) }] } }));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, visitor.Status);
        Assert.Contains("a day that has not come yet", visitor.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_document_tells_how_things_go_and_in_which_language_the_plan_is_written()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        var (school, anna) = (await hub.AddSchool("De Elzen"), await hub.AddPerson("Anna Bos"));
        await hub.Give(anna, Role.Coordinator, school);
        var content = PlanSeeds.Content(hub.Clock.Today());
        var objective = content.Objectives[0];
        var plan = await hub.AddPlan(school, anna, nextReview: new(2026, 12, 24), content: content with { Language = "nl", Objectives = [objective with { Measures = [objective.Measures[0] with { NextReview = new(2026, 11, 5) }, objective.Measures[1]] }] });
        await hub.Change(db => db.Add(new StoredCheckIn
        {
            PlaceId = school.PlaceId, PlanId = plan, MeasureId = "m1", SaidAt = hub.Clock.Now(), State = MeasureState.UnderWay, Confidence = 4, Line = "", Figure = "o1/learners who check a source", Value = 45m,
        }));
        using var visitor = await hub.SignedIn(anna);
        await visitor.Get($"/plans/{plan}/document.html");
        Assert.Contains("The next review is on 24 December 2026.", visitor.Text, StringComparison.Ordinal);
        Assert.Contains("25 % of the way from 40 to 60.", visitor.Text, StringComparison.Ordinal);
        var facts = visitor.Page.QuerySelectorAll("table").Select(t => t.QuerySelectorAll("tr").ToDictionary(r => r.Children[0].TextContent, r => r.Children[1].TextContent)).ToList();
        Assert.StartsWith("Under way · Rather yes · said on ", facts[0]["How it goes"], StringComparison.Ordinal);
        Assert.EndsWith(" · 0 of 2 steps", facts[0]["How it goes"], StringComparison.Ordinal);
        Assert.Equal(("5 November 2026", "Planned"), (facts[0]["Next look back"], facts[1]["How it goes"]));
        Assert.False(facts[1].ContainsKey("Next look back"));
        Assert.Equal(("en", "nl", "nl"), (visitor.Page.DocumentElement.GetAttribute("lang"), visitor.Page.QuerySelector("h1")!.GetAttribute("lang"), visitor.Page.QuerySelector("h3")!.GetAttribute("lang")));
    }

    [Theory]
    [InlineData("\"measure\": \"m1\"", "\"measure\": \"m3\"", typeof(CheckInIsWrong))]
    [InlineData("\"measure\": \"m1\"", "\"measure\": \"s1\"", typeof(CheckInIsWrong))]
    [InlineData("\"state\": \"under-way\"", "\"state\": \"going\"", typeof(NoPlanFile))]
    [InlineData("\"state\": \"under-way\"", "\"state\": \"done\"", typeof(CheckInIsWrong))]
    [InlineData("\"confidence\": 4", "\"confidence\": 6", typeof(CheckInIsWrong))]
    [InlineData("\"at\": \"2026-03-01T09:00:00Z\"", "\"at\": \"2026-03-01T09:00:00\"", typeof(CheckInIsWrong))]
    [InlineData("\"at\": \"2026-03-01T09:00:00Z\"", "\"at\": \"0926-03-01T09:00:00Z\"", typeof(CheckInIsWrong))]
    [InlineData("\"figure\": \"o1/own\"", "\"figure\": null", typeof(CheckInIsWrong))]
    [InlineData("\"decided\": \"Go on\"", "\"decided\": \" \"", typeof(ReviewIsWrong))]
    [InlineData("\"held\": \"2026-03-02\"", "\"held\": \"yesterday\"", typeof(NoPlanFile))]
    [InlineData("\"state\": \"running\"", "\"state\": \"walking\"", typeof(NextReviewIsWrong))]
    public void A_history_with_a_mistake_is_not_taken(string right, string wrong, Type why)
    {
        var content = PlanSeeds.Content(new(2026, 3, 4));
        var time = new DateTime(2026, 3, 1, 9, 0, 0, DateTimeKind.Utc);
        var text = PlanJsonFile.Write(new PlanExchange(content, [])
        {
            History = new(PlanStates.Running, [new("m1", time, MeasureState.UnderWay, 4, "", "o1/own", 12.50m)], [new(new(2026, 3, 2), time, "Go on")]),
        });
        Assert.Empty(PlanJsonFile.Read(text).Problems);
        Assert.Contains(right, text, StringComparison.Ordinal);
        var read = PlanJsonFile.Read(text.Replace(right, wrong, StringComparison.Ordinal));
        Assert.Null(read.Plan);
        Assert.IsType(why, read.Problems[0].Why);
    }

    internal static bool Same(PlanHistory? one, PlanHistory? other) => one?.ToJson().ToJsonString() == other?.ToJson().ToJsonString();

    /// <summary>Histories of measures up to m9, with the texts and numbers that a plan's files are tried with.</summary>
    internal static Gen<PlanHistory> Histories(Gen<string> text, Gen<string?> maybe, Gen<decimal?> number, Gen<DateOnly> day, Gen<DateOnly?> maybeDay)
    {
        var time = from d in day from m in Gen.Choose(0, 86_399) select DateTime.SpecifyKind(d.ToDateTime(TimeOnly.MinValue).AddSeconds(m).AddMicroseconds(m), DateTimeKind.Utc);
        var said =
            from measure in Gen.Choose(1, 9) from at in time from state in Gen.Elements(Enum.GetValues<MeasureState>()) from sure in Gen.Choose(1, 5) from line in maybe from value in number
            select new ToldCheckIn($"m{measure}", at, state, state is MeasureState.Done or MeasureState.Stopped ? 0 : sure, line ?? "", value is null ? null : "o1/own", value);
        var held = from met in day from at in time from decided in text from due in maybeDay select new ToldReview(met, at, decided, due);
        return from state in Gen.Elements(PlanStates.All.ToArray()) from all in said.ListOf() from reviews in held.ListOf() from next in maybeDay select new PlanHistory(state, [.. all], [.. reviews], next);
    }

    private static async Task<string> Fetch(Visitor visitor, string path)
    {
        await visitor.Get(path);
        Assert.Equal(HttpStatusCode.OK, visitor.Status);
        return await visitor.Response.Content.ReadAsStringAsync();
    }
}
