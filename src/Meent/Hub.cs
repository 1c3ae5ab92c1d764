using System.Text.Encodings.Web;
using System.Text.Unicode;
using Meent.Design;
using Meent.Foundation;
using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Mail;
using Meent.Foundation.Web;
using Meent.People;
using Meent.Shell;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.HttpOverrides;

namespace Meent;

/// <summary>Puts the hub together from its modules: services, middleware, routes. Used by <c>serve</c>, by commands and by tests.</summary>
public static class Hub
{
    /// <summary>The folder of content and translations that came with the program.</summary>
    public static string Shipped(string folder) => Path.Combine(AppContext.BaseDirectory, folder);

    /// <summary>The languages that this hub offers.</summary>
    public static TextCatalogue Catalogue(Settings settings) => new(
        Shipped("Translations"), settings.Languages.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries), Path.Combine(settings.DataFolder, "translations"));

    /// <param name="change">what a test replaces: the clock, the server</param>
    public static WebApplication Build(Settings settings, IReadOnlyList<HubModule> modules, Action<WebApplicationBuilder>? change = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory, WebRootPath = Shipped("wwwroot") });
        builder.WebHost.UseUrls(settings.Urls);
        builder.WebHost.ConfigureKestrel(k =>
        {
            k.AddServerHeader = false;
            k.Limits.MaxRequestBodySize = 1 << 20;
        });
        builder.Logging.ClearProviders();
        builder.Logging.AddSimpleConsole(o => o.SingleLine = true);
        // Request logs would tell who answered when.
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        // ErrorPages logs mistakes of ours with a reference; what a browser got wrong is no news.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Diagnostics.ExceptionHandlerMiddleware", LogLevel.None);
        builder.Logging.AddFilter("Microsoft.AspNetCore.Antiforgery", LogLevel.Error);
        AddServices(builder.Services, settings, modules);
        change?.Invoke(builder);
        var app = builder.Build();
        UsePipeline(app, settings);
        app.MapOpenApi("/openapi/{documentName}.json");
        ShellRoutes.Map(app);
        DesignRoutes.Map(app, withCatalogue: settings.Demonstration);
        foreach (var module in modules) module.Routes(app);
        return app;
    }

    private static void AddServices(IServiceCollection services, Settings settings, IReadOnlyList<HubModule> modules)
    {
        var model = new HubModel(modules);
        services.AddSingleton(TimeProvider.System);
        services.AddStorage(settings, model);
        var catalogue = Catalogue(settings);
        RequestLanguage.AddTexts(services, catalogue, settings);
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        services.AddRazorComponents();
        services.AddAntiforgery(o =>
        {
            o.Cookie = SafeCookie.Of("meent.form", settings, SameSiteMode.Strict);
            o.SuppressXFrameOptionsHeader = true;
        });
        AddKeys(services, settings);
        services.AddMail();
        services.AddDesign(settings);
        services.AddOpenApi("v1", o => o.ShouldInclude = endpoint => endpoint.RelativePath?.StartsWith("api/", StringComparison.Ordinal) == true);
        services.AddSite();
        foreach (var module in modules) module.Services(services, settings);
    }

    private static void AddKeys(IServiceCollection services, Settings settings)
    {
        var keys = services.AddDataProtection().SetApplicationName("meent");
        if (settings.IsPostgres) services.AddOptions<KeyManagementOptions>().Configure<IServiceScopeFactory>((o, scopes) => o.XmlRepository = new KeyStore(scopes));
        else keys.PersistKeysToFileSystem(PrivateFolder.Make(Path.Combine(settings.DataFolder, "keys")));
    }

    private static void UsePipeline(WebApplication app, Settings settings)
    {
        if (settings.TrustedProxies.Length > 0) app.UseForwardedHeaders(Proxies(settings));
        ErrorPages.Use(app);
        SecurityHeaders.Use(app);
        RequestLanguage.Use(app, app.Services.GetRequiredService<TextCatalogue>(), settings);
        app.UseRouting();
        app.UseAuthentication();
        Me.Use(app);
        FirstStart.Use(app);
        app.UseAuthorization();
    }

    private static ForwardedHeadersOptions Proxies(Settings settings)
    {
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost };
        foreach (var network in settings.TrustedProxies.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            options.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(network));
        return options;
    }
}
