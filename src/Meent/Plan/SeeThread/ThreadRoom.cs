namespace Meent.Plan.SeeThread;

/// <summary>
/// How much of threads one page tells: every objective with all that hangs on it once, and so many lines together. Plans that link all their
/// objectives to all of others have ways without number between them; lines there are only as many as links.
/// </summary>
/// <param name="lines">links and measures that are told, at most</param>
public sealed class ThreadRoom(int lines = ThreadRoom.MostLines)
{
    public const int MostLines = 2_000;

    private readonly HashSet<string> told = new(StringComparer.Ordinal);
    private int left = lines;

    /// <summary>Something was left out for want of room.</summary>
    public bool IsFull { get; private set; }

    /// <summary>Lets trees grow level by level, so that what is near is told before what is far.</summary>
    /// <param name="first">where the trees begin</param>
    /// <param name="next">what hangs on a step</param>
    /// <param name="around">what the trees are of: does not stand in them again</param>
    internal IReadOnlyList<ThreadStep> Grow(IEnumerable<PlannedLink> first, Func<PlannedLink, IEnumerable<PlannedLink>> next, string? around = null)
    {
        var roots = first.Where(_ => Takes()).Select(l => new ThreadStep(l, null)).ToList();
        var waiting = new Queue<ThreadStep>(roots);
        while (waiting.TryDequeue(out var step))
        {
            if (step.Link.At is not { } at) continue;
            step.IsAgain = !told.Add(at.Target);
            if (step.IsAgain) continue;
            step.Measures = [.. at.Objective.Measures.TakeWhile(_ => Takes())];
            if (step.Depth >= Threads.MostSteps) continue;
            foreach (var link in next(step.Link).Where(l => l.At?.Target is not { } target || (target != around && !step.Comes(target))).TakeWhile(_ => Takes()))
            {
                var below = new ThreadStep(link, step);
                step.Next.Add(below);
                waiting.Enqueue(below);
            }
        }
        return roots;
    }

    /// <summary>More was found than a page reads.</summary>
    public void Fill() => IsFull = true;

    private bool Takes()
    {
        IsFull |= left <= 0;
        return left-- > 0;
    }
}

/// <summary>What a link leads to or comes from: an objective, or (upwards only) a paragraph.</summary>
internal sealed record PlannedLink(string Role, Policies.Paragraph? Paragraph, PlannedObjective? At);

/// <summary>A place in a tree that grows.</summary>
internal sealed class ThreadStep(PlannedLink link, ThreadStep? before)
{
    public PlannedLink Link { get; } = link;

    public List<ThreadStep> Next { get; } = [];

    public IReadOnlyList<Measure> Measures { get; set; } = [];

    public bool IsAgain { get; set; }

    public int Depth { get; } = before is null ? 0 : before.Depth + 1;

    /// <summary>Whether the way to this step, or the step itself, is at the objective.</summary>
    public bool Comes(string target) => Link.At?.Target == target || before?.Comes(target) == true;
}
