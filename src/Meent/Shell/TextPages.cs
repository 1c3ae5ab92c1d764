using Markdig;
using Meent.Foundation;
using Meent.Foundation.Localisation;
using Meent.Foundation.Web;

namespace Meent.Shell;

/// <summary>The pages that are a text: about, privacy, accessibility, how sure figures are. Markdown under content/pages/{language}; an operator's own under MEENT_DATA/pages.</summary>
public static class TextPages
{
    public static readonly IReadOnlyList<(string Name, string English)> All =
        [("about", Texts.Key("About Meent")), ("privacy", Texts.Key("Privacy")), ("accessibility", Texts.Key("Accessibility")), ("about/how-sure", Texts.Key("How sure is this?"))];

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().UsePipeTables().Build();

    public static void Map(IEndpointRouteBuilder routes)
    {
        foreach (var (name, english) in All)
            routes.MapGet("/" + name, IResult (Texts T, Settings settings) => Page.Of<TextPage>(Read(name, english, T, settings))).ExcludeFromDescription();
    }

    private static TextPage.Shown Read(string name, string english, Texts T, Settings settings)
    {
        string[] folders = [Path.Combine(settings.DataFolder, "pages"), Path.Combine(Hub.Shipped("content"), "pages")];
        var (language, file) = new[] { T.Language, "en" }
            .SelectMany(l => folders.Select(f => (Language: l, File: Path.Combine(f, l, name + ".md"))))
            .First(f => File.Exists(f.File));
        return new(T[english], language, Markdown.ToHtml(File.ReadAllText(file), Pipeline));
    }
}
