using Meent.Foundation.Localisation;

namespace Meent.Design.Charts.Standalone;

/// <summary>Charts of lines: series over years, and slopes between two times.</summary>
internal static class LinesSvg
{
    private const double AxisWidth = 64;

    public static string Of(SeriesModel model, Texts T, ChartColours colours)
    {
        var sheet = new SvgSheet(model.Finding, T.Language, colours);
        var columns = model.Panels.Count == 1 ? 1 : 2;
        var width = ((SvgSheet.Right - SvgSheet.Margin) - ((columns - 1) * 28)) / columns;
        foreach (var row in model.Panels.Chunk(columns))
        {
            var (top, end) = (sheet.Y, sheet.Y);
            for (var i = 0; i < row.Length; i++) end = Math.Max(end, Panel(sheet, model, row[i], T, SvgSheet.Margin + (i * (width + 28)), top, width));
            sheet.Y = end + 12;
        }
        List<(Action<double, double>, string)> signs = [];
        if (model.Panels.Any(p => p.Aim is not null)) signs.Add(((x, y) => sheet.Line(x - 12, y, x + 12, y, colours.Ink, 1.5, "5 5"), T["the way to the target"]));
        if (model.HasBreaks) signs.Add(((x, y) => sheet.Path(TrendPlot.Gap, x, y, "none", colours.Muted), T["Counted in another way from here on: do not compare across this gap."]));
        if (signs.Count > 0) sheet.Legend(signs);
        return sheet.File(model.Note);
    }

    public static string Of(SlopeModel model, Texts T, ChartColours colours)
    {
        var sheet = new SvgSheet(model.Finding, T.Language, colours);
        const double Before = 250, After = 510;
        var (top, left, right) = (sheet.Y, model.Labels(after: false), model.Labels(after: true));
        sheet.Text(model.Before, Before, top + SlopeModel.Head, weight: 650, anchor: "end", fill: colours.Muted);
        sheet.Text(model.After, After, top + SlopeModel.Head, weight: 650, fill: colours.Muted);
        foreach (var (row, i) in model.Rows.Select((r, i) => (r, i)).OrderBy(r => r.r.IsOwn))
        {
            var weight = row.IsOwn ? 800 : 400;
            if (row is { IsJoined: true, Before: { } from, After: { } to }) Slope(sheet, row, Before, top + model.Down(from), After, top + model.Down(to));
            if (left[i] is { } l) End(sheet, Before, top + model.Down(row.Before!.Value), Before - 34, top + l, $"{row.Short} {T.Number(row.Before.Value, model.Unit.Decimals)}", "end", weight);
            if (right[i] is { } r) End(sheet, After, top + model.Down(row.After!.Value), After + 34, top + r, $"{T.Number(row.After.Value, model.Unit.Decimals)} {row.Short}", "start", weight);
        }
        sheet.Y = top + model.Height;
        sheet.Legend(SlopePlot.Movements(model).Select(m => ((Action<double, double>)((x, y) => Stroke(sheet, m, x - 12, y, x + 12, y, 2.5)), SlopePlot.Words(T, m))));
        return sheet.File(model.Note);
    }

    private static void Figure(SvgSheet sheet, Plot plot, SeriesPanel panel, SeriesPoint point, Texts T)
    {
        var label = plot.Model.Label(panel, point, 30 / (plot.Bottom - plot.Top));
        var y = label.IsBelow ? plot.Y(point.Low ?? point.Value!.Value) + 24 : plot.Y(point.High ?? point.Value!.Value) - 13;
        sheet.Text(plot.Model.Unit.Say(T, point.Value), plot.X(plot.Model.Times[point.Time].At), y, 15, label.Anchor, 650, halo: sheet.Colours.Card);
    }

    private static double Panel(SvgSheet sheet, SeriesModel model, SeriesPanel panel, Texts T, double left, double top, double width)
    {
        var height = model.Panels.Count == 1 ? 300 : 180;
        var plot = new Plot(model, left + AxisWidth, width - AxisWidth - 14, top + 34, top + height);
        sheet.Text(panel.Label, left, top + 12, 16, weight: 650);
        Grid(sheet, plot, panel, T, left);
        foreach (var line in panel.Lines) Line(sheet, plot, line);
        if (panel.Lines is [{ Shown: [.., { } last] }]) Figure(sheet, plot, panel, last, T);
        var y = plot.Bottom + 50;
        foreach (var line in panel.Lines)
        {
            sheet.Path(LineMarks.Shape(line.Mark), left + 10, y - 5, sheet.Colours.Line(line.Mark));
            y = sheet.Words(T["{0}: {1}", line.Label, line.Words], left + 26, y, width - 26, 15);
            foreach (var note in Notes(T, model, line)) y = sheet.Words(note, left + 26, y + 19, width - 26, 14, fill: sheet.Colours.Muted);
            y += 24;
        }
        return y;
    }

    private static void Grid(SvgSheet sheet, Plot plot, SeriesPanel panel, Texts T, double left)
    {
        var (model, colours) = (plot.Model, sheet.Colours);
        foreach (var tick in model.Scale.Ticks)
        {
            sheet.Line(plot.Left, plot.Y(tick), plot.Left + plot.Width, plot.Y(tick), colours.Hairline);
            sheet.Text(model.Unit.Tick(T, model.Scale, tick), left + AxisWidth - 12, plot.Y(tick) + 5, 14, "end", fill: colours.Muted);
        }
        for (var i = 0; i < model.Times.Count; i++)
        {
            sheet.Line(plot.X(model.Times[i].At), plot.Top, plot.X(model.Times[i].At), plot.Bottom + 6, colours.Hairline);
            if (model.IsLabelled(i, model.Panels.Count == 1 ? 0.08 : 0.2)) sheet.Text(model.Times[i].Label, plot.X(model.Times[i].At), plot.Bottom + 24, 14, model.Anchor(model.Times[i].At), fill: colours.Muted);
        }
        if (panel.Aim is not { } aim) return;
        foreach (var (first, second) in aim.Steps) sheet.Line(plot.X(first.At), plot.Y(first.Value), plot.X(second.At), plot.Y(second.Value), colours.Ink, 1.5, "5 5");
        sheet.Box(plot.X(aim.DueAt) - 11, plot.Y(aim.Value) - 2.5, 22, 5, colours.Ink);
        sheet.Text(T["target {0}", model.Unit.Brief(T, aim.Value)], plot.X(aim.DueAt), plot.Y(aim.Value) - 12, 15, "end", 650);
        sheet.Text(aim.Due, plot.X(aim.DueAt), plot.Bottom + 24, 14, "end", fill: colours.Muted);
    }

    private static void Line(SvgSheet sheet, Plot plot, SeriesLine line)
    {
        var colour = sheet.Colours.Line(line.Mark);
        double X(SeriesPoint point) => plot.X(plot.Model.Times[point.Time].At);
        foreach (var (first, second) in line.Steps) sheet.Line(X(first), plot.Y(first.Value!.Value), X(second), plot.Y(second.Value!.Value), colour, 2.5);
        foreach (var point in line.Shown)
        {
            if (point is { Low: { } low, High: { } high }) sheet.Line(X(point), plot.Y(low), X(point), plot.Y(high), colour, 7, opacity: 0.28);
            if (point.IsBreak) sheet.Path(TrendPlot.Gap, X(point) - 15, plot.Y(point.Value!.Value), "none", sheet.Colours.Muted);
            sheet.Path(LineMarks.Shape(line.Mark), X(point), plot.Y(point.Value!.Value), colour, sheet.Colours.Card);
        }
    }

    private static IEnumerable<string> Notes(Texts T, SeriesModel model, SeriesLine line) =>
        line.Points.Where(p => p.Value is null).Select(p => T["{0}: {1}", model.Times[p.Time].Label, SeriesPlot.Figure(T, model, p)]).Prepend(line.Detail ?? "").Where(n => n != "");

    private static void Slope(SvgSheet sheet, SlopeRow row, double x1, double y1, double x2, double y2) =>
        Stroke(sheet, row.Movement, x1, y1, x2, y2, row.IsOwn ? 5 : row.Movement is Movement.NoClearChange or Movement.CannotCompare ? 1.5 : 2.5);

    private static void Stroke(SvgSheet sheet, Movement movement, double x1, double y1, double x2, double y2, double width)
    {
        var (colour, dash) = movement switch { Movement.Rose => (sheet.Colours.Action, (string?)null), Movement.Fell => (sheet.Colours.Error, "7 4"), Movement.CannotCompare => (sheet.Colours.Edge, "2 5"), _ => (sheet.Colours.Edge, null) };
        sheet.Line(x1, y1, x2, y2, colour, width, dash);
    }

    private static void End(SvgSheet sheet, double x, double y, double labelX, double labelY, string words, string anchor, int weight)
    {
        sheet.Line(x + ((labelX - x) * 0.2), y, labelX + ((x - labelX) * 0.1), labelY - 5, sheet.Colours.Edge);
        sheet.Circle(x, y, 4, sheet.Colours.Ink);
        sheet.Text(words, labelX, labelY, 15, anchor, weight);
    }

    private sealed record Plot(SeriesModel Model, double Left, double Width, double Top, double Bottom)
    {
        public double X(double at) => Left + (Width * Model.Across(at));

        public double Y(double value) => Bottom - ((Bottom - Top) * Model.Scale.Position(value));
    }
}
