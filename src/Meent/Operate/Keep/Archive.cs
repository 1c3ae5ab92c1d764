using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;

namespace Meent.Operate.Keep;

/// <summary>What an archive holds, written into it as manifest.json.</summary>
/// <param name="Engine">"sqlite" or "postgres"</param>
/// <param name="Database">name of the entry with the database</param>
public sealed record Manifest(string Product, string Version, DateTime MadeAt, string Engine, string Database, IReadOnlyList<ArchivedFile> Files);

/// <param name="Name">path within the archive and, but for the database, within the data folder; parted by '/'</param>
/// <param name="Sha256">in hexadecimal</param>
public sealed record ArchivedFile(string Name, long Length, string Sha256);

/// <summary>A zip file with a manifest: made beside its place and moved there whole, read only when every sum is right.</summary>
public static class Archive
{
    public const string ManifestName = "manifest.json";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <param name="files">name in the archive and path on disk; the first is the database</param>
    public static async Task<Manifest> Write(string target, string engine, DateTime now, IReadOnlyList<(string Name, string Path)> files, CancellationToken cancel)
    {
        var part = target + ".part";
        try
        {
            Manifest manifest;
            await using (var stream = new FileStream(part, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16))
            {
                using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
                {
                    var archived = new List<ArchivedFile>();
                    foreach (var (name, path) in files) archived.Add(await Add(zip, name, path, cancel));
                    manifest = new("Meent", Version, now, engine, files[0].Name, archived);
                    await using var entry = zip.CreateEntry(ManifestName).Open();
                    await JsonSerializer.SerializeAsync(entry, manifest, Json, cancel);
                }
                stream.Flush(flushToDisk: true);
            }
            File.Move(part, target);
            return manifest;
        }
        finally
        {
            File.Delete(part);
        }
    }

    /// <summary>Unpacks everything that the manifest names into <paramref name="folder"/> and compares the sums.</summary>
    /// <returns>the manifest, or a sentence that says what is wrong with the archive</returns>
    public static async Task<(Manifest? Manifest, string Problem)> Read(string source, string folder, CancellationToken cancel)
    {
        try
        {
            using var zip = await ZipFile.OpenReadAsync(source, cancel);
            if (zip.GetEntry(ManifestName) is not { } entry) return (null, "It has no manifest.json: it was not made by meent backup.");
            Manifest? manifest;
            await using (var stream = await entry.OpenAsync(cancel)) manifest = await JsonSerializer.DeserializeAsync<Manifest>(stream, Json, cancel);
            if (manifest is not { Product: "Meent", Files.Count: > 0 }) return (null, "Its manifest.json is not one of meent backup.");
            foreach (var file in manifest.Files)
                if (await Unpack(zip, file, folder, cancel) is { } problem) return (null, problem);
            return (manifest, "");
        }
        catch (Exception e) when (e is InvalidDataException or JsonException)
        {
            return (null, "It is damaged, or no archive at all.");
        }
    }

    public static string Version => typeof(Archive).Assembly.GetName().Version!.ToString(3);

    private static async Task<ArchivedFile> Add(ZipArchive zip, string name, string path, CancellationToken cancel)
    {
        await using var from = File.OpenRead(path);
        await using var to = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
        var (length, sum) = await Copy(from, to, long.MaxValue, cancel);
        return new(name, length, sum);
    }

    private static async Task<string?> Unpack(ZipArchive zip, ArchivedFile file, string folder, CancellationToken cancel)
    {
        var path = Path.GetFullPath(Path.Combine(folder, file.Name));
        if (!path.StartsWith(Path.GetFullPath(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal)) return $"It names {file.Name}, which would lie outside the data folder.";
        if (zip.GetEntry(file.Name) is not { } entry) return $"{file.Name} is missing in it.";
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await using var from = await entry.OpenAsync(cancel);
        await using var to = new FileStream(path, FileMode.CreateNew);
        var (length, sum) = await Copy(from, to, file.Length, cancel);
        to.Flush(flushToDisk: true);
        return length == file.Length && sum == file.Sha256 ? null : $"{file.Name} in it is not what was saved: the archive is damaged.";
    }

    private static async Task<(long Length, string Sum)> Copy(Stream from, Stream to, long most, CancellationToken cancel)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 17];
        var length = 0L;
        for (int read; length <= most && (read = await from.ReadAsync(buffer, cancel)) > 0; length += read)
        {
            hash.AppendData(buffer, 0, read);
            await to.WriteAsync(buffer.AsMemory(0, read), cancel);
        }
        return (length, Convert.ToHexString(hash.GetHashAndReset()));
    }
}
