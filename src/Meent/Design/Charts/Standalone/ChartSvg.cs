using Meent.Foundation.Localisation;

namespace Meent.Design.Charts.Standalone;

/// <summary>
/// Charts of indicators as files of their own, 760 pixels wide, to be downloaded, printed or put into another page: with the finding, the picture, what its
/// signs mean, and the note that says where the figures are from. Inline colours of the brand in the light; nothing is loaded from elsewhere.
/// </summary>
public static class ChartSvg
{
    public const string ContentType = "image/svg+xml";

    /// <summary>The file, as the page shows the same model; its words are in the language of <paramref name="T"/>.</summary>
    public static string Of(BulletModel model, Texts T, ChartColours colours) => RowsSvg.Of(model, T, colours);

    /// <inheritdoc cref="Of(BulletModel, Texts, ChartColours)"/>
    public static string Of(RangeModel model, Texts T, ChartColours colours) => RowsSvg.Of(model, T, colours);

    /// <inheritdoc cref="Of(BulletModel, Texts, ChartColours)"/>
    public static string Of(MapModel model, Texts T, ChartColours colours) => MapSvg.Of(model, T, colours);

    /// <inheritdoc cref="Of(BulletModel, Texts, ChartColours)"/>
    public static string Of(SeriesModel model, Texts T, ChartColours colours) => LinesSvg.Of(model, T, colours);

    /// <inheritdoc cref="Of(BulletModel, Texts, ChartColours)"/>
    public static string Of(SlopeModel model, Texts T, ChartColours colours) => LinesSvg.Of(model, T, colours);

    /// <inheritdoc cref="Of(BulletModel, Texts, ChartColours)"/>
    public static string Of(ChangeModel model, Texts T, ChartColours colours) => ChangeSvg.Of(model, T, colours);
}
