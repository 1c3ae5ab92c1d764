using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Meent.Foundation.Data;
using Meent.People;
using Meent.Plan;
using Microsoft.EntityFrameworkCore;

namespace Meent.Tests.Plan;

/// <summary>Somebody says how a measure goes.</summary>
public class CheckInTests
{
    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_check_in_ticks_steps_and_keeps_what_was_said_once(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var (school, anna) = (await hub.AddSchool("De Elzen"), await hub.AddPerson("Anna Bos"));
        await hub.Give(anna, Role.Coordinator, school);
        var plan = await hub.AddPlan(school, anna);
        using var visitor = await hub.SignedIn(anna);
        await visitor.Get($"/plans/{plan}/checkin/m1");
        Assert.Contains("Learners judge what they read", visitor.Text);
        Assert.NotNull(visitor.Page.QuerySelector("input[name=state][value=planned][checked]"));

        await visitor.Post(new() { ["step"] = "s1", ["confidence"] = null, ["value"] = "many", ["line"] = null });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, visitor.Status);
        Assert.Contains("Choose how sure you are.", visitor.Text);
        Assert.Contains("This is not a number.", visitor.Text);
        Assert.NotNull(visitor.Page.QuerySelector("input[name=step][value=s1][checked]"));

        var again = Visitor.Filled(visitor.Page.QuerySelectorAll<IHtmlFormElement>("form[method=post]").Single(f => f.QuerySelector("[name=line]") is not null))
            .Where(f => f.Key is "id" or "version" or "figure" or "__RequestVerificationToken").ToDictionary(f => f.Key, f => f.Value);
        foreach (var (key, value) in new[] { ("step", "s1"), ("state", "under-way"), ("confidence", "4"), ("value", "45,5"), ("line", "Eight of us began") }) again[key] = value;
        for (var time = 0; time < 2; time++)
        {
            await visitor.Send(new HttpRequestMessage(HttpMethod.Post, $"/plans/{plan}/checkin/m1") { Content = new FormUrlEncodedContent(again) });
            Assert.Equal(HttpStatusCode.OK, visitor.Status);
        }
        Assert.Contains("Kept. Thank you.", visitor.Text);
        Assert.Contains("Under way · Rather yes · learners who check a source: 45.5", visitor.Text);
        Assert.Contains("Eight of us began", visitor.Text);

        await visitor.Get($"/plans/{plan}/measures/m1");
        Assert.NotNull(visitor.Page.QuerySelector($"a[href='/plans/{plan}/checkin/m1#said']"));

        var said = await hub.Look(db => db.Read<StoredCheckIn>().SingleAsync());
        Assert.Equal((MeasureState.UnderWay, 4, 45.5m, "o1/learners who check a source"), (said.State, said.Confidence, said.Value, said.Figure));
        var newest = await hub.Look(db => db.Read<PlanVersion>().OrderBy(v => v.Number).LastAsync());
        Assert.Equal(3, newest.Number);
        Assert.Equal(["s1"], PlanJson.TryRead(newest.Content)!.Measure("m1")!.Steps.Where(s => s.DoneOn is not null).Select(s => s.Id));
    }

    [Fact]
    public async Task Who_looks_after_a_measure_checks_in_who_only_reads_does_not_and_ticks_of_two_people_add_up()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        var (school, anna, bob) = (await hub.AddSchool("De Elzen"), await hub.AddPerson("Anna Bos"), await hub.AddPerson("Bob Maas"));
        await hub.Give(anna, Role.Reader, school);
        await hub.Give(bob, Role.Coordinator, school);
        var plan = await hub.AddPlan(school, bob);
        using var reader = await hub.SignedIn(anna);
        using var coordinator = await hub.SignedIn(bob);
        await reader.Get($"/plans/{plan}/checkin/m1");
        Assert.Null(reader.Page.QuerySelector("main [name=line]"));

        await hub.Look(db => db.Set<PlanPerson>().ExecuteUpdateAsync(s => s.SetProperty(p => p.PersonId, anna.Id).SetProperty(p => p.Name, anna.Name)));
        await reader.Get($"/plans/{plan}/checkin/m1");
        await coordinator.Get($"/plans/{plan}/checkin/m1");
        Assert.Equal("Save", reader.Page.QuerySelectorAll("main form[method=post] button").Select(b => b.TextContent.Trim()).Single());
        await reader.Post(new() { ["step"] = "s1", ["state"] = "stopped", ["line"] = null });
        Assert.Contains("Say in a line why it was stopped.", reader.Text);
        Assert.DoesNotContain("Choose how sure you are.", reader.Text);
        await reader.Post(new() { ["step"] = "s1", ["state"] = "done" });
        Assert.Contains("Kept. Thank you.", reader.Text);
        Assert.Contains("You said that it is done; one step is not ticked yet.", reader.Text);
        await coordinator.Post(new() { ["step"] = "s2", ["state"] = "under-way", ["confidence"] = "2" });
        Assert.Contains("Kept. Thank you.", coordinator.Text);
        await coordinator.Get($"/plans/{plan}");
        Assert.Contains("Rather not · 2 of 2 steps · said on 4 March 2026", coordinator.Text);
        var newest = await hub.Look(db => db.Read<PlanVersion>().OrderBy(v => v.Number).LastAsync());
        Assert.All(PlanJson.TryRead(newest.Content)!.Measure("m1")!.Steps, s => Assert.NotNull(s.DoneOn));
    }
}
