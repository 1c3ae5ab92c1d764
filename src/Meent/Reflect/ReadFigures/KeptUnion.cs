using System.Collections.Concurrent;

namespace Meent.Reflect.ReadFigures;

/// <summary>What enough countries of a union show, kept in memory: the editions of all of them are megabytes to read, and none ever changes.</summary>
/// <remarks>The editions that it was made of are part of the key: a new one of any country, of whatever process, leads to another one.</remarks>
public sealed class KeptUnion
{
    /// <summary>Figures, of some 250 bytes each; when there are more, all go.</summary>
    public const int Most = 100_000;

    private readonly ConcurrentDictionary<(Guid Union, string Instrument, string Period), Kept> kept = new();

    /// <summary>What these editions show of the union.</summary>
    /// <param name="editions">place, instrument, period and number of each, and of a partner's who sent it and when</param>
    /// <param name="read">what they show, where that is not here</param>
    public async Task<IReadOnlySet<FigureKey>> Of((Guid Union, string Instrument, string Period) about, IReadOnlySet<EditionKey> editions, Func<Task<IReadOnlySet<FigureKey>>> read)
    {
        if (kept.TryGetValue(about, out var known) && known.Editions.SetEquals(editions)) return known.Shown;
        var shown = await read();
        kept[about] = new(editions, shown);
        if (kept.Values.Sum(k => (long)k.Shown.Count) > Most) kept.Clear();
        return shown;
    }

    private sealed record Kept(IReadOnlySet<EditionKey> Editions, IReadOnlySet<FigureKey> Shown);
}

/// <summary>An edition of a country, of one instrument and period.</summary>
/// <param name="Partner">id of the key that signed it; null for the hub's own</param>
/// <param name="Area">of a partner's, the area that it is of</param>
/// <param name="Received">when a partner's came</param>
public readonly record struct EditionKey(Guid Country, int Number, string? Partner = null, Guid Area = default, DateTime Received = default);
