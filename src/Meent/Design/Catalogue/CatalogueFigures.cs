using Meent.Design.Charts;

namespace Meent.Design.Catalogue;

/// <summary>Made-up figures of indicators for the catalogue.</summary>
internal static class CatalogueFigures
{
    private const string Note = "Share of people of 16 to 74. Band: 95 %. Source: made up for this page.";

    private static readonly ChartUnit Share = new("{0} %", 1);

    private static readonly double[] Values =
        [52.4, 61.2, 34.8, 46.1, 70.3, 55.9, 71.0, 62.6, 50.2, 66.4, 83.1, 61.8, 58.8, 59.3, 72.7, 47.2, 52.7, 62.3, 48.6, 63.4, 84.2, 46.9, 58.1, 29.7, 68.5, 49.3, 54.0];

    private static readonly string[] Codes =
        ["AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "EL", "ES", "FI", "FR", "HR", "HU", "IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK"];

    public static BulletModel Targets { get; } = new(
        "The Union moves too slowly to reach its target; one country is there already",
        [
            new("European Union", 60.4, "2025", "Behind the path") { Low = 59.6, High = 61.2, Base = 53.9, BasePeriod = "2021", Expected = 65.5, Target = 80, Due = "2030", Href = "#union" },
            new("Netherlands", 84.2, "2025", "Reached") { Base = 78.9, BasePeriod = "2021", Expected = 79.4, Target = 80, Due = "2030" },
            new("Romania", 29.7, "2025", "Behind the path") { Low = 27.7, High = 31.7, Base = 27.8, BasePeriod = "2021", Expected = 51, Target = 80, Due = "2030" },
            new("Norway", 79.8, "2025", "No target of its own"),
            new("Malta", null, "2025", "Nothing to compare") { Missing = "not published: confidential", Base = 61.2, BasePeriod = "2021", Target = 80, Due = "2030" },
        ],
        Share, Note, "Country");

    public static MapModel Countries { get; } = new(
        "In the north and the west more people have basic digital skills than in the south-east",
        [
            .. Codes.Select((code, i) => new MapPlace(code, code, code == "MT" ? null : Values[i])
            {
                Href = "#" + code.ToLowerInvariant(), IsOwn = code == "NL", Missing = code == "MT" ? "not published: confidential" : null,
            }),
            new("NO", "NO", 79.8), new("CH", "CH", null), new("UK", "UK", null) { Missing = "left the survey" }, new("RS", "RS", 33.6), new("GE", "GE", 31.5),
        ],
        Share, Note, "Country", "2025");
}
