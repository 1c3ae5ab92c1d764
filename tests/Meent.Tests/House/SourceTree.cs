using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Meent.Tests.House;

/// <summary>One file of the sources: path from the project's folder, with '/', and text.</summary>
public sealed record SourceFile(string Path, string Text)
{
    private SyntaxNode? syntax;

    public bool IsCSharp => Path.EndsWith(".cs", StringComparison.Ordinal);

    public bool IsRazor => Path.EndsWith(".razor", StringComparison.Ordinal);

    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>The folder below src/Meent; "Shell" for files that stand there directly; null for files elsewhere.</summary>
    public string? Module => Path.Split('/') is ["src", "Meent", var folder, _, ..] ? folder : Path.StartsWith("src/Meent/", StringComparison.Ordinal) ? "Shell" : null;

    public SyntaxNode Syntax => syntax ??= CSharpSyntaxTree.ParseText(Text, new CSharpParseOptions(LanguageVersion.Preview)).GetRoot();
}

/// <summary>A set of source files: those of the project, or a few planted ones.</summary>
public sealed record SourceTree(IReadOnlyList<SourceFile> Files)
{
    private static readonly string[] Extensions = [".cs", ".razor", ".js", ".sql", ".csproj"];

    private static readonly string[] Passed = ["/vendor/", "/obj/", "/bin/", "/artifacts/"];

    /// <summary>The project's own sources: src, tests and bench, without what is vendored or built.</summary>
    public static SourceTree Project { get; } = Read("src", "tests", "bench");

    public IEnumerable<SourceFile> CSharp => Files.Where(f => f.IsCSharp);

    public IEnumerable<SourceFile> Product => Files.Where(f => f.Path.StartsWith("src/", StringComparison.Ordinal));

    public static SourceTree Of(params (string Path, string Text)[] files) => new([.. files.Select(f => new SourceFile(f.Path, f.Text))]);

    private static SourceTree Read(params string[] folders) => new(
    [
        .. from folder in folders
           from file in Directory.EnumerateFiles(Repository.PathOf(folder), "*", SearchOption.AllDirectories)
           let path = Path.GetRelativePath(Repository.Root, file).Replace('\\', '/')
           where Extensions.Contains(Path.GetExtension(file)) && !Passed.Any(p => $"/{path}".Contains(p, StringComparison.Ordinal))
           orderby path
           select new SourceFile(path, File.ReadAllText(file)),
    ]);
}
