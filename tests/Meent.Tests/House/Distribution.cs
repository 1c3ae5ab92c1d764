using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Meent.Tests.House;

/// <summary>Whether the tables can be spread over servers by place: what belongs to a place is found, kept unique and joined by it.</summary>
public static partial class Distribution
{
    /// <summary>Entries are one chain for the whole hub: their number is unique over all places. docs/operate/scale.md keeps the table on one server.</summary>
    private static readonly string[] OneChain = ["hub_audit"];

    /// <summary>Tables whose primary key begins with the place.</summary>
    public static IReadOnlySet<string> PlaceOwned(SourceTree tree) => tree.Product.Where(IsSql).SelectMany(f => Table().Matches(f.Text))
        .Where(t => KeyColumns(t.Groups[2].Value) is ["place_id", ..]).Select(t => t.Groups[1].Value).Except(OneChain).ToHashSet();

    /// <summary>Unique indexes of such tables that do not hold the place: no server alone could keep them.</summary>
    public static IReadOnlyList<string> Keys(SourceTree tree)
    {
        var owned = PlaceOwned(tree);
        return
        [
            .. from file in tree.Product.Where(IsSql)
               from index in Unique().Matches(file.Text)
               where owned.Contains(index.Groups[2].Value) && !index.Groups[3].Value.Split(',').Any(c => c.Trim() == "place_id")
               select $"{file.Path}: the unique index {index.Groups[1].Value} of {index.Groups[2].Value} does not hold place_id",
        ];
    }

    /// <summary>Joins with such tables that say nothing of the place, in SQL and in queries.</summary>
    public static IReadOnlyList<string> Joins(SourceTree tree)
    {
        var owned = PlaceOwned(tree);
        var entities = Entities(tree, owned);
        return [.. tree.Product.Where(f => f.IsCSharp).SelectMany(f => InSql(f, owned).Concat(InQueries(f, entities)).Concat(Nested(f, entities)))];
    }

    private static bool IsSql(SourceFile file) => file.Path.EndsWith(".sql", StringComparison.Ordinal);

    private static string[] KeyColumns(string columns) =>
        PrimaryKey().Match(columns) is { Success: true } key ? [.. key.Groups[1].Value.Split(',').Select(c => c.Trim())]
        : InlineKey().Match(columns) is { Success: true } inline ? [inline.Groups[1].Value] : [];

    /// <summary>Types that are mapped to a table of a place: <c>Entity&lt;Round&gt;(…"reflect_round"…)</c>.</summary>
    private static HashSet<string> Entities(SourceTree tree, IReadOnlySet<string> owned) =>
    [
        .. from file in tree.Product.Where(f => f.IsCSharp && f.Text.Contains(".Entity<", StringComparison.Ordinal))
           from generic in file.Syntax.DescendantNodes().OfType<GenericNameSyntax>()
           where generic.Identifier.ValueText == "Entity"
           let statement = generic.Ancestors().First(a => a is StatementSyntax or ArrowExpressionClauseSyntax).ToString()
           where owned.Any(t => statement.Contains($"\"{t}\"", StringComparison.Ordinal))
           select generic.TypeArgumentList.Arguments[0].ToString(),
    ];

    private static IEnumerable<string> InSql(SourceFile file, IReadOnlySet<string> owned) =>
        from literal in file.Syntax.DescendantNodes().Where(n => n is LiteralExpressionSyntax or InterpolatedStringExpressionSyntax)
        let text = literal.ToString()
        from found in SqlJoin().Matches(text)
        where owned.Contains(found.Groups[1].Value) && !found.Groups[2].Value.Contains("place_id", StringComparison.Ordinal)
        select $"{file.Path}: a join with {found.Groups[1].Value} says nothing of place_id";

    private static IEnumerable<string> InQueries(SourceFile file, HashSet<string> entities) =>
        from clause in file.Syntax.DescendantNodes().OfType<JoinClauseSyntax>()
        where Asks(clause.InExpression, entities) is not null && !clause.LeftExpression.ToString().Contains("PlaceId", StringComparison.Ordinal)
        select $"{file.Path}: a join with {Asks(clause.InExpression, entities)} says nothing of PlaceId";

    /// <summary>A question about such a table within the condition of another question.</summary>
    private static IEnumerable<string> Nested(SourceFile file, HashSet<string> entities) =>
        from generic in file.Syntax.DescendantNodes().OfType<GenericNameSyntax>()
        where Asked(generic) is { } entity && entities.Contains(entity) && generic.Parent is MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "db" } }
        let lambda = generic.Ancestors().OfType<LambdaExpressionSyntax>().FirstOrDefault()
        where lambda?.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Where" or "Any" or "All" or "Count" } } outer }
            && outer.DescendantNodes().OfType<GenericNameSyntax>().Any(g => g != generic && Asked(g) is { } other && entities.Contains(other))
        where !lambda.ToString().Contains("PlaceId", StringComparison.Ordinal)
        select $"{file.Path}: a question about {Asked(generic)} within another says nothing of PlaceId";

    private static string? Asks(SyntaxNode node, HashSet<string> entities) =>
        node.DescendantNodesAndSelf().OfType<GenericNameSyntax>().Select(Asked).FirstOrDefault(e => e is not null && entities.Contains(e));

    private static string? Asked(GenericNameSyntax generic) =>
        generic.Identifier.ValueText is "Read" or "Set" && generic.TypeArgumentList.Arguments.Count == 1 ? generic.TypeArgumentList.Arguments[0].ToString() : null;

    [GeneratedRegex(@"create table (?:if not exists )?([a-z_]+) \((.*?)\n\)", RegexOptions.Singleline)]
    private static partial Regex Table();

    [GeneratedRegex(@"primary key \(([^)]*)\)")]
    private static partial Regex PrimaryKey();

    [GeneratedRegex(@"^\s*([a-z_]+) [^\n,]*primary key", RegexOptions.Multiline)]
    private static partial Regex InlineKey();

    [GeneratedRegex(@"create unique index ([a-z_]+)\s+on ([a-z_]+) \(([^)]*)\)")]
    private static partial Regex Unique();

    [GeneratedRegex(@"\bjoin ([a-z]+_[a-z_]+)(.*?)(?=\bjoin\b|\bwhere\b|\border by\b|\z)", RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex SqlJoin();
}
