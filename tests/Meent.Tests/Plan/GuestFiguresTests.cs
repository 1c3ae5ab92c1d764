using System.Net;
using Meent.Foundation.Time;
using Meent.Monitor;
using Meent.Monitor.RollUp;
using Meent.People;
using Meent.Places;
using Meent.Plan;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Meent.Tests.Plan;

/// <summary>What a school or a board says of itself is for its own people: neither a guest of its plan nor anybody who reads a public one learns a figure of it.</summary>
public class GuestFiguresTests
{
    private const string Paragraph = "council-2023/3a";

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_guest_who_adds_a_figure_of_a_school_or_a_board_does_not_get_to_know_it(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var (school, anna, gus) = (await hub.AddSchool("De Elzen"), await hub.AddPerson("Anna Bos"), await hub.AddPerson("Gus Guest"));
        var board = await hub.AddBoard("Board of the Vale");
        foreach (var place in new[] { school, board }) await hub.Give(anna, Role.Leader, place);
        await AddFigures(hub, school, board);
        using var leader = await hub.SignedIn(anna);
        using var guest = await hub.SignedIn(gus);
        using var nobody = hub.Visitor();
        foreach (var (place, indicator, value) in new[] { (school, "school-assessment", "3.51"), (board, "learners-with-gigabit", "36.6") })
        {
            var plan = await Plan(hub, place, anna, gus, []);
            await guest.Get($"/plans/{plan}/edit/objectives/o1/measured");
            await guest.Post(new() { ["indicator-0"] = indicator });
            Assert.Equal($"/plans/{plan}", guest.Path.Split('?')[0]);
            Assert.Contains($"/indicators/{indicator}", await guest.Response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            await Tell(leader, plan, ["", "/thread", "/wall", "/document.html"], value, true);
            await Tell(guest, plan, [.. Open, "/versions"], value, false);
            await Tell(nobody, plan, Open, value, false);
        }
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Where_a_figure_of_a_school_begins_neither_a_guest_nor_a_public_page_tells_and_what_a_guest_saves_keeps_it(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var (school, anna, gus) = (await hub.AddSchool("De Elzen"), await hub.AddPerson("Anna Bos"), await hub.AddPerson("Gus Guest"));
        await hub.Give(anna, Role.Leader, school);
        await AddFigures(hub, school, await hub.AddBoard("Board of the Vale"));
        MeasuredBy start = new("school-assessment", null, 3.2172m, Closed, 3.8m), ours = new("lessons watched", null, 41.5m, "2025", 60m);
        var plan = await Plan(hub, school, anna, gus, [start, ours]);
        // What the first version said differs, so that the list of versions tells of it.
        var before = (await hub.Look(db => db.Read<PlanVersion>().SingleAsync(v => v.PlanId == plan && v.Number == 2))).Content.Replace("3.2172", "3.1172", StringComparison.Ordinal);
        await hub.Change(db => db.Set<PlanVersion>().Single(v => v.PlanId == plan && v.Number == 1).Content = before);
        using var leader = await hub.SignedIn(anna);
        using var guest = await hub.SignedIn(gus);
        using var nobody = hub.Visitor();
        await Tell(leader, plan, ["", "/document.html", "/export.json", "/export.csv", $"/policy/{Paragraph}", "/versions", "/versions?from=1&to=2"], "3.2172", true);
        await Tell(guest, plan, [.. Open, "/versions", "/versions?from=1&to=2"], "3.2172", false);
        await Tell(nobody, plan, Open, "3.2172", false);
        foreach (var visitor in new[] { guest, nobody })
        {
            await Tell(visitor, plan, Open, Closed, false);
            await Tell(visitor, plan, ["", "/document.html", "/export.json", "/export.csv"], "41.5", true);
        }
        await guest.Get($"/plans/{plan}/versions");
        Assert.Contains("What differs is not shown to you.", guest.Text, StringComparison.Ordinal);

        await guest.Get($"/plans/{plan}/edit/objectives/o1/measured");
        Assert.Equal("", guest.Page.QuerySelector("[name=base-0]")!.GetAttribute("value") ?? "");
        Assert.Contains("A start that you leave empty stays as it is.", guest.Text, StringComparison.Ordinal);
        await guest.Post(new() { ["target-0"] = "3.9" });
        var newest = PlanJson.TryRead((await hub.Look(db => db.Read<PlanVersion>().SingleAsync(v => v.PlanId == plan && v.Number == 3))).Content)!;
        Assert.Equal([start with { Target = 3.9m }, ours], newest.Objectives[0].MeasuredBy);
    }

    [Fact]
    public async Task A_guest_who_is_told_what_others_saved_or_how_it_was_is_not_told_where_a_figure_begins()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        var (school, anna, gus) = (await hub.AddSchool("De Elzen"), await hub.AddPerson("Anna Bos"), await hub.AddPerson("Gus Guest"));
        await hub.Give(anna, Role.Leader, school);
        await AddFigures(hub, school, await hub.AddBoard("Board of the Vale"));
        var plan = await Plan(hub, school, anna, gus, [new("school-assessment", null, 3.2172m, Closed, 3.8m)]);
        using var leader = await hub.SignedIn(anna);
        using var guest = await hub.SignedIn(gus);
        foreach (var visitor in new[] { leader, guest }) await visitor.Get($"/plans/{plan}/edit/objectives/o1/measured");
        await leader.Post(new() { ["target-0"] = "3.7" });
        await guest.Post(new() { ["target-0"] = "3.9" });
        Assert.Equal(HttpStatusCode.Conflict, guest.Status);
        Assert.Contains("to be 3.7", guest.Page.QuerySelector("main .utrecht-data-list")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("3.2172", guest.Page.DocumentElement.OuterHtml, StringComparison.Ordinal);

        await using var scope = hub.Services.CreateAsyncScope();
        var store = scope.ServiceProvider.GetRequiredService<PlanStore>();
        foreach (var (person, start) in new[] { (new Me(gus.Id, gus.Name, gus.Email!, false, []), null), (new Me(anna.Id, anna.Name, anna.Email!, false, [new MyRole(school.PlaceId, Role.Leader)]), (decimal?)3.2172m) })
            Assert.Equal(start, (await store.AsItWas((await store.Read(plan, person))!, 2))!.Content.Objectives[0].MeasuredBy[0].Base);
    }

    private static string[] Open { get; } = ["", "/thread", "/wall", "/timeline", "/who", "/document.html", "/export.json", "/export.csv", $"/policy/{Paragraph}"];

    /// <param name="paths">of the plan, or of a paragraph that it answers</param>
    private static async Task Tell(Visitor visitor, Guid plan, string[] paths, string figure, bool told)
    {
        foreach (var path in paths)
        {
            await visitor.Get(path.StartsWith("/policy", StringComparison.Ordinal) ? path : $"/plans/{plan}{path}");
            Assert.Equal(HttpStatusCode.OK, visitor.Status);
            Assert.True((await visitor.Response.Content.ReadAsStringAsync()).Contains(figure, StringComparison.Ordinal) == told, $"{path} {(told ? "does not tell" : "tells")} {figure}");
        }
    }

    /// <summary>A public plan with an objective that answers a paragraph, and a guest who may change it.</summary>
    private static async Task<Guid> Plan(TestHub hub, Place place, Person owner, Person guest, IReadOnlyList<MeasuredBy> by)
    {
        var content = PlanSeeds.Content(hub.Clock.Today());
        var plan = await hub.AddPlan(place, owner, isPublic: true, content: content with { Objectives = [content.Objectives[0] with { MeasuredBy = by, Links = [new(LinkRoles.ContributesTo, Paragraph)] }] });
        await hub.Change(db => db.AddRange(
            new PlanMember { PlaceId = place.PlaceId, PlanId = plan, PersonId = guest.Id, Role = PlanRoles.Contributor, ByRole = false, IsOpened = true },
            new StoredLink { PlaceId = place.PlaceId, PlanId = plan, ObjectiveId = "o1", Role = LinkRoles.ContributesTo, Target = Paragraph }));
        return plan;
    }

    /// <summary>Two reports of the school; of the board what three of its schools state.</summary>
    private static Task AddFigures(TestHub hub, Place school, Place board) => hub.Change(db => db.AddRange(
        new Series { Id = 98, Indicator = "learners-with-gigabit", Breakdown = Breakdowns.Total, Unit = IndicatorUnit.Percent, Source = ObservationSource.Schools },
        new Rollup { PlaceId = board.PlaceId, SeriesId = 98, Period = "2025/2026", Numerator = 366, Denominator = 1000, N = 1000, Places = 3 },
        new Series { Id = 99, Indicator = "school-assessment", Breakdown = Breakdowns.Total, Unit = IndicatorUnit.Score, Source = ObservationSource.Schools },
        new OwnValue { PlaceId = school.PlaceId, SeriesId = 99, Period = Closed, Reference = "2025/2026", Value = 3.2172m, N = 30 },
        new OwnValue { PlaceId = school.PlaceId, SeriesId = 99, Period = "2026-02-20", Reference = "2025/2026", Value = 3.5133m, N = 28 }));

    private const string Closed = "2025-10-19";
}
