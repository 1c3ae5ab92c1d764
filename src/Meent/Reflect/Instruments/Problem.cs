namespace Meent.Reflect.Instruments;

/// <summary>Something in a file that its author has to mend.</summary>
/// <param name="File">name as it was given, without folders</param>
/// <param name="Line">1, 2, …</param>
/// <param name="Column">1, 2, … in characters</param>
/// <param name="Sentence">what is wrong, where, and what to do next; plain text in English, from <see cref="Sentences"/></param>
public sealed record Problem(string File, int Line, int Column, string Sentence)
{
    /// <summary>In the form that editors make clickable: "school.yaml:12:5: …".</summary>
    public override string ToString() => $"{File}:{Line}:{Column}: {Sentence}";
}

/// <summary>The problems of one file, in the order of its lines; after <see cref="Most"/> no more are taken.</summary>
internal sealed class Problems(string file)
{
    /// <summary>Nobody reads further, and a hostile file must not fill the memory.</summary>
    public const int Most = 200;

    private readonly List<Problem> found = [];

    public string File => file;

    public bool Any => found.Count > 0;

    public IReadOnlyList<Problem> InOrder => [.. found.OrderBy(p => p.Line).ThenBy(p => p.Column)];

    public void Add(int line, int column, string sentence)
    {
        var problem = new Problem(file, Math.Max(1, line), Math.Max(1, column), sentence);
        if (found.Count < Most && !found.Contains(problem)) found.Add(problem);
    }

    public void Add(Node at, string sentence) => Add(at.Line, at.Column, sentence);
}
