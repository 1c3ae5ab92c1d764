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
public sealed record ThreadDown(PlannedObjective At, string Role, IReadOnlyList<ThreadDown> Below)
{
    /// <summary>This and all below it.</summary>
    public IEnumerable<ThreadDown> All => Below.SelectMany(b => b.All).Prepend(this);
}

/// <summary>What an objective answers: a paragraph, or an objective of another plan with what that answers in turn.</summary>
/// <param name="Paragraph">null where it is an objective</param>
/// <param name="At">null where it is a paragraph</param>
public sealed record ThreadUp(string Role, Paragraph? Paragraph, PlannedObjective? At, IReadOnlyList<ThreadUp> Above);

/// <summary>Follows links between plans. Nothing stands twice on one way, so that plans which point at each other end somewhere.</summary>
public static class Threads
{
    /// <summary>From school to board, region, country and Union there are four steps; more are followed, and not without end.</summary>
    public const int MostSteps = 6;

    /// <param name="targets">what is to be answered: paragraphs, or objectives as <see cref="PlanTarget"/> writes them</param>
    /// <param name="plans">those that the reader may see</param>
    public static IReadOnlyList<ThreadDown> Down(IReadOnlyCollection<string> targets, IReadOnlyCollection<OpenPlan> plans)
    {
        var links = plans.SelectMany(p => p.Content.Objectives.Select(o => new PlannedObjective(p, o)))
            .SelectMany(at => at.Objective.Links.Select(l => (At: at, l.Role, l.Target))).ToLookup(l => l.Target);
        IReadOnlyList<ThreadDown> Below(IEnumerable<string> of, IReadOnlyList<string> way) => way.Count > MostSteps ? [] :
        [
            .. from found in of.SelectMany(t => links[t]).DistinctBy(l => l.At.Target)
               where !way.Contains(found.At.Target)
               orderby Rank(found.At.Plan.Place.Kind), found.At.Plan.Place.Name, found.At.Plan.Content.Title, found.At.Objective.Id.Length, found.At.Objective.Id
               select new ThreadDown(found.At, found.Role, Below([found.At.Target], [.. way, found.At.Target])),
        ];
        var top = Below(targets, []);
        // What stands below another answer is told there, with all that contributes to it, and not a second time.
        return [.. top.Where(t => !top.Any(other => other.At.Target != t.At.Target && other.All.Skip(1).Any(d => d.At.Target == t.At.Target) && !t.All.Skip(1).Any(d => d.At.Target == other.At.Target)))];
    }

    /// <param name="plans">those that the reader may see, by id</param>
    public static IReadOnlyList<ThreadUp> Up(PlannedObjective from, PolicyLibrary policies, IReadOnlyDictionary<Guid, OpenPlan> plans)
    {
        IReadOnlyList<ThreadUp> Above(Objective objective, IReadOnlyList<string> way) => way.Count > MostSteps ? [] :
        [
            .. from link in objective.Links
               let step = Step(link, way)
               where step is not null
               select step,
        ];
        ThreadUp? Step(PlanLink link, IReadOnlyList<string> way)
        {
            if (policies.Paragraph(link.Target) is { } paragraph) return new(link.Role, paragraph, null, []);
            if (way.Contains(link.Target) || Find(link.Target, plans) is not { } at) return null;
            return new(link.Role, null, at, Above(at.Objective, [.. way, link.Target]));
        }
        return Above(from.Objective, [from.Target]);
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
