using Meent.Tests.Authorisation;
using Meent.Tests.House;

namespace Meent.Tests.Security;

/// <summary>What the hub keeps in browsers, and whose session it is.</summary>
public class CookieTests
{
    [Theory]
    [InlineData("http://localhost", "")]
    [InlineData("https://localhost", "")]
    [InlineData("https://localhost", "https://localhost")]
    [InlineData("http://localhost", "https://localhost")]
    public async Task No_cookie_is_read_by_scripts_sent_from_elsewhere_or_in_the_clear(string origin, string baseUrl)
    {
        await using var hub = await TestHub.Start(Engine.Sqlite, s => s with { BaseUrl = baseUrl });
        var noor = await hub.AddPerson("Noor Bakker");
        using var watch = new Watch(hub.Handler());
        using var sender = new Sender(new HttpClient(watch) { BaseAddress = new Uri(origin) });
        foreach (var page in new[] { "/", "/nl/", "/sign-up", "/forgot", "/find" }) using (await sender.Get(page)) continue;
        using (await sender.Post("/sign-in", [new("email", noor.Email!), new("password", TestHub.Password), new("stay", "true")])) Assert.Contains("meent.session", watch.Names);
        Assert.Contains("meent.form", watch.Names);
        var wrong = new List<string>();
        foreach (var cookie in watch.Set)
        {
            var parts = cookie.Split(';').Select(p => p.Trim().ToLowerInvariant()).ToList();
            if (!parts.Contains("httponly")) wrong.Add($"{cookie}: scripts read it");
            if (!parts.Contains("samesite=lax") && !parts.Contains("samesite=strict")) wrong.Add($"{cookie}: sent from elsewhere");
            if (parts.Contains("secure") != (origin + baseUrl).Contains("https", StringComparison.Ordinal) && !cookie.StartsWith("meent.language", StringComparison.Ordinal)) wrong.Add($"{cookie}: secure at {origin}");
            if (parts.Any(p => p.StartsWith("domain", StringComparison.Ordinal)) || !parts.Contains("path=/")) wrong.Add($"{cookie}: for other hosts or for a part only");
            if (baseUrl.Length > 0 && !cookie.StartsWith("meent.language", StringComparison.Ordinal) && !cookie.StartsWith("__Host-meent.", StringComparison.Ordinal)) wrong.Add($"{cookie}: a neighbour may plant it");
        }
        Found.Nothing(wrong);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_session_is_new_when_somebody_signs_in_and_opens_nothing_after_they_signed_out(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var noor = await hub.AddPerson("Noor Bakker");
        using var planted = new Sender(new HttpClient(hub.Handler()) { BaseAddress = new Uri("http://localhost"), DefaultRequestHeaders = { { "Cookie", "meent.session=planted" } } });
        using var signedIn = await planted.Post("/sign-in", [new("email", noor.Email!), new("password", TestHub.Password)]);
        var session = signedIn.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("meent.session=", StringComparison.Ordinal));
        Assert.True(session.Length > 60, session);

        using var visitor = await hub.SignedIn(noor);
        using var thief = hub.Visitor();
        thief.TakeCookies(visitor);
        await thief.Get("/account");
        Assert.Equal("/account", thief.Path);
        await visitor.Get("/sign-out");
        await visitor.Post([]);
        using var later = hub.Visitor();
        later.TakeCookies(thief);
        await later.Get("/account");
        Assert.StartsWith("/sign-in", later.Path);
    }

    [Fact]
    public async Task Who_sits_in_the_session_of_another_does_not_turn_it_into_ones_own()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        var (bea, noor) = (await hub.AddPerson("Bea Smit"), await hub.AddPerson("Noor Bakker"));
        using var attacker = await hub.SignedIn(bea);
        using var victim = hub.Visitor();
        await victim.Get("/sign-in");
        // The attacker plants the own session while the victim types.
        victim.TakeCookies(attacker);
        await victim.Post(new() { ["email"] = noor.Email, ["password"] = TestHub.Password });
        await attacker.Get("/account");
        Assert.Contains("bea.smit@example.org", attacker.Text);
        Assert.DoesNotContain("noor.bakker@example.org", attacker.Text);
    }

    [Fact]
    public async Task A_token_of_before_signing_in_is_worth_nothing_afterwards()
    {
        await using var world = await SecurityWorld.On(Engine.Sqlite);
        using var nobody = await world.Sender(Caller.Nobody);
        var token = await nobody.Token();
        using var person = await world.Sender(Caller.Person);
        await person.Token();
        using var response = await person.Post("/account", new FormUrlEncodedContent([new("act", "person"), new("name", "Changed"), new("language", "nl"), new(Sender.TokenField, token)]));
        Assert.Equal(422, (int)response.StatusCode);
    }

    [Fact]
    public async Task Before_the_operator_there_is_nobody_whatever_is_posted()
    {
        await using var hub = await TestHub.FirstStart(Engine.Sqlite);
        using var visitor = hub.Visitor();
        await visitor.Get("/sign-up");
        Assert.Equal("/set-up", visitor.Path);
        var token = visitor.Page.QuerySelector($"[name={Sender.TokenField}]")!.GetAttribute("value")!;
        await visitor.Send(new HttpRequestMessage(HttpMethod.Post, "/sign-up")
        {
            Content = new FormUrlEncodedContent([new("name", "A Stranger"), new("email", "stranger@example.org"), new("password", "four words in meadow"), new(Sender.TokenField, token)]),
        });
        Assert.Equal("/set-up", visitor.Path);
        Assert.Empty(Meent.Tests.People.MailBox.Files(hub));
    }

    /// <summary>Notes every cookie that is set, and sends it back as a browser would.</summary>
    private sealed class Watch(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        public List<string> Set { get; } = [];

        public string Names => string.Join(' ', Set.Select(c => c.Split('=')[0]));

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            if (response.Headers.TryGetValues("Set-Cookie", out var set)) Set.AddRange(set);
            return response;
        }
    }
}
