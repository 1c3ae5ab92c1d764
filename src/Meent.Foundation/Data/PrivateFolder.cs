namespace Meent.Foundation.Data;

/// <summary>Folders with keys and codes: nobody else on the machine reads them.</summary>
public static class PrivateFolder
{
    /// <summary>Makes the folder, and those above it, where they are not there yet.</summary>
    public static DirectoryInfo Make(string path) => OperatingSystem.IsWindows()
        ? Directory.CreateDirectory(path)
        : Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
}
