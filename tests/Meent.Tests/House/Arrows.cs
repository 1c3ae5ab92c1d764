using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Meent.Tests.House;

/// <summary>A line of the map in ARCHITECTURE.md: a folder of src/Meent, what it may use, and the files that others may use of it.</summary>
public sealed record Folder(string Name, IReadOnlyList<string> MayUse, IReadOnlyList<string> Face)
{
    public bool May(string other) => MayUse is ["*"] || MayUse.Contains(other);
}

/// <summary>Which modules use which, computed from the sources, against the map.</summary>
public static partial class Arrows
{
    /// <summary>The rows of the table whose head is "folder | may use | public face".</summary>
    public static IReadOnlyList<Folder> Map(string architecture)
    {
        var lines = architecture.Split('\n').SkipWhile(l => !l.StartsWith("| folder | may use | public face |", StringComparison.Ordinal)).Skip(2);
        return
        [
            .. from line in lines.TakeWhile(l => l.StartsWith('|'))
               let cells = line.Trim('|', ' ', '\r').Split('|', StringSplitOptions.TrimEntries)
               select new Folder(cells[0], List(cells[1]), List(cells[2])),
        ];
    }

    /// <summary>What breaks the map, one sentence each.</summary>
    public static IReadOnlyList<string> Violations(SourceTree tree, IReadOnlyList<Folder> map)
    {
        var sources = tree.Product.Where(f => f.IsCSharp || f.IsRazor).ToList();
        var hidden = Hidden(sources, map);
        return
        [
            .. sources.Select(f => f.Module).OfType<string>().Distinct().Where(m => map.All(f => f.Name != m)).Select(m => $"{m} is not on the map"),
            .. Cycle(map),
            .. sources.SelectMany(f => f.Module is null ? BelowModules(f, map) : InModule(f, sources, map, hidden)),
        ];
    }

    private static IEnumerable<string> Cycle(IReadOnlyList<Folder> map)
    {
        var left = map.Where(f => f.MayUse is not ["*"]).ToList();
        while (left.Where(f => f.MayUse.All(u => left.All(l => l.Name != u))).ToList() is { Count: > 0 } free) left = [.. left.Except(free)];
        if (left.Count > 0) yield return $"the map has a cycle: {string.Join(", ", left.Select(f => f.Name))}";
    }

    private static IEnumerable<string> BelowModules(SourceFile file, IReadOnlyList<Folder> map) =>
        from folder in map
        where Regex.IsMatch(file.Text, $@"\bMeent\.{folder.Name}\b")
        select $"{file.Path} knows of {folder.Name}";

    private static IEnumerable<string> InModule(SourceFile file, List<SourceFile> sources, IReadOnlyList<Folder> map, Dictionary<string, HashSet<string>> hidden)
    {
        var own = map.FirstOrDefault(f => f.Name == file.Module);
        if (own is null || own.MayUse is ["*"]) yield break;
        var mine = sources.Where(f => f.IsCSharp && f.Module == own.Name).SelectMany(Types).ToHashSet();
        var usings = Usings(file, sources);
        foreach (var other in map.Where(f => f.Name != own.Name && usings.Any(u => u == $"Meent.{f.Name}" || u.StartsWith($"Meent.{f.Name}.", StringComparison.Ordinal))))
        {
            if (!own.May(other.Name))
            {
                yield return $"{file.Path} uses {other.Name}, and the map has no such arrow";
                continue;
            }
            foreach (var name in Identifiers(file).Where(n => hidden[other.Name].Contains(n) && !mine.Contains(n)))
                yield return $"{file.Path} uses {name}, which is not in the public face of {other.Name}";
        }
    }

    /// <summary>Namespaces a file names: its usings, those of _Imports.razor above it, and names written in full.</summary>
    private static HashSet<string> Usings(SourceFile file, List<SourceFile> sources)
    {
        var imports = file.IsRazor
            ? sources.Where(s => s.Name == "_Imports.razor" && s.Module == file.Module && file.Path.StartsWith(s.Path[..s.Path.LastIndexOf('/')], StringComparison.Ordinal))
            : [];
        return [.. imports.Append(file).SelectMany(f => Name().Matches(f.Text).Select(m => m.Value)).Where(n => n != $"Meent.{file.Module}")];
    }

    private static HashSet<string> Identifiers(SourceFile file) => file.IsCSharp
        ? [.. file.Syntax.DescendantTokens().Where(t => t.IsKind(SyntaxKind.IdentifierToken) && t.Parent is SimpleNameSyntax name && !IsMember(name)).Select(t => t.ValueText)]
        : [.. Identifier().Matches(Said().Replace(file.Text, "T[")).Select(m => m.Value)];

    /// <summary>A property of some value, which may be called like a type: <c>figure.Area</c>, <c>{ Area: null }</c>, <c>Area = "x"</c> in an initializer.</summary>
    private static bool IsMember(SimpleNameSyntax name) => name.Parent switch
    {
        MemberAccessExpressionSyntax access => access.Name == name && char.IsLower(access.ToString()[0]),
        MemberBindingExpressionSyntax or NameColonSyntax => true,
        AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax } set => set.Left == name,
        _ => false,
    };

    /// <summary>By module: the types that its public face does not declare.</summary>
    private static Dictionary<string, HashSet<string>> Hidden(List<SourceFile> sources, IReadOnlyList<Folder> map) => map.ToDictionary(
        folder => folder.Name,
        folder => sources.Where(f => f.IsCSharp && f.Module == folder.Name && folder.Face is not ["*"] && !folder.Face.Contains(f.Name)).SelectMany(Types).ToHashSet());

    private static IEnumerable<string> Types(SourceFile file) =>
        file.Syntax.DescendantNodes().OfType<BaseTypeDeclarationSyntax>().Where(t => t.Parent is not TypeDeclarationSyntax).Select(t => t.Identifier.ValueText);

    private static string[] List(string cell) => cell is "–" or "" ? [] : cell.Split(',', StringSplitOptions.TrimEntries);

    /// <summary>A sentence that a page says: its words are no names of types.</summary>
    [GeneratedRegex(@"T\[""(?:[^""\\]|\\.)*""")]
    private static partial Regex Said();

    [GeneratedRegex(@"\bMeent\.[A-Z]\w*(\.[A-Z]\w*)*")]
    private static partial Regex Name();

    [GeneratedRegex(@"\b[A-Z]\w*")]
    private static partial Regex Identifier();
}
