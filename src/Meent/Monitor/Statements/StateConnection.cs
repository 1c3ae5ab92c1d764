using System.Security.Cryptography;
using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Time;
using Meent.Foundation.Web;
using Meent.People;
using Meent.Places;
using Microsoft.EntityFrameworkCore;

namespace Meent.Monitor.Statements;

/// <summary>A school states how fast its connection is and how many devices its learners have. Its people read it; areas show figures that come out at night, see <see cref="PublishStated"/>.</summary>
internal static class StateConnection
{
    /// <summary>Most that one measurement fetches at once, in bytes.</summary>
    private const int Largest = 10_000_000;

    private const int Listed = 50;

    public static string Path(Guid school) => $"/school/{school}/connection";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/school/{placeId:guid}/connection", Show).RequireAuthorization();
        routes.MapPost("/school/{placeId:guid}/connection", Keep).RequireAuthorization().KeepsTyped();
        routes.MapGet("/school/{placeId:guid}/connection/measure", Measure).RequireAuthorization();
    }

    public static Design.SiteLink? Offer(HttpContext context, Place place) => place.Kind == PlaceKind.School && Me.Of(context).Is(Role.Reader, place.PlaceId)
        ? new(context.RequestServices.GetRequiredService<Texts>()["Connection and devices"], Path(place.PlaceId))
        : null;

    private static async Task<IResult> Show(Guid placeId, string? stated, HubDb db, PlaceDirectory places, Me me, TimeProvider clock, CancellationToken cancel)
    {
        if (await Find(places, me, Role.Reader, placeId, cancel) is not { } school) return Page.NotFound();
        return await Form(db, school, me, clock.Today(), null, FormErrors.None, 200, cancel, isKept: stated is not null);
    }

    private static async Task<IResult> Keep(Guid placeId, Posted posted, HubDb db, PlaceDirectory places, IndicatorContent content, Me me, TimeProvider clock, Texts T, CancellationToken cancel)
    {
        if (await Find(places, me, Role.Leader, placeId, cancel) is not { } school || !school.IsOpenOn(clock.Today())) return Page.NotFound();
        var (form, errors) = (StatementForm.Of(posted), posted.Errors(T));
        if (form.Validate(placeId, clock, errors, T) is not { } statement) return await Form(db, school, me, clock.Today(), form, errors, 422, cancel);
        await db.InTransaction(async () =>
        {
            db.Record(me.Id, "stated the connection", placeId, statement.Id, statement.StatedAt);
            await StatementStore.Keep(db, statement, content, cancel);
        }, cancel);
        return Redirect.To($"{Path(placeId)}?stated=1");
    }

    /// <summary>Bytes that nothing can make smaller, for the browser to time. Only people of the school get them, so nobody else can busy the hub with it.</summary>
    private static async Task<IResult> Measure(Guid placeId, int? bytes, PlaceDirectory places, Me me, CancellationToken cancel)
    {
        if (await Find(places, me, Role.Leader, placeId, cancel) is null) return Page.NotFound();
        return Results.Stream(async stream =>
        {
            var chunk = new byte[64 * 1024];
            for (var left = Math.Clamp(bytes ?? 0, 1, Largest); left > 0; left -= chunk.Length)
            {
                RandomNumberGenerator.Fill(chunk);
                await stream.WriteAsync(chunk.AsMemory(0, Math.Min(left, chunk.Length)), cancel);
            }
        }, "application/octet-stream");
    }

    private static async Task<Place?> Find(PlaceDirectory places, Me me, Role least, Guid placeId, CancellationToken cancel) =>
        me.Is(least, placeId) && await places.Find(placeId, cancel) is { Kind: PlaceKind.School } school ? school : null;

    private static async Task<IResult> Form(HubDb db, Place school, Me me, DateOnly today, StatementForm? form, FormErrors errors, int status, CancellationToken cancel, bool isKept = false)
    {
        var stated = await db.Read<Statement>().Where(s => s.PlaceId == school.PlaceId).OrderByDescending(s => s.StatedAt).ThenByDescending(s => s.Id).Take(Listed).ToListAsync(cancel);
        return Page.Of<ConnectionPage>(new ConnectionPage.Shown(school, stated, form ?? StatementForm.Of(stated.FirstOrDefault()), school.IsOpenOn(today) && me.Is(Role.Leader, school.PlaceId), errors, isKept && stated.Count > 0), status);
    }
}
