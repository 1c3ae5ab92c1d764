using Meent.Design.Charts;
using Meent.Design.Charts.Standalone;
using Meent.Foundation.Localisation;

namespace Meent.Design.Catalogue;

/// <summary>Made-up figures of indicators for the catalogue.</summary>
internal static class CatalogueFigures
{
    private const string Note = "Share of people of 16 to 74. Band: 95 %. Source: made up for this page.";

    private static readonly ChartUnit Share = new("{0} %", 1);

    private static readonly double[] Values =
        [52.4, 61.2, 34.8, 46.1, 70.3, 55.9, 71.0, 62.6, 50.2, 66.4, 83.1, 61.8, 58.8, 59.3, 72.7, 47.2, 52.7, 62.3, 48.6, 63.4, 84.2, 46.9, 58.1, 29.7, 68.5, 49.3, 54.0];

    private static readonly double[] Moves = [3.4, 1.2, -0.4, 2.9, 0.3, 1.9, -1.1, 4.8];

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

    public static SeriesModel Union { get; } = new(
        "Six in ten people in the Union have basic digital skills; the pace must more than double to reach eight in ten",
        [new("2015", 2015), new("2019", 2019), new("2021", 2021), new("2023", 2023), new("2025", 2025)],
        [
            new("European Union",
            [
                new("Official figures", LineMark.Circle,
                    [Point(0, 54.5), Point(1, 58.3), Point(2, 53.9) with { IsBreak = true }, Point(3, 55.6), Point(4, 60.4)],
                    "rose clearly") { Detail = "55.6 % → 60.4 % since 2023" },
            ]) { Aim = new(2021, 53.9, 2030, 80, "2030") },
        ],
        Share, Note, "Place");

    public static SeriesModel Years { get; } = new(
        "In three of four countries the share rose; one has no figure for 2023",
        [new("2021", 2021), new("2023", 2023), new("2025", 2025)],
        [
            Panel("Netherlands", "rose clearly", 78.9, 82.7, 84.2), Panel("Czechia", "rose clearly", 59.7, 69.1, 70.3),
            new("Malta", [new("Official figures", LineMark.Circle, [Point(0, 61.2), new(1, null) { Missing = "not published: confidential" }, Point(2, 63.4)], "cannot compare")]),
            new("Ireland",
            [
                new("Official figures", LineMark.Circle, [Point(0, 70.5), Point(1, 72.9), Point(2, 72.7)], "no clear change"),
                new("From schools", LineMark.Square, [new(1, 64.1), new(2, 66.0)], "no clear change"),
            ]) { Href = "#ie" },
        ],
        Share, Note, "Country");

    public static SlopeModel TwoYears { get; } = new(
        "The share rose clearly in some countries and fell in none of them for sure", "2023", "2025",
        [
            .. Codes.Select((code, i) => Slope(code, code == "MT" ? null : Values[i] - Moves[i % Moves.Length], Values[i])),
        ],
        Share, Note, "Country");

    public static RangeModel Among { get; } = new(
        "The Netherlands is among the first in skills, and in the middle with connections",
        [
            new("Basic digital skills", [.. Codes.Zip(Values).Where(p => p.First is not ("NL" or "MT")).Select(p => new RangeDot(p.First, p.Second))], 84.2, 60.4, "Highest of 26"),
            new("Schools with gigabit", [new(null, 12), new(null, 31), new(null, 44), new(null, 45), new(null, 63)], 41, null, "Near the middle"),
            new("Devices per ten learners", [new("AT", 61), new("BE", 64)], null, 58, "No figure for the Netherlands"),
        ],
        Share, "Netherlands", "European Union", "Shares. Source: made up for this page.", "Indicator");

    /// <summary>One of these charts as a file; null for a name that is not there.</summary>
    public static string? Svg(string name, Texts T, ChartColours colours) => name switch
    {
        "targets" => ChartSvg.Of(Targets, T, colours),
        "countries" => ChartSvg.Of(Countries, T, colours),
        "union" => ChartSvg.Of(Union, T, colours),
        "years" => ChartSvg.Of(Years, T, colours),
        "two-years" => ChartSvg.Of(TwoYears, T, colours),
        "among" => ChartSvg.Of(Among, T, colours),
        _ => null,
    };

    private static SlopeRow Slope(string code, double? before, double after)
    {
        var (movement, words) = (after - before) switch
        {
            null => (Movement.CannotCompare, "cannot compare"),
            >= 2.8 => (Movement.Rose, "rose"),
            <= -2.8 => (Movement.Fell, "fell"),
            _ => (Movement.NoClearChange, "no clear change"),
        };
        return new(code, code, before, after, movement, words) { IsOwn = code == "NL" };
    }

    private static SeriesPanel Panel(string name, string words, params double[] values) =>
        new(name, [new("Official figures", LineMark.Circle, [.. values.Select((v, i) => Point(i, v))], words)]);

    private static SeriesPoint Point(int time, double value) => new(time, value) { Low = value - 2, High = value + 2 };
}
