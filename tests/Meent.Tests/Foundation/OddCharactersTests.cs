using System.Net;
using Meent.Foundation.Localisation;
using Meent.Foundation.Web;
using Microsoft.AspNetCore.Http;

namespace Meent.Tests.Foundation;

/// <summary>What no keyboard writes and some programs send all the same: it is answered like any other mistake.</summary>
public class OddCharactersTests
{
    [Theory]
    [InlineData("%EF%BF%BE")]
    [InlineData("%EF%BF%BF")]
    [InlineData("%ED%A0%80")]
    [InlineData("%F0%9F%98%80")]
    public async Task Searches_and_forms_answer_them(string odd)
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        await hub.AddPerson("Olga Prins", isOperator: true);
        var visitor = hub.Visitor();
        Assert.Equal(HttpStatusCode.OK, (await visitor.Get($"/find?q=elzen{odd}hof")).Status);
        Assert.Equal(HttpStatusCode.OK, (await visitor.Get($"/api/places?q=elzen{odd}hof")).Status);
        var text = Uri.UnescapeDataString(odd);
        await visitor.Get("/sign-in");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await visitor.Post(new() { ["email"] = $"anna{text}@school.example", ["password"] = $"not {text} hers" })).Status);
    }

    [Theory]
    [InlineData("/find?q=École", "/find?q=%C3%89cole")]
    [InlineData("/find?q=%C3%89cole#top", "/find?q=%C3%89cole#top")]
    [InlineData("//elsewhere.example", "/")]
    public async Task A_redirect_is_a_header_that_servers_can_send(string path, string sent)
    {
        var context = new DefaultHttpContext();
        await Redirect.To(path).ExecuteAsync(context);
        Assert.Equal(sent, context.Response.Headers.Location);
    }

    [Fact]
    public void What_is_no_character_parts_words() => Assert.Equal(["anna", "bert"], Folded.Words("Änna\uFFFEBert\uFFFF"));
}
