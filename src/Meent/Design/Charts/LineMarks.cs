namespace Meent.Design.Charts;

/// <summary>Shape and colour of lines and their points: the shape alone tells them apart in grey.</summary>
internal static class LineMarks
{
    /// <summary>CSS class that gives the colour.</summary>
    public static string Class(LineMark mark) => mark switch
    {
        LineMark.Square => "line-square",
        LineMark.Triangle => "line-triangle",
        LineMark.Diamond => "line-diamond",
        _ => "line-circle",
    };

    /// <summary>Path around (0, 0), some 14 px wide, all of about equal weight to the eye.</summary>
    public static string Shape(LineMark mark) => mark switch
    {
        LineMark.Square => "M-6-6H6V6H-6Z",
        LineMark.Triangle => "M0-8L8 6.2H-8Z",
        LineMark.Diamond => "M0-8.4L8.4 0L0 8.4L-8.4 0Z",
        _ => "M-7 0A7 7 0 1 1 7 0A7 7 0 1 1-7 0Z",
    };
}
