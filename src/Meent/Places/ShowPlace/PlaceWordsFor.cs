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
}
