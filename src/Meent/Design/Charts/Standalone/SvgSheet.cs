using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Meent.Design.Charts.Standalone;

/// <summary>A sheet on which a chart is drawn from top to bottom: finding, picture, legend, note. It grows as it is filled.</summary>
internal sealed class SvgSheet
{
    public const double Width = 760, Margin = 24;

    /// <summary>Where the content ends on the right.</summary>
    public const double Right = Width - Margin;

    private const string Font = "'Atkinson Hyperlegible Next', system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', Arial, sans-serif";

    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    private readonly List<XElement> drawn = [];
    private readonly string finding;
    private readonly string language;

    public SvgSheet(string finding, string language, ChartColours colours)
    {
        (this.finding, this.language, Colours) = (Clean(finding), language, colours);
        Y = Words(finding, Margin, Margin + 18, Right - Margin, 20, weight: 650) + 16;
    }

    public ChartColours Colours { get; }

    /// <summary>Where the next thing begins, in pixels from the top.</summary>
    public double Y { get; set; }

    public void Text(string words, double x, double y, double size = 15, string anchor = "start", int weight = 400, string? fill = null, string? halo = null)
    {
        var text = Element("text", ("x", x), ("y", y), ("font-size", size), ("text-anchor", anchor), ("font-weight", weight), ("fill", fill ?? Colours.Ink));
        if (halo is not null) text.Add(new XAttribute("stroke", halo), new XAttribute("stroke-width", 3), new XAttribute("paint-order", "stroke"));
        text.Value = Clean(words);
    }

    /// <summary>Words over as many lines as they need.</summary>
    /// <param name="y">baseline of the first line</param>
    /// <returns>the baseline of the last line</returns>
    /// <remarks>A letter is taken to be 0.54 of the font's size wide, bold ones 0.6, which is a little more than the fonts above need on average.</remarks>
    public double Words(string words, double x, double y, double width, double size, int weight = 400, string? fill = null, string anchor = "start")
    {
        var line = "";
        foreach (var word in Clean(words).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line != "" && (line.Length + 1 + word.Length) * size * (weight > 500 ? 0.6 : 0.54) > width)
            {
                Text(line, x, y, size, anchor, weight, fill);
                (line, y) = ("", y + (size * 1.35));
            }
            line = line == "" ? word : $"{line} {word}";
        }
        Text(line, x, y, size, anchor, weight, fill);
        return y;
    }

    public void Line(double x1, double y1, double x2, double y2, string stroke, double width = 1, string? dash = null, double opacity = 1) =>
        Element("line", ("x1", x1), ("y1", y1), ("x2", x2), ("y2", y2), ("stroke", stroke), ("stroke-width", width), ("stroke-dasharray", dash), ("stroke-linecap", dash is null ? "round" : null), ("opacity", opacity == 1 ? null : opacity));

    public void Circle(double x, double y, double r, string fill, string? stroke = null, double width = 2, double opacity = 1) =>
        Element("circle", ("cx", x), ("cy", y), ("r", r), ("fill", fill), ("stroke", stroke), ("stroke-width", stroke is null ? null : width), ("opacity", opacity == 1 ? null : opacity));

    public void Box(double x, double y, double width, double height, string fill, double radius = 0, double opacity = 1, string? stroke = null) =>
        Element("rect", ("x", x), ("y", y), ("width", width), ("height", height), ("rx", radius), ("fill", fill), ("opacity", opacity == 1 ? null : opacity), ("stroke", stroke));

    /// <summary>A shape; its path is about the point (x, y), or drawn on a plane of its own where it is told how much to scale it.</summary>
    public void Path(string d, double x, double y, string fill, string? stroke = null, double width = 2, double scale = 1, string? title = null)
    {
        var transform = string.Create(CultureInfo.InvariantCulture, $"translate({x:0.##} {y:0.##})") + (scale == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $" scale({scale:0.####})"));
        var path = Element("path", ("d", d), ("transform", transform), ("fill", fill), ("fill-rule", "evenodd"), ("stroke", stroke), ("stroke-width", stroke is null ? null : width), ("stroke-linejoin", stroke is null ? null : "round"));
        if (title is not null) path.Add(new XElement(Svg + "title", Clean(title)));
    }

    /// <summary>The pattern for what has no figure.</summary>
    public void Hatch(string id)
    {
        drawn.Add(new XElement(Svg + "pattern", new XAttribute("id", id), new XAttribute("width", 6), new XAttribute("height", 6), new XAttribute("patternUnits", "userSpaceOnUse"), new XAttribute("patternTransform", "rotate(45)"),
            new XElement(Svg + "rect", new XAttribute("width", 6), new XAttribute("height", 6), new XAttribute("fill", Colours.Card)),
            new XElement(Svg + "line", new XAttribute("x1", 1), new XAttribute("y1", 0), new XAttribute("x2", 1), new XAttribute("y2", 6), new XAttribute("stroke", Colours.Muted), new XAttribute("stroke-width", 1.5))));
    }

    /// <summary>What the signs mean, one after the other, over as many lines as they need.</summary>
    /// <param name="signs">draws a sign around a point; its words</param>
    public void Legend(IEnumerable<(Action<double, double> Draw, string Words)> signs)
    {
        var x = Margin;
        Y += 20;
        foreach (var (draw, words) in signs)
        {
            var width = 34 + (words.Length * 15 * 0.54);
            if (x > Margin && x + width > Right) (x, Y) = (Margin, Y + 26);
            draw(x + 12, Y - 5);
            Text(words, x + 32, Y);
            x += width + 20;
        }
        Y += 14;
    }

    /// <summary>The whole file, closed with the note: what is counted, source, date, how sure.</summary>
    /// <returns>SVG 1.1 without script, style sheet or anything from elsewhere</returns>
    public string File(string note)
    {
        var end = Words(note, Margin, Y + 22, Right - Margin, 14, fill: Colours.Muted) + Margin;
        var root = new XElement(Svg + "svg", new XAttribute("viewBox", string.Create(CultureInfo.InvariantCulture, $"0 0 {Width} {Math.Ceiling(end)}")),
            new XAttribute("width", Width), new XAttribute("height", Math.Ceiling(end)), new XAttribute("role", "img"), new XAttribute(XNamespace.Xml + "lang", language), new XAttribute("font-family", Font),
            new XElement(Svg + "title", finding), new XElement(Svg + "desc", Clean(note)),
            new XElement(Svg + "rect", new XAttribute("width", "100%"), new XAttribute("height", "100%"), new XAttribute("fill", Colours.Card)), drawn);
        var file = new StringBuilder();
        using (var writer = XmlWriter.Create(file, new() { OmitXmlDeclaration = true, Indent = false })) root.WriteTo(writer);
        return file.ToString();
    }

    private XElement Element(string name, params (string Name, object? Value)[] attributes)
    {
        var element = new XElement(Svg + name, attributes.Where(a => a.Value is not null)
            .Select(a => new XAttribute(a.Name, a.Value is double number ? Math.Round(number, 2).ToString(CultureInfo.InvariantCulture) : a.Value!)));
        drawn.Add(element);
        return element;
    }

    /// <summary>Without the letters that XML does not know.</summary>
    private static string Clean(string words) => words.All(XmlConvert.IsXmlChar) ? words : string.Concat(words.Where(XmlConvert.IsXmlChar));
}
