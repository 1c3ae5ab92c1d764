using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Meent.Foundation;
using Meent.Foundation.Data;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;

namespace Meent.Tests.People.Institution;

/// <summary>
/// An OpenID provider on a port of this machine: discovery, authorisation code with PKCE, tokens, keys and their rotation, userinfo. It
/// keeps the rules itself (a code opens once, with the right verifier, client and address), and forges what a test tells it to.
/// </summary>
public sealed class TestProvider : IAsyncDisposable
{
    public const string ClientId = "meent";
    public const string Secret = "a secret of the provider: 100% & more";

    private readonly WebApplication app;
    private readonly ConcurrentDictionary<string, Granted> codes = new();
    private readonly ConcurrentDictionary<string, JsonObject> tokens = new();

    private TestProvider(WebApplication app) => this.app = app;

    /// <summary>By which it dates what it signs.</summary>
    public TestClock Clock { get; set; } = new();

    public string Issuer => app.Urls.First();

    /// <summary>Who is signed in at the provider.</summary>
    public JsonObject Person { get; set; } = new() { ["sub"] = "noor-1", ["email"] = "noor.bakker@example.org", ["email_verified"] = true, ["name"] = "Noor Bakker" };

    /// <summary>When that person signed in at the provider; it tells so where it is asked how old that may be. Who is asked to sign in anew does so now.</summary>
    public DateTimeOffset? SignedInAt { get; set; }

    /// <summary>Tells in every token when the person signed in, asked or not.</summary>
    public bool AlwaysTellsWhen { get; set; }

    /// <summary>Made once: a key costs more than a sign-in.</summary>
    public static readonly TestKey Usual = TestKey.Rsa();

    public TestKey Key { get; private set; } = Usual;

    public Forgery Forges { get; set; } = new();

    /// <summary>How often each address was asked.</summary>
    public ConcurrentDictionary<string, int> Asked { get; } = new();

    /// <summary>What the last person was sent here with.</summary>
    public IReadOnlyDictionary<string, string> LastAsked { get; private set; } = new Dictionary<string, string>();

    public static async Task<TestProvider> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var provider = new TestProvider(app);
        app.Use(provider.Count);
        app.MapGet("/.well-known/openid-configuration", () => Results.Text(provider.Describe().ToJsonString(), "application/json"));
        app.MapGet("/keys", () => Results.Text(new JsonObject { ["keys"] = new JsonArray([.. provider.Forges.ShownKeys?.Invoke(provider) ?? [provider.Key.Shown()]]) }.ToJsonString(), "application/json"));
        app.MapGet("/authorize", (Delegate)provider.Authorize);
        app.MapPost("/token", (Delegate)provider.Token);
        app.MapGet("/userinfo", (HttpContext context) => provider.tokens.TryGetValue(context.Request.Headers.Authorization.ToString().Replace("Bearer ", "", StringComparison.Ordinal), out var person)
            ? Results.Text((provider.Forges.UserInfo?.Invoke(person) ?? person).ToJsonString(), "application/json") : Results.StatusCode(401));
        await app.StartAsync();
        return provider;
    }

    /// <summary>How a hub is set to trust this provider.</summary>
    public InstitutionSettings Settings(int number = 1, string name = "Elzen College") => new(number) { Issuer = Issuer, ClientId = ClientId, ClientSecret = Secret, Name = name };

    /// <summary>Signs with a new key from now on.</summary>
    public void Rotate(TestKey key) => Key = key;

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private async Task Count(HttpContext context, RequestDelegate next)
    {
        var path = context.Request.Path.Value!;
        Asked.AddOrUpdate(path, 1, (_, n) => n + 1);
        if (Forges.Answers.TryGetValue(path, out var answer)) await answer(context);
        else await next(context);
    }

    private JsonObject Describe()
    {
        var description = new JsonObject
        {
            ["issuer"] = Issuer, ["authorization_endpoint"] = Issuer + "/authorize", ["token_endpoint"] = Issuer + "/token", ["jwks_uri"] = Issuer + "/keys", ["userinfo_endpoint"] = Issuer + "/userinfo",
            ["response_types_supported"] = new JsonArray("code"), ["subject_types_supported"] = new JsonArray("public"), ["code_challenge_methods_supported"] = new JsonArray("S256"),
            ["id_token_signing_alg_values_supported"] = new JsonArray("RS256", "ES256", "HS256", "none"), ["authorization_response_iss_parameter_supported"] = true,
        };
        Forges.Description?.Invoke(description);
        return description;
    }

    private IResult Authorize(HttpContext context)
    {
        var asked = LastAsked = context.Request.Query.ToDictionary(q => q.Key, q => q.Value.ToString());
        string? Of(string name) => asked.GetValueOrDefault(name);
        var back = new Uri(Of("redirect_uri") ?? "");
        if (Of("client_id") != ClientId || back.Host is not ("localhost" or "127.0.0.1")) return Results.BadRequest();
        var answer = new Dictionary<string, string?> { ["state"] = Of("state"), ["iss"] = Issuer };
        var age = int.TryParse(Of("max_age"), out var asks) ? TimeSpan.FromSeconds(asks) : (TimeSpan?)null;
        if (SignedInAt is null || Of("prompt") == "login" || Clock.GetUtcNow() - SignedInAt >= age) SignedInAt = Clock.GetUtcNow();
        if (Forges.Error is { } error) answer["error"] = error;
        else if (Of("response_type") != "code" || Of("code_challenge_method") != "S256" || Of("code_challenge") is not { Length: 43 } challenge || Of("scope")?.Split(' ').Contains("openid") != true) answer["error"] = "invalid_request";
        else codes[answer["code"] = Ids.Code(30)] = new Granted(challenge, Of("nonce"), back.ToString(), age is not null || AlwaysTellsWhen ? SignedInAt : null);
        Forges.Answer?.Invoke(answer);
        return Results.Redirect(QueryHelpers.AddQueryString(back.ToString(), answer));
    }

    private async Task<IResult> Token(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync();
        var client = Encoding.UTF8.GetString(Convert.FromBase64String(context.Request.Headers.Authorization.ToString().Replace("Basic ", "", StringComparison.Ordinal))).Split(':').Select(Uri.UnescapeDataString).ToArray();
        if (client is not [ClientId, Secret] && (form["client_id"], form["client_secret"]) != (ClientId, Secret)) return Error("invalid_client", 401);
        if (form["grant_type"] != "authorization_code" || !codes.TryRemove(form["code"].ToString(), out var granted) || granted.Back != form["redirect_uri"]) return Error("invalid_grant");
        if (TestKey.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString()))) != granted.Challenge) return Error("invalid_grant");
        var access = Ids.Code(30);
        tokens[access] = Person;
        return Results.Text(new JsonObject { ["token_type"] = "Bearer", ["access_token"] = access, ["expires_in"] = 300, ["id_token"] = IdToken(granted) }.ToJsonString(), "application/json");
    }

    private string IdToken(Granted granted)
    {
        var now = Clock.GetUtcNow().ToUnixTimeSeconds();
        var claims = new JsonObject { ["iss"] = Issuer, ["aud"] = ClientId, ["nonce"] = granted.Nonce, ["iat"] = now, ["exp"] = now + 300 };
        if (granted.SignedInAt is { } at) claims["auth_time"] = at.ToUnixTimeSeconds();
        foreach (var (name, value) in Person) if (!Forges.OnlySubject || name == "sub") claims[name] = value?.DeepClone();
        Forges.Claims?.Invoke(claims);
        var header = new JsonObject { ["typ"] = "JWT", ["alg"] = Key.Algorithm, ["kid"] = Key.Id };
        Forges.Header?.Invoke(header);
        return Forges.Token?.Invoke(TestKey.Token(header, claims, Forges.Sign ?? Key.Sign)) ?? TestKey.Token(header, claims, Forges.Sign ?? Key.Sign);
    }

    private static IResult Error(string code, int status = 400) => Results.Text(new JsonObject { ["error"] = code }.ToJsonString(), "application/json", statusCode: status);

    private sealed record Granted(string Challenge, string? Nonce, string Back, DateTimeOffset? SignedInAt);
}

/// <summary>What a provider does wrong, or somebody between it and the hub.</summary>
public sealed record Forgery
{
    public Action<JsonObject>? Description { get; init; }

    /// <summary>The query that goes back to the hub.</summary>
    public Action<Dictionary<string, string?>>? Answer { get; init; }

    public string? Error { get; init; }

    public Action<JsonObject>? Claims { get; init; }

    public Action<JsonObject>? Header { get; init; }

    public Func<byte[], byte[]>? Sign { get; init; }

    public Func<string, string>? Token { get; init; }

    public Func<TestProvider, JsonNode[]>? ShownKeys { get; init; }

    public Func<JsonObject, JsonObject>? UserInfo { get; init; }

    /// <summary>The token tells the subject only; the rest is at userinfo.</summary>
    public bool OnlySubject { get; init; }

    /// <summary>Whole answers by path: "/token".</summary>
    public IReadOnlyDictionary<string, RequestDelegate> Answers { get; init; } = new Dictionary<string, RequestDelegate>();
}
