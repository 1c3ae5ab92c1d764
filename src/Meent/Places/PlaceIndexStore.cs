using System.Text.Json;
using Meent.Foundation.Data;
using Microsoft.EntityFrameworkCore;

namespace Meent.Places;

/// <summary>Writes the words of places into the index of the engine.</summary>
internal sealed class PlaceIndexStore(HubDb db, NearWords near, DateOnly today)
{
    /// <summary>Reads what places are called now, and writes that; who went into another place leads there, and is found no more. Nobody looks for areas by name here; they are left out.</summary>
    public async Task Write(IReadOnlyCollection<Guid> ids, CancellationToken cancel)
    {
        foreach (var some in ids.Distinct().Chunk(1000))
        {
            var places = (await db.Read<Place>().Where(p => some.Contains(p.PlaceId)).ToListAsync(cancel)).Where(p => PlaceKind.CanBeSpokenFor(p.Kind)).ToList();
            var names = (await db.Read<PlaceName>().Where(n => some.Contains(n.PlaceId)).ToListAsync(cancel)).ToLookup(n => n.PlaceId, n => n.Name);
            var identifiers = (await db.Read<PlaceIdentifier>().Where(i => some.Contains(i.PlaceId) && (i.ValidTo == null || i.ValidTo > today)).ToListAsync(cancel)).ToLookup(i => i.PlaceId, i => i.Value);
            var gone = (await PlacesModule.LinksOn(db, LinkRole.Merged, today).Where(l => some.Contains(l.PlaceId)).Select(l => l.PlaceId).ToListAsync(cancel)).ToHashSet();
            await Write([.. places.Select(p => gone.Contains(p.PlaceId) ? PlaceWords.None(p.PlaceId) : PlaceWords.Of(p, names[p.PlaceId], identifiers[p.PlaceId]))], known: true, cancel);
        }
    }

    public async Task Write(IReadOnlyCollection<PlaceWords> places, bool known, CancellationToken cancel)
    {
        if (places.Count == 0) return;
        if (db.IsPostgres) await WriteVectors(places, cancel);
        else await WriteRows(places, known, cancel);
        await near.Add(places.SelectMany(p => p.Name.Concat(p.Town)), cancel);
    }

    private async Task WriteRows(IReadOnlyCollection<PlaceWords> places, bool known, CancellationToken cancel)
    {
        if (known)
        {
            var json = JsonSerializer.Serialize(places.Select(p => p.PlaceId.ToString().ToUpperInvariant()));
            await db.Database.ExecuteSqlAsync($"delete from places_search where rowid in (select row_id from places_search_row where place_id in (select value from json_each({json})))", cancel);
            await db.Database.ExecuteSqlAsync($"delete from places_search_row where place_id in (select value from json_each({json}))", cancel);
        }
        var last = await db.Database.SqlQuery<long>($"select coalesce(max(rowid), 0) as \"Value\" from places_search").SingleAsync(cancel);
        List<(long Row, PlaceWords Words)> rows = [.. places.Select((p, i) => (last + 1 + i, p))];
        await db.BulkInsertInto("places_search", ["rowid", "place_id", "name", "town", "part"], rows.Select(r => Row(r.Row, r.Words)), cancel);
        await db.BulkInsertInto("places_search_row", ["place_id", "row_id"], rows.Select(r => new object?[] { r.Words.PlaceId, r.Row }), cancel);
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

    private static object?[] Row(long row, PlaceWords words) => [row, words.PlaceId, string.Join(' ', words.Name), string.Join(' ', words.Town), string.Join(' ', words.Parts)];

    // A tsvector without positions; the letter in front says in which list a word stands (PlaceExpression).
    private static string Vector(PlaceWords words) =>
        string.Join(' ', words.Name.Select(w => "n" + w).Concat(words.Town.Select(w => "t" + w)).Concat(words.Parts.Select(w => "p" + w)));
}
