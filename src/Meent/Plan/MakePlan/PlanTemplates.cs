using Meent.Places;

namespace Meent.Plan.MakePlan;

/// <summary>The templates of <c>content/plans/*.yaml</c>: the hub's, and an operator's own.</summary>
public sealed class PlanTemplates
{
    private PlanTemplates(IReadOnlyList<PlanTemplate> all, IReadOnlyList<(string File, FileMistake Mistake)> problems) => (All, Problems) = (all, problems);

    /// <summary>In the order of their ids.</summary>
    public IReadOnlyList<PlanTemplate> All { get; }

    /// <summary>Everything that is wrong in the files; a template with a mistake is left out.</summary>
    public IReadOnlyList<(string File, FileMistake Mistake)> Problems { get; }

    /// <summary>Those that fit a place.</summary>
    public IReadOnlyList<PlanTemplate> For(Place place) => [.. All.Where(t => t.Fits(place))];

    /// <summary>Reads the folder <c>plans</c> of content folders; one that is missing has none.</summary>
    /// <param name="isParagraph">whether a link leads to a paragraph; null asks nobody</param>
    public static PlanTemplates Load(Func<string, bool>? isParagraph, params string[] contentFolders) => Of(isParagraph,
        contentFolders.Select(f => Path.Combine(f, "plans")).Where(Directory.Exists)
            .SelectMany(f => Directory.GetFiles(f, "*.yaml").Order(StringComparer.Ordinal)).Select(f => (Path.GetFileName(f), File.ReadAllText(f))));

    /// <summary>Reads texts as if they were files. Of two with one id, the later counts: an operator's own comes after the hub's.</summary>
    public static PlanTemplates Of(Func<string, bool>? isParagraph, params IEnumerable<(string File, string Text)> files)
    {
        var (all, problems) = (new SortedDictionary<string, PlanTemplate>(StringComparer.Ordinal), new List<(string, FileMistake)>());
        foreach (var (file, text) in files)
        {
            var read = PlanTemplateFile.Parse(text, isParagraph);
            problems.AddRange(read.Mistakes.Select(m => (file, m)));
            if (read.Template is { } template) all[template.Id] = template;
        }
        return new([.. all.Values], problems);
    }
}
