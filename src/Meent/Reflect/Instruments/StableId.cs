using System.Text.RegularExpressions;

namespace Meent.Reflect.Instruments;

/// <summary>The form of ids of instruments, frameworks, areas, audiences, variants and items.</summary>
internal static partial class StableId
{
    public const int Longest = 60;

    /// <summary>Ids of items that a school writes itself begin with this.</summary>
    public const string Own = "own.";

    /// <summary>Lower-case words and digits parted by single dots or hyphens, beginning with a letter.</summary>
    public static bool IsRight(string id) => id.Length <= Longest && Form().IsMatch(id);

    /// <summary>A short language tag: two or three letters, then maybe a script or region (BCP 47).</summary>
    public static bool IsLanguage(string tag) => Tag().IsMatch(tag);

    [GeneratedRegex(@"\A[a-z][a-z0-9]*([.-][a-z0-9]+)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();

    [GeneratedRegex(@"\A[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Tag();
}
