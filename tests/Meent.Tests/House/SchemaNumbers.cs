namespace Meent.Tests.House;

/// <summary>Files of a schema are known by module and number: of two with one number, a hub on that engine could not start.</summary>
public static class SchemaNumbers
{
    public static IReadOnlyList<string> Violations(SourceTree tree)
    {
        var files = tree.Product.Where(f => f.Path.EndsWith(".sql", StringComparison.Ordinal) && f.Path.Split('/') is [.., "Schema", _]).ToList();
        var numbers =
            from file in files
            from engine in new[] { "postgres", "sqlite" }.Where(e => RunsOn(file.Name, e))
            group file.Path by (Folder: file.Path[..^file.Name.Length], Number: Number(file.Name), Engine: engine) into same
            where same.Count() > 1
            select $"{string.Join(" and ", same.Order(StringComparer.Ordinal))} have one number on {same.Key.Engine}";
        return [.. files.Where(f => Number(f.Name) is null).Select(f => $"{f.Path} begins with no number of four digits"), .. numbers.Order(StringComparer.Ordinal)];
    }

    private static bool RunsOn(string name, string engine) =>
        !name.EndsWith(engine == "postgres" ? ".sqlite.sql" : ".postgres.sql", StringComparison.Ordinal);

    /// <summary>Read as <see cref="Meent.Foundation.Data.Migrations"/> reads it; null where it could not.</summary>
    private static int? Number(string name) => name.Length > 4 && name[4] == '_' && name[..4].All(char.IsAsciiDigit) ? int.Parse(name[..4], System.Globalization.CultureInfo.InvariantCulture) : null;
}
