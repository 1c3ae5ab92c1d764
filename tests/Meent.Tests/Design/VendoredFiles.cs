using System.Security.Cryptography;
using System.Text.Json;
using Meent.Design;

namespace Meent.Tests.Design;

public class VendoredFiles
{
    private static readonly string Vendor = Path.Combine(Assets.Root, "vendor");

    [Fact]
    public void Every_file_is_the_one_of_the_manifest_and_none_is_missing_or_unlisted()
    {
        var listed = Manifest().SelectMany(p => p.Files.Select(f => ($"{p.Folder}/{f.Key}", f.Value))).Order().ToList();
        var there = Directory.GetFiles(Vendor, "*", SearchOption.AllDirectories)
            .Select(f => (Path.GetRelativePath(Vendor, f).Replace('\\', '/'), Hash(f)))
            .Where(f => f.Item1 is not ("manifest.json" or "README.md")).Order().ToList();
        Assert.Equal(listed, there);
    }

    [Fact]
    public void Every_package_has_a_name_a_version_and_a_licence_that_may_be_given_on()
    {
        foreach (var package in Manifest())
        {
            Assert.Matches(@"^(@[a-z-]+/)?[a-z0-9-]+$", package.Name);
            Assert.Matches(@"^\d+\.\d+\.\d+$", package.Version);
            Assert.Contains(package.Licence, (string[])["EUPL-1.2", "OFL-1.1", "MIT", "ISC"]);
        }
    }

    [Fact]
    public void Nothing_is_loaded_from_another_host()
    {
        foreach (var file in Directory.GetFiles(Assets.Root, "*", SearchOption.AllDirectories).Where(f => f.EndsWith(".css", StringComparison.Ordinal) || f.EndsWith(".js", StringComparison.Ordinal)))
            Assert.DoesNotMatch(@"(https?:)?//[a-z0-9-]+\.[a-z]", File.ReadAllText(file));
    }

    private static List<Package> Manifest() =>
        JsonSerializer.Deserialize<List<Package>>(File.ReadAllText(Path.Combine(Vendor, "manifest.json")), JsonSerializerOptions.Web)!;

    private static string Hash(string file) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)));

    private sealed record Package(string Folder, string Name, string Version, string Licence, Dictionary<string, string> Files);
}
