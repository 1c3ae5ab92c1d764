using Meent.Foundation.Localisation;

namespace Meent.Places;

/// <summary>Puts found places in order: what was typed before what may have been meant, whole words before beginnings before parts of words, names before towns, short names first; closed places after open ones.</summary>
public static class PlaceRanking
{
    private enum Hit { WordOfName, WordOfTown, StartInName, StartInTown, PartOfName = 6, PartOfTown, NearName = 10, NearTown, NearStartInName = 13, NearStartInTown, None = 20 }

    /// <summary>A found place as words, and how well they fit.</summary>
    /// <param name="Misses">words that are nowhere in it as they were typed</param>
    /// <param name="Rank">0 for the best; the worse, the more</param>
    public readonly record struct Fit(int Misses, int Rank);

    public static IEnumerable<FoundPlace> InOrder(PlaceQuery query, IEnumerable<FoundPlace> found) =>
        found.Select(p => (Place: p, Fit: Of(query, p)))
            .Select(p => (Place: p.Place with { IsNear = p.Fit.Misses > 0 }, p.Fit))
            .OrderBy(p => p.Fit.Misses).ThenBy(p => p.Place.ClosedOn is not null).ThenBy(p => p.Fit.Rank).ThenBy(p => p.Place.Name.Length).ThenBy(p => p.Place.Name, StringComparer.Ordinal).ThenBy(p => p.Place.PlaceId)
            .Select(p => p.Place);

    /// <summary>Whether every word of the question is a word of the place's own name or town, or begins or lies in one.</summary>
    public static bool IsPlain(PlaceQuery query, FoundPlace place)
    {
        var (name, town) = Words(place);
        return query.Words.All(w => HitOf(w, name, town) < Hit.NearName);
    }

    /// <returns>0 for the best; the worse, the more</returns>
    public static int Rank(PlaceQuery query, IReadOnlyList<string> name, IReadOnlyList<string> town) =>
        query.Words.Sum(w => (int)HitOf(w, name, town) * 10) + query.Wishes.Sum(w => (int)HitOf(w, name, town));

    private static Fit Of(PlaceQuery query, FoundPlace place)
    {
        var (name, town) = Words(place);
        return new Fit(query.Words.Count(w => HitOf(w, name, town) >= Hit.NearName), Rank(query, name, town));
    }

    private static (IReadOnlyList<string> Name, IReadOnlyList<string> Town) Words(FoundPlace place) =>
        ([.. Folded.Words(place.Name), .. place.AlsoNamed.SelectMany(Folded.Words)], [.. Folded.Words($"{place.Town} {place.Postcode}"), .. place.Identifiers.SelectMany(Folded.Words)]);

    private static Hit HitOf(string word, IReadOnlyList<string> name, IReadOnlyList<string> town)
    {
        if (name.Contains(word)) return Hit.WordOfName;
        if (town.Contains(word)) return Hit.WordOfTown;
        if (name.Any(n => n.StartsWith(word, StringComparison.Ordinal))) return Hit.StartInName;
        if (town.Any(t => t.StartsWith(word, StringComparison.Ordinal))) return Hit.StartInTown;
        if (name.Any(n => n.Contains(word, StringComparison.Ordinal))) return Hit.PartOfName;
        if (town.Any(t => t.Contains(word, StringComparison.Ordinal))) return Hit.PartOfTown;
        return NearWord.IsForgiven(word) ? Near(word, name, town) : Hit.None;
    }

    private static Hit Near(string word, IReadOnlyList<string> name, IReadOnlyList<string> town)
    {
        var (ofName, ofTown) = (Nearest(word, name), Nearest(word, town));
        if (ofName == 0) return Hit.NearName;
        if (ofTown == 0) return Hit.NearTown;
        return ofName == 1 ? Hit.NearStartInName : ofTown == 1 ? Hit.NearStartInTown : Hit.None;
    }

    // 0: a whole word is meant, 1: the beginning of one, 2: none.
    private static int Nearest(string typed, IReadOnlyList<string> words)
    {
        var best = 2;
        foreach (var word in words)
            if (NearWord.Meant(typed, word) is { } length) best = Math.Min(best, length == word.Length ? 0 : 1);
        return best;
    }
}
