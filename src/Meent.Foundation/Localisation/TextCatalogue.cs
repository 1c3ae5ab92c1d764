using System.Globalization;

namespace Meent.Foundation.Localisation;

/// <summary>The translations there are: the PO files shipped, and those an operator lays beside them.</summary>
public sealed class TextCatalogue
{
    private readonly Dictionary<string, Translation> translations = new(StringComparer.Ordinal) { ["en"] = Translation.English };

    /// <param name="folders">later folders add languages and override single texts; folders that are not there are passed over</param>
    public TextCatalogue(IEnumerable<string> folders)
    {
        foreach (var file in folders.Where(Directory.Exists).SelectMany(f => Directory.GetFiles(f, "*.po").Order(StringComparer.Ordinal)))
        {
            var tag = Path.GetFileNameWithoutExtension(file);
            translations[tag] = Po.Read(File.ReadAllText(file), Path.GetFileName(file), translations.GetValueOrDefault(tag));
        }
        Languages = [.. translations.Keys.Order(StringComparer.Ordinal).Select(t => new HubLanguage(t, OwnName(t)))];
    }

    public IReadOnlyList<HubLanguage> Languages { get; }

    public bool Has(string tag) => translations.ContainsKey(tag);

    public Translation For(string tag) => translations.GetValueOrDefault(tag, Translation.English);

    private static string OwnName(string tag)
    {
        var name = CultureInfo.GetCultureInfo(tag).NativeName;
        return string.Concat(name[..1].ToUpper(CultureInfo.GetCultureInfo(tag)), name.AsSpan(1));
    }
}
