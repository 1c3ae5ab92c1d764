using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Meent.Tests.House;

/// <summary>Functions that write a letter and stand in no sample of <c>HubModule.LetterSamples</c>.</summary>
public static class LettersWithoutSample
{
    public static IReadOnlyList<string> Of(SourceTree tree)
    {
        var files = tree.Product.Where(f => f.IsCSharp && f.Path.StartsWith("src/Meent/", StringComparison.Ordinal)).ToList();
        var shown = files.SelectMany(f => f.Syntax.DescendantNodes()).Where(IsSample).SelectMany(s => s.DescendantNodes().OfType<IdentifierNameSyntax>()).Select(i => i.Identifier.ValueText).ToHashSet();
        return
        [
            .. from file in files
               from method in file.Syntax.DescendantNodes().OfType<MethodDeclarationSyntax>()
               where Writes(method) && !shown.Contains(method.Identifier.ValueText)
               select $"{file.Path}: {method.Identifier.ValueText}",
        ];
    }

    private static bool Writes(MethodDeclarationSyntax method) =>
        method.ReturnType is IdentifierNameSyntax { Identifier.ValueText: "Letter" }
        || method.DescendantNodes().OfType<ObjectCreationExpressionSyntax>().Any(c => c.Type is IdentifierNameSyntax { Identifier.ValueText: "Letter" });

    // Within a list of samples the type may be left out: new(Texts.Key("…"), …).
    private static bool IsSample(SyntaxNode node) => node switch
    {
        ObjectCreationExpressionSyntax c => c.Type is IdentifierNameSyntax { Identifier.ValueText: "LetterSample" },
        ImplicitObjectCreationExpressionSyntax c => c.Ancestors().OfType<MemberDeclarationSyntax>().FirstOrDefault() is PropertyDeclarationSyntax p && p.Type.ToString().Contains("LetterSample", StringComparison.Ordinal),
        _ => false,
    };
}
