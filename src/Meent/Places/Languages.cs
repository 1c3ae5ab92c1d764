using System.Globalization;

namespace Meent.Places;

/// <summary>Languages in which places have names.</summary>
internal static class Languages
{
    /// <summary>The official languages of the Union, and those of EFTA and candidate countries, by tag.</summary>
    public static IReadOnlyList<string> All { get; } =
        ["bg", "bs", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "ga", "hr", "hu", "is", "it", "ka", "lb", "lt", "lv", "mk", "mt", "nb", "nl", "pl", "pt", "ro", "sk", "sl", "sq", "sr", "sv", "tr", "uk"];

    /// <summary>What a language calls itself; the tag where that is unknown.</summary>
    public static string Name(string tag) => tag == PlaceName.AnyLanguage || !All.Contains(tag) ? "" : CultureInfo.GetCultureInfo(tag).NativeName;
}
