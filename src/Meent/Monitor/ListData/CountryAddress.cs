namespace Meent.Monitor.ListData;

/// <summary>Countries as portals of open data know them: addresses in the list of countries of the EU Publications Office, which has the Union too.</summary>
/// <remarks>Its codes are those of ISO 3166-1 in three letters; for the Union EUR. Kosovo has no code in ISO 3166-1 and is left out.</remarks>
public static class CountryAddress
{
    private const string List = "http://publications.europa.eu/resource/authority/country/";

    private static readonly Dictionary<string, string> ThreeLetters = """
        EU EUR AT AUT BE BEL BG BGR CY CYP CZ CZE DE DEU DK DNK EE EST EL GRC ES ESP FI FIN FR FRA HR HRV HU HUN IE IRL IT ITA LT LTU LU LUX LV LVA MT MLT NL NLD PL POL PT PRT RO ROU
        SE SWE SI SVN SK SVK UK GBR CH CHE IS ISL LI LIE NO NOR AL ALB BA BIH GE GEO MD MDA ME MNE MK MKD RS SRB TR TUR UA UKR
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Chunk(2).ToDictionary(c => c[0], c => c[1], StringComparer.Ordinal);

    /// <summary>Those of several, in their order.</summary>
    public static IReadOnlyList<string> Of(IEnumerable<string> codes) => [.. codes.Distinct().Select(c => Of(c)).OfType<string>().Order(StringComparer.Ordinal)];

    /// <param name="code">as the EU writes it: "EL", "UK"; "EU" for the Union</param>
    /// <returns>null where the list has no such country</returns>
    public static string? Of(string code) => ThreeLetters.TryGetValue(code, out var letters) ? List + letters : null;
}
