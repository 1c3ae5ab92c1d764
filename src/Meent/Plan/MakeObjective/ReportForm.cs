using System.Globalization;
using Meent.Foundation.Localisation;
using Meent.Foundation.Web;
using Meent.Monitor;
using Meent.Plan.Proposals;

namespace Meent.Plan.MakeObjective;

/// <summary>An objective made from an area of a report or an appraisal, as typed.</summary>
/// <param name="Plan">id of a plan, or "new"</param>
/// <param name="Measures">ids of proposals</param>
/// <param name="Answers">paragraphs</param>
/// <param name="Figures">ids of indicators</param>
public sealed record ReportForm(string? Plan, string? Title, string? Why, IReadOnlyList<string> Measures, IReadOnlyList<string> Answers, IReadOnlyList<string> Figures)
{
    public const string NewPlan = "new";

    /// <summary>What is to be reached and by when, as typed, by indicator.</summary>
    public IReadOnlyDictionary<string, (string? Target, string? Due)> Ends { get; init; } = new Dictionary<string, (string?, string?)>();

    public static string TargetOf(string indicator) => $"target-{indicator}";

    public static string DueOf(string indicator) => $"due-{indicator}";

    /// <summary>Filled in from the report or the appraisal: with everything that can be said, and the proposal that fits best; none where nobody says where the place stands.</summary>
    public static ReportForm Of(ReportFacts facts, Texts T) => Of(facts.Start, facts.Proposed, facts.Plans, T) with { Figures = [.. facts.Figures.Select(f => f.By.Indicator)] };

    private static ReportForm Of(AreaStart start, ProposedArea? proposed, IReadOnlyList<OpenPlan> plans, Texts T) => new(
        plans is [var first, ..] ? first.Id.ToString() : NewPlan,
        proposed?.Objective.In(T.Language) ?? T["We do better in “{0}”", start.Name.In(T.Language)],
        start.Why,
        start.Level is { } level ? [.. proposed?.From(level).Take(1).Select(m => m.Id) ?? []] : [], proposed?.Answers ?? [], []);

    public static ReportForm From(Posted posted, ReportFacts facts) => new(posted["plan"], posted["title"], posted["why"], posted.Many("measures"), posted.Many("answers"), posted.Many("figures"))
    {
        Ends = facts.Figures.Select(f => f.Indicator.Id).ToDictionary(id => id, id => (posted[TargetOf(id)], posted[DueOf(id)])),
    };

    /// <param name="owner">slot of the person who sees to the measures</param>
    /// <returns>the objective; null where anything is wrong</returns>
    public Objective? Read(ReportFacts facts, string owner, DateOnly today, FormErrors errors, Texts T)
    {
        errors.Name([("title", T["What do you want to reach?"]), ("why", T["Why?"])]);
        var title = Typed.Required(Title, Typed.Line, "title", T["Write what you want to reach."], errors, T);
        var why = Typed.Maybe(Why, Typed.Text, "why", errors, T);
        var figures = facts.Figures.Where(f => Figures.Contains(f.By.Indicator)).Select(f => Aimed(f.By, f.Indicator, facts.Figures.Count > 1, today, errors, T)).ToList();
        if (errors.Any) return null;
        var proposed = facts.Proposed;
        return new Objective("", title!)
        {
            Why = why, From = facts.Start.Report is { } report ? new(report.RoundId, report.Area) : null, MeasuredBy = figures,
            Links = [.. (proposed?.Answers ?? []).Where(Answers.Contains).Select(t => new PlanLink(LinkRoles.ContributesTo, t))],
            Measures = [.. (proposed?.Measures ?? []).Where(m => Measures.Contains(m.Id)).Select(m => Measure(m, owner, today, T.Language))],
        };
    }

    private MeasuredBy Aimed(MeasuredBy by, Indicator indicator, bool isOneOfMany, DateOnly today, FormErrors errors, Texts T)
    {
        var (target, due) = Ends.GetValueOrDefault(by.Indicator);
        errors.Name(TargetOf(by.Indicator), Label(T["Where you want to be"]));
        errors.Name(DueOf(by.Indicator), Label(T["By when"]));
        var aimed = by with { Target = Typed.Value(target, TargetOf(by.Indicator), errors, T), Due = Typed.MaybeDay(due, DueOf(by.Indicator), errors, T) };
        Aims.Check(aimed, indicator, [], today, field => field == "due" ? DueOf(by.Indicator) : TargetOf(by.Indicator), errors, T);
        return aimed;

        string Label(string label) => isOneOfMany ? T["{0}: {1}", indicator.Name.In(T.Language), label] : label;
    }

    private static Measure Measure(ProposedMeasure proposed, string owner, DateOnly today, string language) =>
        new("", proposed.Title.In(language), proposed.Why.In(language), owner, today.AddMonths(proposed.Months))
        {
            Start = today, Changes = proposed.Changes?.In(language),
            Steps = [.. proposed.Steps.Select((s, i) => new Step(string.Create(CultureInfo.InvariantCulture, $"s{i + 1}"), s.In(language)))],
        };
}
