using System.Globalization;
using System.Text.RegularExpressions;
using Meent.Design;

namespace Meent.Tests.Design;

/// <summary>The colours of a brand in one scheme, by token without <c>--meent-</c>, and how well two of them can be told apart.</summary>
public sealed partial class Tokens(IReadOnlyDictionary<string, string> colours)
{
    public string this[string token] => colours[token];

    public IReadOnlyCollection<string> Names => [.. colours.Keys];

    public static Tokens Of(string brand, bool dark)
    {
        var css = File.ReadAllText(Path.Combine(Brand.Load(brand).Folder, "tokens.css"));
        var split = css.IndexOf("@media", StringComparison.Ordinal);
        return new(Token().Matches(dark ? css[split..] : css[..split]).ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value));
    }

    /// <summary>Contrast ratio of two colours, 1..21.</summary>
    /// <remarks>WCAG 2.2, "contrast ratio" and "relative luminance".</remarks>
    public double Contrast(string one, string other)
    {
        var (a, b) = (Luminance(colours[one]), Luminance(colours[other]));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static double Luminance(string hex)
    {
        double Channel(int at)
        {
            var c = int.Parse(hex.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
            return c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);
        }
        return 0.2126 * Channel(1) + 0.7152 * Channel(3) + 0.0722 * Channel(5);
    }

    [GeneratedRegex(@"--meent-([a-z0-9-]+):\s*(#[0-9a-f]{6})")]
    private static partial Regex Token();
}
