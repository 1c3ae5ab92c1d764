using System.Security.Claims;
using Meent.Foundation.Data;
using Meent.Foundation.Time;
using Microsoft.EntityFrameworkCore;

namespace Meent.People;

/// <summary>Who is asking, and what they may do. A handler takes it as a parameter; <see cref="Nobody"/> where nobody is signed in.</summary>
/// <param name="Roles">roles held today, approved and not ended: at places themselves, and through a board at each of its schools of today</param>
public sealed record Me(Guid Id, string Name, string Email, bool IsOperator, IReadOnlyList<MyRole> Roles)
{
    public static Me Nobody { get; } = new(Guid.Empty, "", "", false, []);

    public bool IsSomebody => Id != Guid.Empty;

    /// <summary>Holds <paramref name="least"/> or a higher role at the place, or at the board that runs it today.</summary>
    public bool Is(Role least, Guid place) => Roles.Any(r => r.PlaceId == place && r.Role >= least);

    public static Me Of(HttpContext context) => context.Features.Get<Me>() ?? Nobody;

    public static ValueTask<Me> BindAsync(HttpContext context) => ValueTask.FromResult(Of(context));

    /// <summary>
    /// Reads the person of the session once per request. The session of somebody who is gone, or who ended all sessions, counts as
    /// nobody's. Stands before authorisation.
    /// </summary>
    public static void Use(IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (Guid.TryParse(context.User.FindFirstValue(ClaimTypes.NameIdentifier), out var id))
        {
            var me = await Load(context.RequestServices.GetRequiredService<HubDb>(), id, context.User.FindFirstValue(Sessions.StampClaim), context.RequestServices.GetRequiredService<TimeProvider>().Today(), context.RequestAborted);
            if (me.IsSomebody) context.Response.Headers.CacheControl = "no-cache, no-store";
            else context.User = new ClaimsPrincipal(new ClaimsIdentity());
            context.Features.Set(me);
        }
        await next(context);
    });

    private static async Task<Me> Load(HubDb db, Guid id, string? stamp, DateOnly today, CancellationToken cancel)
    {
        if (await db.Read<Person>().SingleOrDefaultAsync(p => p.Id == id, cancel) is not { } person || person.SecurityStamp != stamp) return Nobody;
        var roles = await HeldRoles.Of(db, id, today, cancel);
        return new Me(id, person.Name, person.Email ?? "", person.IsOperator, roles);
    }
}

/// <param name="Through">the board that runs the place, where the role is held there; null for a role at the place itself</param>
public sealed record MyRole(Guid PlaceId, Role Role, Guid? Through = null);
