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

    /// <returns>the part that was saved just before this page; null where none was</returns>
    public static string? Said(HttpContext? context) => context?.Request.Query[Field].ToString() is { Length: > 0 } part ? part : null;

    /// <param name="path">"/plans/…" or "/plans/…#o1"</param>
    /// <returns>the same address, which says that it is kept: "/plans/…?saved=o1#o1"</returns>
    public static string On(string path) => path.IndexOf('#', StringComparison.Ordinal) is > 0 and var at ? $"{path[..at]}?{Field}={path[(at + 1)..]}{path[at..]}" : $"{path}?{Field}={All}";
}
