namespace Meent.Reflect.Demonstrate;

/// <summary>Made-up texts that people of a school could have written in their own words.</summary>
internal static class DemonstrationTexts
{
    public static IReadOnlyList<string> Teachers { get; } =
    [
        "Keep the hour on Wednesday in which we show each other what we tried.",
        "The wifi in the east wing. Everything else can wait.",
        "I would like to know what we want to reach with the tablets before we buy more of them.",
        "Keep the small steps. Last year we wanted too much at once.",
        "More time to prepare, less time to fill in.",
        "Our learners help each other better than any course helped me. Give them a role.",
        "One place for all our material, please, and not four.",
        "Keep asking the learners. Their answers surprised me.",
        "I still use paper a lot, and I want that to be all right too.",
        "Feedback on the screen goes faster, but I miss the talk about it.",
        "A clear agreement on phones that everybody keeps to.",
        "The support on Tuesday afternoon is worth gold.",
    ];

    public static IReadOnlyList<string> Learners { get; } =
        ["More projects with the cameras.", "Some sites do not work at home.", "I like it when we may choose how to show what we know."];
}
