namespace Meent.Formats.Geography;

/// <summary>Lambert's azimuthal equal-area projection as maps of Europe use it: every country covers paper in proportion to its land.</summary>
/// <remarks>
/// Snyder 1987, Map Projections: A Working Manual, eq. 24-2 to 24-4, on a sphere of 6,371 km, with the centre (52° N, 10° E) and the false
/// origin of EPSG:3035. The sphere is off by some kilometres from that system's ellipsoid: too little to be seen on a drawing.
/// </remarks>
public static class EqualArea
{
    private const double Radius = 6_371_000, EastingOfCentre = 4_321_000, NorthingOfCentre = 3_210_000;
    private const double Longitude = 10 * Math.PI / 180, Latitude = 52 * Math.PI / 180;

    /// <param name="degrees">longitude and latitude in degrees</param>
    /// <returns>metres east and north of the false origin</returns>
    public static MapPoint Project(MapPoint degrees)
    {
        var (lon, lat) = ((degrees.X * Math.PI / 180) - Longitude, degrees.Y * Math.PI / 180);
        var across = Math.Cos(lat) * Math.Cos(lon);
        // At the point opposite the centre this has no answer; far away it only has to be far away.
        var k = Math.Sqrt(2 / Math.Max(1e-9, 1 + (Math.Sin(Latitude) * Math.Sin(lat)) + (Math.Cos(Latitude) * across)));
        return new(
            EastingOfCentre + (Radius * k * Math.Cos(lat) * Math.Sin(lon)),
            NorthingOfCentre + (Radius * k * ((Math.Cos(Latitude) * Math.Sin(lat)) - (Math.Sin(Latitude) * across))));
    }
}
