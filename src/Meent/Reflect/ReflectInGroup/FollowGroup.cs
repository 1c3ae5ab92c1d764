using Meent.Foundation;
using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Time;
using Meent.Foundation.Web;
using Meent.People;
using Meent.Reflect.Instruments;
using Meent.Reflect.InvitePeople;
using Meent.Reflect.Results;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Meent.Reflect.ReflectInGroup;

/// <summary>Who opened a group passes its code on, sees how many answered, closes it or throws it away.</summary>
internal static class FollowGroup
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/groups/{groupId:guid}", Show).RequireAuthorization();
        routes.MapGet("/groups/{groupId:guid}/close", AskToClose).RequireAuthorization();
        routes.MapPost("/groups/{groupId:guid}/close", Close).RequireAuthorization();
        routes.MapGet("/groups/{groupId:guid}/delete", Ask).RequireAuthorization();
        routes.MapPost("/groups/{groupId:guid}/delete", Delete).RequireAuthorization();
    }

    private static async Task<IResult> Show(Guid groupId, HttpContext context, HubDb db, Me me, InstrumentLibrary library, GroupClosing closing, Settings settings, TimeProvider clock, CancellationToken cancel)
    {
        if (await Groups.Find(db, me, groupId, cancel) is not { } known) return Page.NotFound();
        var group = await closing.IfEnded(db, known, cancel);
        return Shown(group, library, context, settings, clock, FormErrors.None, 200);
    }

    /// <summary>Asks once more where nothing would be shown; else there is nothing to ask.</summary>
    private static async Task<IResult> AskToClose(Guid groupId, HubDb db, Me me, TimeProvider clock, CancellationToken cancel)
    {
        if (await Groups.Find(db, me, groupId, cancel) is not { } group) return Page.NotFound();
        return group.Group.IsOpen(clock.Today()) && group.Link.Answered < DisclosurePolicy.FromJson(group.Group.Promise).MeansFrom ? Page.Of<CloseGroupPage>(group) : Redirect.To(group.Path);
    }

    private static async Task<IResult> Close(
        Guid groupId, Posted posted, HttpContext context, HubDb db, Me me, InstrumentLibrary library, GroupClosing closing, Settings settings, TimeProvider clock, Texts T, CancellationToken cancel)
    {
        if (await Groups.Find(db, me, groupId, cancel) is not { } group) return Page.NotFound();
        var errors = posted.Errors(T);
        if (errors.Any) return Shown(group, library, context, settings, clock, errors, 422);
        if (await closing.Close(db, group.Group, cancel) is not { } why) return Redirect.To(group.Path);
        errors.Add("", why.Sentence(T));
        return Shown(group, library, context, settings, clock, errors, 409);
    }

    private static async Task<IResult> Ask(Guid groupId, HubDb db, Me me, CancellationToken cancel) =>
        await Groups.Find(db, me, groupId, cancel) is { } group ? Page.Of<DeleteGroupPage>(group) : Page.NotFound();

    private static async Task<IResult> Delete(Guid groupId, Posted posted, HubDb db, Me me, CancellationToken cancel)
    {
        if (await Groups.Find(db, me, groupId, cancel) is not { } group) return Page.NotFound();
        if (posted.Expired) return Page.Of<DeleteGroupPage>(group, 422);
        await db.InTransaction(async () =>
        {
            // Who closes it at this moment has closed it, release and all, or finds it gone.
            await Groups.Hold(db, groupId, cancel);
            if (await db.Read<ReflectionGroup>().SingleOrDefaultAsync(g => g.PlaceId == groupId && g.OpenedBy == me.Id, cancel) is not { } known) return;
            // The link goes first: the writer stores nothing where there is none.
            await db.Set<RoundAudience>().Where(a => a.PlaceId == groupId && a.RoundId == groupId).ExecuteDeleteAsync(cancel);
            await db.Set<Submission>().Where(s => s.PlaceId == groupId && s.RoundId == groupId).ExecuteDeleteAsync(cancel);
            await db.Set<Tally>().Where(t => t.PlaceId == groupId && t.RoundId == groupId).ExecuteDeleteAsync(cancel);
            await db.Set<AreaTally>().Where(t => t.PlaceId == groupId && t.RoundId == groupId).ExecuteDeleteAsync(cancel);
            await db.Set<StoredRelease>().Where(r => r.PlaceId == groupId && r.RoundId == groupId).ExecuteDeleteAsync(cancel);
            var row = db.Set<ReflectionGroup>().Where(g => g.PlaceId == groupId);
            // What it said may have been read: that there was one is remembered, or throwing away would make room for the next at once.
            if (known.ClosedAt is null) await row.ExecuteDeleteAsync(cancel);
            else await row.ExecuteUpdateAsync(s => s.SetProperty(g => g.Name, ""), cancel);
        }, cancel);
        return Redirect.To("/groups");
    }

    private static RazorComponentResult<FollowGroupPage> Shown(GroupWithLink group, InstrumentLibrary library, HttpContext context, Settings settings, TimeProvider clock, FormErrors errors, int status) =>
        Page.Of<FollowGroupPage>(new FollowGroupPage.Shown(group, library.Ladder(group.Group.Ladder, group.Group.Version), settings.Home(context.Request) + group.Address, clock.Today(), errors), status);
}
