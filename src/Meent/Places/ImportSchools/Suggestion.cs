namespace Meent.Places.ImportSchools;

/// <summary>A first mapping for a register that nobody here has seen.</summary>
public static class Suggestion
{
    public static (string? Mapping, string? Problem) For(string path, string? country) => (null, path + country);
}
