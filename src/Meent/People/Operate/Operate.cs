using System.Reflection;
using Meent.Foundation;
using Meent.Foundation.Data;
using Meent.Foundation.Mail;
using Meent.Foundation.Time;
using Meent.Foundation.Web;
using Microsoft.EntityFrameworkCore;

namespace Meent.People;

/// <summary>The operator's own page: what waits, who is here, how the hub is.</summary>
public static class Operate
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/operate", Get).RequireAuthorization();

    private static async Task<IResult> Get(Me me, HubDb db, Settings settings, TimeProvider clock)
    {
        if (!me.IsOperator) return Page.NotFound();
        return Page.Of<OperatePage>(new OperatePage.Shown(
            await db.Read<RoleHeld>().CountAsync(r => r.ApprovedAt == null && r.EndedAt == null),
            await PlacesWithoutAnyone.Count(db, clock.Today()),
            await db.Read<Person>().CountAsync(),
            settings.Demonstration,
            Assembly.GetExecutingAssembly().GetName().Version?.ToString(3) ?? "",
            db.IsPostgres ? "PostgreSQL" : "SQLite",
            SmtpServer.TryParse(settings.Smtp, out var server, out _) ? server.ToString() : null,
            settings.Smtp.Length > 0 && server is null,
            await MailLists.Counts(db, clock.Now()),
            FreeSpace(settings)));
    }

    /// <summary>In whole gigabytes; null where the machine does not tell.</summary>
    private static long? FreeSpace(Settings settings)
    {
        try
        {
            return new DriveInfo(Path.GetFullPath(settings.DataFolder)).AvailableFreeSpace / 1_000_000_000;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }
}
