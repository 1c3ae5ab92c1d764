namespace Meent.Reflect;

/// <summary>The school year to which a day belongs: it begins on 1 August.</summary>
public static class SchoolYear
{
    private const int FirstMonth = 8;

    /// <returns>"2025-2026"</returns>
    public static string Of(DateOnly day)
    {
        var first = day.Month >= FirstMonth ? day.Year : day.Year - 1;
        return $"{first}-{first + 1}";
    }
}
