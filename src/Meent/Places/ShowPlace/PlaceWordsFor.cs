using Meent.Foundation.Localisation;

namespace Meent.Places;

/// <summary>What kinds and sectors are called on pages.</summary>
public static class PlaceWordsFor
{
    public static string Kind(Texts T, string kind) => kind switch
    {
        PlaceKind.Union => T["Union"],
        PlaceKind.Country => T["Country"],
        PlaceKind.Region => T["Region"],
        PlaceKind.Board => T["School board"],
        PlaceKind.School => T["School"],
        _ => T["Organisation"],
    };

    /// <summary>"Primary, special needs"; null where nothing is known.</summary>
    public static string? Sector(Texts T, string? sector)
    {
        var words = (sector ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(s => s switch
        {
            "primary" => T["primary education"],
            "secondary" => T["secondary education"],
            "vocational" => T["vocational education"],
            "special" => T["special education"],
            _ => s,
        });
        var all = string.Join(", ", words);
        return all.Length == 0 ? null : all;
    }

    /// <summary>"1 primary, 2 lower secondary"; null where nothing is known.</summary>
    public static string? Isced(Texts T, string? levels)
    {
        var words = (levels ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(level => $"{level} {IscedLevel(T, level)}".TrimEnd());
        var all = string.Join(", ", words);
        return all.Length == 0 ? null : all;
    }

    private static string IscedLevel(Texts T, string level) => level switch
    {
        "0" => T["early childhood"],
        "1" => T["primary"],
        "2" => T["lower secondary"],
        "3" => T["upper secondary"],
        "4" => T["after secondary, not higher"],
        "5" => T["short higher education"],
        "6" => T["bachelor"],
        "7" => T["master"],
        "8" => T["doctorate"],
        _ => "",
    };
}
