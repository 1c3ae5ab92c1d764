using System.Globalization;
using System.Text.Json;

namespace Meent.Plan;

/// <summary>A change of one part of a plan.</summary>
/// <param name="Part">the part as it stands in some version, as a text that is compared; null where that version does not have it</param>
/// <param name="Apply">the content with the part changed, all other parts as they are</param>
public sealed record PlanEdit(Func<PlanContent, string?> Part, Func<PlanContent, PlanContent> Apply);

/// <summary>The changes that people make, as pure functions.</summary>
public static class PlanEdits
{
    /// <summary>Title, introduction and period.</summary>
    public static PlanEdit Head(string title, string? about, DateOnly from, DateOnly to) => new(
        c => Text(new { c.Title, c.About, c.From, c.To }), c => c with { Title = title, About = about, From = from, To = to });

    /// <summary>One more objective at the end; it gets the next id, its measures theirs. One that is the same in everything as one that is there was sent twice.</summary>
    public static PlanEdit AddObjective(Objective objective) => new(_ => "", c => c.Objectives.Any(o => Bare(o) == Bare(objective)) ? c : c with
    {
        LastObjective = LastObjective(c) + 1,
        LastMeasure = LastMeasure(c) + objective.Measures.Count,
        Objectives = [.. c.Objectives, objective with { Id = Id('o', LastObjective(c) + 1), Measures = [.. objective.Measures.Select((m, i) => m with { Id = Id('m', LastMeasure(c) + 1 + i) })] }],
    });

    /// <summary>The id of an objective that was added to a content: the next one, or that of the one which was there already.</summary>
    public static string IdOf(PlanContent before, Objective added) => before.Objectives.FirstOrDefault(o => Bare(o) == Bare(added))?.Id ?? Id('o', LastObjective(before) + 1);

    /// <summary>Whether an objective or a measure ever had this id: then somebody took it out, if it is not there.</summary>
    public static bool WasGiven(PlanContent content, string id) =>
        (Number('o', id) is > 0 and var objective && objective <= LastObjective(content)) || (Number('m', id) is > 0 and var measure && measure <= LastMeasure(content));

    /// <summary>Title and reason of an objective.</summary>
    public static PlanEdit Reword(string objective, string title, string? why) => On(objective, o => Text(new { o.Title, o.Why }), o => o with { Title = title, Why = why });

    public static PlanEdit MeasureBy(string objective, IReadOnlyList<MeasuredBy> by) => On(objective, o => Text(o.MeasuredBy), o => o with { MeasuredBy = by });

    public static PlanEdit LinkTo(string objective, IReadOnlyList<PlanLink> links) => On(objective, o => Text(o.Links), o => o with { Links = [.. links.Distinct()] });

    /// <summary>Takes an objective out with all its measures.</summary>
    public static PlanEdit RemoveObjective(string objective) => new(
        c => c.Objective(objective) is { } o ? Text(o) : null, c => c with { Objectives = [.. c.Objectives.Where(o => o.Id != objective)] });

    /// <summary>One more measure of an objective; it gets the next id. One that is the same in everything as one that is there was sent twice.</summary>
    public static PlanEdit AddMeasure(string objective, Measure measure) => new(c => c.Objective(objective) is null ? null : "", c => c.Objective(objective)!.Measures.Any(m => Bare(m) == Bare(measure)) ? c : c with
    {
        LastMeasure = LastMeasure(c) + 1,
        Objectives = [.. c.Objectives.Select(o => o.Id == objective ? o with { Measures = [.. o.Measures, measure with { Id = Id('m', LastMeasure(c) + 1) }] } : o)],
    });

    /// <summary>What a measure says of itself: all but money, steps and evidence, which have changes of their own.</summary>
    public static PlanEdit Redo(string id, Measure now) => OnMeasure(
        id,
        m => Text(m with { Money = [], Steps = [], Evidence = [] }),
        m => now with { Id = id, Money = m.Money, Steps = m.Steps, Evidence = m.Evidence });

    public static PlanEdit Pay(string measure, IReadOnlyList<Money> money) => OnMeasure(measure, m => Text(m.Money), m => m with { Money = money });

    /// <summary>Steps with "" for an id are new and get the next one.</summary>
    public static PlanEdit SetSteps(string measure, IReadOnlyList<Step> steps) => OnMeasure(measure, m => Text(m.Steps), m => m with { Steps = Numbered(m.Steps, steps) });

    /// <summary>Ticks a step, or takes the tick away. Two people can tick two steps at once.</summary>
    public static PlanEdit Tick(string measure, string step, DateOnly? doneOn) => OnMeasure(
        measure,
        m => m.Steps.FirstOrDefault(s => s.Id == step) is { } s ? Text(s) : null,
        m => m with { Steps = [.. m.Steps.Select(s => s.Id == step ? s with { DoneOn = doneOn } : s)] });

    public static PlanEdit Show(string measure, IReadOnlyList<Evidence> evidence) => OnMeasure(measure, m => Text(m.Evidence), m => m with { Evidence = evidence });

    public static PlanEdit RemoveMeasure(string measure) => new(
        c => c.Measure(measure) is { } m ? Text(m) : null,
        c => c with { Objectives = [.. c.Objectives.Select(o => o with { Measures = [.. o.Measures.Where(m => m.Id != measure)] })] });

    /// <summary>The content with its counters at least as high as the ids in it.</summary>
    public static PlanContent Numbered(PlanContent content) => content with { LastObjective = LastObjective(content), LastMeasure = LastMeasure(content) };

    private static PlanEdit On(string objective, Func<Objective, string> part, Func<Objective, Objective> change) => new(
        c => c.Objective(objective) is { } o ? part(o) : null,
        c => c with { Objectives = [.. c.Objectives.Select(o => o.Id == objective ? change(o) : o)] });

    private static PlanEdit OnMeasure(string measure, Func<Measure, string?> part, Func<Measure, Measure> change) => new(
        c => c.Measure(measure) is { } m ? part(m) : null,
        c => c with { Objectives = [.. c.Objectives.Select(o => o with { Measures = [.. o.Measures.Select(m => m.Id == measure ? change(m) : m)] })] });

    private static IReadOnlyList<Step> Numbered(IReadOnlyList<Step> before, IReadOnlyList<Step> steps)
    {
        var last = before.Concat(steps).Select(s => Number('s', s.Id)).DefaultIfEmpty().Max();
        return [.. steps.Select(s => s.Id.Length == 0 ? s with { Id = Id('s', ++last) } : s)];
    }

    private static int LastObjective(PlanContent content) => content.Objectives.Select(o => Number('o', o.Id)).Append(content.LastObjective).Max();

    private static int LastMeasure(PlanContent content) => content.Measures.Select(m => Number('m', m.Id)).Append(content.LastMeasure).Max();

    private static string Id(char kind, int number) => string.Create(CultureInfo.InvariantCulture, $"{kind}{number}");

    private static int Number(char kind, string id) => id.Length > 1 && id[0] == kind && int.TryParse(id.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    // All that people wrote; ids are given when it is kept.
    private static string Bare(Objective objective) => Text(objective with { Id = "", Measures = [.. objective.Measures.Select(m => m with { Id = "" })] });

    private static string Bare(Measure measure) => Text(measure with { Id = "" });

    private static string Text<T>(T part) => JsonSerializer.Serialize(part);
}
