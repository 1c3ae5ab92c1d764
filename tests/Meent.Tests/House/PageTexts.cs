using System.Reflection;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Meent.Tests.House;

/// <summary>What pages hold as constants, read from the compiled components: words that pass T by, and inline style or script.</summary>
public static partial class PageTexts
{
    // Names and signs that are the same in every language.
    private static readonly HashSet<string> Names = new(StringComparer.Ordinal) { "Meent", "CSV", "JSON", "QR", "PDF", "YAML", "EUPL-1.2", "DPIA" };

    private static readonly HashSet<string> ReadAloud = new(StringComparer.OrdinalIgnoreCase)
    {
        "title", "placeholder", "aria-label", "aria-description", "aria-roledescription", "alt", "label", "heading", "hint", "caption", "legend", "summary", "lead",
        "text", "description",
    };

    public static IReadOnlyList<string> Violations(IEnumerable<Type> types) =>
    [
        .. from method in Il.Methods(types)
           from violation in Of(method)
           select $"{NameOf(method)}: {violation}",
    ];

    /// <summary>The components of an assembly, with the classes that the compiler made for their parts.</summary>
    /// <remarks>Without the catalogue of the design: it shows the components with made-up content to those who build pages.</remarks>
    public static IEnumerable<Type> Components(Assembly assembly) =>
        assembly.GetTypes().Where(t => Outermost(t).IsAssignableTo(typeof(IComponent)) && t.Namespace != "Meent.Design.Catalogue");

    private static IEnumerable<string> Of(MethodBase method)
    {
        var texts = new Queue<string>();
        foreach (var step in Il.Steps(method))
        {
            if (step.Text is { } text) texts.Enqueue(text);
            if (step.Called is not { } called) continue;
            if (called.DeclaringType == typeof(RenderTreeBuilder))
                foreach (var violation in InCall(called.Name, [.. texts])) yield return violation;
            texts.Clear();
        }
    }

    private static IEnumerable<string> InCall(string builder, string[] texts) => (builder, texts) switch
    {
        (nameof(RenderTreeBuilder.AddMarkupContent), [.., var markup]) => InMarkup(markup),
        (nameof(RenderTreeBuilder.AddContent), [.., var text]) => Words(text),
        (nameof(RenderTreeBuilder.OpenElement), [.., "style"]) => ["an element style made in a page"],
        (nameof(RenderTreeBuilder.AddAttribute) or nameof(RenderTreeBuilder.AddComponentParameter), [.., var name, var value]) => InAttribute(name, value),
        (nameof(RenderTreeBuilder.AddAttribute), [var name]) => InAttribute(name, ""),
        _ => [],
    };

    private static IEnumerable<string> InMarkup(string markup)
    {
        foreach (var node in new HtmlParser().ParseFragment(markup, null!).SelectMany(n => n.GetDescendantsAndSelf()))
        {
            if (node is IText text && text.ParentElement?.LocalName is not ("code" or "kbd" or "samp"))
                foreach (var violation in Words(text.Data)) yield return violation;
            if (node is not IElement element) continue;
            if (element.LocalName == "style" || (element.LocalName == "script" && !element.HasAttribute("src"))) yield return $"an inline {element.LocalName}";
            foreach (var violation in element.Attributes.SelectMany(a => InAttribute(a.Name, a.Value))) yield return violation;
        }
    }

    private static IEnumerable<string> InAttribute(string name, string value)
    {
        if (name == "style") return ["an inline style"];
        if (name.StartsWith("on", StringComparison.Ordinal) && name.Length > 2 && char.IsLower(name[2])) return [$"an inline script, {name}"];
        return ReadAloud.Contains(name) ? Words(value) : [];
    }

    private static IEnumerable<string> Words(string text) =>
        TwoLetters().IsMatch(text) && !Names.Contains(text.Trim()) ? [$"'{text.Trim()}' does not go through T"] : [];

    private static Type Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type;

    private static string NameOf(MethodBase method)
    {
        var type = method.DeclaringType!;
        while (type.Name.Contains('<', StringComparison.Ordinal)) type = type.DeclaringType!;
        return type.Name;
    }

    [GeneratedRegex(@"\p{L}{2}")]
    private static partial Regex TwoLetters();
}
