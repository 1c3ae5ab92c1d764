using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Web;
using Microsoft.EntityFrameworkCore;

namespace Meent.Shell;

/// <summary>Pages of the hub as a whole: home and health.</summary>
public static class ShellRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", IResult () => Page.Of<HomePage>(new HomePage.Typed(null, null)));
        routes.MapGet("/r", TypedCode);
        TextPages.Map(routes);
        routes.MapGet("/health/live", () => Results.Text("live"));
        routes.MapGet("/health/ready", Ready);
    }

    /// <summary>The code typed on the home page. Spaces, hyphens and capitals are forgiven; whether it exists is for the page it leads to.</summary>
    private static IResult TypedCode(string? code, Texts T)
    {
        var typed = string.Concat((code ?? "").Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
        return typed.Length is >= 6 and <= 32
            ? Redirect.To("/r/" + typed)
            : Page.Of<HomePage>(new HomePage.Typed(code, T["That is not a whole code. It has ten letters and figures; check the letter or ask the person who gave it to you."]), 422);
    }

    private static async Task<IResult> Ready(HubDb db, CancellationToken cancel)
    {
        try
        {
            return await db.Database.CanConnectAsync(cancel) ? Results.Text("ready") : Results.Text("database unreachable", statusCode: 503);
        }
        catch (Exception e) when (e is System.Data.Common.DbException or InvalidOperationException)
        {
            return Results.Text("database unreachable", statusCode: 503);
        }
    }
}
