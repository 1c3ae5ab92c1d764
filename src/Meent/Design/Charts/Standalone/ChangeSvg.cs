using Meent.Foundation.Localisation;

namespace Meent.Design.Charts.Standalone;

/// <summary>Differences with their intervals, row by row, about a line at zero.</summary>
internal static class ChangeSvg
{
    private const double Left = 250, Across = 270, Middle = Left + (Across / 2), WordsAt = Left + Across + 26;

    public static string Of(ChangeModel model, Texts T, ChartColours colours)
    {
        var sheet = new SvgSheet(model.Finding, T.Language, colours);
        sheet.Text($"← {model.Lower}", Middle - 10, sheet.Y + 14, 14, "end", fill: colours.Muted);
        sheet.Text($"{model.Higher} →", Middle + 10, sheet.Y + 14, 14, fill: colours.Muted);
        sheet.Y += 24;
        foreach (var row in model.Rows) Row(sheet, model, row, T);
        return sheet.File($"{T["From {0} to {1}.", model.Before, model.After]} {ChangePlot.Note(T, model)}");
    }

    private static void Row(SvgSheet sheet, ChangeModel model, ChangeRow row, Texts T)
    {
        var (top, y, colours) = (sheet.Y, sheet.Y + 24, sheet.Colours);
        double X(double difference) => Left + (Across * model.Position(difference));
        sheet.Line(Left, y, Left + Across, y, colours.Hairline);
        var below = sheet.Words(row.Label, Left - 18, y + 5, Left - 18 - SvgSheet.Margin, 15, anchor: "end");
        var end = sheet.Words(row.Words, WordsAt, top + 18, SvgSheet.Right - WordsAt, 15, 650);
        end = sheet.Words(ChangePlot.Figures(T, row), WordsAt, end + 20, SvgSheet.Right - WordsAt, 14, fill: colours.Muted);
        sheet.Y = Math.Max(top + 52, Math.Max(end, below) + 14);
        sheet.Line(Middle, top, Middle, sheet.Y, colours.Ink, 1.5);
        if (row is not { State: ValueState.Shown, Difference: { } difference }) return;
        var colour = colours.Audience(row.Audience);
        if (row is { Low: { } low, High: { } high }) sheet.Box(X(low), y - 4, X(high) - X(low), 8, colour, 4, 0.28);
        sheet.Path(Audiences.Shape(row.Audience), X(difference), y, colour, colours.Card);
    }
}
