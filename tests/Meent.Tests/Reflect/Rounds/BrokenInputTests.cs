using System.Net;
using AngleSharp.Dom;
using Meent.Reflect;
using Meent.Reflect.Instruments;
using Microsoft.EntityFrameworkCore;

namespace Meent.Tests.Reflect.Rounds;

/// <summary>Whatever is typed: no page falls over, and what was typed is still there.</summary>
public class BrokenInputTests
{
    private static readonly string Long = new('x', 10_000);

    /// <summary>Field, what is typed into it, what the page says about it.</summary>
    public static IReadOnlyList<(string Field, string Typed, string Sentence)> Preparing =>
    [
        ("name", "", "Give the round a name"),
        ("name", Long, "longer than 80 characters"),
        ("name", "<script>alert(1)</script>" + Long, "longer than 80 characters"),
        ("opensOn", "nonsense", "Give the first day as day, month and year."),
        ("opensOn", "2026-02-30", "Give the first day as day, month and year."),
        ("opensOn", "2026-03-03", "The first day has passed"),
        ("opensOn", "9999-12-31", "The last day comes before the first day"),
        ("opensOn", "0001-01-01", "The first day has passed"),
        ("opensOn", "2026-03-26", "The last day comes before the first day"),
        ("closesOn", "", "Give the last day as day, month and year."),
        ("closesOn", "2026-03-03", "The last day has passed"),
        ("closesOn", "2026-07-03", "120 days at most"),
        ("closesOn", Long, "Give the last day as day, month and year."),
        ("profile", "enormous", "Choose how many statements you ask."),
        ("leaders", "somehow", "Choose how the leaders answer."),
        ("invited.teachers", "0", "Give the number of people in figures"),
        ("invited.teachers", "-3", "Give the number of people in figures"),
        ("invited.teachers", "a dozen", "Give the number of people in figures"),
        ("invited.teachers", "99999999999999999999", "Give the number of people in figures"),
        ("variant.learners", "martian", "Choose the wording for this group."),
        ("access.teachers", "carrier pigeon", "Choose how this group comes in."),
        ("own.1", Long, "longer than 300 characters"),
        ("own.1", "Asked of nobody.", "Choose who is asked this statement."),
    ];

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Every_mistake_on_the_page_that_prepares_is_named_and_nothing_typed_is_lost(Engine engine)
    {
        await using var school = await School.On(engine);
        foreach (var (field, typed, sentence) in Preparing)
        {
            await school.Visitor.Get($"{school.Path}/rounds/new?instrument=school");
            await school.Visitor.Post(new() { ["invited.learners"] = "61", [field] = typed });
            Assert.True(school.Visitor.Status == (HttpStatusCode)422, $"{field} = {typed[..Math.Min(40, typed.Length)]} gave {school.Visitor.Status}");
            Assert.Contains(sentence, school.Visitor.Page.QuerySelector(".error-summary")!.TextContent);
            Assert.Equal("61", Value(school.Visitor, "invited.learners"));
            // What can only be chosen is chosen anew; what was typed is there.
            if (field is "name" or "opensOn" or "closesOn" or "invited.teachers" or "own.1") Assert.Equal(typed, Value(school.Visitor, field));
            foreach (var link in school.Visitor.Page.QuerySelectorAll(".error-summary a"))
                Assert.NotNull(school.Visitor.Page.GetElementById(link.GetAttribute("href")![1..]));
        }
        Assert.Equal(0, await school.Hub.Look(db => db.Read<Round>().CountAsync()));
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task An_eleventh_statement_of_ones_own_is_refused_and_still_there(Engine engine)
    {
        await using var school = await School.On(engine);
        await school.Visitor.Get($"{school.Path}/rounds/new?instrument=school");
        var fields = Enumerable.Range(1, 11).SelectMany(n => new[] { KeyValuePair.Create($"own.{n}", $"Statement {n}"), KeyValuePair.Create($"own.{n}.for", "teachers") });
        await Send(school.Visitor, fields);
        Assert.Equal((HttpStatusCode)422, school.Visitor.Status);
        Assert.Contains("You can add 10 statements of your own.", school.Visitor.Text);
        for (var n = 1; n <= 11; n++) Assert.Equal($"Statement {n}", Value(school.Visitor, $"own.{n}"));
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task What_no_page_offers_is_passed_over_or_refused(Engine engine)
    {
        await using var school = await School.On(engine);
        await school.Visitor.Get($"{school.Path}/rounds/new?instrument=school");
        await Send(school.Visitor,
        [
            new("ask.martians", "true"), new("invited.martians", "12"), new("optional", "no.such.item"), new("own.99999999999", "x"), new("own.-1", "x"), new("own.x", "x"),
            new("own.1", "Ours."), new("own.1.for", "martians"), new("own.1.for", "teachers"), new("name", "With a\u0007 bell"), new("name", "again"),
        ], replace: ["name"]);
        Assert.EndsWith("/preview", school.Visitor.Path);
        var (round, audiences, own) = await school.Hub.Look(async db =>
            (await db.Read<Round>().SingleAsync(), await db.Read<RoundAudience>().Select(a => a.Audience).ToListAsync(), await db.Read<OwnItem>().SingleAsync()));
        Assert.Equal(("With a bell", "", "teachers"), (round.Name, round.OptionalItems, own.Audiences));
        Assert.Equal(["learners", "teachers"], audiences.Order());
        Assert.Equal(Profile.Short, round.Profile);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_page_sent_twice_makes_one_round_and_an_id_of_others_is_not_taken_over(Engine engine)
    {
        await using var school = await School.On(engine);
        var elsewhere = await school.Hub.AddSchool("De Wilgen");
        var theirs = await school.Hub.OpenRound(elsewhere, await school.Hub.AddPerson("Bea Smit"));
        var other = await school.Hub.SignedIn(school.Coordinator);
        await school.Visitor.Get($"{school.Path}/rounds/new?instrument=school");
        var id = Value(school.Visitor, "id");
        await other.Get($"{school.Path}/rounds/new?instrument=school");
        await Task.WhenAll(school.Visitor.Post([]), other.Post(new() { ["id"] = id }));
        Assert.Equal(($"/rounds/{id}/preview", $"/rounds/{id}/preview"), (school.Visitor.Path, other.Path));
        foreach (var strange in new[] { theirs.Id.ToString(), "x", "", Guid.Empty.ToString() })
        {
            await other.Get($"{school.Path}/rounds/new?instrument=school");
            await other.Post(new() { ["id"] = strange });
            Assert.Equal(HttpStatusCode.OK, other.Status);
            Assert.DoesNotContain(theirs.Id.ToString(), other.Path);
        }
        Assert.Equal((5, 1), await school.Hub.Look(async db =>
            (await db.Read<Round>().CountAsync(r => r.PlaceId == school.Place.PlaceId), await db.Read<Round>().CountAsync(r => r.PlaceId == elsewhere.PlaceId))));
    }

    public static IReadOnlyList<(string Page, string Field, string Typed)> Elsewhere =>
    [
        ("/papers", "contactName", Long), ("/papers", "contactEmail", "not an address"), ("/papers", "contactEmail", Long), ("/papers", "contactName", ""),
        ("/team", "authors", Long), ("/team", "people", "-1"), ("/team", "people", "99999999999"), ("/team", "authors", ""),
        ("/texts/letter-parents/edit", "content", new string('x', 70_000)), ("/texts/dpia/edit", "content", " \n "),
    ];

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Other_forms_of_a_round_keep_what_was_typed(Engine engine)
    {
        await using var school = await School.On(engine);
        var round = await school.Hub.OpenRound(school.Place, school.Coordinator);
        foreach (var (page, field, typed) in Elsewhere)
        {
            await school.Visitor.Get(round.Path + page);
            await school.Visitor.Post(new() { [field] = typed });
            Assert.True(school.Visitor.Status == (HttpStatusCode)422, $"{page} {field} gave {school.Visitor.Status}");
            Assert.NotEmpty(school.Visitor.Page.QuerySelectorAll(".error-summary li"));
            Assert.Equal(typed.Trim(), Value(school.Visitor, field).Trim());
        }
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Addresses_that_lead_nowhere_say_so(Engine engine)
    {
        await using var school = await School.On(engine);
        var round = await school.Hub.OpenRound(school.Place, school.Coordinator, new() { Audiences = ["teachers"] });
        string[] paths =
        [
            "/rounds/x", "/rounds/00000000-0000-0000-0000-000000000000", "/school/x", "/school/00000000-0000-0000-0000-000000000000", $"{round.Path}/preview/martians",
            $"{round.Path}/preview/learners", $"{round.Path}/sheet?audience=martians", $"{round.Path}/sheet", $"{round.Path}/texts/nonsense", $"{round.Path}/texts/invite-martians",
            $"{round.Path}/texts/invite-", $"{round.Path}/texts/conversation", $"{round.Path}/texts/../../secret/edit",
        ];
        foreach (var path in paths)
        {
            await school.Visitor.Get(path);
            Assert.True(school.Visitor.Status == HttpStatusCode.NotFound, $"{path} gave {school.Visitor.Status}");
        }
        await school.Visitor.Get($"{round.Path}/sheet?audience=teachers&class={Uri.EscapeDataString("<b>4b</b> " + Long)}");
        Assert.Equal(HttpStatusCode.OK, school.Visitor.Status);
        Assert.Null(school.Visitor.Page.QuerySelector(".sheet b"));
        Assert.True(school.Visitor.Page.QuerySelector(".sheet-small")!.TextContent.Length < 150);
    }

    private static string Value(Visitor visitor, string field)
    {
        var element = visitor.Page.QuerySelector($"[name='{field}']") ?? throw new InvalidOperationException($"no field {field}");
        return element.LocalName == "textarea" ? element.TextContent : element.GetAttribute("value") ?? "";
    }

    /// <summary>Sends the form of the page with fields that it does not have.</summary>
    private static async Task Send(Visitor visitor, IEnumerable<KeyValuePair<string, string>> extra, string[]? replace = null)
    {
        var form = visitor.Page.QuerySelectorAll("form[method=post]").First(f => f.QuerySelector("[name=profile]") is not null);
        var filled = form.QuerySelectorAll("input, select, textarea").Where(e => e.GetAttribute("type") is not ("checkbox" or "radio") || e.HasAttribute("checked"))
            .Select(e => KeyValuePair.Create(e.GetAttribute("name")!, e.LocalName == "select" ? e.QuerySelector("option[selected]")!.GetAttribute("value")! : e.GetAttribute("value") ?? e.TextContent))
            .Where(f => replace?.Contains(f.Key) is not true && !f.Key.StartsWith("own.", StringComparison.Ordinal));
        await visitor.Send(new HttpRequestMessage(HttpMethod.Post, visitor.Path) { Content = new FormUrlEncodedContent(filled.Concat(extra)) });
    }
}
