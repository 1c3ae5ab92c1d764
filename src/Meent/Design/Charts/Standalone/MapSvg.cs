using Meent.Foundation.Localisation;

namespace Meent.Design.Charts.Standalone;

/// <summary>The map as a file: the legend names the countries of each class, since a file has no table.</summary>
internal static class MapSvg
{
    private const double Sheet = 460;

    public static string Of(MapModel model, Texts T, ChartColours colours)
    {
        var sheet = new SvgSheet(model.Finding, T.Language, colours);
        sheet.Hatch("none");
        var top = sheet.Y;
        Shapes(sheet, model, T, top);
        var legend = Legend(sheet, model, T, SvgSheet.Margin + Sheet + 24, top + 14);
        sheet.Y = Math.Max(top + Sheet, legend) + 8;
        var others = model.Places.Where(p => !EuropeMap.Standard.Places.ContainsKey(p.Code)).Select(p => T["{0}, {1}", p.Name, MapPlot.Say(T, model, p)]).ToList();
        if (others.Count > 0) sheet.Y = sheet.Words(T["Not on this map: {0}.", string.Join("; ", others)], SvgSheet.Margin, sheet.Y + 20, SvgSheet.Right - SvgSheet.Margin, 14);
        return sheet.File(model.Note);
    }

    private static void Shapes(SvgSheet sheet, MapModel model, Texts T, double top)
    {
        var (map, colours) = (EuropeMap.Standard, sheet.Colours);
        var scale = Sheet / map.Width;
        var drawn = model.Places.Where(p => map.Places.ContainsKey(p.Code)).OrderBy(p => p.IsOwn).Select(p => (Place: p, Shape: map.Places[p.Code])).ToList();
        sheet.Path(map.Land, SvgSheet.Margin, top, colours.Hairline, scale: scale);
        foreach (var other in map.Places.Values.Where(s => drawn.All(d => d.Shape != s))) sheet.Path(other.Path, SvgSheet.Margin, top, colours.Hairline, colours.Card, 2, scale);
        foreach (var (place, shape) in drawn)
        {
            var title = T["{0}: {1}", place.Name, MapPlot.Say(T, model, place)];
            var edge = place.IsOwn ? colours.Ink : place.Value is null ? colours.Muted : colours.Card;
            if (shape.IsDot) sheet.Path("M-6 0A6 6 0 1 1 6 0A6 6 0 1 1-6 0Z", X(shape), Y(shape), Fill(sheet, model, place), colours.Ink, 1.5, title: title);
            else sheet.Path(shape.Path, SvgSheet.Margin, top, Fill(sheet, model, place), edge, place.IsOwn ? 6 : 2, scale, title);
        }
        foreach (var (place, shape) in drawn)
        {
            var shade = shape.IsDot ? null : Shade(model, place);
            sheet.Text(place.Code, X(shape) + (shape.IsDot ? 9 : 0), Y(shape) + 4, 12, shape.IsDot ? "start" : "middle", place.IsOwn ? 800 : 600,
                shade is { } s ? colours.OnShade(s) : colours.Ink, shade is { } h ? colours.Shade(h) : colours.Card);
        }
        double X(EuropeMap.Shape shape) => SvgSheet.Margin + (shape.At.X * scale);
        double Y(EuropeMap.Shape shape) => top + (shape.At.Y * scale);
    }

    private static double Legend(SvgSheet sheet, MapModel model, Texts T, double x, double y)
    {
        for (var i = model.Classes - 1; i >= -1; i--)
        {
            var members = model.Places.Where(p => (model.Class(p) ?? -1) == i).Select(p => p.Name).ToList();
            if (i < 0 && members.Count == 0) break;
            sheet.Box(x, y - 13, 24, 16, i < 0 ? "url(#none)" : sheet.Colours.Shade(model.Shade(i)), 3, stroke: sheet.Colours.Ink);
            y = sheet.Words(i < 0 ? T["no figure"] : model.Words(T, i), x + 32, y, SvgSheet.Right - x - 32, 15, 600);
            if (members.Count > 0) y = sheet.Words(string.Join(", ", members), x + 32, y + 19, SvgSheet.Right - x - 32, 13, fill: sheet.Colours.Muted);
            y += 28;
        }
        return y;
    }

    private static int? Shade(MapModel model, MapPlace place) => model.Class(place) is { } c ? model.Shade(c) : null;

    private static string Fill(SvgSheet sheet, MapModel model, MapPlace place) => Shade(model, place) is { } shade ? sheet.Colours.Shade(shade) : "url(#none)";
}
