using Meent.Places;

namespace Meent.Plan.Policies;

/// <summary>All policies that this hub serves, read once at start: those that came with the program, and an operator's own.</summary>
public sealed class PolicyLibrary
{
    private readonly SortedDictionary<string, PolicyDocument> documents = new(StringComparer.Ordinal);

    private PolicyLibrary(IEnumerable<(string File, PolicyRead Read)> files)
    {
        var problems = new List<(string, FileMistake)>();
        foreach (var (file, read) in files)
        {
            problems.AddRange(read.Mistakes.Select(m => (file, m)));
            if (read.Document is { } document && !documents.TryAdd(document.Id, document))
                problems.Add((file, new(1, $"There is a policy \"{document.Id}\" already. Give this one another id.")));
        }
        Problems = problems;
    }

    /// <summary>By id.</summary>
    public IReadOnlyCollection<PolicyDocument> All => documents.Values;

    /// <summary>Everything that is wrong in the files; a policy whose file has a mistake is left out.</summary>
    public IReadOnlyList<(string File, FileMistake Mistake)> Problems { get; }

    /// <summary>Reads <c>policies/*.yaml</c> of content folders.</summary>
    public static PolicyLibrary Load(params string[] contentFolders) => new(
        from folder in contentFolders.Select(f => Path.Combine(f, "policies"))
        where Directory.Exists(folder)
        from file in Directory.GetFiles(folder, "*.yaml").Order(StringComparer.Ordinal)
        select (Path.GetFileName(file), PolicyFile.Parse(File.ReadAllText(file))));

    /// <returns>null where there is none</returns>
    public PolicyDocument? Get(string id) => documents.GetValueOrDefault(id);

    /// <summary>Whether a link leads to a paragraph.</summary>
    public bool IsParagraph(string target) => Paragraph(target) is not null;

    /// <summary>The paragraph that a link names: "council-2023/3b.vii".</summary>
    /// <returns>null where the target is something else, or a paragraph that this hub does not have</returns>
    public Paragraph? Paragraph(string target) => target.Split('/') is [var document, var id] ? Get(document)?.Paragraph(id) : null;
}
