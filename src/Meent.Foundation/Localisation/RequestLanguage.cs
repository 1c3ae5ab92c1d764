using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Meent.Foundation.Localisation;

/// <summary>The language of one request: the prefix of the path, else the cookie, else what the browser asks for, else the hub's own.</summary>
/// <param name="Path">the path without a language prefix, with the query: what the language switch links to</param>
public sealed record RequestLanguage(string Tag, string Path)
{
    public const string Cookie = "meent.language";

    public static IServiceCollection AddTexts(IServiceCollection services, TextCatalogue catalogue, Settings settings)
    {
        services.AddHttpContextAccessor();
        services.AddSingleton(catalogue);
        services.AddScoped(s => new Texts(catalogue, s.GetRequiredService<IHttpContextAccessor>().HttpContext?.Features.Get<RequestLanguage>()?.Tag ?? settings.Language));
        return services;
    }

    /// <summary>Reads the language before routing: <c>/nl/find</c> is <c>/find</c> in Dutch, and is remembered.</summary>
    public static void Use(IApplicationBuilder app, TextCatalogue catalogue, Settings settings) => app.Use((context, next) =>
    {
        var path = context.Request.Path.Value ?? "/";
        var end = path.IndexOf('/', 1);
        var first = path.Length > 1 ? path[1..(end < 0 ? path.Length : end)] : "";
        string tag;
        if (first.Length is 2 or 3 && catalogue.Has(first))
        {
            tag = first;
            context.Request.Path = end < 0 ? "/" : path[end..];
            context.Response.Cookies.Append(Cookie, tag, new CookieOptions { MaxAge = TimeSpan.FromDays(365), SameSite = SameSiteMode.Lax, HttpOnly = true, Secure = context.Request.IsHttps, IsEssential = true });
        }
        else tag = FromCookie(context, catalogue) ?? FromBrowser(context, catalogue) ?? settings.Language;
        context.Features.Set(new RequestLanguage(tag, context.Request.Path + context.Request.QueryString));
        return next(context);
    });

    private static string? FromCookie(HttpContext context, TextCatalogue catalogue) =>
        context.Request.Cookies[Cookie] is { } tag && catalogue.Has(tag) ? tag : null;

    private static string? FromBrowser(HttpContext context, TextCatalogue catalogue) =>
        context.Request.GetTypedHeaders().AcceptLanguage
            .OrderByDescending(l => l.Quality ?? 1)
            .Select(l => l.Value.Value?.Split('-')[0].ToLowerInvariant())
            .FirstOrDefault(t => t is not null && catalogue.Has(t));
}
