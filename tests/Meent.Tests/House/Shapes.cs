using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Meent.Tests.House;

/// <summary>Refusals stand beside each other, in the Refusals.cs of their module or in one per part of it; an interface is there because there are several of it.</summary>
public static class Shapes
{
    public static IReadOnlyList<string> Refusals(SourceTree tree) =>
    [
        .. from file in tree.Product.Where(f => f.IsCSharp)
           from type in file.Syntax.DescendantNodes().OfType<TypeDeclarationSyntax>()
           where Bases(type).Contains("Refusal")
           from violation in Refusal(file, type)
           select violation,
    ];

    public static IReadOnlyList<string> Interfaces(SourceTree tree)
    {
        var types = tree.Product.Where(f => f.IsCSharp).SelectMany(f => f.Syntax.DescendantNodes().OfType<TypeDeclarationSyntax>().Select(t => (File: f, Type: t))).ToList();
        return
        [
            .. from t in types
               where t.Type is InterfaceDeclarationSyntax
               let count = types.Count(other => Bases(other.Type).Contains(t.Type.Identifier.ValueText))
               where count < 2
               select $"{t.File.Path}: {t.Type.Identifier.ValueText} has {count} implementations",
        ];
    }

    private static IEnumerable<string> Refusal(SourceFile file, TypeDeclarationSyntax type)
    {
        var name = type.Identifier.ValueText;
        if (file.Module is not { } module || !IsList(file.Path, $"src/Meent/{module}/Refusals")) yield return $"{file.Path}: {name} stands outside the Refusals.cs of its module";
        if (!type.Modifiers.Any(m => m.RawKind is (int)SyntaxKind.SealedKeyword or (int)SyntaxKind.AbstractKeyword)) yield return $"{file.Path}: {name} is not closed";
    }

    /// <summary>"Refusals.cs" of the module, or where that grows long, one beside it for a part: "Refusals.Campaigns.cs".</summary>
    private static bool IsList(string path, string list) =>
        path.StartsWith(list + ".", StringComparison.Ordinal) && path.EndsWith(".cs", StringComparison.Ordinal) && !path[list.Length..].Contains('/');

    private static IEnumerable<string> Bases(TypeDeclarationSyntax type) =>
        (type.BaseList?.Types ?? []).Select(b => b.Type switch
        {
            GenericNameSyntax g => g.Identifier.ValueText,
            QualifiedNameSyntax q => q.Right.Identifier.ValueText,
            var t => t.ToString(),
        });
}
