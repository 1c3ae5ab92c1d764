using Meent.Places;

namespace Meent.Plan.Proposals;

/// <summary>All proposals of this hub, read once at start: those that came with the program, and an operator's own.</summary>
public sealed class ProposalLibrary
{
    private readonly Dictionary<(string Framework, string Area), ProposedArea> areas = [];

    private ProposalLibrary(IEnumerable<(string File, ProposalRead Read)> files)
    {
        var problems = new List<(string, FileMistake)>();
        foreach (var (file, read) in files)
        {
            problems.AddRange(read.Mistakes.Select(m => (file, m)));
            // An operator's own area stands in the place of the one that came with the program.
            foreach (var area in read.Areas) areas[(area.Framework, area.Area)] = area;
        }
        Problems = problems;
    }

    public IReadOnlyCollection<ProposedArea> All => areas.Values;

    /// <summary>Everything that is wrong in the files; a file with a mistake is left out.</summary>
    public IReadOnlyList<(string File, FileMistake Mistake)> Problems { get; }

    /// <summary>Reads <c>measures/*.yaml</c> of content folders; a later folder replaces areas of an earlier one.</summary>
    /// <param name="isParagraph">whether a link leads to a paragraph; null asks nobody</param>
    public static ProposalLibrary Load(Func<string, bool>? isParagraph, params string[] contentFolders) => new(
        from folder in contentFolders.Select(f => Path.Combine(f, "measures"))
        where Directory.Exists(folder)
        from file in Directory.GetFiles(folder, "*.yaml").Order(StringComparer.Ordinal)
        select (Path.GetFileName(file), ProposalFile.Parse(File.ReadAllText(file), isParagraph)));

    /// <returns>null where nobody wrote proposals for the area</returns>
    public ProposedArea? For(string framework, string area) => areas.GetValueOrDefault((framework, area));
}
