using System.Text.RegularExpressions;
using Meent.Foundation;
using Meent.Foundation.Data;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Meent.Tests.House;

/// <summary>Whose tables are whose, from the modules' models, their SQL files and the SQL in their code.</summary>
public static partial class Tables
{
    /// <summary>Tables that belong to no place, from the table in ARCHITECTURE.md whose head is "table | why".</summary>
    public static IReadOnlyList<string> Global(string architecture) =>
    [
        .. architecture.Split('\n').SkipWhile(l => !l.StartsWith("| table | why |", StringComparison.Ordinal)).Skip(2).TakeWhile(l => l.StartsWith('|'))
            .SelectMany(l => Ticked().Matches(l.Split('|')[1]).Select(m => m.Groups[1].Value)),
    ];

    public static IReadOnlyList<string> Violations(IReadOnlyList<HubModule> modules, IReadOnlyList<string> global) =>
    [
        .. from module in modules
           from entity in EntitiesOf(module)
           from violation in InModel(module, entity, global)
           select violation,
    ];

    /// <summary>SQL that names another module's table, and code that asks for another module's entity.</summary>
    public static IReadOnlyList<string> Violations(SourceTree tree)
    {
        var owner = TableOwners(tree);
        return
        [
            .. tree.Product.Where(f => f.Path.EndsWith(".sql", StringComparison.Ordinal)).SelectMany(f => Named(f, f.Text, owner)),
            .. tree.Product.Where(f => f.IsCSharp && IsHeld(f)).SelectMany(f => Literals(f).SelectMany(l => Named(f, l, owner))),
            .. tree.Product.Where(f => f.IsCSharp && IsHeld(f)).SelectMany(f => Asked(f, EntityOwners(tree))),
        ];
    }

    // The parts that put the hub together (commands, demonstration) are no modules; Operate copies whole databases.
    private static bool IsHeld(SourceFile file) => file.Module is not ("Shell" or "Operate");

    private static IEnumerable<string> InModel(HubModule module, IReadOnlyEntityType entity, IReadOnlyList<string> global)
    {
        var table = entity.GetTableName()!;
        if (!table.StartsWith(Naming.Snake(module.Name) + "_", StringComparison.Ordinal)) yield return $"{table} does not begin with the name of its module, {module.Name}";
        if (global.Contains(table)) yield break;
        if (entity.FindPrimaryKey()?.Properties[0].Name != "PlaceId") yield return $"the primary key of {table} does not begin with place_id, and ARCHITECTURE.md does not list it";
    }

    private static IEnumerable<IReadOnlyEntityType> EntitiesOf(HubModule module)
    {
        var builder = new ModelBuilder();
        module.Model(builder);
        return builder.Model.GetEntityTypes().Where(e => e.GetTableName() is not null && e.GetViewName() is null);
    }

    private static string OwnerOf(SourceFile file) => file.Module ?? (file.Path.StartsWith("src/Meent.Foundation/", StringComparison.Ordinal) ? "Hub" : file.Path);

    private static Dictionary<string, string> TableOwners(SourceTree tree) =>
        tree.Product.Where(f => f.Path.EndsWith(".sql", StringComparison.Ordinal))
            .SelectMany(f => Created().Matches(f.Text).Select(m => (Table: m.Groups[1].Value, Owner: OwnerOf(f))))
            .DistinctBy(t => t.Table).ToDictionary(t => t.Table, t => t.Owner);

    /// <summary>Entities by name: the types that a module maps to tables of its own.</summary>
    private static Dictionary<string, string> EntityOwners(SourceTree tree) =>
        tree.Product.Where(f => f.IsCSharp)
            .SelectMany(f => f.Syntax.DescendantNodes().OfType<GenericNameSyntax>().Where(g => g.Identifier.ValueText == "Entity" && g.TypeArgumentList.Arguments.Count == 1)
                .Select(g => (Entity: g.TypeArgumentList.Arguments[0].ToString(), Owner: OwnerOf(f))))
            .DistinctBy(e => e.Entity).ToDictionary(e => e.Entity, e => e.Owner);

    private static IEnumerable<string> Literals(SourceFile file) =>
        file.Syntax.DescendantTokens().Where(t => t.RawKind is (int)SyntaxKind.StringLiteralToken or (int)SyntaxKind.InterpolatedStringTextToken
            or (int)SyntaxKind.MultiLineRawStringLiteralToken or (int)SyntaxKind.SingleLineRawStringLiteralToken).Select(t => t.ValueText);

    private static IEnumerable<string> Named(SourceFile file, string text, Dictionary<string, string> owner) =>
        from name in Words().Matches(text).Select(m => m.Value).Distinct()
        where owner.TryGetValue(name, out var whose) && whose != OwnerOf(file)
        select $"{file.Path} names {name}, a table of {owner[name]}";

    private static IEnumerable<string> Asked(SourceFile file, Dictionary<string, string> owner) =>
        from generic in file.Syntax.DescendantNodes().OfType<GenericNameSyntax>()
        where generic.Identifier.ValueText is "Read" or "Set" && generic.TypeArgumentList.Arguments.Count == 1
        let entity = generic.TypeArgumentList.Arguments[0].ToString()
        where owner.TryGetValue(entity, out var whose) && whose != OwnerOf(file)
        select $"{file.Path} asks for {entity}, which is stored by {owner[entity]}";

    [GeneratedRegex("`([a-z_]+)`")]
    private static partial Regex Ticked();

    [GeneratedRegex(@"create (?:virtual )?table (?:if not exists )?([a-z_]+)", RegexOptions.IgnoreCase)]
    private static partial Regex Created();

    [GeneratedRegex(@"\b[a-z]+_[a-z_]+\b")]
    private static partial Regex Words();
}
