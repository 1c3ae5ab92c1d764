using Meent.Foundation.Localisation;
using Meent.Foundation.Web;

namespace Meent.Plan.EditPlan;

/// <summary>What every form that changes a part of a plan has around it.</summary>
/// <param name="Based">number of the version that the form builds on</param>
/// <param name="Why">why it is changed, as typed</param>
/// <param name="Back">where to go without saving</param>
public sealed record EditShown(OpenPlan Plan, FormErrors Errors, int Based, string? Why, string Back)
{
    /// <summary>What stands there now, where others changed it meanwhile: label and value; empty else.</summary>
    public IReadOnlyList<(string Label, string Value)> Now { get; init; } = [];

    public static EditShown First(OpenPlan plan, string back) => new(plan, FormErrors.None, plan.Plan.Version, null, back);
}

/// <summary>What a form says of the part that it changes: label and value of what is filled in.</summary>
internal static class FormLines
{
    public static IReadOnlyList<(string Label, string Value)> Of(params (string Label, string? Value)[] lines) =>
        [.. lines.Where(l => !string.IsNullOrEmpty(l.Value)).Select(l => (l.Label, l.Value!))];

    public static IReadOnlyList<(string Label, string Value)> Rows<TRow>(string label, IReadOnlyList<TRow> rows, Func<TRow, string> value, Texts T) =>
        rows.Count == 0 ? [(label, T["Nothing"])] : [.. rows.Select(r => (label, value(r)))];
}
