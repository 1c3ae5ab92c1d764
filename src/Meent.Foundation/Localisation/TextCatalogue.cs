using System.Globalization;

namespace Meent.Foundation.Localisation;

/// <summary>The translations there are: the PO files shipped, and those an operator lays beside them.</summary>
public sealed class TextCatalogue
{
    private readonly Dictionary<string, Translation> translations = new(StringComparer.Ordinal) { ["en"] = Translation.English };

    /// <param name="shipped">folder with the languages that come with Meent</param>
    /// <param name="offered">tags of those that are offered</param>
    /// <param name="own">folder of the operator: adds languages and overrides single texts; need not be there</param>
    public TextCatalogue(string shipped, IReadOnlyCollection<string> offered, string own)
    {
        foreach (var file in Files(shipped).Where(f => offered.Contains(Path.GetFileNameWithoutExtension(f))).Concat(Files(own)))
        {
            var tag = Path.GetFileNameWithoutExtension(file);
            translations[tag] = Po.Read(File.ReadAllText(file), Path.GetFileName(file), translations.GetValueOrDefault(tag));
        }
        Languages = [.. translations.Keys.Order(StringComparer.Ordinal).Select(t => new HubLanguage(t, OwnName(t)))];
    }

    public IReadOnlyList<HubLanguage> Languages { get; }

    public bool Has(string tag) => translations.ContainsKey(tag);

    public Translation For(string tag) => translations.GetValueOrDefault(tag, Translation.English);

    private static IEnumerable<string> Files(string folder) =>
        Directory.Exists(folder) ? Directory.GetFiles(folder, "*.po").Order(StringComparer.Ordinal) : [];

    private static string OwnName(string tag)
    {
        var name = CultureInfo.GetCultureInfo(tag).NativeName;
        return string.Concat(name[..1].ToUpper(CultureInfo.GetCultureInfo(tag)), name.AsSpan(1));
    }
}
