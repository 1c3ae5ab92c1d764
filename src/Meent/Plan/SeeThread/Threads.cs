using Meent.Plan.Policies;

namespace Meent.Plan.SeeThread;

/// <summary>An objective with the plan it stands in, as one reader sees it.</summary>
public sealed record PlannedObjective(OpenPlan Plan, Objective Objective)
{
    public string Target => new PlanTarget(Plan.Plan.PlaceId, Plan.Id, Objective.Id).ToString();

    public string Path => $"{Plan.Path}#{Objective.Id}";
}

/// <summary>What answers something: an objective, and what contributes to it in turn.</summary>
/// <param name="Role">of its link to what stands above, one of <see cref="LinkRoles"/></param>
/// <param name="Measures">what is done for it, as far as there is room</param>
/// <param name="IsAgain">its measures and what contributes to it are told where it stands for the first time</param>
public sealed record ThreadDown(PlannedObjective At, string Role, IReadOnlyList<ThreadDown> Below, IReadOnlyList<Measure> Measures, bool IsAgain = false)
{
    /// <summary>This and all below it.</summary>
    public IEnumerable<ThreadDown> All => Below.SelectMany(b => b.All).Prepend(this);
}

/// <summary>What an objective answers: a paragraph, or an objective of another plan with what that answers in turn.</summary>
/// <param name="Paragraph">null where it is an objective</param>
/// <param name="At">null where it is a paragraph</param>
/// <param name="IsAgain">what it answers is told where it stands for the first time</param>
public sealed record ThreadUp(string Role, Paragraph? Paragraph, PlannedObjective? At, IReadOnlyList<ThreadUp> Above, bool IsAgain = false);

/// <summary>Follows links between plans. Nothing stands twice on one way, so that plans which point at each other end somewhere.</summary>
public static class Threads
{
    /// <summary>From school to board, region, country and Union there are four steps; more are followed, and not without end.</summary>
    public const int MostSteps = 6;

    /// <summary>So many links are followed to see which answers stand below which; in a hub of honest plans there are far fewer.</summary>
    private const int MostFollowed = 200_000;

    /// <param name="targets">what is to be answered: paragraphs, or objectives as <see cref="PlanTarget"/> writes them</param>
    /// <param name="plans">those that the reader may see</param>
    /// <param name="room">of the page, where several threads stand on it</param>
    public static IReadOnlyList<ThreadDown> Down(IReadOnlyCollection<string> targets, IReadOnlyCollection<OpenPlan> plans, ThreadRoom? room = null)
    {
        var links = plans.SelectMany(p => p.Content.Objectives.Select(o => new PlannedObjective(p, o)))
            .SelectMany(at => at.Objective.Links.Select(l => (l.Target, l.Role, At: at))).ToLookup(l => l.Target);
        IEnumerable<PlannedLink> Below(IEnumerable<string> of) =>
            from found in of.SelectMany(t => links[t]).DistinctBy(l => l.At.Target)
            let plan = found.At.Plan
            orderby Rank(plan.Place.Kind), plan.Place.Name, plan.Content.Title, found.At.Objective.Id.Length, found.At.Objective.Id
            select new PlannedLink(found.Role, null, found.At);
        var top = Below(targets).ToList();
        var elsewhere = BelowAnother([.. top.Select(t => t.At!.Target)], t => links[t].Select(l => l.At.Target));
        static ThreadDown Told(ThreadStep step) => new(step.Link.At!, step.Link.Role, [.. step.Next.Select(Told)], step.Measures, step.IsAgain);
        return [.. (room ?? new()).Grow(top.Where(t => !elsewhere.Contains(t.At!.Target)), l => Below([l.At!.Target])).Select(Told)];
    }

    /// <param name="plans">those that the reader may see, by id</param>
    /// <param name="room">of the page, where several threads stand on it</param>
    public static IReadOnlyList<ThreadUp> Up(PlannedObjective from, PolicyLibrary policies, IReadOnlyDictionary<Guid, OpenPlan> plans, ThreadRoom? room = null)
    {
        IEnumerable<PlannedLink> Above(Objective objective) =>
            from link in objective.Links
            let paragraph = policies.Paragraph(link.Target)
            let at = paragraph is null ? Find(link.Target, plans) : null
            where paragraph is not null || at is not null
            select new PlannedLink(link.Role, paragraph, at);
        static ThreadUp Told(ThreadStep step) => new(step.Link.Role, step.Link.Paragraph, step.Link.At, [.. step.Next.Select(Told)], step.IsAgain && step.Link.At!.Objective.Links.Count > 0);
        return [.. (room ?? new()).Grow(Above(from.Objective).Where(l => l.At?.Target != from.Target), l => Above(l.At!.Objective), from.Target).Select(Told)];
    }

    /// <summary>Answers that stand below another answer: they are told there, with all that contributes to them, and not a second time.</summary>
    private static HashSet<string> BelowAnother(IReadOnlyList<string> answers, Func<string, IEnumerable<string>> below)
    {
        var followed = 0;
        HashSet<string> Reached(string from)
        {
            var (all, now) = (new HashSet<string>(StringComparer.Ordinal), new List<string> { from });
            for (var step = 0; step < MostSteps && now.Count > 0; step++) now = [.. now.SelectMany(below).TakeWhile(_ => followed++ < MostFollowed).Where(all.Add)];
            return all;
        }
        var reached = answers.ToDictionary(a => a, Reached);
        return [.. from a in answers from other in reached[a] where other != a && reached.TryGetValue(other, out var back) && !back.Contains(a) select other];
    }

    /// <summary>The objective that a link names; null where it is none, or of a plan that is not among these.</summary>
    public static PlannedObjective? Find(string target, IReadOnlyDictionary<Guid, OpenPlan> plans) =>
        PlanTarget.Read(target) is { } named && plans.GetValueOrDefault(named.PlanId) is { } plan && plan.Content.Objective(named.Objective) is { } objective ? new(plan, objective) : null;

    private static int Rank(string kind) => kind switch
    {
        Places.PlaceKind.Union => 0,
        Places.PlaceKind.Country => 1,
        Places.PlaceKind.Region => 2,
        Places.PlaceKind.Board => 3,
        Places.PlaceKind.School => 4,
        _ => 5,
    };
}
