using Meent.Foundation.Localisation;

namespace Meent.Places;

/// <summary>The folded words by which one place is found.</summary>
/// <param name="Name">words of its names</param>
/// <param name="Town">words of town and postcode, and what registers call it</param>
/// <param name="Parts">ends of long words: "park" of "Schlosspark", for German and Dutch compounds; a search for a beginning of such an end finds any part</param>
public sealed record PlaceWords(Guid PlaceId, IReadOnlyList<string> Name, IReadOnlyList<string> Town, IReadOnlyList<string> Parts)
{
    private const int ShortestPart = 4;

    // "am" or "be" in front is no word of a compound.
    private const int ShortestFront = 3;

    // A word without any space is no word; its ends would fill the index.
    private const int LongestWord = 40;

    /// <summary>Of a place that is not to be found.</summary>
    public static PlaceWords None(Guid place) => new(place, [], [], []);

    public static PlaceWords Of(Place place, IEnumerable<string> alsoNamed, IEnumerable<string> identifiers)
    {
        List<string> name = [.. Folded.Words(place.Name), .. alsoNamed.SelectMany(Folded.Words)];
        List<string> town = [.. Folded.Words(place.Town), .. Folded.Words(place.Postcode), .. identifiers.SelectMany(Folded.Words)];
        return new PlaceWords(place.PlaceId, Distinct(name), Distinct(town), PartsOf(name, town));
    }

    private static List<string> Distinct(List<string> words) => [.. words.Select(w => w.Length > LongestWord ? w[..LongestWord] : w).Distinct()];

    private static List<string> PartsOf(List<string> name, List<string> town)
    {
        var parts = new HashSet<string>();
        foreach (var word in name.Concat(town))
        {
            if (word.Length > LongestWord || !char.IsLetter(word[^1])) continue;
            for (var at = ShortestFront; at <= word.Length - ShortestPart; at++) parts.Add(word[at..]);
        }
        return [.. parts];
    }
}

/// <summary>What somebody typed to find a place, as folded words.</summary>
/// <param name="Words">each has to be found; never more than eight</param>
/// <param name="Wishes">single letters, the beginning of a word that is still being typed: they only decide what comes first</param>
public sealed record PlaceQuery(IReadOnlyList<string> Words, IReadOnlyList<string> Wishes)
{
    /// <summary>Characters that are read; who pastes a page finds what its first words say.</summary>
    public const int Longest = 200;

    private const int MostWords = 8;

    public bool IsEmpty => Words.Count == 0;

    public static PlaceQuery Parse(string? typed)
    {
        var words = Folded.Words(typed is { Length: > Longest } ? typed[..Longest] : typed).Distinct().Take(MostWords).ToList();
        var longer = words.Where(w => w.Length > 1).ToList();
        return longer.Count == 0 ? new PlaceQuery(words, []) : new PlaceQuery(longer, [.. words.Where(w => w.Length == 1)]);
    }
}
