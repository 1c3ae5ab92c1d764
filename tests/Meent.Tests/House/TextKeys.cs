using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Meent.Tests.House;

/// <summary>One text that a person reads, as the sources hold it.</summary>
/// <param name="English">the key; of a plural, the text for one</param>
/// <param name="Many">the text for several; null where there is no number</param>
public sealed record TextKey(string English, string? Many, string File);

/// <summary>All texts in the sources: T["…"], T.N(n, "…", "…"), Texts.Key("…"), sentences of refusals, labels of the menu.</summary>
public static partial class TextKeys
{
    public static IReadOnlyList<TextKey> Of(SourceTree tree) =>
    [
        .. tree.Product.Where(f => f.IsCSharp || f.IsRazor).SelectMany(Of).DistinctBy(k => (k.English, k.Many))
            .OrderBy(k => k.File, StringComparer.Ordinal).ThenBy(k => k.English, StringComparer.Ordinal),
    ];

    /// <summary>Calls of T whose key is no constant, so that nobody can know what there is to translate.</summary>
    /// <remarks>What is named English holds a constant that was marked where it was written.</remarks>
    public static IReadOnlyList<string> Unknown(SourceTree tree) =>
    [
        .. from file in tree.Product.Where(f => f.IsCSharp || f.IsRazor)
           from call in Calls(file)
           where Keys(call, file).Count == 0 && !call.ToString().Split('[', ',', ']')[1].EndsWith("english", StringComparison.OrdinalIgnoreCase)
           select $"{file.Path}: {call}",
    ];

    /// <summary>Texts that go by another name than T: what they are asked for is not seen here, and so not translated.</summary>
    public static IReadOnlyList<string> Misnamed(SourceTree tree) =>
    [
        .. from file in tree.Product.Where(f => f.IsCSharp || f.IsRazor)
           from Match name in TextsByName().Matches(file.Text)
           where name.Groups[1].Value != "T" && !file.Path.Contains("/Localisation/", StringComparison.Ordinal)
           select $"{file.Path}: {name.Value}",
    ];

    private static IEnumerable<TextKey> Of(SourceFile file) =>
        Calls(file).SelectMany(c => Keys(c, file)).Concat(file.IsCSharp ? Declared(file) : []);

    private static IEnumerable<ExpressionSyntax> Calls(SourceFile file)
    {
        if (file.IsCSharp) return file.Syntax.DescendantNodes().OfType<ExpressionSyntax>().Where(IsCall);
        var text = RazorComment().Replace(file.Text, m => new string(' ', m.Length));
        return CallInPage().Matches(text).Select(m => SyntaxFactory.ParseExpression(text, m.Index, consumeFullText: false))
            .Select(e => e.DescendantNodesAndSelf().OfType<ExpressionSyntax>().FirstOrDefault(IsCall)).OfType<ExpressionSyntax>();
    }

    private static bool IsCall(ExpressionSyntax expression) => expression switch
    {
        ElementAccessExpressionSyntax access => IsTexts(access.Expression),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "N" } many } => IsTexts(many.Expression),
        _ => false,
    };

    /// <summary>T, the T of something: <c>part.T["…"]</c>, or the service: <c>services.GetRequiredService&lt;Texts&gt;()["…"]</c>.</summary>
    private static bool IsTexts(ExpressionSyntax expression) => expression is IdentifierNameSyntax { Identifier.ValueText: "T" } or MemberAccessExpressionSyntax { Name.Identifier.ValueText: "T" }
        or InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name: GenericNameSyntax { TypeArgumentList.Arguments: [IdentifierNameSyntax { Identifier.ValueText: "Texts" }] } } };

    private static List<TextKey> Keys(ExpressionSyntax call, SourceFile file) => call switch
    {
        ElementAccessExpressionSyntax access => [.. Constants(access.ArgumentList.Arguments[0].Expression).Select(c => new TextKey(c, null, file.Path))],
        InvocationExpressionSyntax { ArgumentList.Arguments: [_, var one, var many, ..] } =>
            [.. Constants(one.Expression).Zip(Constants(many.Expression), (o, m) => new TextKey(o, m, file.Path))],
        _ => [],
    };

    private static IEnumerable<TextKey> Declared(SourceFile file) =>
        from node in file.Syntax.DescendantNodes()
        let sentence = node switch
        {
            PrimaryConstructorBaseTypeSyntax { Type: IdentifierNameSyntax { Identifier.ValueText: "Refusal" }, ArgumentList.Arguments: [var first, ..] } => first.Expression,
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "Texts" }, Name.Identifier.ValueText: "Key" }, ArgumentList.Arguments: [var only] } => only.Expression,
            ObjectCreationExpressionSyntax { Type: IdentifierNameSyntax { Identifier.ValueText: "MenuEntry" }, ArgumentList.Arguments: [_, var label, ..] } => label.Expression,
            _ => null,
        }
        where sentence is not null
        from text in Constants(sentence)
        select new TextKey(text, null, file.Path);

    /// <summary>The constant texts that an expression can be: a literal, a sum of them, one or the other.</summary>
    private static IEnumerable<string> Constants(ExpressionSyntax expression) => expression switch
    {
        LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } literal => [literal.Token.ValueText],
        ParenthesizedExpressionSyntax inner => Constants(inner.Expression),
        ConditionalExpressionSyntax either => Constants(either.WhenTrue).Concat(Constants(either.WhenFalse)),
        SwitchExpressionSyntax choice => choice.Arms.SelectMany(a => Constants(a.Expression)),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum => from l in Constants(sum.Left) from r in Constants(sum.Right) select l + r,
        _ => [],
    };

    [GeneratedRegex(@"(?<![\w.</])Texts\??[ ](\w+)(?=\s*[,;){=]|\s*$)", RegexOptions.Multiline)]
    private static partial Regex TextsByName();

    [GeneratedRegex(@"@\*.*?\*@", RegexOptions.Singleline)]
    private static partial Regex RazorComment();

    [GeneratedRegex(@"(?<!\w)T(\[|\.N\()")]
    private static partial Regex CallInPage();
}
