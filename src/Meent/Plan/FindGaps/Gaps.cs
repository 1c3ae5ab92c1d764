using Meent.Places;
using Meent.Plan.Policies;
using Meent.Plan.SeeThread;

namespace Meent.Plan.FindGaps;

/// <summary>A paragraph that no plan of the place answers.</summary>
/// <param name="Elsewhere">plans of other places of the hub, below or not, that answer it</param>
public sealed record Unanswered(Paragraph Paragraph, int Elsewhere);

/// <summary>What is missing between a policy, the plans of a place and what is done below it.</summary>
/// <param name="Unanswered">paragraphs that no objective answers</param>
/// <param name="Asked">paragraphs that could be answered</param>
/// <param name="Unmeasured">objectives that no indicator measures</param>
/// <param name="Idle">objectives without a measure</param>
/// <param name="Alone">objectives on which no school below acts; empty for a place that has nothing below it</param>
public sealed record GapReport(
    IReadOnlyList<Unanswered> Unanswered, int Asked, IReadOnlyList<PlannedObjective> Unmeasured, IReadOnlyList<PlannedObjective> Idle, IReadOnlyList<PlannedObjective> Alone)
{
    public bool IsEmpty => Unanswered.Count + Unmeasured.Count + Idle.Count + Alone.Count == 0;
}

/// <summary>Finds gaps. A stopped plan answers nothing; a draft does for those who may see it, because it is being written to answer.</summary>
public static class Gaps
{
    /// <param name="place">what it could not carry out is no gap</param>
    /// <param name="plans">of the place, as the reader may see them</param>
    /// <param name="elsewhere">plans of other places that answer a paragraph, by its target</param>
    /// <param name="acted">objectives on which a school below acts, as <see cref="PlanTarget"/> writes them</param>
    /// <param name="hasBelow">whether other places lie below this one</param>
    public static GapReport Of(
        PolicyDocument document, Place place, IReadOnlyList<OpenPlan> plans, IReadOnlyDictionary<string, int> elsewhere, IReadOnlySet<string> acted, bool hasBelow)
    {
        var objectives = plans.Where(p => p.Plan.State != PlanStates.Stopped).SelectMany(p => p.Content.Objectives.Select(o => new PlannedObjective(p, o))).ToList();
        var answered = objectives.SelectMany(o => o.Objective.Links).Select(l => l.Target).ToHashSet(StringComparer.Ordinal);
        var asked = document.ToAnswer.Where(p => p.IsMissedBy(place)).ToList();
        // Who answers "3b" as a whole answers each of its points.
        bool Answered(Paragraph p) => document.Above(p).Append(p).Any(a => answered.Contains(a.Target));
        var open = objectives.Where(o => o.Plan.Plan.State != PlanStates.Done).ToList();
        return new(
            [.. asked.Where(p => !Answered(p)).Select(p => new Unanswered(p, elsewhere.GetValueOrDefault(p.Target)))],
            asked.Count,
            [.. open.Where(o => o.Objective.MeasuredBy.Count == 0)],
            [.. open.Where(o => o.Objective.Measures.Count == 0)],
            // To a draft nobody can link yet.
            hasBelow ? [.. open.Where(o => o.Plan.Plan.State == PlanStates.Running && !acted.Contains(o.Target))] : []);
    }
}
