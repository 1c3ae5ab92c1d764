using System.Net;

namespace Meent.Tests.Foundation;

public class ErrorPagesTests
{
    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task An_unknown_address_is_a_page_that_says_what_to_do(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        using var visitor = hub.Visitor();
        await visitor.Get("/no/such/page");
        Assert.Equal(HttpStatusCode.NotFound, visitor.Status);
        Assert.Contains("There is nothing at this address", visitor.Text);
    }

    [Fact]
    public async Task The_home_page_speaks_the_language_of_the_path_and_remembers_it()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        using var visitor = hub.Visitor();
        await visitor.Get("/nl/");
        Assert.Equal("nl", visitor.Page.DocumentElement.GetAttribute("lang"));
        await visitor.Get("/");
        Assert.Equal("nl", visitor.Page.DocumentElement.GetAttribute("lang"));
    }
}
