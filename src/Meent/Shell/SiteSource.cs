using Meent.Design;
using Meent.Foundation;
using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.People;

namespace Meent.Shell;

/// <summary>Makes the <see cref="Site"/> of a request from settings, modules, language and the person signed in.</summary>
public static class SiteSource
{
    public static IServiceCollection AddSite(this IServiceCollection services) => services.AddScoped(Make);

    private static Site Make(IServiceProvider services)
    {
        var settings = services.GetRequiredService<Settings>();
        var T = services.GetRequiredService<Texts>();
        var context = services.GetRequiredService<IHttpContextAccessor>().HttpContext;
        var menu = services.GetRequiredService<HubModel>().Modules.SelectMany(m => m.Menu).OrderBy(m => m.Order).Select(m => new SiteLink(T[m.English], m.Path));
        var me = context is null ? Me.Nobody : Me.Of(context);
        var path = context?.Features.Get<RequestLanguage>()?.Path ?? "/";
        return new Site(settings.HubName, settings.Brand, [new SiteLink(T["Home"], "/"), .. menu], T.Language, T.Languages, path, me.IsSomebody ? me.Name : null, settings.Demonstration,
            [.. TextPages.All.Select(p => new SiteLink(T[p.English], "/" + p.Name))]);
    }
}
