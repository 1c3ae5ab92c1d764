using System.Collections.Frozen;
using System.Text.Json;

namespace Meent.Design.Charts;

/// <summary>The outlines of Europe's countries on one sheet, in an equal-area projection; made by <c>bench … shapes</c> from Natural Earth.</summary>
/// <param name="Width">of the sheet, in the unit of all paths</param>
/// <param name="Height">of the sheet</param>
/// <param name="Land">SVG path of all other land on the sheet</param>
/// <param name="Places">the countries, by their code as the EU writes it</param>
public sealed record EuropeMap(int Width, int Height, string Land, IReadOnlyDictionary<string, EuropeMap.Shape> Places)
{
    /// <summary>One country on the sheet.</summary>
    /// <param name="Code">"EL", "NL", "XK"</param>
    /// <param name="Path">SVG path; fill rule even-odd</param>
    /// <param name="At">where its label stands: from the left and from the top</param>
    /// <param name="IsDot">so small that a labelled dot stands for it</param>
    public sealed record Shape(string Code, string Path, (int X, int Y) At, bool IsDot);

    /// <summary>The map that comes with Meent, read once.</summary>
    public static EuropeMap Standard => Read.Value;

    private static readonly Lazy<EuropeMap> Read = new(() =>
    {
        var file = Path.Combine(Assets.Root, "vendor", "world-atlas", "europe.json");
        var sheet = JsonSerializer.Deserialize<Sheet>(File.ReadAllBytes(file), JsonSerializerOptions.Web)!;
        return new(sheet.Width, sheet.Height, sheet.Land,
            sheet.Places.Select(p => new Shape(p.Code, p.Shape, (p.At[0], p.At[1]), p.Dot)).ToFrozenDictionary(p => p.Code, StringComparer.Ordinal));
    });

    private sealed record Sheet(int Width, int Height, string Land, SheetPlace[] Places);

    private sealed record SheetPlace(string Code, string Shape, int[] At, bool Dot);
}
