using System.Text;
using System.Text.Json.Nodes;
using Meent.Foundation;
using Meent.People;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Meent.Tests.People.Institution;

/// <summary>Answers of a provider that are forged, broken, old, slow or meant for somebody else: a sentence, no session, no link.</summary>
public class ForgedAnswerTests
{
    private static readonly TestKey Thief = TestKey.Rsa();
    private static readonly TestKey Short = TestKey.Rsa(1024);

    /// <summary>What is forged, why the log says that it was refused ("" where the log says nothing), and how it is forged.</summary>
    private static IEnumerable<(string Name, string Because, Forgery Forgery)> Forged =>
    [
        ("issuer", "InvalidIssuer", new() { Claims = c => c["iss"] = "https://elsewhere.example" }),
        ("issuer, one stroke more", "InvalidIssuer", new() { Claims = c => c["iss"] = c["iss"] + "/" }),
        ("no issuer", "InvalidIssuer", new() { Claims = c => c.Remove("iss") }),
        ("audience", "InvalidAudience", new() { Claims = c => c["aud"] = "another" }),
        ("no audience", "InvalidAudience", new() { Claims = c => c.Remove("aud") }),
        ("two audiences and no party", "another program", new() { Claims = c => c["aud"] = new JsonArray("meent", "another") }),
        ("another party", "another program", new() { Claims = c => { c["aud"] = new JsonArray("meent", "another"); c["azp"] = "another"; } }),
        ("another party alone", "another program", new() { Claims = c => c["azp"] = "another" }),
        ("nonce", "another question", new() { Claims = c => c["nonce"] = "another" }),
        ("no nonce", "another question", new() { Claims = c => c.Remove("nonce") }),
        ("expired", "Lifetime", new() { Claims = c => c["exp"] = c["iat"]!.GetValue<long>() - 600 }),
        ("never expires", "Lifetime", new() { Claims = c => c.Remove("exp") }),
        ("not yet valid", "Lifetime", new() { Claims = c => c["nbf"] = c["iat"]!.GetValue<long>() + 200 }),
        ("from the future", "from the future", new() { Claims = c => c["iat"] = c["iat"]!.GetValue<long>() + 200 }),
        ("signed in in the future", "from the future", new() { Claims = c => c["auth_time"] = c["iat"]!.GetValue<long>() + 200 }),
        ("no subject", "whom it is about", new() { Claims = c => c.Remove("sub") }),
        ("empty subject", "whom it is about", new() { Claims = c => c["sub"] = "" }),
        ("endless subject", "whom it is about", new() { Claims = c => c["sub"] = new string('x', 256) }),
        ("an audience of another kind", "its token", new() { Claims = c => c["aud"] = true }),
        ("a nonce of another kind", "another question", new() { Claims = c => c["nonce"] = new JsonArray("x") }),
        ("a subject of another kind", "its token", new() { Claims = c => c["sub"] = new JsonArray("noor-1") }),
        ("signature of a thief", "InvalidSignature", new() { Sign = Thief.Sign }),
        ("thief's key beside", "InvalidSignature", new() { Sign = Thief.Sign, Header = h => h["jwk"] = Thief.Shown() }),
        ("thief's key elsewhere", "a key that it does not name", new() { Sign = Thief.Sign, Header = h => { h["kid"] = Thief.Id; h["jku"] = "https://elsewhere.example/keys"; } }),
        ("no signature", "InvalidSignature", new() { Token = t => t[..(t.LastIndexOf('.') + 1)] }),
        ("algorithm none", "signed in a way", new() { Header = h => h["alg"] = "none", Sign = _ => [] }),
        ("algorithm nOnE", "signed in a way", new() { Header = h => h["alg"] = "nOnE", Sign = _ => [] }),
        ("public key as a secret", "signed in a way", new() { Header = h => h["alg"] = "HS256", Sign = TestProvider.Usual.SignAsSecret }),
        ("client secret as a key", "signed in a way", new() { Header = h => h["alg"] = "HS256", Sign = b => Hmac(Encoding.UTF8.GetBytes(TestProvider.Secret), b) }),
        ("a shared secret among the keys", "signed in a way", new() { Header = h => h["alg"] = "HS256", Sign = b => Hmac(new byte[32], b), ShownKeys = p => [new JsonObject { ["kty"] = "oct", ["kid"] = p.Key.Id, ["k"] = TestKey.Encode(new byte[32]) }] }),
        ("an algorithm that is not announced", "signed in a way", new() { Header = h => h["alg"] = "RS384" }),
        ("an algorithm of another key", "a key that it does not name", new() { Header = h => h["alg"] = "ES256" }),
        ("unknown key", "a key that it does not name", new() { Header = h => h["kid"] = "unknown" }),
        ("a key for encryption", "a key that it does not name", new() { ShownKeys = p => [With(p.Key.Shown(), "use", "enc")] }),
        ("a short key", "a key that it does not name", new() { Sign = Short.Sign, Header = h => h["kid"] = Short.Id, ShownKeys = _ => [Short.Shown()] }),
        ("two keys of one name", "a key that it does not name", new() { ShownKeys = p => [p.Key.Shown(), With(Thief.Shown(), "kid", p.Key.Id)] }),
        ("no keys", "a key that it does not name", new() { ShownKeys = _ => [] }),
        ("what we do not know", "demands what", new() { Header = h => { h["crit"] = new JsonArray("exp"); } }),
        ("no token", "cannot be read", new() { Token = _ => "" }),
        ("a token that is none", "cannot be read", new() { Token = _ => "a.b.c" }),
        ("a token without end", "too long", new() { Token = _ => new string('a', 40_000) + ".b.c" }),
        ("an encrypted token", "signed in a way", new() { Token = _ => "eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..AAAA.AAAA.AAAA" }),
        ("userinfo about another", "two people", new() { OnlySubject = true, UserInfo = p => With(p.DeepClone().AsObject(), "sub", "bea-1") }),
        ("an answer of another provider", "another provider", new() { Answer = a => a["iss"] = "https://elsewhere.example" }),
        ("an answer without origin", "where it comes from", new() { Answer = a => a.Remove("iss") }),
        ("an error of another provider", "another provider", new() { Error = "access_denied", Answer = a => a["iss"] = "https://elsewhere.example" }),
        ("a code that is none", "invalid_grant", new() { Answer = a => a["code"] = "made-up" }),
        ("no code", "no code", new() { Answer = a => a.Remove("code") }),
        ("state of another", "", new() { Answer = a => a["state"] = Guid.Empty.ToString("N") }),
        ("no state", "", new() { Answer = a => a.Remove("state") }),
        ("malformed state", "", new() { Answer = a => a["state"] = "../../x" }),
        .. Broken("/token"), .. Broken("/keys"), .. Broken("/userinfo").Select(b => (b.Name, b.Because, b.Forgery with { OnlySubject = true })),
    ];

    private static IEnumerable<(string Name, string Because, Forgery Forgery)> Described =>
    [
        ("another issuer", "another issuer", new() { Description = d => d["issuer"] = "https://elsewhere.example" }),
        ("no issuer", "another issuer", new() { Description = d => d.Remove("issuer") }),
        ("token in the clear", "token_endpoint", new() { Description = d => d["token_endpoint"] = "http://elsewhere.example/token" }),
        ("keys from a file", "jwks_uri", new() { Description = d => d["jwks_uri"] = "file:///etc/passwd" }),
        ("no authorisation", "authorization_endpoint", new() { Description = d => d.Remove("authorization_endpoint") }),
        ("a script", "authorization_endpoint", new() { Description = d => d["authorization_endpoint"] = "javascript:alert(1)" }),
        ("secrets only", "way of signing", new() { Description = d => d["id_token_signing_alg_values_supported"] = new JsonArray("HS256", "none") }),
        ("members of other kinds", "", new() { Description = d => { d["issuer"] = 5; d["jwks_uri"] = new JsonArray(); } }),
        .. Broken("/.well-known/openid-configuration"),
    ];

    private static IEnumerable<(string Name, string Because, Forgery Forgery)> Broken(string path) =>
    [
        ($"{path} is HTML", $"{path} did not answer JSON", On(path, c => c.Response.WriteAsync("<html>Sign in</html>"))),
        ($"{path} is HTML that says it is JSON", $"{path} did not answer JSON", On(path, c => Write(c, "<html>Sign in</html>"))),
        ($"{path} is huge", "maximum buffer size", On(path, c => Write(c, "{\"a\":\"" + new string('x', 200_000) + "\"}"))),
        ($"{path} is deep", $"{path} did not answer JSON", On(path, c => Write(c, new string('[', 5000) + new string(']', 5000)))),
        ($"{path} is empty", $"{path} did not answer JSON", On(path, c => Write(c, ""))),
        ($"{path} is a list", "", On(path, c => Write(c, "[]"))),
        ($"{path} is a word", "", On(path, c => Write(c, "\"x\""))),
        ($"{path} fails", $"{path} answered 500", On(path, c => { c.Response.StatusCode = 500; return Task.CompletedTask; })),
        ($"{path} leads away", $"{path} answered 302", On(path, c => { c.Response.Redirect("http://127.0.0.1:1/"); return Task.CompletedTask; })),
        ($"{path} breaks off", "could not be asked", On(path, c => { c.Abort(); return Task.CompletedTask; })),
    ];

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Every_forged_answer_is_a_sentence_and_leaves_nothing(Engine engine)
    {
        await using var world = await InstitutionWorld.On(engine);
        var noor = await world.Hub.AddPerson("Noor Bakker");
        await world.Link(noor);
        var wrong = new List<string>();
        foreach (var (name, because, forgery) in Forged)
        {
            world.Provider.Forges = forgery;
            // After a day even what was known counts no more.
            world.Hub.Clock.Advance(TimeSpan.FromHours(25));
            wrong.AddRange((await Try(world, because)).Select(w => $"{name}: {w}"));
        }
        Assert.Equal([], wrong);
        world.Provider.Forges = new();
        world.Hub.Clock.Advance(TimeSpan.FromHours(25));
        Assert.Equal(["is signed in"], await Try(world, ""));
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_description_that_is_forged_or_broken_sends_nobody_anywhere(Engine engine)
    {
        await using var world = await InstitutionWorld.On(engine);
        var wrong = new List<string>();
        foreach (var (name, because, forgery) in Described)
        {
            world.Provider.Forges = forgery;
            world.Hub.Clock.Advance(TimeSpan.FromSeconds(10));
            wrong.AddRange((await Try(world, because)).Select(w => $"{name}: {w}"));
            Assert.False(world.Provider.Asked.ContainsKey("/authorize"), name);
        }
        Assert.Equal([], wrong);
    }

    [Fact]
    public async Task A_provider_that_answers_too_slowly_or_not_at_all_is_a_sentence()
    {
        await using var world = await InstitutionWorld.On(Engine.Sqlite, TimeSpan.FromMilliseconds(300));
        world.Provider.Forges = On("/.well-known/openid-configuration", async c => { await Write(c, "{"); await Task.Delay(TimeSpan.FromSeconds(5), c.RequestAborted); });
        using var browser = world.Browser();
        await browser.Get("/sign-in/with/1");
        Assert.Equal(503, (int)browser.Status);
        Assert.Contains("Elzen College does not answer now", browser.Text);
        await browser.Get("/sign-in");
        Assert.Equal(200, (int)browser.Status);

        var nobody = new InstitutionSettings(1) { Issuer = $"http://127.0.0.1:{PostgresCluster.FreePort()}", ClientId = "meent", Name = "Nobody" };
        await using var hub = await TestHub.Start(Engine.Sqlite, s => s with { Institutions = [nobody] });
        using var visitor = hub.Visitor();
        await visitor.Get("/sign-in/with/1");
        Assert.Equal(503, (int)visitor.Status);
    }

    [Theory]
    [InlineData("access_denied", "did not allow it to tell us who you are")]
    [InlineData("temporarily_unavailable", "does not answer now")]
    [InlineData("invalid_scope", "does not accept this hub as it is set up")]
    [InlineData("<script>alert(1)</script>", "does not accept this hub as it is set up")]
    public async Task What_the_provider_refuses_is_said_in_a_sentence(string error, string says)
    {
        await using var world = await InstitutionWorld.On(Engine.Sqlite);
        world.Provider.Forges = new() { Error = error };
        using var browser = world.Browser();
        await browser.Get("/sign-in/with/1");
        Assert.Equal(422, (int)browser.Status);
        Assert.Contains(says, browser.Text);
        Assert.DoesNotContain("script", browser.Text);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task An_answer_is_used_once_in_the_browser_where_it_began_within_a_quarter_of_an_hour(Engine engine)
    {
        await using var world = await InstitutionWorld.On(engine);
        await world.Link(await world.Hub.AddPerson("Noor Bakker"));
        using var browser = world.Browser();
        await browser.Get("/sign-in");
        var (answer, cookies) = await Answer(world, browser);
        using (var stranger = world.Browser()) await Lost(stranger, answer);
        using var twin = world.Browser();
        twin.TakeCookies(cookies);
        await browser.Get(answer);
        Assert.Equal("/", browser.Path);
        await Lost(twin, answer);

        using var late = world.Browser();
        var (another, _) = await Answer(world, late);
        world.Hub.Clock.Advance(TimeSpan.FromMinutes(15));
        await Lost(late, another);
        world.Provider.Forges = new() { Answer = a => a["state"] = a["state"]!.ToUpperInvariant() };
        using var changed = world.Browser();
        await changed.Get("/sign-in/with/1");
        Assert.StartsWith("/sign-in/back/1", changed.Path);
    }

    [Fact]
    public async Task An_answer_of_one_institution_is_not_taken_for_that_of_another()
    {
        await using var second = await TestProvider.Start();
        await using var world = await InstitutionWorld.On(Engine.Sqlite, TimeSpan.FromMinutes(1), null, second.Settings(2, "Wilgen College"));
        await world.Link(await world.Hub.AddPerson("Noor Bakker"));
        using var browser = world.Browser();
        var (answer, _) = await Answer(world, browser);
        await Lost(browser, answer.Replace("/back/1", "/back/2", StringComparison.Ordinal));
        using var other = world.Browser();
        await other.Get("/sign-in/with/2");
        Assert.Contains("You have an account with this address", other.Text);
    }

    [Fact]
    public async Task Who_is_signed_in_does_not_become_another_and_takes_no_link_from_another()
    {
        await using var world = await InstitutionWorld.On(Engine.Sqlite);
        var (noor, bea) = (await world.Hub.AddPerson("Noor Bakker"), await world.Hub.AddPerson("Bea Smit"));
        using var browser = await world.SignedIn(bea);
        await browser.Get("/sign-in/with/1");
        await world.Link(noor);
        await browser.Press("Link both");
        Assert.Equal(409, (int)browser.Status);
        Assert.Contains("is linked with another account", browser.Text);
        await browser.Get("/sign-in/with/1");
        Assert.Contains("is linked with another account", browser.Text);
        await browser.Get("/account");
        Assert.Contains("bea.smit@example.org", browser.Text);
        Assert.Equal(1, await world.Links());
    }

    private static async Task<IReadOnlyList<string>> Try(InstitutionWorld world, string because)
    {
        world.Logged();
        var (people, links) = (await world.People(), await world.Links());
        using var browser = world.Browser();
        await browser.Get("/sign-in/with/1?next=/account");
        var (status, path, text) = ((int)browser.Status, browser.Path, browser.Text);
        await browser.Get("/account");
        if (browser.Path == "/account") return ["is signed in"];
        var wrong = new List<string>();
        if (status is not (422 or 503) || !text.Contains("You are not signed in with Elzen College", StringComparison.Ordinal)) wrong.Add($"{status} {path} {text}");
        if (world.Logged() is var log && !log.Contains(because, StringComparison.Ordinal)) wrong.Add($"for another reason: {log}");
        if ((await world.People(), await world.Links()) != (people, links)) wrong.Add("left something behind");
        return wrong;
    }

    /// <summary>The address that the provider sends the browser back to, not followed; and the cookies of that moment.</summary>
    private static async Task<(string Address, Visitor Cookies)> Answer(InstitutionWorld world, Visitor browser)
    {
        var address = "";
        world.Provider.Forges = On("/authorize", c => { address = c.Request.QueryString.Value!; c.Response.StatusCode = 204; return Task.CompletedTask; });
        await browser.Get("/sign-in/with/1");
        world.Provider.Forges = new();
        var cookies = world.Browser();
        cookies.TakeCookies(browser);
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false });
        using var answer = await client.GetAsync(new Uri(world.Provider.Issuer + "/authorize" + address));
        await browser.Get("http://localhost/sign-in");
        return (answer.Headers.Location!.ToString(), cookies);
    }

    private static async Task Lost(Visitor browser, string answer)
    {
        await browser.Get(answer);
        Assert.Equal(422, (int)browser.Status);
        Assert.Contains("This sign-in took too long, was used already, or began in another browser.", browser.Text);
        await browser.Get("/account");
        Assert.StartsWith("/sign-in", browser.Path);
    }

    private static byte[] Hmac(byte[] key, byte[] bytes) => System.Security.Cryptography.HMACSHA256.HashData(key, bytes);

    private static Forgery On(string path, RequestDelegate answer) => new() { Answers = new Dictionary<string, RequestDelegate> { [path] = answer } };

    private static Task Write(HttpContext context, string body)
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(body);
    }

    private static JsonObject With(JsonObject json, string name, string value)
    {
        json[name] = value;
        return json;
    }
}
