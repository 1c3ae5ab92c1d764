using System.Globalization;

namespace Meent.Design;

/// <summary>Shares as lengths in SVG.</summary>
public static class Percent
{
    /// <summary>A share as an SVG length: 0.125 → "12.5%".</summary>
    public static string Of(double share) => (share * 100).ToString("0.##", CultureInfo.InvariantCulture) + "%";
}
