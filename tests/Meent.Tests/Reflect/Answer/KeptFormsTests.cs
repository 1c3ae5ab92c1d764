using System.Net;
using Meent.Reflect;
using Meent.Reflect.Answer;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;

namespace Meent.Tests.Reflect.Answer;

/// <summary>A questionnaire is written once for all who open its link, and is never that of somebody else.</summary>
public class KeptFormsTests
{
    [Fact]
    public async Task Each_language_and_group_has_its_own_page_and_a_moved_day_is_seen_at_once()
    {
        await using var world = await AnswerWorld.Start(Engine.Sqlite);
        async Task<string> Page(string code, string language)
        {
            using var visitor = world.Hub.Visitor(language);
            await visitor.Get($"/r/{code}");
            Assert.Equal(HttpStatusCode.OK, visitor.Status);
            return visitor.Page.DocumentElement.OuterHtml;
        }

        var english = await Page(world.TeachersLink, "en");
        Assert.Equal(english, await Page(world.TeachersLink, "en"));
        Assert.Contains("lang=\"nl\"", (await Page(world.TeachersLink, "nl"))[..40], StringComparison.Ordinal);
        Assert.DoesNotContain("Our new laptops help us.", await Page(world.LearnersLink, "en"), StringComparison.Ordinal);
        Assert.Contains("14 March 2026", english, StringComparison.Ordinal);
        await world.Change(r => r.ClosesOn = r.ClosesOn.AddDays(2));
        Assert.Contains("16 March 2026", await Page(world.TeachersLink, "en"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_of_ones_own_stands_on_a_page_of_ones_own()
    {
        await using var world = await AnswerWorld.Start(Engine.Sqlite, learners: Access.Codes);
        foreach (var code in await world.AddCodes(2))
        {
            using var visitor = world.Hub.Visitor();
            await visitor.Get($"/r/{code}");
            Assert.Contains(code, visitor.Page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Whoever_comes_after_one_that_could_not_be_written_gets_the_page_all_the_same()
    {
        await using var world = await AnswerWorld.Start(Engine.Sqlite);
        var link = await world.Service<OpenRounds>().ByLink(world.TeachersLink);
        var (forms, entry) = (new KeptForms(), new Entry(world.TeachersLink, link));
        await Assert.ThrowsAsync<OperationCanceledException>(() => forms.Page(entry, "en", new Fails()).ExecuteAsync(Request(world)));
        var context = Request(world);
        await forms.Page(entry, "en", TypedResults.Text("whole")).ExecuteAsync(context);
        Assert.Equal(5, context.Response.ContentLength);
    }

    private static DefaultHttpContext Request(AnswerWorld world) => new() { RequestServices = world.Hub.Services };

    private sealed class Fails : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) => throw new OperationCanceledException();
    }
}
