using System.Security.Claims;
using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Time;
using Microsoft.EntityFrameworkCore;

namespace Meent.People;

/// <summary>Who is asking, and what they may do. A handler takes it as a parameter; <see cref="Nobody"/> where nobody is signed in.</summary>
/// <param name="Roles">roles held today, approved and not ended: at places themselves, and through a board at each of its schools of today</param>
public sealed record Me(Guid Id, string Name, string Email, bool IsOperator, IReadOnlyList<MyRole> Roles)
{
    public static Me Nobody { get; } = new(Guid.Empty, "", "", false, []);

    /// <summary>Where this person is signed in; empty for nobody.</summary>
    public Guid SessionId { get; init; }

    /// <summary>When this person last proved who they are: by signing in, or when they were asked again.</summary>
    public DateTime ProvedAt { get; init; }

    /// <summary>The language of this request, in which names of places are read; empty where the hub's own names do.</summary>
    public string Language { get; init; } = "";

    internal DateTime StartedAt { get; init; }

    internal bool Stay { get; init; }

    public bool IsSomebody => Id != Guid.Empty;

    /// <summary>Holds <paramref name="least"/> or a higher role at the place, or at the board that runs it today.</summary>
    public bool Is(Role least, Guid place) => Roles.Any(r => r.PlaceId == place && r.Role >= least);

    public static Me Of(HttpContext context) => context.Features.Get<Me>() ?? Nobody;

    public static ValueTask<Me> BindAsync(HttpContext context) => ValueTask.FromResult(Of(context));

    /// <summary>
    /// Reads the session and its person once per request. A session that was ended, or whose person is gone, counts as nobody's.
    /// Stands before authorisation.
    /// </summary>
    public static void Use(IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (Guid.TryParse(context.User.FindFirstValue(Session.Claim), out var session))
        {
            var me = await Load(context, session);
            if (me.IsSomebody) context.Response.Headers.CacheControl = "no-cache, no-store";
            else context.User = new ClaimsPrincipal(new ClaimsIdentity());
            context.Features.Set(me);
        }
        else if (context.User.Identity is { IsAuthenticated: true }) context.User = new ClaimsPrincipal(new ClaimsIdentity());
        await next(context);
    });

    private static async Task<Me> Load(HttpContext context, Guid sessionId)
    {
        var (db, cancel) = (context.RequestServices.GetRequiredService<HubDb>(), context.RequestAborted);
        var found = await (from s in db.Read<Session>() join p in db.Read<Person>() on s.PersonId equals p.Id where s.Id == sessionId select new { Session = s, Person = p }).SingleOrDefaultAsync(cancel);
        if (found is not { Session: var session, Person: var person } || person.SecurityStamp != context.User.FindFirstValue(Sessions.StampClaim) || person.EndedAt is not null) return Nobody;
        var clock = context.RequestServices.GetRequiredService<TimeProvider>();
        // Counted from signing in: use makes it no longer, and neither does a cookie that somebody kept.
        if (session.Stay && clock.Now() - session.StartedAt >= Sessions.Long) return Nobody;
        var today = clock.Today();
        var roles = await HeldRoles.Of(db, person.Id, today, cancel);
        if (session.SeenOn != today || session.Replaces is not null) await Session.Seen(db, session, today);
        return new Me(person.Id, person.Name, person.Email ?? "", person.IsOperator, roles)
        {
            SessionId = session.Id, ProvedAt = session.ProvedAt, StartedAt = session.StartedAt, Stay = session.Stay,
            Language = context.Features.Get<RequestLanguage>()?.Tag ?? "",
        };
    }
}

/// <param name="Through">the board that runs the place, where the role is held there; null for a role at the place itself</param>
/// <param name="PartOf">the place that this one went into, where the role is held there; null for a place that is one of its own</param>
public sealed record MyRole(Guid PlaceId, Role Role, Guid? Through = null, Guid? PartOf = null);
