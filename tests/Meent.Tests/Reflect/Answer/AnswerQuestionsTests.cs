using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Meent.Reflect;
using Meent.Reflect.Answer;

namespace Meent.Tests.Reflect.Answer;

public class AnswerQuestionsTests
{
    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Somebody_follows_the_link_answers_and_is_thanked_once_it_is_stored(Engine engine)
    {
        await using var world = await AnswerWorld.Start(engine);
        var sheet = await world.Sheet("teachers");
        using var visitor = world.Hub.Visitor();
        await visitor.Get($"/r/{world.TeachersLink}");
        Assert.Equal(HttpStatusCode.OK, visitor.Status);
        Assert.Contains("Nobody can see who gave which answer", visitor.Text);
        Assert.Contains("Elzenhof school", visitor.Text);

        var fields = new Dictionary<string, string?> { [sheet.Items[0]] = "4", [sheet.Items[2]] = "6", ["own.1"] = "1" };
        await visitor.Post(fields);
        Assert.Equal($"/r/{world.TeachersLink}/thanks", visitor.Path);
        Assert.Contains("Thank you", visitor.Text);

        var stored = Assert.Single(await world.Submissions());
        var expected = new byte[sheet.Items.Count];
        (expected[0], expected[2], expected[^1]) = (4, 6, 1);
        Assert.Equal(expected, stored.Answers);
        Assert.Equal("teachers", stored.Audience);
        Assert.Equal(1, await world.Answered("teachers"));
        Assert.Equal(0, await world.Answered("learners"));
    }

    [Fact]
    public async Task Every_item_is_a_fieldset_of_six_answers_and_the_schools_own_items_come_last()
    {
        await using var world = await AnswerWorld.Start(Engine.Sqlite);
        var sheet = await world.Sheet("teachers");
        using var visitor = world.Hub.Visitor();
        await visitor.Get($"/r/{world.TeachersLink}");
        var groups = visitor.Page.QuerySelectorAll("form[method=post] fieldset").ToList();
        Assert.Equal(sheet.Items, groups.Select(g => g.QuerySelector("input")!.GetAttribute("name")));
        foreach (var group in groups)
        {
            Assert.NotEmpty(group.QuerySelector("legend")!.TextContent.Trim());
            Assert.Equal(["5", "4", "3", "2", "1", "6"], group.QuerySelectorAll<IHtmlInputElement>("input[type=radio]").Select(i => i.Value));
        }
        Assert.Equal("Our new laptops help us.", groups[^1].QuerySelector("legend")!.TextContent.Trim());
        Assert.Equal(sheet.Questionnaire.Areas.Count, visitor.Page.QuerySelectorAll("form section").Length);
    }

    [Fact]
    public async Task The_page_speaks_the_language_that_is_chosen_and_sets_no_other_cookie()
    {
        await using var world = await AnswerWorld.Start(Engine.Sqlite);
        using var visitor = world.Hub.Visitor();
        await visitor.Get($"/nl/r/{world.TeachersLink}");
        Assert.Equal("nl", visitor.Page.DocumentElement.GetAttribute("lang"));
        Assert.Contains("Helemaal eens", visitor.Text);
        Assert.All(visitor.Response.Headers.GetValues("Set-Cookie"), c => Assert.StartsWith("meent.language=", c));
        await visitor.Get($"/r/{world.TeachersLink}");
        Assert.False(visitor.Response.Headers.Contains("Set-Cookie"));
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_wrong_value_shows_the_form_again_with_everything_else_kept(Engine engine)
    {
        await using var world = await AnswerWorld.Start(engine);
        var sheet = await world.Sheet("teachers");
        using var visitor = world.Hub.Visitor();
        await visitor.Get($"/r/{world.TeachersLink}");
        await visitor.Post(new() { [sheet.Items[0]] = "5", [sheet.Items[1]] = "7", [sheet.Items[2]] = "2" });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, visitor.Status);
        Assert.Equal("5", Chosen(visitor, sheet.Items[0]));
        Assert.Null(Chosen(visitor, sheet.Items[1]));
        Assert.Equal("2", Chosen(visitor, sheet.Items[2]));
        Assert.NotNull(visitor.Page.QuerySelector($"fieldset[id='{sheet.Items[1]}'].has-error"));
        Assert.NotNull(visitor.Page.QuerySelector($".error-summary a[href='#{sheet.Items[1]}']"));
        Assert.Empty(await world.Submissions());

        await visitor.Post(new() { [sheet.Items[1]] = "3" });
        Assert.EndsWith("/thanks", visitor.Path);
        Assert.Equal([5, 3, 2], Assert.Single(await world.Submissions()).Answers[..3]);
    }

    [Fact]
    public async Task An_empty_form_is_not_stored()
    {
        await using var world = await AnswerWorld.Start(Engine.Sqlite);
        using var visitor = world.Hub.Visitor();
        await visitor.Get($"/r/{world.TeachersLink}");
        await visitor.Post([]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, visitor.Status);
        Assert.Contains("Choose at least one", visitor.Text);
        Assert.Equal(0, await world.Answered("teachers"));
    }

    [Theory]
    [InlineData("no.such.item=3", 422)]
    [InlineData("{0}=3&no.such.item=3", 422)]
    [InlineData("{0}=3&{0}=4", 422)]
    [InlineData("{0}=3&%ff%fe=1", 422)]
    [InlineData("{0}=%ff", 422)]
    [InlineData("{0}=%", 422)]
    [InlineData("{0}=33", 422)]
    [InlineData("{0}=0", 422)]
    [InlineData("{0}", 422)]
    [InlineData("=&=&&&", 422)]
    [InlineData("\0\0\0", 422)]
    [InlineData("{0}=%33", 303)]
    [InlineData("&{0}=3&", 303)]
    [InlineData("{0}=3&{1}=", 303)]
    public async Task Bad_bodies_are_answered_with_the_form_and_never_stored(string body, int status)
    {
        await using var world = await AnswerWorld.Start(Engine.Sqlite);
        var items = (await world.Sheet("teachers")).Items;
        var answer = await world.Send($"/r/{world.TeachersLink}", string.Format(null, body, items[0], items[1]));
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(status == 303 ? 1 : 0, (await world.Submissions()).Count);
    }

    [Fact]
    public async Task A_body_that_is_too_large_or_no_form_is_refused_with_a_page()
    {
        await using var world = await AnswerWorld.Start(Engine.Sqlite);
        var path = $"/r/{world.TeachersLink}";
        var large = await world.Send(path, new string('a', AnswerQuestions.LongestBody + 1));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, large.StatusCode);
        Assert.Contains("too large", await large.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        var json = await world.Send(path, "{}", "application/json");
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, json.StatusCode);
        Assert.Empty(await world.Submissions());
    }

    [Fact]
    public async Task A_code_is_read_as_people_type_it()
    {
        await using var world = await AnswerWorld.Start(Engine.Sqlite);
        using var visitor = world.Hub.Visitor();
        var typed = world.TeachersLink.ToUpperInvariant().Insert(5, "-");
        await visitor.Get($"/r/{typed}");
        Assert.Equal(HttpStatusCode.OK, visitor.Status);
        Assert.Equal(world.TeachersLink, visitor.Page.QuerySelector("form")!.GetAttribute("data-code"));
    }

    internal static string? Chosen(Visitor visitor, string item) =>
        visitor.Page.QuerySelectorAll<IHtmlInputElement>($"input[name='{item}']").SingleOrDefault(i => i.IsChecked)?.Value;
}
