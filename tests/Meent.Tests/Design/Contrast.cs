using Meent.Design;

namespace Meent.Tests.Design;

/// <summary>Every pair of colours that the style sheets put on one another, in every brand, light and dark.</summary>
/// <remarks>WCAG 2.2: 1.4.3 asks 4.5 for text, 1.4.11 asks 3 for edges and marks that carry meaning.</remarks>
public class Contrast
{
    private static readonly string[] Surfaces = ["paper", "card"];
    private static readonly string[] SoftSurfaces = ["action-soft", "link-soft", "error-soft", "focus-soft"];
    private static readonly string[] Audiences = ["leaders", "teachers", "learners", "trainers", "families"];

    public static TheoryData<string, bool> Schemes() => new(Brand.Available.SelectMany(b => new (string, bool)[] { (b, false), (b, true) }));

    [Theory, MemberData(nameof(Schemes))]
    public void Text_can_be_read(string brand, bool dark)
    {
        var tokens = Tokens.Of(brand, dark);
        var pairs = Surfaces.SelectMany(s => new[] { "ink", "muted", "action", "action-pressed", "link", "error" }.Select(t => (t, s)))
            .Concat(SoftSurfaces.Select(s => ("ink", s)))
            .Concat([("link", "link-soft"), ("link", "action-soft"), ("link", "error-soft"), ("link", "focus-soft"), ("muted", "link-soft"), ("action-pressed", "action-soft"), ("error", "error-soft")])
            .Concat([("on-action", "action"), ("on-action", "action-pressed"), ("on-error", "error"), ("on-error", "error-pressed")])
            .Concat(Enumerable.Range(1, 5).Select(i => ($"on-scale-{i}", $"scale-{i}")));
        Assert.Equal("", TooClose(tokens, pairs, 4.5));
    }

    [Theory, MemberData(nameof(Schemes))]
    public void Edges_and_marks_can_be_seen(string brand, bool dark)
    {
        var tokens = Tokens.Of(brand, dark);
        var pairs = Surfaces.SelectMany(s => Audiences.Append("field-edge").Select(t => (t, s))).Append(("focus", "ink"), !dark).Append(("focus", "paper"), dark);
        Assert.Equal("", TooClose(tokens, pairs, 3));
    }

    private static string TooClose(Tokens tokens, IEnumerable<(string, string)> pairs, double least) => string.Join(", ", pairs
        .Select(p => (p.Item1, p.Item2, Ratio: tokens.Contrast(p.Item1, p.Item2))).Where(p => p.Ratio < least)
        .Select(p => $"{p.Item1} on {p.Item2}: {p.Ratio:0.00}"));

    [Fact]
    public void Every_brand_has_every_colour_in_light_and_in_dark()
    {
        var expected = Tokens.Of(Brand.Standard, dark: false).Names.Order().ToList();
        foreach (var (brand, dark) in Brand.Available.SelectMany(b => new (string, bool)[] { (b, false), (b, true) }))
            Assert.Equal(expected, Tokens.Of(brand, dark).Names.Order());
    }
}

file static class Pairs
{
    public static IEnumerable<T> Append<T>(this IEnumerable<T> pairs, T pair, bool when) => when ? Enumerable.Append(pairs, pair) : pairs;
}
