using System.Globalization;
using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Meent.Foundation.Time;
using Meent.People;
using Meent.Plan;
using Microsoft.EntityFrameworkCore;

namespace Meent.Tests.Plan;

/// <summary>Two people have the same form of a plan open. The first saves; the second is told, finds the other's words beside their own, and loses nothing.</summary>
public class TwoTabsTests
{
    private const string Mine = "What I typed for an hour", Theirs = "What they saved before";

    /// <summary>A page, what the other saves there, what I send, and where mine stands afterwards.</summary>
    private sealed record Tab(string Page, Dictionary<string, string?> TheySend, Dictionary<string, string?> ISend, string MyField, string TheirWords = Theirs);

    private static IEnumerable<Tab> Tabs(DateOnly today) =>
    [
        new("edit", new() { ["title"] = Theirs }, new() { ["about"] = Mine }, "about"),
        new("edit/objectives/o1", new() { ["title"] = Theirs }, new() { ["why"] = Mine }, "why"),
        new("edit/objectives/o1/measured", new() { ["own-0"] = Theirs }, new() { ["own-0"] = Mine }, "own-0"),
        new("edit/objectives/o1/links", new() { ["policy-council-2023"] = "council-2023/3b.vii" }, new() { ["policy-council-2023"] = "council-2023/3a.iii", ["reason"] = Mine }, "reason", "3b vii"),
        new("edit/measures/m1", new() { ["start"] = "2026-02-11" }, new() { ["changes"] = Mine }, "changes", "11 February 2026"),
        new("edit/measures/m1/money", new() { ["source-0"] = "own", ["planned-0"] = "1250" }, new() { ["source-0"] = "esf", ["planned-0"] = "77" }, "planned-0", "Own money. Planned: € 1,250."),
        new("edit/measures/m1/evidence", new() { ["text-0"] = Theirs }, new() { ["text-0"] = Mine }, "text-0"),
        new("edit/measures/m1/steps", new() { ["step-s1"] = Theirs }, new() { ["step-s1"] = Mine }, "step-s1"),
        new("checkin/m1", [], new() { ["step"] = "s1", ["confidence"] = "4", ["line"] = Mine }, "line", Mine),
        new("reviews", new() { ["moved"] = Typed.Day(today.AddDays(9)) }, new() { ["decided"] = Mine, ["next"] = Typed.Day(today.AddDays(80)) }, "decided", today.AddDays(9).ToString("d MMMM yyyy", CultureInfo.InvariantCulture)),
    ];

    [Fact]
    public async Task Of_every_form_the_second_reads_what_the_first_saved_and_has_their_own_words_still()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        var (school, anna) = (await hub.AddSchool("De Elzen"), await hub.AddPerson("Anna Bos"));
        await hub.Give(anna, Role.Coordinator, school);
        var plan = await hub.AddPlan(school, anna);
        var open = new List<(Tab Tab, Visitor Mine)>();
        foreach (var tab in Tabs(hub.Clock.Today())) open.Add((tab, await (await hub.SignedIn(anna)).Get($"/plans/{plan}/{tab.Page}")));
        using var other = await hub.SignedIn(anna);
        foreach (var (tab, mine) in open)
        {
            if (tab.TheySend.Count > 0) await (await other.Get($"/plans/{plan}/{tab.Page}")).Post(tab.TheySend);
            Assert.True(other.Status == HttpStatusCode.OK, $"{tab.Page}: {other.Status} {other.Text}");
            await mine.Post(tab.ISend);
            Assert.True(mine.Status == HttpStatusCode.Conflict, $"{tab.Page}: {mine.Status} {mine.Text}");
            Assert.Equal(tab.ISend[tab.MyField], Value(mine.Page.QuerySelector($"[name={tab.MyField}]")!));
            Assert.True(Beside(mine, tab.TheirWords), $"{tab.Page} does not tell what stands there now: {mine.Text}");
            // Sent once more, it is kept.
            await mine.Post([], $"form[method=post]:has([name={tab.MyField}])");
            Assert.True(mine.Status == HttpStatusCode.OK, $"{tab.Page} again: {mine.Status} {mine.Text}");
            mine.Dispose();
        }
    }

    [Fact]
    public async Task A_day_of_the_next_review_that_others_chose_meanwhile_is_not_put_aside_unseen()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        var (school, anna) = (await hub.AddSchool("De Elzen"), await hub.AddPerson("Anna Bos"));
        await hub.Give(anna, Role.Coordinator, school);
        var (plan, today) = (await hub.AddPlan(school, anna), hub.Clock.Today());
        using var mine = await hub.SignedIn(anna);
        using var other = await hub.SignedIn(anna);
        foreach (var visitor in new[] { mine, other }) await visitor.Get($"/plans/{plan}/reviews");
        await other.Post(new() { ["moved"] = Typed.Day(today.AddDays(9)) });
        await mine.Post(new() { ["moved"] = Typed.Day(today.AddDays(30)) });
        Assert.Equal(HttpStatusCode.Conflict, mine.Status);
        Assert.Equal(Typed.Day(today.AddDays(30)), Value(mine.Page.QuerySelector("[name=moved]")!));
        Assert.Equal(today.AddDays(9), await Next(hub, plan));
        await mine.Post([], "form:has([name=moved])");
        Assert.Equal(today.AddDays(30), await Next(hub, plan));
        // The same day chosen twice is no conflict.
        await other.Get($"/plans/{plan}/reviews");
        await mine.Post(new() { ["moved"] = Typed.Day(today.AddDays(40)) });
        await other.Post(new() { ["moved"] = Typed.Day(today.AddDays(40)) });
        Assert.Equal(HttpStatusCode.OK, other.Status);
    }

    [Fact]
    public async Task What_cannot_be_kept_at_all_is_shown_back_to_whoever_typed_it()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        var (school, anna) = (await hub.AddSchool("De Elzen"), await hub.AddPerson("Anna Bos"));
        await hub.Give(anna, Role.Coordinator, school);
        var content = PlanSeeds.Content(hub.Clock.Today());
        var plan = await hub.AddPlan(school, anna, content: content with { LastObjective = 2, Objectives = [.. content.Objectives, new("o2", "A second one")] });
        // The first version has neither the second objective nor the second measure: a form that builds on it changes what is not there.
        await hub.Look(db => db.Set<PlanVersion>().Where(v => v.PlanId == plan && v.Number == 1).ExecuteUpdateAsync(s => s.SetProperty(v => v.Content, PlanJson.Write(content with { Objectives = [content.Objectives[0] with { Measures = [content.Objectives[0].Measures[0]] }] }))));
        using var visitor = await hub.SignedIn(anna);
        foreach (var (page, field) in new[]
        {
            ("objectives/o2", "why"), ("objectives/o2/measured", "own-0"), ("objectives/o2/links", "reason"), ("objectives/o2/measures/new", "why"), ("objectives/o2/remove", "reason"),
            ("measures/m2", "changes"), ("measures/m2/steps", "step-new1"), ("measures/m2/money", "reason"), ("measures/m2/evidence", "text-0"), ("measures/m2/remove", "reason"),
        })
        {
            await visitor.Get($"/plans/{plan}/edit/{page}");
            var sent = page.EndsWith("/new", StringComparison.Ordinal) ? Whole(hub) : [];
            (sent["version"], sent["reason"], sent[field]) = ("1", Mine, Mine);
            await visitor.Post(sent);
            Assert.True(visitor.Status == HttpStatusCode.Conflict, $"{page}: {visitor.Status} {visitor.Text}");
            Assert.Contains("Somebody else removed this part of the plan", visitor.Text, StringComparison.Ordinal);
            Assert.True(Beside(visitor, Mine), $"{page} loses what was typed: {visitor.Text}");
            Assert.Equal(field == "reason" ? 1 : 2, visitor.Page.QuerySelectorAll("main dd").Count(d => d.TextContent.Contains(Mine, StringComparison.Ordinal)));
        }
    }

    [Fact]
    public async Task Words_for_a_step_that_somebody_took_out_are_a_new_step()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        var (school, anna) = (await hub.AddSchool("De Elzen"), await hub.AddPerson("Anna Bos"));
        await hub.Give(anna, Role.Coordinator, school);
        var plan = await hub.AddPlan(school, anna);
        using var mine = await hub.SignedIn(anna);
        using var other = await hub.SignedIn(anna);
        foreach (var visitor in new[] { mine, other }) await visitor.Get($"/plans/{plan}/edit/measures/m1/steps");
        await other.Post(new() { ["step-s2"] = "" });
        await mine.Post(new() { ["step-s2"] = Mine });
        Assert.Equal(HttpStatusCode.Conflict, mine.Status);
        Assert.Equal(Mine, Value(mine.Page.QuerySelector("[name=step-s2]")!));
        await mine.Post([]);
        var newest = PlanJson.TryRead((await hub.Look(db => db.Read<PlanVersion>().OrderBy(v => v.Number).LastAsync())).Content)!;
        Assert.Equal(["Choose a course", Mine], newest.Measure("m1")!.Steps.Select(s => s.Title));
    }

    private static Task<DateOnly?> Next(TestHub hub, Guid plan) => hub.Look(db => db.Read<StoredPlan>().Where(p => p.Id == plan).Select(p => p.NextReview).SingleAsync());

    /// <summary>What else a new measure needs.</summary>
    private static Dictionary<string, string?> Whole(TestHub hub) => new() { ["owner"] = null, ["owner-name"] = "Kim Vos", ["end"] = Typed.Day(hub.Clock.Today().AddDays(90)) };

    private static string? Value(IElement field) => field is IHtmlTextAreaElement area ? area.Value : field.GetAttribute("value");

    /// <summary>Outside the form's own fields: in the notice, in the list of what was typed, or beside the field.</summary>
    private static bool Beside(Visitor visitor, string words) =>
        visitor.Page.QuerySelectorAll("main .utrecht-alert, main dd, main .error-summary").Any(e => e.TextContent.Contains(words, StringComparison.Ordinal));
}
