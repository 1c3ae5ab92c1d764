using System.Text.RegularExpressions;
using System.Xml.Linq;
using Meent.Foundation;

namespace Meent.Tests.House;

/// <summary>Pins, settings and paths: what the files beside the sources must hold.</summary>
public partial class ProjectTests
{
    [Fact]
    public void Versions_stand_in_one_place_exactly_and_every_project_has_a_lock_file()
    {
        Found.Nothing(PinViolations(Repository.Read("Directory.Packages.props"), SourceTree.Project));
        Assert.All(Projects(SourceTree.Project), p => Assert.True(File.Exists(Repository.PathOf(Path.GetDirectoryName(p.Path)!, "packages.lock.json")), p.Path));
    }

    [Fact]
    public void Planted_versions_are_found() =>
        Assert.Equal(
            ["Loose is pinned to 1.*, not to one version", "src/A/A.csproj gives Own a version of its own"],
            PinViolations(
                "<Project><ItemGroup><PackageVersion Include='Loose' Version='1.*' /><PackageVersion Include='Firm' Version='1.2.3' /></ItemGroup></Project>",
                SourceTree.Of(("src/A/A.csproj", "<Project><ItemGroup><PackageReference Include='Own' Version='1.0.0' /><PackageReference Include='Firm' /></ItemGroup></Project>"))));

    [Fact]
    public void Warnings_are_errors_and_null_is_checked()
    {
        var build = XDocument.Parse(Repository.Read("Directory.Build.props"));
        Assert.Equal("true", build.Descendants("TreatWarningsAsErrors").Single().Value);
        Assert.Equal("enable", build.Descendants("Nullable").Single().Value);
        Assert.DoesNotContain(Projects(SourceTree.Project), p => p.Text.Contains("TreatWarningsAsErrors", StringComparison.Ordinal) || p.Text.Contains("<Nullable>", StringComparison.Ordinal));
    }

    [Fact]
    public void Projects_refer_only_downwards()
    {
        var refers = Projects(SourceTree.Project).ToDictionary(p => Path.GetFileNameWithoutExtension(p.Path), References);
        Assert.Empty(refers["Meent.Foundation"]);
        Assert.Subset(new HashSet<string> { "Meent.Foundation" }, refers["Meent.Formats"].ToHashSet());
        Assert.Subset(new HashSet<string> { "Meent.Foundation", "Meent.Formats" }, refers["Meent"].ToHashSet());
    }

    [Fact]
    public void Every_setting_is_described_and_every_described_setting_is_there()
    {
        var read = new List<string>();
        Settings.From(name => { read.Add(Settings.Described(name)); return name is "MEENT_OIDC_7_ISSUER" or "MEENT_PARTNER_3_KEY" ? "https://login.example.org" : null; });
        Assert.Equal(Settings.Names.Order(), read.Distinct().Order());
        Found.Nothing(SettingViolations(Repository.Read("docs", "operate", "README.md"), Settings.Names));
    }

    [Fact]
    public void A_setting_that_is_not_described_is_found() =>
        Assert.Equal(["MEENT_NEW is not described", "MEENT_OLD is described and is no setting"], SettingViolations("| `MEENT_OLD` | … |\n| `MEENT_DATA` | …", ["MEENT_DATA", "MEENT_NEW"]));

    [Fact]
    public void Links_in_the_documentation_lead_somewhere() =>
        Found.Nothing(Kept().Where(f => f.EndsWith(".md", StringComparison.Ordinal)).SelectMany(f => LinkViolations(f, File.ReadAllText(f))));

    [Fact]
    public void A_planted_link_to_nowhere_is_found() =>
        Assert.Equal(["README.md leads to docs/none.md"], LinkViolations(Repository.PathOf("README.md"), "[a](docs/none.md) [b](ARCHITECTURE.md#map) [c](https://example.org/x)"));

    [Fact]
    public void No_file_holds_a_path_of_this_machine_or_an_address_of_a_registry() =>
        Found.Nothing(Kept().SelectMany(f => PathViolations(Path.GetRelativePath(Repository.Root, f), File.ReadAllText(f))));

    [Fact]
    public void A_planted_path_is_found() =>
        Assert.Equal(["a.md names " + Above, "a.json names \"resolved\": \"http"], [.. PathViolations("a.md", $"see {Above}x"), .. PathViolations("a.json", "\"resolved\": \"https://example.org\"")]);

    private static string Above => Path.GetDirectoryName(Repository.Root)! + "/";

    private static IEnumerable<string> PathViolations(string name, string text) =>
        from path in new[] { Above, "/home" + "/", "/Users" + "/", "C:" + "\\Users", "\"resolved\": " + "\"http" }
        where text.Contains(path, StringComparison.Ordinal)
        select $"{name} names {path}";

    private static IEnumerable<string> LinkViolations(string file, string text) =>
        from target in Link().Matches(text).Select(m => m.Groups[1].Value)
        where !target.Contains(':', StringComparison.Ordinal) && !target.StartsWith('{') && !target.StartsWith('/')
        let path = Path.Combine(Path.GetDirectoryName(file)!, target)
        where !File.Exists(path) && !Directory.Exists(path)
        select $"{Path.GetRelativePath(Repository.Root, file)} leads to {target}";

    private static IEnumerable<string> Kept() =>
        Directory.EnumerateFiles(Repository.Root, "*", SearchOption.TopDirectoryOnly)
            .Concat(new[] { "src", "tests", "bench", "content", "docs", ".ci" }.SelectMany(f => Directory.EnumerateFiles(Repository.PathOf(f), "*", SearchOption.AllDirectories)))
            .Where(f => Path.GetExtension(f) is not (".png" or ".woff2" or ".jpg" or ".db") && !BuiltOrVendored().IsMatch(f.Replace('\\', '/')));

    private static IEnumerable<string> SettingViolations(string documentation, IReadOnlyList<string> names)
    {
        var described = Described().Matches(documentation).Select(m => m.Groups[1].Value).ToHashSet();
        return [.. names.Except(described).Select(n => $"{n} is not described"), .. described.Except(names).Select(n => $"{n} is described and is no setting")];
    }

    private static IReadOnlyList<string> PinViolations(string pins, SourceTree tree) =>
    [
        .. XDocument.Parse(pins).Descendants("PackageVersion").Select(p => (Name: p.Attribute("Include")!.Value, Version: p.Attribute("Version")!.Value))
            .Where(p => !Exact().IsMatch(p.Version)).Select(p => $"{p.Name} is pinned to {p.Version}, not to one version"),
        .. from project in Projects(tree)
           from package in XDocument.Parse(project.Text).Descendants("PackageReference")
           where package.Attribute("Version") is not null || package.Attribute("VersionOverride") is not null
           select $"{project.Path} gives {package.Attribute("Include")!.Value} a version of its own",
    ];

    private static IEnumerable<SourceFile> Projects(SourceTree tree) => tree.Files.Where(f => f.Path.EndsWith(".csproj", StringComparison.Ordinal));

    private static List<string> References(SourceFile project) =>
        [.. XDocument.Parse(project.Text).Descendants("ProjectReference").Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value))];

    [GeneratedRegex(@"^\d+\.\d+\.\d+(-[\w.]+)?$")]
    private static partial Regex Exact();

    [GeneratedRegex(@"^\| `(MEENT_[A-Z_]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Described();

    [GeneratedRegex(@"\]\(([^)#\s]+)[^)]*\)")]
    private static partial Regex Link();

    [GeneratedRegex("/(vendor|obj|bin|artifacts)/")]
    private static partial Regex BuiltOrVendored();
}
