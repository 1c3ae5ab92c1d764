using System.Globalization;
using Meent.Foundation.Localisation;
using Meent.Foundation.Web;
using Meent.Monitor;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Meent.Plan.EditPlan;

/// <summary>By what one sees whether an objective is reached.</summary>
internal static class EditMeasured
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/plans/{planId:guid}/edit/objectives/{objective}/measured", Show).RequireAuthorization();
        routes.MapPost("/plans/{planId:guid}/edit/objectives/{objective}/measured", Save).RequireAuthorization();
    }

    private static async Task<IResult> Show(Guid planId, string objective, PartEdit part, IndicatorLibrary library, CancellationToken cancel) =>
        await part.Find(planId, cancel) is { } plan && plan.Content.Objective(objective) is { } found
            ? Shown(EditShown.First(plan, $"{plan.Path}#{objective}"), found, MeasuredForm.Of(found.MeasuredBy, library), library, 200)
            : Page.NotFound();

    private static async Task<IResult> Save(Guid planId, string objective, Posted posted, PartEdit part, IndicatorLibrary library, CancellationToken cancel)
    {
        if (await part.Find(planId, cancel) is not { } plan || plan.Content.Objective(objective) is not { } found) return Page.NotFound();
        var (sent, form) = (part.Sent(plan, posted, $"{plan.Path}#{objective}"), MeasuredForm.From(posted));
        if (form.Read(found.MeasuredBy, library, sent.Errors, part.T) is not { } by) return Shown(sent, found, form, library, 422);
        return await part.Save(sent, PlanEdits.MeasureBy(objective, by), sent.Back, (s, status) => Shown(s, found, form, library, status),
            c => FormLines.Rows(part.T["Figure"], c.Objective(objective)!.MeasuredBy, m => string.Join(": ", new[] { m.Indicator, PlanWords.Goal(m, part.T) }.OfType<string>()), part.T), cancel: cancel);
    }

    private static RazorComponentResult<MeasuredPage> Shown(EditShown edit, Objective objective, MeasuredForm form, IndicatorLibrary library, int status) =>
        Page.Of<MeasuredPage>(new MeasuredPage.Shown(edit, objective, form, library.Shipped), status);
}

/// <summary>The figures of an objective as typed; a row without a figure is none.</summary>
public sealed record MeasuredForm(IReadOnlyList<MeasuredRow> Rows)
{
    public const int Most = 8;

    public static MeasuredForm Of(IReadOnlyList<MeasuredBy> all, IndicatorLibrary library) => new(
    [
        .. all.Select(m => library.Shipped.Any(i => i.Id == m.Indicator)
            ? new MeasuredRow(m.Indicator, null, Typed.Number(m.Base), m.BasePeriod, Typed.Number(m.Target), Typed.Day(m.Due))
            : new MeasuredRow(null, m.Indicator, Typed.Number(m.Base), m.BasePeriod, Typed.Number(m.Target), Typed.Day(m.Due))),
        .. Enumerable.Repeat(new MeasuredRow(null, null, null, null, null, null), all.Count < Most ? 1 : 0),
    ]);

    public static MeasuredForm From(Posted posted) => new([.. Enumerable.Range(0, Most).Where(i => posted.Has(Name("indicator", i)) || posted.Has(Name("own", i))).Select(i =>
        new MeasuredRow(posted[Name("indicator", i)], posted[Name("own", i)], posted[Name("base", i)], posted[Name("period", i)], posted[Name("target", i)], posted[Name("due", i)]))]);

    public static string Name(string field, int row) => string.Create(CultureInfo.InvariantCulture, $"{field}-{row}");

    /// <param name="before">what stood there: a breakdown that the form does not show stays</param>
    /// <returns>null where anything is wrong</returns>
    public IReadOnlyList<MeasuredBy>? Read(IReadOnlyList<MeasuredBy> before, IndicatorLibrary library, FormErrors errors, Texts T)
    {
        var read = Rows.Select((row, i) => (Row: row, Index: i)).Where(r => !r.Row.IsEmpty).Select(r => One(r.Row, r.Index, before, library, errors, T)).ToList();
        return errors.Any ? null : [.. read];
    }

    private static MeasuredBy One(MeasuredRow row, int i, IReadOnlyList<MeasuredBy> before, IndicatorLibrary library, FormErrors errors, Texts T)
    {
        if (row.Indicator is null && row.Own is null) errors.Add(Name("indicator", i), T["Choose a figure, or write one of your own."]);
        else if (row.Indicator is not null && library.Shipped.All(x => x.Id != row.Indicator)) errors.Add(Name("indicator", i), T["Choose one of the figures."]);
        if (row.Own is { } own) Typed.Length(own, Typed.Line, Name("own", i), errors, T);
        if (row.InYear is { } period) Typed.Length(period, 20, Name("period", i), errors, T);
        // Of a figure of the hub, the newest value is told beside the start: for that it must be known when the start was.
        if (row is { Indicator: not null, InYear: { } start } && PeriodMath.Middle(start) is null) errors.Add(Name("period", i), T["Write a year, a school year, a month or a day: 2025, 2025/2026, 2025-11 or 2025-11-20."]);
        var indicator = row.Indicator ?? row.Own ?? "";
        return new(indicator, before.FirstOrDefault(m => m.Indicator == indicator)?.Breakdown, Typed.Value(row.Base, Name("base", i), errors, T), row.InYear,
            Typed.Value(row.Target, Name("target", i), errors, T), Typed.MaybeDay(row.Due, Name("due", i), errors, T));
    }
}

/// <param name="Indicator">id of one of the hub's; null for a figure of their own</param>
public sealed record MeasuredRow(string? Indicator, string? Own, string? Base, string? InYear, string? Target, string? Due)
{
    public bool IsEmpty => this is { Indicator: null, Own: null, Base: null, InYear: null, Target: null, Due: null };
}
