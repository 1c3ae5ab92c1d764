using System.Collections.Concurrent;

namespace Meent.Monitor;

/// <summary>What pages of areas open with, kept in memory. A vintage never changes once it is whole, so this holds until other vintages count.</summary>
/// <remarks>The newest vintage and those that are hidden from the reader are part of the key: an import, or an embargo that ends, leads to another one. Whatever process wrote it.</remarks>
public sealed class KeptObservations
{
    /// <summary>Some 200 bytes each; when there are more, all go.</summary>
    internal const int Most = 120_000;

    private readonly ConcurrentDictionary<Key, IReadOnlyList<Observed>> kept = new();
    private KeptPlaces? places;
    private int count;
    private int newest;

    /// <summary>Observations of each of the places; those of places that are not here are read, all at once.</summary>
    /// <param name="read">of the places that it is given</param>
    public async Task<IReadOnlyList<Observed>> Of(Counting counting, IReadOnlyCollection<Guid> places, IReadOnlyCollection<Series> series, Func<IReadOnlyCollection<Guid>, Task<IReadOnlyList<Observed>>> read)
    {
        if (Interlocked.Exchange(ref newest, counting.Newest) != counting.Newest) Clear();
        var (hidden, about) = (string.Join(',', counting.Hidden.Order()), string.Join(',', series.Select(s => s.Id).Order()));
        Key Of(Guid place) => new(counting.Newest, hidden, about, place);
        var found = new Dictionary<Guid, IReadOnlyList<Observed>>();
        foreach (var place in places)
            if (kept.TryGetValue(Of(place), out var known)) found[place] = known;
        var missing = places.Where(p => !found.ContainsKey(p)).Distinct().ToList();
        if (missing.Count > 0)
        {
            var fresh = (await read(missing)).ToLookup(o => o.PlaceId);
            foreach (var place in missing) Keep(Of(place), found[place] = [.. fresh[place]]);
        }
        return [.. found.OrderBy(f => f.Key).SelectMany(f => f.Value)];
    }

    /// <summary>Which places have values, by indicator.</summary>
    /// <param name="today">which countries are in the Union goes by the day</param>
    public async Task<ILookup<string, Guid>> Places(Counting counting, DateOnly today, IReadOnlyCollection<Guid> of, Func<Task<ILookup<string, Guid>>> read)
    {
        var about = $"{today:O} {counting.Newest} {string.Join(',', counting.Hidden.Order())} {string.Join(',', of.Order())}";
        if (places is { } known && known.About == about) return known.There;
        var there = await read();
        places = new(about, there);
        return there;
    }

    private void Keep(Key key, IReadOnlyList<Observed> observed)
    {
        // A place without any costs as much as a row.
        if (Interlocked.Add(ref count, observed.Count + 1) > Most) Clear();
        kept[key] = observed;
    }

    private void Clear()
    {
        kept.Clear();
        Interlocked.Exchange(ref count, 0);
    }

    private sealed record KeptPlaces(string About, ILookup<string, Guid> There);

    private sealed record Key(int Newest, string Hidden, string Series, Guid Place);
}

/// <summary>Which vintages count for a reader at one moment.</summary>
/// <param name="Newest">none with a higher number</param>
/// <param name="Hidden">nor one of these</param>
public sealed record Counting(int Newest, IReadOnlyCollection<int> Hidden);
