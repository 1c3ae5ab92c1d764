using Meent.Design;
using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.People;
using Meent.Places;
using Microsoft.EntityFrameworkCore;

namespace Meent.Reflect;

/// <summary>Finds rounds for somebody. The permission is in the query: a round that one may not see is not there.</summary>
public static class Rounds
{
    /// <summary>Rounds of the places where <paramref name="me"/> holds <paramref name="least"/> or a higher role.</summary>
    public static IQueryable<Round> Of(HubDb db, Me me, Role least)
    {
        var places = me.Roles.Where(r => r.Role >= least).Select(r => r.PlaceId).Distinct().ToList();
        return db.Read<Round>().Where(r => places.Contains(r.PlaceId));
    }

    /// <summary>One round with its place and audiences; null where there is none that <paramref name="me"/> may see.</summary>
    public static async Task<MyRound?> Find(HubDb db, Me me, Guid id, Role least, CancellationToken cancel)
    {
        if (await Of(db, me, least).FirstOrDefaultAsync(r => r.Id == id, cancel) is not { } round) return null;
        if (await PlacesModule.Find(db, round.PlaceId, me.Language, cancel) is not { } place) return null;
        var audiences = await db.Read<RoundAudience>().Where(a => a.PlaceId == round.PlaceId && a.RoundId == id).ToListAsync(cancel);
        return new MyRound(round, place, audiences);
    }

    /// <summary>Holds all rounds of the place, so that of two that are opened or moved at once, the second sees the days of the first.
    /// On SQLite one transaction writes at a time.</summary>
    public static async Task HoldAll(HubDb db, Guid placeId, CancellationToken cancel)
    {
        // In the order of the ids: two who hold all never wait for each other.
        if (db.IsPostgres) await db.Database.ExecuteSqlAsync($"select 1 from reflect_round where place_id = {placeId} order by id for update", cancel);
    }

    /// <summary>Holds the round's row until the transaction ends, so that what is decided on it is still true when it is written.</summary>
    /// <returns>the round as it is now, tracked; null where it is gone</returns>
    public static async Task<Round?> Hold(HubDb db, Round known, CancellationToken cancel)
    {
        await db.Set<Round>().Where(r => r.PlaceId == known.PlaceId && r.Id == known.Id)
            .ExecuteUpdateAsync(s => s.SetProperty(r => r.Name, r => r.Name), cancel);
        return await db.Set<Round>().SingleOrDefaultAsync(r => r.PlaceId == known.PlaceId && r.Id == known.Id, cancel);
    }
}

/// <summary>A round as somebody with a role at its place sees it.</summary>
public sealed record MyRound(Round Round, Place Place, IReadOnlyList<RoundAudience> Audiences)
{
    public string Path => $"/rounds/{Round.Id}";

    /// <summary>The way to a page of the round.</summary>
    public IReadOnlyList<Crumb> Crumbs(Texts T) => [.. PlaceCrumbs(Place, T), new(Round.Name, Path)];

    public static IReadOnlyList<Crumb> PlaceCrumbs(Place place, Texts T) => [new(T["Our school"], "/school"), new(place.Name, $"/school/{place.PlaceId}")];

    public RoundAudience? For(string? audience) => Audiences.FirstOrDefault(a => a.Audience == audience);
}
