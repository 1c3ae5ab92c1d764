using System.Globalization;
using System.Text.RegularExpressions;
using Meent.Foundation.Web;
using Meent.Monitor;
using Meent.Plan.EditPlan;

namespace Meent.Plan.TakeAlong;

/// <summary>Whether a plan of a file is one that could have been made here. A plan with anything wrong is not taken at all.</summary>
public static partial class PlanChecks
{
    /// <summary>Larger plans nobody reads, and no page shows them well.</summary>
    public const int MostObjectives = 60, MostMeasures = 300, MostLinks = 200;

    /// <summary>Of an id: "o900000". There is room for more that are made here.</summary>
    private const int MostNumber = 900_000;

    /// <param name="line">of an objective, measure or person in the file, by its id; null where it has no lines</param>
    /// <param name="indicators">those of this hub by id; null for a figure of the plan's own</param>
    public static ExchangeRead Checked(PlanExchange plan, Func<string, int?> line, Func<string, Indicator?>? indicators)
    {
        var problems = All(plan).Concat(indicators is null ? [] : plan.Content.Objectives.SelectMany(o => OfAims(o, indicators))).Select(p => new FileProblem(p.Of is { } of ? line(of) : null, p.Why, p.Of)).ToList();
        return new(problems.Count > 0 ? null : plan with { Content = PlanEdits.Numbered(plan.Content) }, problems);
    }

    private static IEnumerable<(string? Of, Refusal Why)> All(PlanExchange plan)
    {
        var c = plan.Content;
        if (!Fits(c.Title, Typed.Line) || !Fits(c.About ?? "-", Typed.Text)) yield return (null, new TextDoesNotFit("title"));
        if (!LanguageTag().IsMatch(c.Language ?? "en")) yield return (null, new TextDoesNotFit("language"));
        if (c.To < c.From || !IsNear(c.From) || !IsNear(c.To)) yield return (null, new PeriodIsWrong());
        if (c.Objectives.Count > MostObjectives || c.Measures.Count() > MostMeasures) yield return (null, new PlanIsTooLarge(MostObjectives, MostMeasures));
        foreach (var id in Twice(c.Objectives.Select(o => o.Id)).Concat(Twice(c.Measures.Select(m => m.Id))).Concat(Twice(plan.People.Select(p => p.Slot)))) yield return (id, new IdIsTaken(id));
        foreach (var id in c.Objectives.Select(o => o.Id).Where(i => !ObjectiveId().IsMatch(i ?? "")).Concat(c.Measures.Select(m => m.Id).Where(i => !MeasureId().IsMatch(i ?? ""))).Concat(plan.People.Select(p => p.Slot).Where(s => !SlotId().IsMatch(s))))
            yield return (id, new IdIsWrong(id ?? ""));
        if (c.LastObjective is < 0 or > MostNumber) yield return (null, new IdIsWrong($"o{c.LastObjective}"));
        if (c.LastMeasure is < 0 or > MostNumber) yield return (null, new IdIsWrong($"m{c.LastMeasure}"));
        foreach (var person in plan.People.Where(p => !Fits(p.Name, 100))) yield return (person.Slot, new TextDoesNotFit("name"));
        foreach (var problem in c.Objectives.SelectMany(Of).Concat(c.Measures.SelectMany(Of)).Concat(plan.History is { } history ? Of(history, LastMeasure(c)) : [])) yield return problem;
    }

    // Texts may be longer than the forms take: where a name was, "somebody who left" stands after its owner went.
    /// <param name="last">number of the last measure that the plan ever had: what comes later begins without a history</param>
    private static IEnumerable<(string? Of, Refusal Why)> Of(PlanHistory history, int last)
    {
        if (!PlanStates.All.Contains(history.State) || !IsNear(history.NextReview)) yield return (null, new NextReviewIsWrong());
        foreach (var c in history.CheckIns.Where(c => !MeasureId().IsMatch(c.Measure) || Number(c.Measure) > last || !IsMoment(c.At) || !IsSure(c) || !(c.Line.Length == 0 || Fits(c.Line, Typed.Text))
            || c.Figure is null != c.Value is null || !Fits(c.Figure ?? "-", 3 * Typed.Line) || !IsSmall(c.Value))) yield return (c.Measure, new CheckInIsWrong(c.Measure));
        if (history.Reviews.Any(r => !IsNear(r.Held) || !IsNear(r.Due) || !IsMoment(r.At) || !Fits(r.Decided, 2 * Typed.Text))) yield return (null, new ReviewIsWrong());
    }

    private static bool IsMoment(DateTime time) => time.Kind == DateTimeKind.Utc && IsNear(DateOnly.FromDateTime(time));

    private static bool IsSure(ToldCheckIn c) => c.State is MeasureState.Done or MeasureState.Stopped ? c.Confidence == 0 : c.Confidence is >= 1 and <= 5;

    private static int LastMeasure(PlanContent c) => c.Measures.Select(m => MeasureId().IsMatch(m.Id ?? "") ? Number(m.Id!) : 0).Append(c.LastMeasure).Max();

    private static int Number(string id) => int.Parse(id.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture);

    private static IEnumerable<(string? Of, Refusal Why)> Of(Objective o)
    {
        if (!Fits(o.Title, Typed.Line)) yield return (o.Id, new TextDoesNotFit("title"));
        if (!Fits(o.Why ?? "-", Typed.Text)) yield return (o.Id, new TextDoesNotFit("why"));
        if (o.From is { } from && (from.Round == Guid.Empty || !Fits(from.Area, Typed.Line))) yield return (o.Id, new ReportIsWrong());
        if (o.Links.Any(l => !LinkRoles.All.Contains(l.Role) || !Fits(l.Target, Typed.Line)) || o.Links.Distinct().Count() != o.Links.Count) yield return (o.Id, new LinkIsWrong());
        if (o.Links.Count > MostLinks) yield return (o.Id, new TooManyLinks(MostLinks));
        if (!o.MeasuredBy.All(m => IsSmall(m.Base) && IsSmall(m.Target))) yield return (o.Id, new ValueIsTooLarge());
        if (!o.MeasuredBy.All(m => IsNear(m.Due))) yield return (o.Id, new PeriodIsWrong());
        if (o.MeasuredBy.Any(m => !Fits(m.Indicator, Typed.Line))) yield return (o.Id, new TextDoesNotFit("indicator"));
        if (o.MeasuredBy.Any(m => !Fits(m.Breakdown ?? "-", Typed.Line))) yield return (o.Id, new TextDoesNotFit("breakdown"));
        if (o.MeasuredBy.Any(m => !Fits(m.BasePeriod ?? "-", Typed.Period))) yield return (o.Id, new TextDoesNotFit("base_period"));
        if (o.MeasuredBy.Count > MeasuredForm.Most) yield return (o.Id, new TooManyFigures(MeasuredForm.Most));
        if (o.MeasuredBy.DistinctBy(m => (m.Indicator, m.Breakdown)).Count() != o.MeasuredBy.Count) yield return (o.Id, new FigureIsTaken());
    }

    /// <summary>As the form has it, but for days: those of a plan from before may have gone by.</summary>
    private static IEnumerable<(string? Of, Refusal Why)> OfAims(Objective o, Func<string, Indicator?> indicators) =>
        from aim in o.MeasuredBy
        where aim.Indicator is not null
        from problem in Aims.Of(aim, indicators(aim.Indicator))
        select ((string?)o.Id, problem switch
        {
            OffScale off => new AimIsOffScale(aim.Indicator, off.Value, off.Least, off.Most),
            WorseThanTheStart worse => (Refusal)new AimIsWorse(aim.Indicator, worse.Target, worse.Start),
            _ => throw new ArgumentOutOfRangeException(nameof(o)),
        });

    // As the forms take them: sums of larger ones would not be numbers any more.
    private static bool IsSmall(decimal? number) => number is null or (> -1_000_000_000_000 and < 1_000_000_000_000);

    private static bool IsNear(DateOnly? day) => day is null or { Year: >= 1990 and <= 2100 };

    private static IEnumerable<(string? Of, Refusal Why)> Of(Measure m)
    {
        if (!Fits(m.Title, Typed.Line)) yield return (m.Id, new TextDoesNotFit("title"));
        if (!Fits(m.Why, Typed.Text)) yield return (m.Id, new TextDoesNotFit("why"));
        if (!Fits(m.Changes ?? "-", Typed.Text)) yield return (m.Id, new TextDoesNotFit("changes"));
        if (!SlotId().IsMatch(m.Owner ?? "")) yield return (m.Id, new IdIsWrong(m.Owner ?? ""));
        if (!Fits(m.OwnerRole ?? "-", 100)) yield return (m.Id, new TextDoesNotFit("owner_role"));
        if (m.End < m.Start || !IsNear(m.End) || !IsNear(m.Start) || !IsNear(m.NextReview) || !m.Steps.All(s => IsNear(s.DoneOn))) yield return (m.Id, new PeriodIsWrong());
        if (m.Money.Any(x => !MoneySources.All.Contains(x.Source) || x.Planned < 0 || x.Spent < 0 || !IsSmall(x.Planned) || !IsSmall(x.Spent)) || Twice(m.Money.Select(x => x.Source)).Any()) yield return (m.Id, new MoneyIsWrong());
        if (m.Steps.Any(s => !Fits(s.Title, Typed.Line) || !StepId().IsMatch(s.Id ?? "")) || Twice(m.Steps.Select(s => s.Id)).Any() || m.Steps.Count > StepsForm.Most) yield return (m.Id, new StepIsWrong(StepsForm.Most));
        // A link that a browser would run is no evidence.
        if (m.Evidence.Any(e => !Fits(e.Text, EvidenceForm.LongestText) || !(e.Url is null || EvidenceForm.IsAddress(e.Url))) || m.Evidence.Count > EvidenceForm.Most) yield return (m.Id, new EvidenceIsWrong(EvidenceForm.Most));
    }

    private static bool Fits(string? text, int most) => !string.IsNullOrWhiteSpace(text) && text.Length <= most && Posted.Clean(text) == text.Trim();

    private static IEnumerable<string> Twice(IEnumerable<string?> ids) => ids.OfType<string>().GroupBy(i => i).Where(g => g.Count() > 1).Select(g => g.Key);

    [GeneratedRegex(@"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}\z")]
    private static partial Regex LanguageTag();

    [GeneratedRegex(@"^o[1-9]\d{0,5}\z")]
    private static partial Regex ObjectiveId();

    [GeneratedRegex(@"^m[1-9]\d{0,5}\z")]
    private static partial Regex MeasureId();

    [GeneratedRegex(@"^s[1-9]\d{0,5}\z")]
    private static partial Regex StepId();

    [GeneratedRegex(@"^p[1-9]\d{0,5}\z")]
    private static partial Regex SlotId();
}
