namespace Meent.Plan;

/// <summary>What people typed into a plan.</summary>
public static class PlanTexts
{
    /// <summary>The same plan with other words: what people typed is rewritten, ids, targets and numbers never. A text that is no plan is rewritten as a whole.</summary>
    public static string Rewritten(string content, Func<string, string> words) => PlanJson.TryRead(content) is { } plan ? PlanJson.Write(Rewritten(plan, words)) : words(content);

    public static PlanContent Rewritten(PlanContent plan, Func<string, string> words)
    {
        string? Maybe(string? text) => text is null ? null : words(text);
        Measure OfMeasure(Measure m) => m with
        {
            Title = words(m.Title), Why = words(m.Why), Changes = Maybe(m.Changes), OwnerRole = Maybe(m.OwnerRole),
            Steps = [.. m.Steps.Select(s => s with { Title = words(s.Title) })],
            Evidence = [.. m.Evidence.Select(e => new Evidence(words(e.Text), Maybe(e.Url)))],
        };
        return plan with
        {
            Title = words(plan.Title), About = Maybe(plan.About),
            Objectives = [.. plan.Objectives.Select(o => o with { Title = words(o.Title), Why = Maybe(o.Why), Measures = [.. o.Measures.Select(OfMeasure)] })],
        };
    }
}
