using System.Net.Http.Headers;
using System.Reflection;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Meent.Foundation;
using Meent.Tests.Authorisation;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Meent.Tests.Security;

/// <summary>A school with everybody of the authorisation table, to be attacked; with an institution that does not answer.</summary>
public sealed class SecurityWorld : AuthorisationWorld, IAsyncDisposable
{
    private readonly Engine engine;

    private SecurityWorld(Engine engine) => this.engine = engine;

    public static async Task<SecurityWorld> On(Engine engine)
    {
        var world = new SecurityWorld(engine);
        await world.InitializeAsync();
        return world;
    }

    protected override Task<TestHub> Start() => TestHub.Start(engine, s => s with
    {
        Institutions = [new InstitutionSettings(1) { Issuer = $"http://127.0.0.1:{PostgresCluster.FreePort()}", ClientId = "meent", Name = "Elzen College" }],
    });

    public async Task<Sender> Sender(Caller caller) => new(await Client(caller));

    /// <summary>All pages that a caller sees, by their addresses.</summary>
    public IEnumerable<string> Pages(Caller caller) =>
        AuthorisationTable.Read().Where(r => r.Method == "GET" && r.Expected[caller] == "200" && !r.Route.StartsWith("/assets", StringComparison.Ordinal)).Select(Address).Distinct();

    /// <summary>All forms on all pages that a caller sees, filled in as they stand there; each once, however many pages show it.</summary>
    public async Task<IReadOnlyList<FoundForm>> Forms(Caller caller)
    {
        using var sender = await Sender(caller);
        var forms = new Dictionary<string, FoundForm>();
        foreach (var page in Pages(caller))
        {
            using var response = await sender.Get(page);
            if (response.Content.Headers.ContentType?.MediaType != "text/html") continue;
            var document = new HtmlParser().ParseDocument(await response.Content.ReadAsStringAsync());
            foreach (var form in document.QuerySelectorAll<IHtmlFormElement>("form[method=post]"))
            {
                var fields = Visitor.Filled(form).ToList();
                var found = new FoundForm(form.GetAttribute("action") is { Length: > 0 } action ? action : page, [.. fields.Where(f => f.Key != Security.Sender.TokenField)], fields.Any(f => f.Key == Security.Sender.TokenField));
                forms.TryAdd($"{found.Action} {string.Join(' ', found.Fields.Where(f => f.Key is "act" or "id").Select(f => f.Value))} {found.Fields.Count}", found);
            }
        }
        return [.. forms.Values];
    }

    /// <summary>What the handler of a route reads from the query.</summary>
    public IReadOnlyList<string> Queries(AuthorisationRow row) =>
    [
        .. Hub.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(e => "/" + e.RoutePattern.RawText!.TrimStart('/') == row.Route)
            .SelectMany(e => e.Metadata.GetMetadata<MethodInfo>()?.GetParameters() ?? []).Where(p => Simple(p.ParameterType) || p.ParameterType.IsArray).Select(p => p.Name!).Distinct(),
    ];

    private static bool Simple(Type type) => (Nullable.GetUnderlyingType(type) ?? type) is var t && (t.IsPrimitive || t.IsEnum || t == typeof(string) || t == typeof(Guid) || t == typeof(DateOnly));

    ValueTask IAsyncDisposable.DisposeAsync() => DisposeAsync();
}

/// <summary>A form that a page offers.</summary>
/// <param name="Fields">without the token</param>
/// <param name="HasToken">false for a form that stores nothing, such as the trial of a questionnaire</param>
public sealed record FoundForm(string Action, IReadOnlyList<KeyValuePair<string, string>> Fields, bool HasToken)
{
    public override string ToString() => $"{Action} {string.Join('&', Fields.Select(f => $"{f.Key}={f.Value[..Math.Min(20, f.Value.Length)]}"))}";
}

/// <summary>Sends what no page offers, with the session and the token of one caller; follows no redirects.</summary>
public sealed class Sender(HttpClient client) : IDisposable
{
    public const string TokenField = "__RequestVerificationToken";

    private string? token;

    public Task<HttpResponseMessage> Get(string address) => client.GetAsync(new Uri(address, UriKind.RelativeOrAbsolute));

    public async Task<HttpResponseMessage> Post(string address, HttpContent content)
    {
        using (content) return await client.PostAsync(new Uri(address, UriKind.RelativeOrAbsolute), content);
    }

    /// <summary>Posts a form with a token that is good for it.</summary>
    public async Task<HttpResponseMessage> Post(string address, IEnumerable<KeyValuePair<string, string>> fields) =>
        await Post(address, new FormUrlEncodedContent([.. fields.Where(f => f.Key != TokenField), new(TokenField, await Token())]));

    /// <summary>Any page with a form carries a token that is good for every form of that caller; the cookie that belongs to it is sent from then on.</summary>
    public async Task<string> Token()
    {
        if (token is not null) return token;
        using var response = await Get("/sign-in") is { StatusCode: System.Net.HttpStatusCode.OK } page ? page : await Get("/sign-out");
        var document = new HtmlParser().ParseDocument(await response.Content.ReadAsStringAsync());
        foreach (var cookie in response.Headers.TryGetValues("Set-Cookie", out var set) ? set : []) client.DefaultRequestHeaders.TryAddWithoutValidation("Cookie", cookie.Split(';')[0]);
        return token = document.QuerySelector($"input[name='{TokenField}']")!.GetAttribute("value")!;
    }

    /// <summary>A form as bytes, as only a program writes it.</summary>
    public static ByteArrayContent Raw(string body, string type)
    {
        var content = new ByteArrayContent(System.Text.Encoding.Latin1.GetBytes(body));
        if (type.Length > 0) content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        return content;
    }

    public void Dispose() => client.Dispose();
}
