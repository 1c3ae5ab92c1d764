using System.Text.Json;
using Meent.Foundation.Data;
using Microsoft.EntityFrameworkCore;

namespace Meent.Places;

/// <summary>One place that a search found.</summary>
public sealed record FoundPlace(Guid PlaceId, string Name, string? Town, string? Postcode, string? Address, string? Country, string Kind, string? Sector);

/// <summary>What a search found.</summary>
/// <param name="Best">in order, the best first</param>
/// <param name="All">how many fit, <paramref name="Best"/> included; <see cref="PlaceIndex.MostCounted"/> stands for "that many or more"</param>
public sealed record PlacesFound(IReadOnlyList<FoundPlace> Best, int All)
{
    public static PlacesFound Nothing { get; } = new([], 0);

    public int More => All - Best.Count;

    /// <summary>More were found than are counted.</summary>
    public bool Countless => All >= PlaceIndex.MostCounted;
}

/// <summary>Finds places by their words: FTS5 on SQLite, a tsvector on PostgreSQL, with the same words in both.</summary>
/// <remarks>
/// Asked from narrow to wide: whole words of the name, whole words, beginnings, parts. The first that yields enough decides, and
/// what it yields is put in order by <see cref="PlaceRanking"/>; of more than <see cref="Pool"/> equally good places some
/// are looked at, not all, so that "school" answers as fast as a rare name.
/// </remarks>
public sealed class PlaceIndex(HubDb db)
{
    public const int MostShown = 20;

    public const int MostCounted = 1000;

    /// <summary>Writers of places wait for each other on PostgreSQL.</summary>
    public const long WriteLock = 7305512;

    private const int Pool = 400;

    private enum Reach { WordsOfName, Words, Beginnings, Parts }

    public async Task<PlacesFound> Search(PlaceQuery query, CancellationToken cancel = default)
    {
        if (query.IsEmpty) return PlacesFound.Nothing;
        var found = new Dictionary<Guid, FoundPlace>();
        foreach (var reach in Enum.GetValues<Reach>())
        {
            foreach (var place in await Matching(Expression(query, reach), cancel)) found.TryAdd(place.PlaceId, place);
            if (found.Count >= Pool) break;
        }
        var best = PlaceRanking.InOrder(query, found.Values).Take(MostShown).ToList();
        // Fewer than the pool were found by the widest question: that is all of them.
        var all = found.Count < Pool ? found.Count : await Count(Expression(query, Reach.Parts), cancel);
        return new PlacesFound(best, all);
    }

    /// <summary>Makes places findable, or findable by other words; within the open transaction.</summary>
    /// <param name="known">some of them may be in the index already</param>
    public async Task Write(IReadOnlyCollection<PlaceWords> places, bool known, CancellationToken cancel = default)
    {
        if (db.IsPostgres)
        {
            await WriteVectors(places, cancel);
            return;
        }
        if (known) await Forget(places.Select(p => p.PlaceId), cancel);
        await db.BulkInsertInto("places_search", ["place_id", "name", "town", "part"], places.Select(Row), cancel);
    }

    private async Task Forget(IEnumerable<Guid> ids, CancellationToken cancel)
    {
        var json = JsonSerializer.Serialize(ids.Select(i => i.ToString().ToUpperInvariant()));
        await db.Database.ExecuteSqlAsync($"delete from places_search where rowid in (select rowid from places_search where place_id in (select value from json_each({json})))", cancel);
    }

    // A tsvector is read by the server alone, so the words come as text first.
    private async Task WriteVectors(IReadOnlyCollection<PlaceWords> places, CancellationToken cancel)
    {
        await db.Database.ExecuteSqlRawAsync("create temp table places_words (place_id uuid not null, words text not null)", cancel);
        await db.BulkInsertInto("places_words", ["place_id", "words"], places.Select(p => new object?[] { p.PlaceId, Vector(p) }), cancel);
        await db.Database.ExecuteSqlRawAsync("""
            insert into places_search (place_id, words) select place_id, words::tsvector from places_words
            on conflict (place_id) do update set words = excluded.words
            """, cancel);
        await db.Database.ExecuteSqlRawAsync("drop table places_words", cancel);
    }

    private static object?[] Row(PlaceWords words) => [words.PlaceId, string.Join(' ', words.Name), string.Join(' ', words.Town), string.Join(' ', words.Parts)];

    // 'park':3 'schlosspark':1A,2B — a word may stand in the name and in the town.
    private static string Vector(PlaceWords words)
    {
        var weights = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var word in words.Name) weights[word] = "1A";
        foreach (var word in words.Town) weights[word] = weights.TryGetValue(word, out var name) ? $"{name},2B" : "1B";
        foreach (var word in words.Parts) weights.TryAdd(word, "1");
        return string.Join(' ', weights.Select(w => $"'{w.Key}':{w.Value}"));
    }

    // Folded words are letters and digits only: nothing in them means anything to either engine.
    private string Expression(PlaceQuery query, Reach reach)
    {
        // Beginnings of two letters lie in half of all compounds.
        bool Wide(string word) => reach == Reach.Parts && word.Length > 2;
        if (db.IsPostgres)
        {
            string Weights(string word) => reach == Reach.WordsOfName ? "A" : Wide(word) ? "" : "AB";
            return string.Join(" & ", query.Words.Select(w => $"'{w}':{(reach < Reach.Beginnings ? "" : "*")}{Weights(w)}".TrimEnd(':')));
        }
        string Columns(string word) => reach == Reach.WordsOfName ? "name : " : Wide(word) ? "" : "{name town} : ";
        return string.Join(" AND ", query.Words.Select(w => $"({Columns(w)}\"{w}\"{(reach < Reach.Beginnings ? "" : " *")})"));
    }

    private Task<List<FoundPlace>> Matching(string expression, CancellationToken cancel) => db.IsPostgres
        ? db.Database.SqlQuery<FoundPlace>($"""
            select p.place_id as "PlaceId", p.name as "Name", p.town as "Town", p.postcode as "Postcode", p.address as "Address", p.country as "Country", p.kind as "Kind", p.sector as "Sector"
            from (select place_id from places_search where words @@ {expression}::tsquery limit {Pool}) i join places_place p on p.place_id = i.place_id
            """).ToListAsync(cancel)
        : db.Database.SqlQuery<FoundPlace>($"""
            select p.place_id as "PlaceId", p.name as "Name", p.town as "Town", p.postcode as "Postcode", p.address as "Address", p.country as "Country", p.kind as "Kind", p.sector as "Sector"
            from (select place_id from places_search where places_search match {expression} limit {Pool}) i join places_place p on p.place_id = i.place_id
            """).ToListAsync(cancel);

    private Task<int> Count(string expression, CancellationToken cancel) => db.IsPostgres
        ? db.Database.SqlQuery<int>($"select count(*)::int as \"Value\" from (select 1 from places_search where words @@ {expression}::tsquery limit {MostCounted}) x").SingleAsync(cancel)
        : db.Database.SqlQuery<int>($"select count(*) as \"Value\" from (select 1 from places_search where places_search match {expression} limit {MostCounted}) x").SingleAsync(cancel);
}
