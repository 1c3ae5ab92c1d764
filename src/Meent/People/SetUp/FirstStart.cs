using System.Security.Cryptography;
using System.Text;
using Meent.Foundation;
using Meent.Foundation.Data;
using Microsoft.EntityFrameworkCore;

namespace Meent.People;

/// <summary>
/// Whether this hub has its first person yet. Until then every page leads to <c>/set-up</c>, which asks for a code that only who
/// started the program can read, so that a stranger who comes first cannot take the hub.
/// </summary>
public sealed class FirstStart
{
    private volatile bool over;

    /// <summary>For ever, once it is true; then it is answered from memory.</summary>
    public async ValueTask<bool> IsOver(HubDb db, CancellationToken cancel = default)
    {
        if (over) return true;
        return over = await db.Read<Person>().AnyAsync(cancel) || await db.Read<Row>().AnyAsync(r => r.ClosedAt != null, cancel);
    }

    /// <summary>Tells this process that somebody is there: what tests do that need no first start.</summary>
    public void MarkOver() => over = true;

    /// <summary>Closes the first start. The row is the lock: of two at once one gets it, and the other sees that it is closed.</summary>
    /// <remarks>Call it in the transaction that adds the first person.</remarks>
    /// <returns>false where it was closed before</returns>
    internal static async Task<bool> Close(HubDb db, DateTime now) =>
        await db.Set<Row>().Where(r => r.Id == 1 && r.ClosedAt == null).ExecuteUpdateAsync(s => s.SetProperty(r => r.ClosedAt, now).SetProperty(r => r.Code, (string?)null)) == 1;

    internal static async Task<bool> CodeFits(HubDb db, string? typed)
    {
        var code = await db.Read<Row>().Select(r => r.Code).SingleAsync();
        return code is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(code), Encoding.UTF8.GetBytes((typed ?? "").Trim().ToLowerInvariant()));
    }

    /// <summary>The line with the address and the code of the set-up page; null where there is somebody already.</summary>
    public static async Task<string?> Greeting(IServiceProvider services, CancellationToken cancel)
    {
        await using var scope = services.CreateAsyncScope();
        var (db, settings) = (scope.ServiceProvider.GetRequiredService<HubDb>(), scope.ServiceProvider.GetRequiredService<Settings>());
        if (await scope.ServiceProvider.GetRequiredService<FirstStart>().IsOver(db, cancel)) return null;
        var made = Ids.Code();
        await db.InTransaction(() => db.Set<Row>().Where(r => r.Code == null).ExecuteUpdateAsync(s => s.SetProperty(r => r.Code, made), cancel), cancel);
        var code = await db.Read<Row>().Select(r => r.Code).SingleAsync(cancel);
        var address = settings.Home();
        return $"Nobody runs this hub yet. Make your account here: {address}/set-up?code={code}";
    }

    /// <summary>Leads pages to the set-up page. Assets, health, questionnaires and machines are left alone.</summary>
    public static void Use(IApplicationBuilder app)
    {
        var start = app.ApplicationServices.GetRequiredService<FirstStart>();
        app.Use(async (context, next) =>
        {
            if (!start.over && IsPage(context) && !await start.IsOver(context.RequestServices.GetRequiredService<HubDb>(), context.RequestAborted)) context.Response.Redirect("/set-up");
            else await next(context);
        });
    }

    // Forms as well: an account made before the operator's would close the set-up and leave a hub that nobody runs.
    private static bool IsPage(HttpContext context) =>
        context.GetEndpoint() is not null
        && !LeftAlone.Any(p => context.Request.Path.StartsWithSegments(p, StringComparison.Ordinal));

    private static readonly string[] LeftAlone = ["/set-up", "/health", "/assets", "/r", "/api", "/openapi"];

    internal static void Map(ModelBuilder model) => model.Entity<Row>().ToTable("people_first_start").HasKey(r => r.Id);

    /// <summary>There is one, written by the migration.</summary>
    private sealed class Row
    {
        public int Id { get; init; }

        public string? Code { get; set; }

        public DateTime? ClosedAt { get; set; }
    }
}
