using Meent.Foundation.Data;
using Meent.Foundation.Time;
using Meent.Foundation.Web;
using Meent.People;
using Meent.Reflect.Instruments;
using Microsoft.EntityFrameworkCore;

namespace Meent.Reflect.ReflectForYourself;

/// <summary>Somebody reads what they found about themselves, beside the time before, and can throw it away.</summary>
internal static class ReadReflection
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/self/{ladder}/{id:guid}", Show).RequireAuthorization();
        routes.MapGet("/self/{ladder}/{id:guid}/delete", Ask).RequireAuthorization();
        routes.MapPost("/self/{ladder}/{id:guid}/delete", Delete).RequireAuthorization();
    }

    private static async Task<IResult> Show(string ladder, Guid id, HttpContext context, HubDb db, Me me, InstrumentLibrary library, IEnumerable<LadderHelp> help, CancellationToken cancel)
    {
        var mine = await ForYourself.Mine(db, me, ladder, cancel);
        if (mine.FirstOrDefault(r => r.Id == id) is not { } reflection) return Page.NotFound();
        if (reflection.FinishedAt is not { } finished) return Redirect.To($"/self/{ladder}/edit");
        if (library.Ladder(ladder, reflection.Version) is not { } asked) return Page.Of<DeletePage>(new DeletePage.Shown(reflection, null), 409);
        var before = mine.FirstOrDefault(r => r.FinishedAt < finished && Clock.Day(r.FinishedAt.Value) < Clock.Day(finished)) is { } earlier && library.Ladder(ladder, earlier.Version) is { } then ? new Earlier(earlier, then) : null;
        var standing = Standing.Of(asked, reflection.Marks, before is null ? null : (before.Ladder!, before.Reflection.Marks));
        return Page.Of<ResultPage>(new ResultPage.Shown(standing, await Help.For(standing, help, context))
        {
            Reflection = reflection, Before = before is null ? null : Clock.Day(before.Reflection.FinishedAt!.Value),
        });
    }

    private static async Task<IResult> Ask(string ladder, Guid id, HubDb db, Me me, InstrumentLibrary library, CancellationToken cancel) =>
        await Find(db, me, ladder, id, cancel) is { } found ? Page.Of<DeletePage>(new DeletePage.Shown(found, library.Ladder(ladder, found.Version))) : Page.NotFound();

    private static async Task<IResult> Delete(string ladder, Guid id, Posted posted, HubDb db, Me me, InstrumentLibrary library, CancellationToken cancel)
    {
        if (await Find(db, me, ladder, id, cancel) is not { } found) return Page.NotFound();
        if (posted.Expired) return Page.Of<DeletePage>(new DeletePage.Shown(found, library.Ladder(ladder, found.Version)), 422);
        await db.InTransaction(() => db.Set<SelfReflection>().Where(r => r.PersonId == me.Id && r.Id == id).ExecuteDeleteAsync(cancel), cancel);
        return Redirect.To($"/self/{ladder}");
    }

    private static Task<SelfReflection?> Find(HubDb db, Me me, string ladder, Guid id, CancellationToken cancel) =>
        db.Read<SelfReflection>().SingleOrDefaultAsync(r => r.PersonId == me.Id && r.Ladder == ladder && r.Id == id, cancel);
}
