using Meent.Foundation.Localisation;

namespace Meent.Design.Charts;

/// <summary>One figure of many countries on a map, in classes that go from light to dark; the table has every figure.</summary>
/// <param name="Finding">what the picture shows, as a sentence</param>
/// <param name="Places">in the order of the table; countries that are not among them are land without a figure</param>
/// <param name="Note">what is counted, source, date, how sure: the line under the picture</param>
/// <param name="RowHeading">heading of the table's first column: "Country"</param>
/// <param name="ValueHeading">heading of the figures: "2025"</param>
public sealed record MapModel(string Finding, IReadOnlyList<MapPlace> Places, ChartUnit Unit, string Note, string RowHeading, string ValueHeading)
{
    /// <summary>Where one class ends and the next begins, lowest first, one to four; a figure on a break belongs to the class above.</summary>
    public IReadOnlyList<double> Breaks { get; init; } = RoundBreaks(Places.Select(p => p.Value).OfType<double>());

    public int Classes => Breaks.Count + 1;

    /// <summary>0 for the lowest class; null where there is no figure.</summary>
    public int? Class(MapPlace place) => place.Value is { } value ? Breaks.Count(b => b <= value) : null;

    /// <summary>Lightness of a class, 1 (lightest) to 5, spread over as many classes as there are.</summary>
    public int Shade(int @class) => 1 + (int)Math.Round(@class * 4.0 / Math.Max(1, Classes - 1), MidpointRounding.AwayFromZero);

    /// <summary>"under 40 %", "40 % to under 60 %", "80 % or more"</summary>
    public string Words(Texts T, int @class) => @class switch
    {
        0 => T["under {0}", Unit.Brief(T, Breaks[0])],
        var last when last == Breaks.Count => T["{0} or more", Unit.Brief(T, Breaks[^1])],
        _ => T["{0} to under {1}", Unit.Brief(T, Breaks[@class - 1]), Unit.Brief(T, Breaks[@class])],
    };

    /// <summary>Round figures that part values into five classes at most.</summary>
    /// <param name="values">of any number; without two different ones there is one break above or at them</param>
    public static IReadOnlyList<double> RoundBreaks(IEnumerable<double> values)
    {
        var scale = ChartScale.Fit(values);
        return scale.Ticks.Count > 2 ? [.. scale.Ticks.Skip(1).SkipLast(1)] : [scale.To];
    }
}

/// <param name="Code">as the EU writes it: "EL"; it places the country on the map</param>
/// <param name="Name">in the reader's language</param>
/// <param name="Value">null where there is no figure: then <see cref="Missing"/> says why</param>
public sealed record MapPlace(string Code, string Name, double? Value)
{
    public string? Href { get; init; }

    /// <summary>Why there is no figure: "not published: confidential".</summary>
    public string? Missing { get; init; }

    /// <summary>The place that the page is about: it has a thick edge.</summary>
    public bool IsOwn { get; init; }
}
