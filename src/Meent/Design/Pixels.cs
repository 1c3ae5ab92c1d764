using System.Globalization;

namespace Meent.Design;

/// <summary>Places in SVG that are counted in pixels.</summary>
public static class Pixels
{
    /// <summary>To a tenth: 12.34 → "12.3".</summary>
    public static string Of(double y) => y.ToString("0.#", CultureInfo.InvariantCulture);
}
