using Meent.Foundation.Localisation;

namespace Meent.Design.Charts.Standalone;

/// <summary>Charts of rows on one scale: bullets against a target, and ranges of places.</summary>
internal static class RowsSvg
{
    private const double Left = 210, Across = 300, WordsAt = Left + Across + 26;

    public static string Of(BulletModel model, Texts T, ChartColours colours)
    {
        var sheet = new SvgSheet(model.Finding, T.Language, colours);
        foreach (var row in model.Rows)
            Row(sheet, model.Scale, row.Label, row.Words, BulletWords.Short(T, model.Unit, row), y => Draw(sheet, model, row, y));
        Axis(sheet, model.Scale, model.Unit, T);
        sheet.Legend(Signs(sheet, model, T));
        return sheet.File(model.Note);
    }

    public static string Of(RangeModel model, Texts T, ChartColours colours)
    {
        var sheet = new SvgSheet(model.Finding, T.Language, colours);
        foreach (var row in model.Rows)
            Row(sheet, model.Scale, row.Label, row.Words, RangePlot.SpreadWords(T, model, row), y => Draw(sheet, model, row, y));
        Axis(sheet, model.Scale, model.Unit, T);
        List<(Action<double, double>, string)> signs = [];
        if (model.HasPlaces) signs.Add(((x, y) => sheet.Circle(x, y, 6, colours.Muted, opacity: 0.4), T["a place"]));
        if (model.Own is { } own) signs.Add(((x, y) => sheet.Path(LineMarks.Shape(LineMark.Diamond), x, y, colours.Action, colours.Card), own));
        if (model.Reference is { } reference) signs.Add(((x, y) => Upright(sheet, x, y), reference));
        if (model.HasBounds) signs.Add(((x, y) => Band(sheet, x - 10, x + 10, y), T["how sure: 95 %"]));
        sheet.Legend(signs);
        return sheet.File(model.Note);
    }

    private static void Row(SvgSheet sheet, ChartScale scale, string label, string words, string detail, Action<double> draw)
    {
        var (top, middle) = (sheet.Y, sheet.Y + 28);
        foreach (var tick in scale.Ticks) sheet.Line(X(scale, tick), top, X(scale, tick), top + 52, sheet.Colours.Hairline);
        sheet.Line(Left, middle, Left + Across, middle, sheet.Colours.Edge, 1.5);
        draw(middle);
        var below = sheet.Words(label, Left - 18, middle + 5, Left - 18 - SvgSheet.Margin, 15, anchor: "end");
        var end = sheet.Words(words, WordsAt, top + 18, SvgSheet.Right - WordsAt, 15, 650);
        end = sheet.Words(detail, WordsAt, end + 20, SvgSheet.Right - WordsAt, 14, fill: sheet.Colours.Muted);
        sheet.Y = Math.Max(top + 56, Math.Max(end, below) + 14);
    }

    private static void Axis(SvgSheet sheet, ChartScale scale, ChartUnit unit, Texts T)
    {
        foreach (var tick in scale.Ticks) sheet.Text(unit.Tick(T, scale, tick), X(scale, tick), sheet.Y + 16, 14, "middle", fill: sheet.Colours.Muted);
        sheet.Y += 26;
    }

    private static void Draw(SvgSheet sheet, BulletModel model, BulletRow row, double y)
    {
        var colours = sheet.Colours;
        double At(double value) => X(model.Scale, value);
        if (row.Now is { } now)
        {
            if (row is { Low: { } low, High: { } high }) Band(sheet, At(low), At(high), y);
            if (row.Base is { } from)
            {
                sheet.Line(At(from), y, At(now), y, colours.Action, 5);
                sheet.Circle(At(from), y, 6, colours.Card, colours.Action, 2.5);
            }
            sheet.Circle(At(now), y, 8, colours.Action, colours.Card);
        }
        if (row.Expected is { } expected) Expected(sheet, At(expected), y - 18);
        if (row.Target is { } target) Upright(sheet, At(target), y, 15);
    }

    private static void Draw(SvgSheet sheet, RangeModel model, RangeRow row, double y)
    {
        foreach (var dot in row.Places) sheet.Circle(X(model.Scale, dot.Value), y, 6, sheet.Colours.Muted, opacity: 0.4);
        if (row is { Low: { } low, High: { } high }) Band(sheet, X(model.Scale, low), X(model.Scale, high), y);
        if (row.Reference is { } reference) Upright(sheet, X(model.Scale, reference), y, 15);
        if (row.Own is { } own) sheet.Path(LineMarks.Shape(LineMark.Diamond), X(model.Scale, own), y, sheet.Colours.Action, sheet.Colours.Card);
    }

    private static IEnumerable<(Action<double, double> Draw, string Words)> Signs(SvgSheet sheet, BulletModel model, Texts T)
    {
        var colours = sheet.Colours;
        yield return ((x, y) => sheet.Circle(x, y, 8, colours.Action), T["now"]);
        if (model.Rows.Any(r => r.Base is not null)) yield return ((x, y) => sheet.Circle(x, y, 6, colours.Card, colours.Action, 2.5), T["at the beginning"]);
        if (model.Rows.Any(r => r.Expected is not null)) yield return ((x, y) => Expected(sheet, x, y), T["where it should be now to get there in time"]);
        if (model.Rows.Any(r => r.Target is not null)) yield return ((x, y) => Upright(sheet, x, y), T["target"]);
        if (model.Rows.Any(r => r.Low is not null)) yield return ((x, y) => Band(sheet, x - 10, x + 10, y), T["how sure: 95 %"]);
    }

    /// <summary>Higher than the sign of the figure, so that it is seen behind it where it is narrow.</summary>
    private static void Band(SvgSheet sheet, double from, double to, double y) => sheet.Box(from, y - 11, to - from, 22, sheet.Colours.Action, 4, 0.28);

    private static void Expected(SvgSheet sheet, double x, double y) => sheet.Path("M-7-6H7L0 6Z", x, y, "none", sheet.Colours.Ink);

    private static void Upright(SvgSheet sheet, double x, double y, double half = 10) => sheet.Box(x - 2.5, y - half, 5, 2 * half, sheet.Colours.Ink, stroke: sheet.Colours.Card);

    private static double X(ChartScale scale, double value) => Left + (Across * scale.Position(value));
}
