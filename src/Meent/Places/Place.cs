namespace Meent.Places;

/// <summary>Anything that results and plans can belong to.</summary>
public sealed class Place
{
    public Guid PlaceId { get; init; }

    /// <summary>One of <see cref="PlaceKind"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>Its name in its own language; see <see cref="PlaceName"/> for others.</summary>
    public required string Name { get; set; }

    /// <summary>The town that people know it by; null for areas and where the register has none.</summary>
    public string? Town { get; set; }

    public string? Postcode { get; set; }

    /// <summary>Street and number.</summary>
    public string? Address { get; set; }

    /// <summary>ISO 3166-1 alpha-2 as the EU writes it (EL, UK); null for the Union.</summary>
    public string? Country { get; set; }

    /// <summary>Levels of education, "primary", "secondary", "vocational", "special", "higher", "adult", parted by spaces; null where unknown.</summary>
    public string? Sector { get; set; }

    /// <summary>Levels of education by the International Standard Classification (ISCED 2011), "0" to "8", parted by spaces; null where unknown.</summary>
    public string? Isced { get; set; }

    /// <summary>What an organisation is, one of <see cref="OrganisationType"/>; null for other kinds, and where unknown.</summary>
    public string? Type { get; set; }

    /// <summary>Its first day; null where unknown.</summary>
    public DateOnly? OpenedOn { get; set; }

    /// <summary>The first day on which it no longer is; null while it is open. Earlier closures: <see cref="PastClosure"/>.</summary>
    public DateOnly? ClosedOn { get; set; }

    /// <summary>Whether it has opened and not closed by a day.</summary>
    public bool IsOpenOn(DateOnly day) => (OpenedOn is null || OpenedOn <= day) && (ClosedOn is null || day < ClosedOn);

    /// <summary>"Rombacher Straße 30, 73430 Aalen", as far as it is known; "" where nothing is.</summary>
    public static string Where(string? address, string? postcode, string? town) =>
        string.Join(", ", new[] { address, string.Join(' ', new[] { postcode, town }.Where(s => s is not null)) }.Where(s => !string.IsNullOrEmpty(s)));
}

/// <summary>The kinds of places.</summary>
public static class PlaceKind
{
    public const string Union = "union";
    public const string Country = "country";
    public const string Region = "region";
    public const string Board = "board";
    public const string School = "school";
    public const string Organisation = "organisation";

    /// <summary>Whether it is an area: the Union, a country or a region. What is known of an area everybody reads.</summary>
    public static bool IsArea(string kind) => kind is Union or Country or Region;

    /// <summary>Whether somebody can speak for it: schools, boards and other organisations; nobody speaks for an area.</summary>
    public static bool CanBeSpokenFor(string kind) => SpokenFor.Contains(kind);

    /// <summary>The kinds of which that is so.</summary>
    public static IReadOnlyList<string> SpokenFor { get; } = [School, Board, Organisation];
}

/// <summary>What a place of the kind organisation is.</summary>
public static class OrganisationType
{
    /// <summary>Trains people at work.</summary>
    public const string Company = "company";

    /// <summary>A national agency or another public body; approves for the area that it serves.</summary>
    public const string Agency = "agency";

    /// <summary>A publisher or a maker of digital tools.</summary>
    public const string Provider = "provider";

    public const string Library = "library";

    /// <summary>An advisory service for schools.</summary>
    public const string Adviser = "adviser";

    public static IReadOnlyList<string> All { get; } = [Agency, Adviser, Library, Provider, Company];
}

/// <summary>The roles of a <see cref="PlaceLink"/>.</summary>
public static class LinkRole
{
    /// <summary>In which area it lies: school or board → region → country → Union.</summary>
    public const string Admin = "admin";

    /// <summary>Which board runs the school.</summary>
    public const string Board = "board";

    /// <summary>Which area an organisation works for: an agency or advisory service, a library.</summary>
    public const string Serves = "serves";

    /// <summary>The school of which this one is a further location.</summary>
    public const string Part = "part";

    /// <summary>The place that this one went into.</summary>
    public const string Merged = "merged";
}
