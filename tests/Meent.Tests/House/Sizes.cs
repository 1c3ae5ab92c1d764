using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Meent.Tests.House;

/// <summary>Files one can read in a minute, functions one can see at once.</summary>
public static class Sizes
{
    public const int FileLines = 300;

    public const int FunctionLines = 40;

    public static IReadOnlyList<string> Violations(SourceTree tree) =>
    [
        .. tree.Files.Select(f => (f.Path, Lines: f.Text.AsSpan().TrimEnd().Count('\n') + 1)).Where(f => f.Lines > FileLines)
            .Select(f => $"{f.Path} has {f.Lines} lines"),
        .. from file in tree.CSharp.Concat(tree.Files.Where(f => f.IsRazor).Select(CodeOf))
           from function in file.Syntax.DescendantNodes().Where(n => n is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or AccessorDeclarationSyntax)
           let lines = Lines(function)
           where lines > FunctionLines
           select $"{file.Path}: {NameOf(function)} has {lines} lines",
    ];

    private static SourceFile CodeOf(SourceFile page)
    {
        var at = page.Text.IndexOf("@code {", StringComparison.Ordinal);
        return page with { Text = at < 0 ? "" : "class Code " + page.Text[(at + "@code ".Length)..] };
    }

    private static int Lines(SyntaxNode node)
    {
        var span = node.SyntaxTree.GetLineSpan(node.Span);
        return span.EndLinePosition.Line - span.StartLinePosition.Line + 1;
    }

    private static string NameOf(SyntaxNode node) => node switch
    {
        MethodDeclarationSyntax m => m.Identifier.ValueText,
        LocalFunctionStatementSyntax f => f.Identifier.ValueText,
        ConstructorDeclarationSyntax c => c.Identifier.ValueText,
        _ => node.Kind().ToString(),
    };
}
