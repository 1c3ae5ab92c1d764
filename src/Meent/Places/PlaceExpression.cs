namespace Meent.Places;

/// <summary>Questions in the language of either engine. Folded words are letters and digits only: nothing in them means anything to it.</summary>
internal static class PlaceExpression
{
    internal enum Reach { WordsOfName, Words, Beginnings, Parts }

    /// <summary>Every word has to be there as it was typed, as far as the reach goes.</summary>
    public static string Of(PlaceQuery query, Reach reach, bool postgres)
    {
        if (postgres) return string.Join(" & ", query.Words.Select(w => $"({Either(w, Lists(w, reach), reach >= Reach.Beginnings)})"));
        string Columns(string word) => reach == Reach.WordsOfName ? "name : " : IsWide(word, reach) ? "" : "{name town} : ";
        return string.Join(" AND ", query.Words.Select(w => $"({Columns(w)}\"{w}\"{(reach < Reach.Beginnings ? "" : " *")})"));
    }

    /// <summary>Every word has to be there as it was typed, or as it may have been meant.</summary>
    /// <param name="beginnings">words of which only the beginning is near count too</param>
    /// <returns>null where nothing else may have been meant</returns>
    public static string? Near(PlaceQuery query, IReadOnlyDictionary<string, Meant> meant, bool beginnings, bool postgres)
    {
        if (query.Words.All(w => meant[w].Words.Count == 0 && (!beginnings || meant[w].Beginnings.Count == 0))) return null;
        return string.Join(postgres ? " & " : " AND ", query.Words.Select(w => OneOf(w, meant[w].Words, beginnings ? meant[w].Beginnings : [], postgres)));
    }

    private static string OneOf(string typed, IReadOnlyList<string> words, IReadOnlyList<string> beginnings, bool postgres)
    {
        var wide = IsWide(typed, Reach.Parts);
        if (postgres)
        {
            IEnumerable<string> either = [Either(typed, Lists(typed, Reach.Parts), true), .. words.Select(w => Either(w, "nt", false)), .. beginnings.Select(b => Either(b, "nt", true))];
            return $"({string.Join(" | ", either)})";
        }
        var near = string.Join(" OR ", words.Select(w => $"\"{w}\"").Concat(beginnings.Select(b => $"\"{b}\" *")));
        var right = $"{(wide ? "" : "{name town} : ")}\"{typed}\" *";
        return near.Length == 0 ? $"({right})" : $"({right} OR {{name town}} : ({near}))";
    }

    // On PostgreSQL the first letter of what is indexed says where it stands: in a name, in town and numbers, or as a part of a word.
    // Weights would say the same, but neither the index nor the planner knows them.
    private static string Lists(string word, Reach reach) => reach == Reach.WordsOfName ? "n" : IsWide(word, reach) ? "ntp" : "nt";

    private static string Either(string word, string lists, bool beginning) => string.Join(" | ", lists.Select(l => $"'{l}{word}'{(beginning ? ":*" : "")}"));

    // Beginnings of two letters lie in half of all compounds.
    private static bool IsWide(string word, Reach reach) => reach == Reach.Parts && word.Length > 2;
}
