using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Time;
using Meent.Foundation.Web;
using Meent.People;
using Meent.Places;
using Meent.Reflect.CallCampaign;
using Meent.Reflect.DrawWave;
using Meent.Reflect.Instruments;
using Microsoft.EntityFrameworkCore;

namespace Meent.Reflect.FollowWave;

/// <summary>Who drew a sample sees how it was drawn and how far its schools are, and takes the list away.</summary>
internal static class FollowWave
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/waves/{id:guid}", One).RequireAuthorization();
        routes.MapGet("/waves/{id:guid}/schools.csv", Csv).RequireAuthorization();
    }

    private static async Task<IResult> One(Guid id, HubDb db, Me me, PlaceDirectory places, InstrumentLibrary library, TimeProvider clock, Texts T, string? page, CancellationToken cancel) =>
        await WaveCallers.Wave(db, me, id, cancel) is { } wave
            ? Page.Of<WavePage>(await new WaveReading(db, places, library, clock, T).Page(wave, me, page, FormErrors.None, cancel))
            : Page.NotFound();

    private static async Task<IResult> Csv(Guid id, HubDb db, Me me, TimeProvider clock, CancellationToken cancel)
    {
        if (await WaveCallers.Wave(db, me, id, cancel) is not { } wave) return Page.NotFound();
        var strata = await WaveReading.Strata(db, wave, cancel);
        var schools = await WaveReading.Schools(db, wave, cancel);
        List<Guid> ids = [.. schools.Select(s => s.PlaceId)];
        return WaveFile.Csv(wave, strata, schools, (await PlacesModule.Find(db, ids, cancel)).ToDictionary(p => p.PlaceId), await Callers.Coordinators(db, ids, clock.Today(), cancel));
    }
}
