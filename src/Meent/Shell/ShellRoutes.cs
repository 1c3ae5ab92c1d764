using Meent.Foundation.Data;
using Meent.Foundation.Web;
using Microsoft.EntityFrameworkCore;

namespace Meent.Shell;

/// <summary>Pages of the hub as a whole: home and health.</summary>
public static class ShellRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", () => Page.Of<HomePage>());
        routes.MapGet("/health/live", () => Results.Text("live"));
        routes.MapGet("/health/ready", Ready);
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
