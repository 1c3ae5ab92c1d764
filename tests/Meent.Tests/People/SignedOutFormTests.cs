using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Meent.Foundation.Data;
using Meent.People;
using Meent.Plan;
using Microsoft.EntityFrameworkCore;

namespace Meent.Tests.People;

/// <summary>A session that ends while somebody types for minutes takes nothing with it.</summary>
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
        var form = visitor.Page.QuerySelectorAll<IHtmlFormElement>("form[method=post]").Single(f => f.QuerySelector("[name=title]") is not null);
        var sent = Visitor.Filled(form).Where(f => f.Key != "title").Append(new("title", Title)).ToList();
        Task<Visitor> Send(string from, string to) => visitor.Send(new HttpRequestMessage(HttpMethod.Post, to) { Content = new FormUrlEncodedContent(sent), Headers = { { "Sec-Fetch-Site", from } } });
        visitor.TakeCookie("meent.session", "over");
        // A form of another site comes without the session, too: the hub does not offer to send it.
        foreach (var elsewhere in new[] { "cross-site", "same-site", "none" }) Assert.StartsWith("/sign-in?next=", (await Send(elsewhere, make)).Path, StringComparison.Ordinal);
        // Nor does it hold what a route did not ask to be held, such as a password.
        Assert.StartsWith("/sign-in?next=", (await Send("same-origin", "/account/password")).Path, StringComparison.Ordinal);

        await Send("same-origin", make);
        Assert.Equal((HttpStatusCode.Unauthorized, make), (visitor.Status, visitor.Path));
        Assert.True(visitor.Response.Headers.CacheControl?.NoStore);
        Assert.Contains("You are signed out", visitor.Text, StringComparison.Ordinal);
        Assert.Equal("/sign-in?next=%2Faccount", visitor.Page.QuerySelector("main a")!.GetAttribute("href"));
        Assert.Equal(0, await hub.Look(db => db.Read<StoredPlan>().CountAsync()));
        var held = Visitor.Filled(visitor.Page.QuerySelector<IHtmlFormElement>("main form")!).Where(f => f.Key[0] != '_').ToList();
        Assert.Equal(sent.Where(f => f.Key[0] != '_'), held);
        Assert.Contains(held, f => f.Value.Length == 0);

        using var again = await hub.SignedIn(anna);
        visitor.TakeCookies(again);
        await visitor.Press("Send it once more");
        Assert.Equal((HttpStatusCode.UnprocessableEntity, make), (visitor.Status, visitor.Path));
        Assert.Equal(0, await hub.Look(db => db.Read<StoredPlan>().CountAsync()));
        await visitor.Post([], "form[method=post]:has([name=title])");
        Assert.Equal(HttpStatusCode.OK, visitor.Status);
        Assert.Equal(Title, PlanJson.TryRead((await hub.Look(db => db.Read<PlanVersion>().SingleAsync())).Content)!.Title);
    }
}
