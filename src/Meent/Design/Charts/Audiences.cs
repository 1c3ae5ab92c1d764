namespace Meent.Design.Charts;

/// <summary>The colour and shape of whoever answers; the shape alone tells them apart in grey.</summary>
/// <remarks>
/// "staff" is leaders and teachers counted together, "team" all who work at the school: they stand where the teachers would, never beside
/// them. "participants" and "students" are learners who are adults; "volunteers" help them, "support" is staff that does not teach: no questionnaire
/// asks them beside learners or trainers.
/// </remarks>
internal static class Audiences
{
    /// <summary>CSS class that fills a mark; unknown audiences are drawn in ink.</summary>
    public static string Colour(string audience) => audience switch
    {
        "leaders" or "teachers" or "learners" or "trainers" or "families" => "mark-" + audience,
        "staff" or "team" => "mark-teachers",
        "participants" or "students" => "mark-learners",
        "volunteers" or "support" => "mark-trainers",
        _ => "mark-other",
    };

    /// <summary>Path of the shape around (0, 0), about 16 px wide, all of about equal weight to the eye.</summary>
    public static string Shape(string audience) => audience switch
    {
        "leaders" => "M-7-7H7V7H-7Z",
        "teachers" or "staff" or "team" => "M-8 0A8 8 0 1 1 8 0A8 8 0 1 1-8 0Z",
        "learners" or "participants" or "students" => "M0-9.2L9.5 7.3H-9.5Z",
        "trainers" or "volunteers" or "support" => "M0-9.8L9.8 0L0 9.8L-9.8 0Z",
        "families" => "M-3-8.5H3V-3H8.5V3H3V8.5H-3V3H-8.5V-3H-3Z",
        _ => "M-8.5-4.5H8.5V4.5H-8.5Z",
    };
}
