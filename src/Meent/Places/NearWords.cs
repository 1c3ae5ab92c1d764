using System.Text.Json;
using Meent.Foundation.Data;
using Microsoft.EntityFrameworkCore;

namespace Meent.Places;

/// <summary>What may be meant by a typed word.</summary>
/// <param name="Words">whole words</param>
/// <param name="Beginnings">of words</param>
public sealed record Meant(IReadOnlyList<string> Words, IReadOnlyList<string> Beginnings)
{
    public static Meant Nothing { get; } = new([], []);
}

/// <summary>The distinct words of all places, found again by a spelling that is nearly right. Words that no place has any more do no harm.</summary>
public sealed class NearWords(HubDb db)
{
    // Four typed letters are near to the beginnings of thousands of words; the first of them hold all short ones.
    private const int MostRead = 4000;

    private const int MostMeant = 60;

    /// <summary>What may be meant by each word, where it is not written as it should be.</summary>
    public async Task<IReadOnlyDictionary<string, Meant>> MeantBy(IReadOnlyCollection<string> typed, CancellationToken cancel)
    {
        var forgiven = typed.Where(NearWord.IsForgiven).ToList();
        var ranges = forgiven.SelectMany(NearWord.Ranges).Distinct().ToList();
        var near = ranges.Count == 0 ? [] : await Read(ranges, cancel);
        return typed.ToDictionary(t => t, t => forgiven.Contains(t) ? Of(t, near) : Meant.Nothing);
    }

    /// <summary>Adds words; within the open transaction.</summary>
    public async Task Add(IEnumerable<string> words, CancellationToken cancel)
    {
        // In one order for all writers, so that two of them never wait for each other.
        var distinct = words.Where(NearWord.IsForgiven).Distinct().ToList();
        var variants = (await Missing(distinct, cancel)).SelectMany(w => NearWord.Variants(w).Select(v => (Variant: v, Word: w))).Distinct()
            .OrderBy(v => v.Variant, StringComparer.Ordinal).ThenBy(v => v.Word, StringComparer.Ordinal).ToList();
        if (variants.Count == 0) return;
        if (db.IsPostgres)
        {
            var (ofVariants, ofWords) = (variants.Select(v => v.Variant).ToArray(), variants.Select(v => v.Word).ToArray());
            await db.Database.ExecuteSqlAsync($"insert into places_search_near (variant, word) select * from unnest({ofVariants}, {ofWords}) on conflict do nothing", cancel);
        }
        else await db.BulkInsertInto("places_search_near", ["variant", "word"], variants.Select(v => new object?[] { v.Variant, v.Word }), cancel);
    }

    private async Task<List<string>> Missing(List<string> words, CancellationToken cancel)
    {
        var spellings = words.Select(w => NearWord.Variants(w).First()).ToArray();
        if (db.IsPostgres)
        {
            var all = words.ToArray();
            return await db.Database.SqlQuery<string>($"""
                select w.word as "Value" from unnest({spellings}, {all}) w(variant, word)
                where not exists (select 1 from places_search_near n where n.variant = w.variant and n.word = w.word)
                """).ToListAsync(cancel);
        }
        var json = JsonSerializer.Serialize(words.Zip(spellings, (w, s) => new[] { s, w }));
        return await db.Database.SqlQuery<string>($"""
            select w.value ->> 1 as "Value" from json_each({json}) w
            where not exists (select 1 from places_search_near n where n.variant = w.value ->> 0 and n.word = w.value ->> 1)
            """).ToListAsync(cancel);
    }

    private Task<List<string>> Read(List<(string From, string To)> ranges, CancellationToken cancel)
    {
        if (db.IsPostgres)
        {
            var (from, to) = (ranges.Select(r => r.From).ToArray(), ranges.Select(r => r.To).ToArray());
            return db.Database.SqlQuery<string>($"""
                select distinct n.word as "Value" from unnest({from}, {to}) r(low, high) join places_search_near n on n.variant >= r.low and n.variant < r.high limit {MostRead}
                """).ToListAsync(cancel);
        }
        var json = JsonSerializer.Serialize(ranges.Select(r => new[] { r.From, r.To }));
        return db.Database.SqlQuery<string>($"""
            select distinct n.word as "Value" from json_each({json}) r join places_search_near n on n.variant >= r.value ->> 0 and n.variant < r.value ->> 1 limit {MostRead}
            """).ToListAsync(cancel);
    }

    private static Meant Of(string typed, List<string> near)
    {
        var words = new List<string>();
        var beginnings = new HashSet<string>(StringComparer.Ordinal);
        foreach (var word in near)
        {
            if (word == typed || NearWord.Meant(typed, word) is not { } length) continue;
            if (length == word.Length) words.Add(word);
            else if (!word.StartsWith(typed, StringComparison.Ordinal)) beginnings.Add(word[..length]);
        }
        return new Meant([.. words.Take(MostMeant)], [.. beginnings.Take(MostMeant)]);
    }
}
