using Meent.Foundation.Localisation;

namespace Meent.Places;

/// <summary>What kinds, types and sectors are called on pages.</summary>
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

    /// <summary>The kind, or what an organisation is.</summary>
    public static string Kind(Texts T, Place place) => (place.Kind, place.Sector) switch
    {
        (PlaceKind.Organisation, _) => Type(T, place.Type),
        (PlaceKind.School, "higher") => T["University or college"],
        (PlaceKind.School, "adult") => T["Provider of adult education"],
        _ => Kind(T, place.Kind),
    };

    public static string Type(Texts T, string? type) => type switch
    {
        OrganisationType.Company => T["Company"],
        OrganisationType.Agency => T["Public agency"],
        OrganisationType.Provider => T["Publisher or provider"],
        OrganisationType.Library => T["Library"],
        OrganisationType.Adviser => T["Advisory service"],
        _ => T["Organisation"],
    };

    /// <summary>A heading over places of one kind.</summary>
    public static string Several(Texts T, string kind) => kind switch
    {
        PlaceKind.Country => T["Countries"],
        PlaceKind.Region => T["Regions"],
        PlaceKind.Board => T["School boards"],
        PlaceKind.School => T["Schools"],
        _ => T["Organisations"],
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
            "higher" => T["higher education"],
            "adult" => T["adult education"],
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

    /// <summary>One sentence that says what this is; null where the kind alone says it.</summary>
    public static string? Lead(Texts T, Place place, Place? board, IReadOnlyList<Place> above) => (place.Kind, place.Town, board) switch
    {
        (PlaceKind.School, _, { Kind: PlaceKind.School } whole) => T["A part of the school {0}.", whole.Name],
        (PlaceKind.School, { } town, { } by) => T["A school in {0}. {1} runs it.", town, by.Name],
        (PlaceKind.School, { } town, null) => T["A school in {0}.", town],
        (PlaceKind.School, null, { } by) => T["A school. {0} runs it.", by.Name],
        (PlaceKind.Board, { } town, _) => T["A school board in {0}.", town],
        (PlaceKind.Region, _, _) when above.Count > 0 => T["A region of {0}.", above[0].Name],
        (PlaceKind.Country, _, _) when above.Count > 0 => T["A country of the European Union."],
        _ => null,
    };

    public static string? Closed(Texts T, DateOnly? on) => on is { } day ? T["closed on {0}", T.Date(day)] : null;

    /// <summary>Who asked for another of its names is told that it is the same place.</summary>
    public static string? OtherName(Texts T, IReadOnlyList<string> names) => names.Count > 0 ? T["also called {0}", names[0]] : null;
}
