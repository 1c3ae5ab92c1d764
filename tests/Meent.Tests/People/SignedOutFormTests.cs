using System.Net;
using Meent.Foundation.Data;
using Meent.People;
using Meent.Plan;
using Microsoft.EntityFrameworkCore;

namespace Meent.Tests.People;

/// <summary>A session that ends while somebody types takes nothing with it.</summary>
public class SignedOutFormTests
{
    private const string Title = "Ours, \"and\" theirs <both> & an hour's work";

    [Fact]
    public async Task What_was_typed_when_the_session_ended_is_sent_once_more_after_signing_in()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        var (school, anna) = (await hub.AddSchool("De Elzen"), await hub.AddPerson("Anna Bos"));
        await hub.Give(anna, Role.Coordinator, school);
        using var visitor = await hub.SignedIn(anna);
        var make = $"/places/{school.PlaceId}/plans/new";
        await visitor.Get(make);
        visitor.TakeCookie("meent.session", "over");
        await visitor.Post(new() { ["title"] = Title });
        Assert.Equal((HttpStatusCode.Unauthorized, make), (visitor.Status, visitor.Path));
        Assert.Contains("You are signed out", visitor.Text, StringComparison.Ordinal);
        Assert.Equal("/sign-in?next=%2Faccount", visitor.Page.QuerySelector("main a")!.GetAttribute("href"));
        Assert.Equal(0, await hub.Look(db => db.Read<StoredPlan>().CountAsync()));

        using var again = await hub.SignedIn(anna);
        visitor.TakeCookies(again);
        await visitor.Press("Send it once more");
        Assert.Equal((HttpStatusCode.UnprocessableEntity, make), (visitor.Status, visitor.Path));
        Assert.Equal(0, await hub.Look(db => db.Read<StoredPlan>().CountAsync()));
        await visitor.Post([], "form[method=post]:has([name=title])");
        Assert.Equal(HttpStatusCode.OK, visitor.Status);
        var kept = PlanJson.TryRead((await hub.Look(db => db.Read<PlanVersion>().SingleAsync())).Content)!;
        Assert.Equal(Title, kept.Title);
    }

    [Fact]
    public async Task No_password_stands_in_the_page_and_what_has_nothing_typed_goes_to_sign_in()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        using var visitor = hub.Visitor();
        await visitor.Send(new HttpRequestMessage(HttpMethod.Post, "/account/password") { Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["password"] = "old meadow", ["new-password"] = "new meadow", ["why"] = "because" }) });
        Assert.Equal(HttpStatusCode.Unauthorized, visitor.Status);
        var page = await visitor.Response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("because", page, StringComparison.Ordinal);
        Assert.DoesNotContain("meadow", page, StringComparison.Ordinal);
        await visitor.Send(new HttpRequestMessage(HttpMethod.Post, "/account/password") { Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["password"] = "old meadow" }) });
        Assert.StartsWith("/sign-in?next=", visitor.Path, StringComparison.Ordinal);
    }
}
