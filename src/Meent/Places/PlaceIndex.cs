using Meent.Foundation.Data;
using Meent.Foundation.Time;
using Microsoft.EntityFrameworkCore;

namespace Meent.Places;

/// <summary>One place that a search found.</summary>
public sealed record FoundPlace(Guid PlaceId, string Name, string? Town, string? Postcode, string? Address, string? Country, string Kind, string? Sector)
{
    /// <summary>The first day on which it no longer was; null while it is open.</summary>
    public DateOnly? ClosedOn { get; init; }

    /// <summary>It was meant perhaps: a word of the question is near to one of its words, and not the same.</summary>
    public bool IsNear { get; init; }

    /// <summary>Its other names, where the question is not in the first one.</summary>
    public IReadOnlyList<string> AlsoNamed { get; init; } = [];

    /// <summary>What registers call it, where the question is not in its name and town.</summary>
    public IReadOnlyList<string> Identifiers { get; init; } = [];
}

/// <summary>What a search found.</summary>
/// <param name="Best">in order, the best first: those that have what was typed before those that may be meant</param>
/// <param name="All">how many fit, <paramref name="Best"/> included; <see cref="PlaceIndex.MostCounted"/> stands for "that many or more"</param>
public sealed record PlacesFound(IReadOnlyList<FoundPlace> Best, int All)
{
    public static PlacesFound Nothing { get; } = new([], 0);

    public int More => All - Best.Count;

    /// <summary>More were found than are counted.</summary>
    public bool Countless => All >= PlaceIndex.MostCounted;

    /// <summary>Those that have every word as it was typed.</summary>
    public IEnumerable<FoundPlace> Right => Best.Where(p => !p.IsNear);

    /// <summary>Those that may have been meant.</summary>
    public IEnumerable<FoundPlace> Near => Best.Where(p => p.IsNear);
}

/// <summary>Finds places by their words: FTS5 on SQLite, a tsvector on PostgreSQL, with the same words in both.</summary>
/// <remarks>
/// Asked from narrow to wide: whole words of the name, whole words, beginnings, parts. The first that yields enough decides, and
/// what it yields is put in order by <see cref="PlaceRanking"/>; of more than <see cref="Pool"/> equally good places some
/// are looked at, not all, so that "school" answers as fast as a rare name. Where fewer than <see cref="Enough"/> were found, one wrong
/// letter per word is forgiven (<see cref="NearWord"/>); see docs/decisions/2026-11-22-finding-places.md.
/// </remarks>
public sealed class PlaceIndex(HubDb db, TimeProvider clock)
{
    public const int MostShown = 20;

    public const int MostCounted = 1000;

    /// <summary>Writers of places wait for each other on PostgreSQL.</summary>
    public const long WriteLock = 7305512;

    /// <summary>Who sees so many that have what was typed, looks no further.</summary>
    public const int Enough = 10;

    private const int Pool = 400;

    private readonly NearWords near = new(db);

    public async Task<PlacesFound> Search(PlaceQuery query, CancellationToken cancel = default)
    {
        if (query.IsEmpty) return PlacesFound.Nothing;
        var found = new Dictionary<Guid, FoundPlace>();
        foreach (var reach in Enum.GetValues<PlaceExpression.Reach>())
        {
            await Take(PlaceExpression.Of(query, reach, db.IsPostgres), found, cancel);
            if (found.Count >= Pool) break;
        }
        var right = found.Count;
        if (right < Enough) await Forgive(query, found, cancel);
        await LeaveOut(found, cancel);
        var best = PlaceRanking.InOrder(query, await WithNames(query, found.Values, cancel)).Take(MostShown).ToList();
        // Fewer than the pool were found by the widest question: that is all of them.
        var all = right < Pool ? found.Count : await Count(PlaceExpression.Of(query, PlaceExpression.Reach.Parts, db.IsPostgres), cancel);
        return new PlacesFound(best, all);
    }

    /// <summary>Makes places findable by what they are called now; within the open transaction.</summary>
    /// <remarks>Whoever adds, renames or merges places, or gives them other names or identifiers, calls this afterwards.</remarks>
    public Task Write(IReadOnlyCollection<Guid> places, CancellationToken cancel = default) => new PlaceIndexStore(db, near, clock.Today()).Write(places, cancel);

    /// <summary>Makes places findable by words that are known already; within the open transaction.</summary>
    /// <param name="known">some of them may be in the index already</param>
    public Task Write(IReadOnlyCollection<PlaceWords> places, bool known, CancellationToken cancel = default) => new PlaceIndexStore(db, near, clock.Today()).Write(places, known, cancel);

    private async Task Forgive(PlaceQuery query, Dictionary<Guid, FoundPlace> found, CancellationToken cancel)
    {
        var meant = await near.MeantBy(query.Words, cancel);
        foreach (var beginnings in (bool[])[false, true])
            if (found.Count < Pool && PlaceExpression.Near(query, meant, beginnings, db.IsPostgres) is { } expression) await Take(expression, found, cancel);
    }

    private async Task Take(string expression, Dictionary<Guid, FoundPlace> found, CancellationToken cancel)
    {
        foreach (var place in await Matching(expression, cancel)) found.TryAdd(place.PlaceId, place);
    }

    /// <summary>Takes out what has gone into another place by today: nobody writes the index on the day of a merger that was set ahead.</summary>
    private async Task LeaveOut(Dictionary<Guid, FoundPlace> found, CancellationToken cancel)
    {
        var today = clock.Today();
        List<Guid> closed = [.. found.Values.Where(p => p.ClosedOn <= today).Select(p => p.PlaceId)];
        if (closed.Count == 0) return;
        foreach (var gone in await PlacesModule.LinksOn(db, LinkRole.Merged, today).Where(l => closed.Contains(l.PlaceId)).Select(l => l.PlaceId).ToListAsync(cancel)) found.Remove(gone);
    }

    /// <summary>Places whose own name and town do not say why they were found get what else they are called.</summary>
    private async Task<IEnumerable<FoundPlace>> WithNames(PlaceQuery query, IReadOnlyCollection<FoundPlace> found, CancellationToken cancel)
    {
        List<Guid> others = [.. found.Where(p => !PlaceRanking.IsPlain(query, p)).Select(p => p.PlaceId)];
        if (others.Count == 0) return found;
        var names = (await db.Read<PlaceName>().Where(n => others.Contains(n.PlaceId)).ToListAsync(cancel)).ToLookup(n => n.PlaceId, n => n.Name);
        var identifiers = (await db.Read<PlaceIdentifier>().Where(i => others.Contains(i.PlaceId)).ToListAsync(cancel)).ToLookup(i => i.PlaceId, i => i.Value);
        return found.Select(p => p with { AlsoNamed = [.. names[p.PlaceId]], Identifiers = [.. identifiers[p.PlaceId]] });
    }

    private async Task<IEnumerable<FoundPlace>> Matching(string expression, CancellationToken cancel)
    {
        var rows = db.IsPostgres
            ? db.Database.SqlQuery<Row>($"""
                select p.place_id as "PlaceId", p.name as "Name", p.town as "Town", p.postcode as "Postcode", p.address as "Address", p.country as "Country", p.kind as "Kind", p.sector as "Sector", p.closed_on as "ClosedOn"
                from (select place_id from places_search where words @@ {expression}::tsquery limit {Pool}) i join places_place p on p.place_id = i.place_id
                """)
            : db.Database.SqlQuery<Row>($"""
                select p.place_id as "PlaceId", p.name as "Name", p.town as "Town", p.postcode as "Postcode", p.address as "Address", p.country as "Country", p.kind as "Kind", p.sector as "Sector", p.closed_on as "ClosedOn"
                from (select place_id from places_search where places_search match {expression} limit {Pool}) i join places_place p on p.place_id = i.place_id
                """);
        return (await rows.ToListAsync(cancel)).Select(r => new FoundPlace(r.PlaceId, r.Name, r.Town, r.Postcode, r.Address, r.Country, r.Kind, r.Sector) { ClosedOn = r.ClosedOn });
    }

    private Task<int> Count(string expression, CancellationToken cancel) => db.IsPostgres
        ? db.Database.SqlQuery<int>($"select count(*)::int as \"Value\" from (select 1 from places_search where words @@ {expression}::tsquery limit {MostCounted}) x").SingleAsync(cancel)
        : db.Database.SqlQuery<int>($"select count(*) as \"Value\" from (select 1 from places_search where places_search match {expression} limit {MostCounted}) x").SingleAsync(cancel);

    private sealed record Row(Guid PlaceId, string Name, string? Town, string? Postcode, string? Address, string? Country, string Kind, string? Sector, DateOnly? ClosedOn);
}
