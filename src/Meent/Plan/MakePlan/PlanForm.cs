using Meent.Foundation.Localisation;
using Meent.Foundation.Web;

namespace Meent.Plan.MakePlan;

/// <summary>A new plan as typed.</summary>
/// <param name="Template">id of a template; "none" for an empty plan</param>
public sealed record PlanForm(string? Template, string? Title, string? From, string? To)
{
    public const string None = "none";

    public static PlanForm Empty(DateOnly today, IReadOnlyList<PlanTemplate> offered) =>
        new(offered.Count > 0 ? offered[0].Id : None, null, Typed.Day(today), null);

    public static PlanForm Of(Posted posted) => new(posted["template"], posted["title"], posted["from"], posted["to"]);

    /// <returns>the plan; null where anything is wrong</returns>
    public PlanContent? Read(IReadOnlyList<PlanTemplate> offered, string owner, FormErrors errors, Texts T)
    {
        errors.Name([("title", T["What is the plan called?"]), ("from", T["First day"]), ("to", T["Last day"])]);
        var template = offered.FirstOrDefault(t => t.Id == Template);
        if (template is null && Template != None) errors.Add("template", T["Choose what to begin with."]);
        var title = Title ?? template?.Title.In(T.Language);
        if (title is null) errors.Add("title", T["Write what the plan is called."]);
        else Typed.Length(title, Typed.Line, "title", errors, T);
        var from = Typed.RequiredDay(From, "from", errors, T);
        var to = To is null ? from?.AddMonths(template?.Months ?? 24).AddDays(-1) : Typed.RequiredDay(To, "to", errors, T);
        if (to < from) errors.Add("to", T["The last day is before the first. Choose a later one."]);
        if (errors.Any || title is null || from is not { } first || to is not { } last) return null;
        return template?.In(T.Language, title, first, last, owner) ?? new PlanContent { Title = title, Language = T.Language, From = first, To = last };
    }
}
