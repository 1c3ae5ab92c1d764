using System.Globalization;
using System.Text.RegularExpressions;

namespace Meent.Design.Charts.Standalone;

/// <summary>The colours of a brand in the light, for pictures that leave the hub and so cannot ask its style sheet.</summary>
/// <param name="Tokens">name without <c>--meent-</c> → "#rrggbb"</param>
public sealed partial record ChartColours(IReadOnlyDictionary<string, string> Tokens)
{
    public string Card => Tokens["card"];

    public string Ink => Tokens["ink"];

    public string Muted => Tokens["muted"];

    public string Hairline => Tokens["hairline"];

    public string Edge => Tokens["field-edge"];

    public string Action => Tokens["action"];

    public string Error => Tokens["error"];

    /// <summary>Reads the tokens of a brand: the first value of each, which is the one for the light.</summary>
    public static ChartColours Of(Brand brand)
    {
        var tokens = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (Match token in Token().Matches(File.ReadAllText(Path.Combine(brand.Folder, "tokens.css")))) tokens.TryAdd(token.Groups[1].Value, token.Groups[2].Value);
        return new(tokens);
    }

    /// <summary>The colour of a line by its shape.</summary>
    public string Line(LineMark mark) => mark switch
    {
        LineMark.Square => Tokens["link"],
        LineMark.Triangle => Tokens["teachers"],
        LineMark.Diamond => Tokens["trainers"],
        _ => Action,
    };

    /// <summary>The colour of whoever answers, as the style sheet has it; ink for what is nobody's.</summary>
    public string Audience(string audience) => Audiences.Colour(audience) is var name && name != "mark-other" ? Tokens[name["mark-".Length..]] : Ink;

    /// <summary>The colour of a class of a map, 1 (lightest) to 5, as the style sheet mixes it.</summary>
    public string Shade(int shade) => shade switch { 1 => Mix(16), 2 => Mix(32), 3 => Mix(50), 4 => Mix(85), _ => Tokens["action-pressed"] };

    /// <summary>The colour of words on a class of a map.</summary>
    public string OnShade(int shade) => shade >= 4 ? Tokens["on-action"] : Ink;

    /// <summary>So many per cent of the colour of actions, the rest of the card.</summary>
    private string Mix(int percent)
    {
        var (of, with) = (Parts(Action), Parts(Card));
        return "#" + string.Concat(of.Zip(with, (a, b) => ((int)Math.Round(((a * percent) + (b * (100 - percent))) / 100.0)).ToString("x2", CultureInfo.InvariantCulture)));
    }

    private static int[] Parts(string colour) => [.. Enumerable.Range(0, 3).Select(i => int.Parse(colour.AsSpan(1 + (2 * i), 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture))];

    [GeneratedRegex("--meent-([a-z0-9-]+):\\s*(#[0-9a-fA-F]{6});")]
    private static partial Regex Token();
}
