namespace Meent.Tests.House;

/// <summary>The folder of the project, found from where the tests run.</summary>
public static class Repository
{
    public static string Root { get; } = Find();

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    public static string Read(params string[] parts) => File.ReadAllText(PathOf(parts));

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Meent.slnx"))) return folder.FullName;
        throw new InvalidOperationException("The tests run outside the project's folder: Meent.slnx is in none of the folders above.");
    }
}
