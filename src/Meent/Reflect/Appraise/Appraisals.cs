using Meent.Design;
using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.People;
using Meent.Places;
using Meent.Reflect.Instruments;
using Microsoft.EntityFrameworkCore;

namespace Meent.Reflect.Appraise;

/// <summary>Finds appraisals for somebody. The permission is in the query: one that somebody may not see is not there.</summary>
public static class Appraisals
{
    /// <summary>Ladders that a place can be judged by, the shortest first.</summary>
    public static IReadOnlyList<Ladder> For(InstrumentLibrary library) =>
        [.. library.Ladders.Where(l => l.For.Contains(LadderUse.Place)).OrderBy(l => l.Items.Count()).ThenBy(l => l.Id, StringComparer.Ordinal)];

    /// <summary>Those of them that are meant for the sector of the place.</summary>
    public static IReadOnlyList<Ladder> Fitting(Place place, InstrumentLibrary library) => [.. For(library).Where(l => SectorFit.Fits(l.Sectors, place.Sector))];

    /// <summary>What is finished is there for every reader, what is being worked on for leaders.</summary>
    public static async Task<MyAppraisal?> Find(HubDb db, Me me, Guid id, InstrumentLibrary library, CancellationToken cancel)
    {
        var places = me.Roles.Select(r => r.PlaceId).Distinct().ToList();
        if (await db.Read<Appraisal>().FirstOrDefaultAsync(a => a.Id == id && places.Contains(a.PlaceId), cancel) is not { } found) return null;
        if (found.FinishedAt is null && !me.Is(Role.Leader, found.PlaceId)) return null;
        if (await PlacesModule.Find(db, found.PlaceId, me.Language, cancel) is not { } place) return null;
        return new(found, place, library.Ladder(found.InstrumentId, found.InstrumentVersion), me.Is(Role.Leader, found.PlaceId));
    }

    /// <summary>One that the person may change or throw away, finished or not; null where there is none.</summary>
    public static async Task<MyAppraisal?> FindToChange(HubDb db, Me me, Guid id, InstrumentLibrary library, CancellationToken cancel) =>
        await Find(db, me, id, library, cancel) is { MayChange: true } mine ? mine : null;

    /// <summary>Holds the row until the transaction ends.</summary>
    /// <returns>the appraisal as it is now, tracked; null where it was thrown away</returns>
    public static async Task<Appraisal?> Hold(HubDb db, Appraisal known, CancellationToken cancel)
    {
        await db.Set<Appraisal>().Where(a => a.PlaceId == known.PlaceId && a.Id == known.Id).ExecuteUpdateAsync(s => s.SetProperty(a => a.People, a => a.People), cancel);
        return await db.Set<Appraisal>().SingleOrDefaultAsync(a => a.PlaceId == known.PlaceId && a.Id == known.Id, cancel);
    }

    public static string ListOf(Guid place) => $"/school/{place}/appraisals";
}

/// <summary>An appraisal as somebody with a role at its place sees it.</summary>
/// <param name="Ladder">in the version that was answered; null where this hub no longer has it</param>
/// <param name="MayChange">holds a role that speaks for the team</param>
public sealed record MyAppraisal(Appraisal Appraisal, Place Place, Ladder? Ladder, bool MayChange)
{
    public string Path => $"/appraisals/{Appraisal.Id}";

    /// <summary>The page on which an area is judged.</summary>
    public string AreaPath(string area) => $"{Path}/areas/{area}";

    public string Title(Texts T) => Ladder?.Title.In(T.Language) ?? Appraisal.InstrumentId;

    public IReadOnlyList<Crumb> ListCrumbs(Texts T) => [.. MyRound.PlaceCrumbs(Place, T), new(T["Appraisals"], Appraisals.ListOf(Place.PlaceId))];

    public IReadOnlyList<Crumb> Crumbs(Texts T) => [.. ListCrumbs(T), new(Title(T), Path)];
}
