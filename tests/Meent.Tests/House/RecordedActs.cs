using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Meent.Tests.House;

/// <summary>The acts that the sources write into the audit trail: constants in the second place of <c>Record</c>, and of the functions that hand it on as <c>act</c>.</summary>
public static class RecordedActs
{
    public static IReadOnlyList<string> Of(SourceTree tree)
    {
        var calls = tree.Product.Where(f => f.IsCSharp).SelectMany(f => f.Syntax.DescendantNodes().OfType<InvocationExpressionSyntax>()).ToList();
        var handing = tree.Product.Where(f => f.IsCSharp).SelectMany(f => f.Syntax.DescendantNodes().OfType<MethodDeclarationSyntax>())
            .Where(m => Records(m).Any(c => c.ArgumentList.Arguments[1].Expression is IdentifierNameSyntax { Identifier.ValueText: "act" }))
            .Select(m => (m.Identifier.ValueText, At: m.ParameterList.Parameters.IndexOf(p => p.Identifier.ValueText == "act"))).Where(m => m.At >= 0).ToList();
        return
        [
            .. calls.Where(IsRecord).SelectMany(c => Constants(c.ArgumentList.Arguments[1].Expression))
                .Concat(from call in calls
                        from method in handing
                        where NameOf(call) == method.ValueText && call.ArgumentList.Arguments.Count > method.At
                        from constant in Constants(call.ArgumentList.Arguments[method.At].Expression)
                        select constant)
                .Distinct().Order(StringComparer.Ordinal),
        ];
    }

    private static IEnumerable<InvocationExpressionSyntax> Records(MethodDeclarationSyntax method) => method.DescendantNodes().OfType<InvocationExpressionSyntax>().Where(IsRecord);

    private static bool IsRecord(InvocationExpressionSyntax call) => NameOf(call) == "Record" && call.ArgumentList.Arguments.Count == 5;

    private static string NameOf(InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax m => m.Name.Identifier.ValueText,
        IdentifierNameSyntax i => i.Identifier.ValueText,
        _ => "",
    };

    private static IEnumerable<string> Constants(ExpressionSyntax expression) =>
        (expression is ConditionalExpressionSyntax c ? [c.WhenTrue, c.WhenFalse] : new[] { expression })
            .OfType<LiteralExpressionSyntax>().Where(l => l.RawKind == (int)SyntaxKind.StringLiteralExpression).Select(l => l.Token.ValueText);
}
