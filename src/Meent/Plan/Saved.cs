namespace Meent.Plan;

/// <summary>Says on the page after a form that what was typed is kept: where the reader arrives, not out of sight.</summary>
internal static class Saved
{
    /// <summary>Of the query.</summary>
    public const string Field = "saved";

    /// <summary>On top of the page.</summary>
    public const string All = "all";

    /// <summary>On top of a plan that was brought in beside another of the same name.</summary>
    public const string Twin = "twin";

    /// <summary>On top of a plan that was brought in without some of the links of its file.</summary>
    public const string Unlinked = "unlinked";

    /// <summary>On top of a plan that was brought in without reports that its objectives were made from.</summary>
    public const string WithoutReports = "without-reports";

    /// <returns>whether this part was saved just before this page</returns>
    public static bool Says(HttpContext? context, string part) => context?.Request.Query[Field].Contains(part) is true;

    /// <param name="path">"/plans/…" or "/plans/…#o1"</param>
    /// <returns>the same address, which says that it is kept: "/plans/…?saved=o1#o1"</returns>
    public static string On(string path) => path.IndexOf('#', StringComparison.Ordinal) is > 0 and var at ? $"{path[..at]}?{Field}={path[(at + 1)..]}{path[at..]}" : $"{path}?{Field}={All}";
}
