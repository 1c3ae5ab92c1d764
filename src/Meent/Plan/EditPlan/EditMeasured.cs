using System.Globalization;
using Meent.Foundation.Localisation;
using Meent.Foundation.Time;
using Meent.Foundation.Web;
using Meent.Monitor;
using Meent.People;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Meent.Plan.EditPlan;

/// <summary>By what one sees whether an objective is reached.</summary>
internal static class EditMeasured
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/plans/{planId:guid}/edit/objectives/{objective}/measured", Show).RequireAuthorization();
        routes.MapPost("/plans/{planId:guid}/edit/objectives/{objective}/measured", Save).RequireAuthorization().KeepsTyped();
    }

    private static async Task<IResult> Show(Guid planId, string objective, PartEdit part, IndicatorLibrary library, BreakdownLibrary breakdowns, Observations observations, CancellationToken cancel)
    {
        if (await part.Find(planId, cancel) is not { } plan || plan.Content.Objective(objective) is not { } found) return Page.NotFound();
        var choices = await MeasuredChoices.Of(plan.Place, found.MeasuredBy, library, breakdowns, observations, cancel);
        return Shown(EditShown.First(plan, $"{plan.Path}#{objective}"), found, MeasuredForm.Of(found.MeasuredBy, choices, part.T), choices, 200);
    }

    private static async Task<IResult> Save(Guid planId, string objective, Posted posted, PartEdit part, IndicatorLibrary library, BreakdownLibrary breakdowns, Observations observations, TimeProvider clock, CancellationToken cancel)
    {
        if (await part.Find(planId, cancel) is not { } plan) return Page.NotFound();
        var choices = await MeasuredChoices.Of(plan.Place, plan.Content.Objective(objective)?.MeasuredBy ?? [], library, breakdowns, observations, cancel);
        if (plan.Content.Objective(objective) is not { } found) return part.Gone(plan, objective, posted, MeasuredForm.From(posted).Lines(choices, part.T));
        var (sent, form) = (part.Sent(plan, posted, $"{plan.Path}#{objective}"), MeasuredForm.From(posted));
        if (form.Read(found.MeasuredBy, choices, clock.Today(), sent.Errors, part.T) is not { } by) return Shown(sent, found, form, choices, 422);
        return await part.Save(sent, PlanEdits.MeasureBy(objective, by), sent.Back, (s, status) => Shown(s, found, form, choices, status),
            c => FormLines.Rows(part.T["Figure"], c.Objective(objective)!.MeasuredBy, m => string.Join(": ", new[] { choices.Of(m.Indicator)?.Name.In(part.T.Language) ?? m.Indicator, m.Breakdown is null ? null : choices.Names.Of(m.Breakdown, part.T), PlanWords.Goal(m, part.T, choices.Of(m.Indicator)?.Unit) }.OfType<string>()), part.T),
            form.Lines(choices, part.T), cancel: cancel);
    }

    private static RazorComponentResult<MeasuredPage> Shown(EditShown edit, Objective objective, MeasuredForm form, MeasuredChoices choices, int status) =>
        Page.Of<MeasuredPage>(new MeasuredPage.Shown(edit, objective, form, choices), status);
}

/// <summary>The figures of an objective as typed; a row without a figure is none.</summary>
public sealed record MeasuredForm(IReadOnlyList<MeasuredRow> Rows)
{
    public const int Most = 8;

    public static MeasuredForm Of(IReadOnlyList<MeasuredBy> all, MeasuredChoices choices, Texts T) => new(
    [
        .. all.Select(m => choices.Has(m.Indicator)
            ? new MeasuredRow(m.Indicator, null, m.Breakdown, Typed.Number(m.Base, T), m.BasePeriod, Typed.Number(m.Target, T), Typed.Day(m.Due))
            : new MeasuredRow(null, choices.Typed(T).FirstOrDefault(c => c.Value == m.Indicator)?.Text ?? m.Indicator, m.Breakdown, Typed.Number(m.Base, T), m.BasePeriod, Typed.Number(m.Target, T), Typed.Day(m.Due))),
        .. Enumerable.Repeat(new MeasuredRow(null, null, null, null, null, null, null), all.Count < Most ? 1 : 0),
    ]);

    public static MeasuredForm From(Posted posted) => new([.. Enumerable.Range(0, Most).Where(i => posted.Has(Name("indicator", i)) || posted.Has(Name("own", i))).Select(i =>
        new MeasuredRow(posted[Name("indicator", i)], posted[Name("own", i)], posted[Name("group", i)], posted[Name("base", i)], Typed.When(posted[Name("period", i)]), posted[Name("target", i)], posted[Name("due", i)]))]);

    public static string Name(string field, int row) => string.Create(CultureInfo.InvariantCulture, $"{field}-{row}");

    /// <param name="before">what stood there, and may stay</param>
    /// <returns>null where anything is wrong</returns>
    public IReadOnlyList<MeasuredBy>? Read(IReadOnlyList<MeasuredBy> before, MeasuredChoices choices, DateOnly today, FormErrors errors, Texts T)
    {
        var read = Rows.Select((row, i) => (Row: row, Index: i)).Where(r => !r.Row.IsEmpty).Select(r => (By: One(r.Row, r.Index, before, choices, errors, T), r.Row, r.Index)).ToList();
        foreach (var (by, _, i) in read)
        {
            foreach (var (field, label) in Labels(T)) errors.Name(Name(field, i), T["{0}, {1}", T["Figure {0}", i + 1], label]);
            Aims.Check(by, choices.Of(by.Indicator), before, today, field => Name(field, i), errors, T);
        }
        // A file that says it twice is not taken either, and of two aims for one figure nobody knows which counts.
        foreach (var (_, row, i) in read.Where(r => r.By.Indicator.Length > 0).GroupBy(r => (r.By.Indicator, r.By.Breakdown)).SelectMany(g => g.Skip(1)))
            errors.Add(Name(row.Indicator is null ? "own" : "indicator", i), new FigureIsTaken().Sentence(T));
        return errors.Any ? null : [.. read.Select(r => r.By)];
    }

    internal IEnumerable<(string Label, string? Value)> Lines(MeasuredChoices choices, Texts T) => Rows.Select((r, i) => (T["Figure {0}", i + 1],
        Typed.Together(choices.Indicators.FirstOrDefault(x => x.Id == r.Indicator)?.Name.In(T.Language) ?? r.Indicator, r.Own, r.Group is null ? null : choices.Names.Of(r.Group, T), r.Base, r.InYear, r.Target, r.Due)));

    private static IEnumerable<(string Field, string Label)> Labels(Texts T) =>
        [("base", T["Where you begin"]), ("period", T["When"]), ("target", T["Where you want to be"]), ("due", T["By when"])];

    private static MeasuredBy One(MeasuredRow row, int i, IReadOnlyList<MeasuredBy> before, MeasuredChoices choices, FormErrors errors, Texts T)
    {
        if (row.Indicator is null && row.Own is null) errors.Add(Name("indicator", i), T["Choose a figure, or write one of your own."]);
        else if (row.Indicator is not null && !choices.Has(row.Indicator)) errors.Add(Name("indicator", i), T["Choose one of the figures."]);
        if (row.Own is { } own) Typed.Length(own, Typed.Line, Name("own", i), errors, T);
        if (row.InYear is { } period) Typed.Length(period, 20, Name("period", i), errors, T);
        var ofHub = row.Indicator ?? (row.Own is null ? null : choices.Meant(row.Own, T));
        // Of a figure of the hub, the newest value is told beside the start: for that it must be known when the start was.
        if (ofHub is not null && row.InYear is { } start && PeriodMath.Middle(start) is null) errors.Add(Name("period", i), T["Write a year, a school year, a month or a day: 2025, 2025/2026, 2025-11 or 2025-11-20."]);
        var indicator = ofHub ?? row.Own ?? "";
        if (ofHub is { } of && row.Group is { } group && !choices.Groups[of].Contains(group) && !before.Any(m => m.Indicator == of && m.Breakdown == group))
            errors.Add(Name("group", i), T["This hub has no such figures of this group. Choose another group, or all together."]);
        return new(indicator, row.Group, Typed.Value(row.Base, Name("base", i), errors, T), row.InYear,
            Typed.Value(row.Target, Name("target", i), errors, T), Typed.MaybeDay(row.Due, Name("due", i), errors, T));
    }
}

/// <param name="Indicator">id of one of the hub's; null for a figure of their own</param>
/// <param name="Group">a breakdown; null for all together</param>
public sealed record MeasuredRow(string? Indicator, string? Own, string? Group, string? Base, string? InYear, string? Target, string? Due)
{
    public bool IsEmpty => this is { Indicator: null, Own: null, Group: null, Base: null, InYear: null, Target: null, Due: null };
}
