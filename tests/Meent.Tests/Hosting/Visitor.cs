using System.Net;
using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Meent.Tests.Hosting;

/// <summary>Somebody with a browser without script: gets pages, fills in forms, follows redirects, keeps cookies.</summary>
public sealed class Visitor : IDisposable
{
    private readonly HttpClient client;
    private readonly CookieContainer cookies = new();
    private readonly string language;

    public Visitor(HttpMessageHandler handler, string language)
    {
        this.language = language;
        client = new HttpClient(handler) { BaseAddress = new Uri("http://localhost") };
    }

    /// <summary>The page in front of the visitor.</summary>
    public IHtmlDocument Page { get; private set; } = new HtmlParser().ParseDocument("");

    public HttpStatusCode Status { get; private set; }

    /// <summary>The address of <see cref="Page"/>, after redirects.</summary>
    public string Path { get; private set; } = "/";

    public HttpResponseMessage Response { get; private set; } = new();

    /// <summary>What the page says, white space folded.</summary>
    public string Text => string.Join(' ', (Page.QuerySelector("main") ?? Page.Body!).TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    public Task<Visitor> Get(string path) => Send(new HttpRequestMessage(HttpMethod.Get, path));

    /// <summary>Fills in the form of the page that has these fields (hidden fields and what is already there included) and sends it.</summary>
    /// <param name="fields">values by name; null leaves a field out</param>
    /// <param name="form">CSS selector, where a page has several forms that fit</param>
    public Task<Visitor> Post(Dictionary<string, string?> fields, string form = "form[method=post]")
    {
        var element = Page.QuerySelectorAll<IHtmlFormElement>(form).FirstOrDefault(f => fields.Keys.All(k => f.QuerySelector($"[name='{k}']") is not null))
            ?? throw new InvalidOperationException($"No form on {Path} has the fields {string.Join(", ", fields.Keys)}. The page says: {Text}");
        var values = Filled(element).Where(v => !fields.ContainsKey(v.Key)).ToList();
        values.AddRange(fields.Where(f => f.Value is not null).Select(f => KeyValuePair.Create(f.Key, f.Value!)));
        return Send(new HttpRequestMessage(HttpMethod.Post, element.GetAttribute("action") ?? Path) { Content = new FormUrlEncodedContent(values) });
    }

    /// <summary>Presses a button of the page, by what it says; what stands in its form is sent along.</summary>
    public Task<Visitor> Press(string button)
    {
        var pressed = Page.QuerySelectorAll<IHtmlButtonElement>("form[method=post] button").FirstOrDefault(b => b.TextContent.Trim() == button)
            ?? throw new InvalidOperationException($"No button on {Path} says \"{button}\". The page says: {Text}");
        var form = pressed.Form!;
        var values = Filled(form).ToList();
        if (pressed.Name is { Length: > 0 } name) values.Add(KeyValuePair.Create(name, pressed.Value));
        return Send(new HttpRequestMessage(HttpMethod.Post, form.GetAttribute("action") ?? Path) { Content = new FormUrlEncodedContent(values) });
    }

    public async Task<Visitor> Send(HttpRequestMessage request)
    {
        for (var hops = 0; ; hops++)
        {
            var uri = new Uri(new Uri(client.BaseAddress!, Path), request.RequestUri!);
            request.RequestUri = uri;
            request.Headers.TryAddWithoutValidation("Accept-Language", language);
            if (cookies.GetCookieHeader(uri) is { Length: > 0 } cookie) request.Headers.TryAddWithoutValidation("Cookie", cookie);
            Response = await client.SendAsync(request);
            Path = uri.PathAndQuery;
            if (Response.Headers.TryGetValues("Set-Cookie", out var set)) foreach (var c in set) cookies.SetCookies(uri, c);
            Status = Response.StatusCode;
            if (Response.Headers.Location is not { } location || (int)Status is < 300 or >= 400 || hops == 10) break;
            request = new HttpRequestMessage(HttpMethod.Get, new Uri(uri, location));
        }
        Page = new HtmlParser().ParseDocument(await Response.Content.ReadAsStringAsync());
        return this;
    }

    /// <summary>Goes on with the cookies of another visitor: the same browser at another server, or a thief.</summary>
    public void TakeCookies(Visitor other) => cookies.Add(other.cookies.GetAllCookies());

    public void TakeCookie(string name, string value) => cookies.Add(new Cookie(name, value, "/", "localhost"));

    public void Dispose() => client.Dispose();

    /// <summary>What a browser would send of a form, as it stands there.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Filled(IHtmlFormElement form)
    {
        foreach (var field in form.Elements)
        {
            var (name, value) = field switch
            {
                IHtmlInputElement { Type: "checkbox" or "radio", IsChecked: false } => (null, null),
                IHtmlInputElement { Type: "submit" or "button" or "file" } => (null, null),
                IHtmlInputElement input => (input.Name, input.Value),
                IHtmlTextAreaElement area => (area.Name, area.Value),
                IHtmlSelectElement select => (select.Name, select.Value),
                _ => (null, null),
            };
            if (name is not null) yield return KeyValuePair.Create(name, value ?? "");
        }
    }
}
