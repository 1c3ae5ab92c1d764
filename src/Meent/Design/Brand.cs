using System.Text.Json;
using System.Text.RegularExpressions;

namespace Meent.Design;

/// <summary>The face of a hub: a folder with <c>tokens.css</c> (colours), <c>logo.svg</c> and <c>brand.json</c> (name).</summary>
/// <param name="Name">what the brand is called, for lists of brands; the word beside the logo is the hub's name</param>
/// <param name="Logo">SVG markup; draws with <c>currentColor</c> where it shall follow light and dark</param>
/// <param name="Folder">where the three files are</param>
public sealed partial record Brand(string Name, string Logo, string Folder)
{
    /// <summary>The brand that a hub has unless it is told otherwise.</summary>
    public const string Standard = "meent";

    private static readonly string[] Files = ["tokens.css", "logo.svg", "brand.json"];

    private static string Shipped => Path.Combine(Assets.Root, "brands");

    /// <summary>Reads a brand.</summary>
    /// <param name="brand">the name of one that comes with Meent ("meent"), or the path of a folder of the same shape; empty means
    /// <see cref="Standard"/></param>
    /// <exception cref="InvalidDataException">there is no such brand, or one of its files is missing or cannot be read</exception>
    public static Brand Load(string? brand)
    {
        brand = string.IsNullOrWhiteSpace(brand) ? Standard : brand.Trim();
        var folder = NamePattern().IsMatch(brand) ? Path.Combine(Shipped, brand) : Path.GetFullPath(brand);
        if (!Directory.Exists(folder))
        {
            throw new InvalidDataException(
                $"There is no brand \"{brand}\". MEENT_BRAND takes the path of a folder, or one of: {string.Join(", ", Available)}.");
        }
        foreach (var file in Files.Where(f => !File.Exists(Path.Combine(folder, f))))
            throw new InvalidDataException($"The brand \"{brand}\" lacks the file {Path.Combine(folder, file)}.");
        return new(ReadName(Path.Combine(folder, "brand.json")), File.ReadAllText(Path.Combine(folder, "logo.svg")).Trim(), folder);
    }

    /// <summary>The names of the brands that come with Meent, sorted.</summary>
    public static IReadOnlyList<string> Available =>
        [.. Directory.GetDirectories(Shipped).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal)];

    private static string ReadName(string file)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllText(file));
            if (json.RootElement.TryGetProperty("name", out var name) && name.GetString() is { Length: > 0 } text) return text;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new InvalidDataException($"{file} is not as expected: {e.Message}", e);
        }
        throw new InvalidDataException($"{file} needs a \"name\".");
    }

    [GeneratedRegex("^[a-z0-9-]+$")]
    private static partial Regex NamePattern();
}
