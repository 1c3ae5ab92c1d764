using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Time;
using Meent.Foundation.Web;
using Microsoft.EntityFrameworkCore;

namespace Meent.Places;

/// <summary>Reads places for all modules, and adds, moves and closes them. A handler takes it as a parameter.</summary>
/// <remarks>Places are public: everybody may see each. Names come in the reader's language where the place has one in it.</remarks>
public sealed class PlaceDirectory(HubDb db, PlaceIndex index, IEnumerable<PlaceFollower> followers, IServiceProvider services, Texts T, TimeProvider clock)
{
    /// <summary>Ids of places that have closed by a day, or went into another, for other modules to leave out.</summary>
    public static IQueryable<Guid> ClosedBy(HubDb db, DateOnly day) => db.Read<Place>().Where(p => p.ClosedOn <= day).Select(p => p.PlaceId);

    /// <summary>The place; null where there is none with this id.</summary>
    public async Task<Place?> Find(Guid id, CancellationToken cancel = default) => (await Some([id], cancel)).GetValueOrDefault(id);

    /// <summary>Those of the places that exist, however many, by id.</summary>
    public async Task<IReadOnlyDictionary<Guid, Place>> Some(IReadOnlyCollection<Guid> ids, CancellationToken cancel = default) =>
        (await PlacesModule.Find(db, ids, T.Language, cancel)).ToDictionary(p => p.PlaceId);

    /// <summary>The place that a register knows under this value of a scheme; the first where several do. Of a merged place, the one that it went into.</summary>
    public async Task<Place?> Known(string scheme, string value, CancellationToken cancel = default)
    {
        var ids = await db.Read<PlaceIdentifier>().Where(i => i.Scheme == scheme && i.Value == value).OrderBy(i => i.ValidTo != null).ThenBy(i => i.PlaceId).Select(i => i.PlaceId).Take(1).ToListAsync(cancel);
        return ids.Count == 0 ? null : await Find(await PlacesModule.Survivor(db, ids[0], clock.Today(), cancel), cancel);
    }

    /// <summary>The places that any register knows under this value; a merged place counts as the one that it went into.</summary>
    public async Task<IReadOnlyList<Place>> Known(string value, CancellationToken cancel = default)
    {
        var ids = await db.Read<PlaceIdentifier>().Where(i => i.Value == value).Select(i => i.PlaceId).Distinct().OrderBy(id => id).Take(50).ToListAsync(cancel);
        var survivors = new HashSet<Guid>();
        foreach (var id in ids) survivors.Add(await PlacesModule.Survivor(db, id, clock.Today(), cancel));
        return [.. (await Some(survivors, cancel)).Values];
    }

    /// <summary>Parent, grandparent and so on as they were on a day (today where none is given), nearest first.</summary>
    public async Task<IReadOnlyList<Place>> Above(Guid id, DateOnly? on = null, string role = LinkRole.Admin, CancellationToken cancel = default)
    {
        var day = on ?? clock.Today();
        var ids = await db.Database.SqlQuery<Guid>(TreeQueries.Above(id, role, day)).ToListAsync(cancel);
        var places = await Some(ids, cancel);
        return [.. ids.Where(places.ContainsKey).Select(a => places[a])];
    }

    /// <summary>The parent in a role on a day; null where there is none. The board of a school: <see cref="LinkRole.Board"/>.</summary>
    public async Task<Place?> Parent(Guid id, string role, DateOnly? on = null, CancellationToken cancel = default)
    {
        var day = on ?? clock.Today();
        var parents = await On(day).Where(l => l.PlaceId == id && l.Role == role).Select(l => l.ParentId).ToListAsync(cancel);
        return parents.Count == 0 ? null : await Find(parents[0], cancel);
    }

    /// <summary>Places directly below on a day, by name. The schools of a board: <c>Below(board, LinkRole.Board)</c>.</summary>
    /// <param name="most">of a region with thousands of schools, only so many after <paramref name="skip"/></param>
    public async Task<IReadOnlyList<Place>> Below(Guid id, string role, DateOnly? on = null, int skip = 0, int most = 500, CancellationToken cancel = default)
    {
        var day = on ?? clock.Today();
        var places = await BelowOn(id, role, day).OrderBy(p => p.Kind).ThenBy(p => p.Name).ThenBy(p => p.PlaceId).Skip(skip).Take(most).ToListAsync(cancel);
        return await InWords(places, cancel);
    }

    /// <summary>Places of one kind directly below on a day, by name.</summary>
    public async Task<IReadOnlyList<Place>> Below(Guid id, string role, string kind, DateOnly on, int skip, int most, CancellationToken cancel = default)
    {
        var places = await BelowOn(id, role, on).Where(p => p.Kind == kind).OrderBy(p => p.Name).ThenBy(p => p.PlaceId).Skip(skip).Take(most).ToListAsync(cancel);
        return await InWords(places, cancel);
    }

    /// <summary>How many places of each kind are directly below on a day.</summary>
    public Task<Dictionary<string, int>> KindsBelow(Guid id, string role, DateOnly on, CancellationToken cancel = default) =>
        BelowOn(id, role, on).GroupBy(p => p.Kind).Select(g => new { g.Key, N = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.N, cancel);

    public Task<int> CountBelow(Guid id, string role, DateOnly? on = null, CancellationToken cancel = default) => BelowOn(id, role, on ?? clock.Today()).CountAsync(cancel);

    /// <summary>Ids of all places of a kind anywhere below on a day: the schools of a region or a country.</summary>
    public async Task<IReadOnlyList<Guid>> AllBelow(Guid id, string kind, DateOnly? on = null, string role = LinkRole.Admin, CancellationToken cancel = default)
    {
        var day = on ?? clock.Today();
        return await db.Database.SqlQuery<Guid>(TreeQueries.AllBelow(db.IsPostgres, id, kind, role, day)).ToListAsync(cancel);
    }

    /// <summary>Adds a place with its parents from a day on, and makes it findable. Saved at once, or with the transaction that is open.</summary>
    public async Task Add(Place place, DateOnly since, Guid? area = null, Guid? board = null, params PlaceIdentifier[] identifiers)
    {
        db.Add(place);
        db.AddRange(identifiers);
        if (area is { } a) db.Add(new PlaceLink { PlaceId = place.PlaceId, Role = LinkRole.Admin, ValidFrom = since, ParentId = a });
        if (board is { } b) db.Add(new PlaceLink { PlaceId = place.PlaceId, Role = LinkRole.Board, ValidFrom = since, ParentId = b });
        await Together(async () =>
        {
            await db.SaveChangesAsync();
            await index.Write([PlaceWords.Of(place, [], identifiers.Select(i => i.Value))], known: false);
        });
    }

    /// <summary>Gives a place another parent from a day on.</summary>
    /// <returns>why not; null where it is done</returns>
    public Task<Refusal?> Move(Guid id, string role, Guid parent, DateOnly on) => Change([id, parent], tree => tree.Move(id, role, parent, on));

    /// <summary>Closes a place on a day and ends what it belongs to.</summary>
    /// <returns>why not; null where it is done</returns>
    public Task<Refusal?> Close(Guid id, DateOnly on) =>
        Change([id], tree => tree.Close(id, on), _ => Tell(new PlaceChange(PlaceEvent.Closed, id, null, on)));

    /// <summary>
    /// One place goes into another of its kind on a day: it closes; what belongs to it, the identifiers of its registers and its name
    /// lead to the other from then on. The history of both stays.
    /// </summary>
    /// <returns>why not; null where it is done</returns>
    public async Task<Refusal?> Merge(Guid from, Guid into, DateOnly on)
    {
        var kinds = await db.Read<Place>().Where(p => p.PlaceId == from || p.PlaceId == into).Select(p => p.Kind).ToListAsync();
        if (from != into && kinds.Count < 2) return new NoSuchPlace();
        if (kinds.Distinct().Count() > 1) return new PlacesOfDifferentKinds();
        return await Change([from, into], tree => tree.Merge(from, into, on), async _ =>
        {
            await new MergedNames(db, index).Lead(from, into, on);
            await Tell(new PlaceChange(PlaceEvent.Merged, from, into, on));
        });
    }

    /// <summary>Takes back a closure or merger from a day on; one of the same day, as if it had never been.</summary>
    /// <returns>why not; null where it is done</returns>
    public Task<Refusal?> Reopen(Guid id, DateOnly on) => Change([id], tree => tree.Reopen(id, on), async changed =>
    {
        var merger = changed.Removed.Concat(changed.Altered).FirstOrDefault(l => l.PlaceId == id && l.Role == LinkRole.Merged);
        if (merger is not null) await new MergedNames(db, index).Return(id, merger);
        await Tell(new PlaceChange(PlaceEvent.Reopened, id, merger?.ParentId, on));
    });

    /// <summary>Nobody else changes places until the open transaction ends: what is read after this is still true when it is written.</summary>
    public async Task Hold()
    {
        if (db.IsPostgres) await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({PlaceIndex.WriteLock})");
    }

    private async Task<Refusal?> Change(IReadOnlyList<Guid> about, Func<PlaceTree, TreeDecision> decide, Func<TreeChanged, Task>? then = null)
    {
        Refusal? refusal = null;
        await Together(async () =>
        {
            await Hold();
            var store = new TreeStore(db);
            switch (decide(await store.Around(about)))
            {
                case TreeRefused(var why):
                    refusal = why;
                    break;
                case TreeChanged changed:
                    await store.Write(changed);
                    if (then is not null) await then(changed);
                    break;
            }
        });
        return refusal;
    }

    private async Task Tell(PlaceChange change)
    {
        foreach (var follower in followers) await follower.Follow(services, change, CancellationToken.None);
    }

    private IQueryable<PlaceLink> On(DateOnly day) => db.Read<PlaceLink>().Where(l => l.ValidFrom <= day && (l.ValidTo == null || l.ValidTo > day));

    private IQueryable<Place> BelowOn(Guid id, string role, DateOnly day) =>
        from link in On(day) where link.ParentId == id && link.Role == role join place in db.Read<Place>() on link.PlaceId equals place.PlaceId select place;

    private async Task<IReadOnlyList<Place>> InWords(IReadOnlyList<Place> places, CancellationToken cancel)
    {
        var names = await Names([.. places.Select(p => p.PlaceId)], cancel);
        foreach (var place in places.Where(p => names.ContainsKey(p.PlaceId))) place.Name = names[place.PlaceId];
        return places;
    }

    private Task<Dictionary<Guid, string>> Names(IReadOnlyCollection<Guid> ids, CancellationToken cancel) => PlacesModule.NamesIn(db, ids, T.Language, cancel);

    private Task Together(Func<Task> work) => db.Database.CurrentTransaction is null ? db.InTransaction(work) : work();
}
