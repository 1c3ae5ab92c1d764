using Meent.Foundation.Data;
using Meent.Foundation.Time;
using Meent.Foundation.Web;
using Meent.People;
using Meent.Places;
using Meent.Reflect.Instruments;
using Meent.Reflect.SeeSchool;
using Microsoft.EntityFrameworkCore;

namespace Meent.Reflect.Appraise;

/// <summary>What a place can be judged by, what is being worked on, and what was found before.</summary>
internal static class SeeAppraisals
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/school/{placeId:guid}/appraisals", Show).RequireAuthorization();

    private static async Task<IResult> Show(Guid placeId, HubDb db, Me me, PlaceDirectory places, InstrumentLibrary library, TimeProvider clock, string? all, CancellationToken cancel)
    {
        if (!me.Is(Role.Reader, placeId) || await places.Find(placeId, cancel) is not { } place) return Page.NotFound();
        var parts = MyPlaces.WithParts(me, placeId);
        var stored = await db.Read<Appraisal>().Where(a => parts.Contains(a.PlaceId)).OrderByDescending(a => a.FinishedAt ?? a.SavedAt).ThenBy(a => a.Id).ToListAsync(cancel);
        var mine = stored.Select(a => new MyAppraisal(a, place, library.Ladder(a.InstrumentId, a.InstrumentVersion), me.Is(Role.Leader, a.PlaceId))).ToList();
        var mayBegin = me.Is(Role.Leader, placeId) && place.IsOpenOn(clock.Today());
        var (every, fitting) = (Appraisals.For(library), Appraisals.Fitting(place, library));
        var offered = !mayBegin ? [] : all is not null ? every : fitting;
        return Page.Of<AppraisalsPage>(new AppraisalsPage.Shown(
            place,
            offered,
            mayBegin && offered.Count < every.Count,
            [.. mine.Where(m => m is { Appraisal.FinishedAt: null, MayChange: true })],
            [.. mine.Where(m => m.Appraisal.FinishedAt is not null)]));
    }
}
