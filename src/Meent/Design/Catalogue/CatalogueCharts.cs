using Meent.Design.Charts;

namespace Meent.Design.Catalogue;

/// <summary>Made-up figures for the catalogue, with every state that a chart can have to show.</summary>
internal static class CatalogueCharts
{
    private const string Note = "Mean of the answers per area, sorted by distance. “Does not apply” left out. Bands: 95 %. Source: this round.";

    public static DotPlotModel Areas { get; } = new(
        "Leaders, teachers and learners differ most on assessment",
        [new("leaders", "Leaders", "joint view of 2"), new("teachers", "Teachers", "42 of 58"), new("learners", "Learners", "214 of 260"), new("families", "Families", "3 of 240")],
        [
            Row("Assessment", 3.9, 3.1, 2.4), Row("Teaching: in class", 4.0, 3.4, 2.8), Row("Professional development", 4.1, 3.0, null),
            Row("Leadership", 3.8, 3.1, null), Row("Teaching: preparing", 3.9, 3.6, null), Row("Collaboration and networks", 3.3, 3.0, 3.1),
            new("Infrastructure", [Leaders(3.5), Teachers(3.2), new("learners", ValueState.Suppressed), Families]), Row("Learners' digital competence", 3.4, 3.3, 3.2),
        ],
        ["strongly disagree", "disagree", "partly", "agree", "strongly agree"], Note, "Area");

    public static StackedBarModel Spread { get; } = new(
        "Half of the teachers say that they give feedback often; a fifth of the learners hear it",
        ["strongly disagree", "disagree", "partly", "agree", "strongly agree"],
        [
            new("Teachers", "42 answers", ValueState.Shown, [0.05, 0.14, 0.29, 0.38, 0.14], 0.07),
            new("Learners", "214 answers", ValueState.Shown, [0.18, 0.31, 0.30, 0.16, 0.05], 0.12),
            new("Leaders", "2 answers", ValueState.Suppressed, []),
            new("Families", null, ValueState.NobodyAnswered, []),
        ],
        "does not apply, I don't know", "Share of the answers in per cent. Source: this round, 12 June 2026.", "Who answers");

    public static StackedBarModel ThreeWay { get; } = new(
        "Most teachers find the network good enough",
        ["disagree", "partly", "agree"],
        [
            new("The network is fast enough for a whole class", "18 answers", ValueState.Shown, [0.11, 0.28, 0.61], 0),
            new("There is a device for everyone who needs one", "16 answers", ValueState.Shown, [0.44, 0.31, 0.25], 0),
            new("Broken devices are repaired within a week", null, ValueState.NotAsked, []),
        ],
        null, "Share of the answers in per cent; under 30 answers in three groups. Source: this round, 12 June 2026.", "Statement");

    public static ChangeModel Change { get; } = new(
        "Teaching in class is rated higher than a year ago; the rest is as it was or too close to tell",
        "Spring 2025", "Spring 2026", "lower than before", "higher than before",
        [
            new("Teaching: in class", "teachers", ValueState.Shown, "Higher", 3.0, 3.4, 0.4, 0.15, 0.65),
            new("Collaboration and networks", "teachers", ValueState.Shown, "No clear change", 3.1, 3.0, -0.1, -0.3, 0.1),
            new("Assessment", "learners", ValueState.Shown, "Too few answers to tell", 2.6, 2.4, -0.2, -0.75, 0.35),
            new("Leadership", "teachers", ValueState.Suppressed, "Not to be compared"),
        ],
        "Difference of the means in points of the scale, band: 95 %. Source: rounds of spring 2025 and spring 2026.", "Area");

    public static TrendModel Trend { get; } = new(
        "Teaching in class is rated higher than three years ago; assessment cannot be compared further back",
        [new(new(2023, 5, 20), "May 2023", "Spring 2023"), new(new(2024, 5, 22), "May 2024", "Spring 2024"), new(new(2025, 11, 3), "Nov 2025", "Pulse, autumn 2025"), new(new(2026, 5, 21), "May 2026", "Spring 2026")],
        [
            new("Teaching: in class",
            [
                new("teachers", "Teachers", [Dot(0, 3.0, 0), Dot(1, 3.1, 0), Dot(3, 3.5, 0)], "clearly higher", "3.0 → 3.5 since May 2023, over 5 of 6 statements"),
                new("learners", "Learners", [Dot(0, 2.6, 0), new(1, ValueState.Suppressed), Dot(2, 3.3, 1), Dot(3, 2.8, 0)], "no clear change", "2.6 → 2.8 since May 2023"),
            ]),
            new("Assessment", [new("teachers", "Teachers", [Dot(0, 3.4, 1), Dot(1, 3.3, 1), Dot(3, 2.7, 0)], "nothing to compare yet") { Breaks = [3] }]),
            new("Leadership", [new("leaders", "Leaders", [new(1, ValueState.Shown, 0, 4), new(3, ValueState.Shown, 0, 3.8)], "lower in the joint view", "4.0 → 3.8 since May 2024")]),
        ],
        "Mean of the answers, 1 (strongly disagree) to 5 (strongly agree); bar: 95 %. Source: four rounds.", "Area");

    private static TrendDot Dot(int time, double mean, int line) => new(time, ValueState.Shown, line, mean, mean - 0.2, mean + 0.2);

    private static DotValue Families => new("families", ValueState.Suppressed);

    private static DotValue Leaders(double mean) => new("leaders", ValueState.Shown, mean);

    private static DotValue Teachers(double mean) => new("teachers", ValueState.Shown, mean, mean - 0.22, mean + 0.22);

    private static DotRow Row(string label, double leaders, double teachers, double? learners) => new(label,
    [
        Leaders(leaders), Teachers(teachers),
        learners is { } mean ? new("learners", ValueState.Shown, mean, mean - 0.1, mean + 0.1) : new("learners", ValueState.NotAsked),
        Families,
    ]);
}
