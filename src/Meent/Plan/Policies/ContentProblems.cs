using System.Globalization;
using Meent.Plan.MakePlan;
using Meent.Plan.Proposals;

namespace Meent.Plan.Policies;

/// <summary>Says at the start which files are left out, and why: what an author wrote does not just stay away.</summary>
public static class ContentProblems
{
    /// <returns>a line for each problem; null where there is none</returns>
    public static Task<string?> Look(IServiceProvider services, CancellationToken cancel) => Task.FromResult(
        Told(services.GetRequiredService<PolicyLibrary>(), services.GetRequiredService<ProposalLibrary>(), services.GetRequiredService<PlanTemplates>()));

    public static string? Told(PolicyLibrary policies, ProposalLibrary proposals, PlanTemplates templates)
    {
        var all = policies.Problems.Select(p => ("policies", p.File, p.Mistake)).Concat(proposals.Problems.Select(p => ("measures", p.File, p.Mistake))).Concat(templates.Problems.Select(p => ("plans", p.File, p.Mistake))).ToList();
        return all.Count == 0 ? null : string.Join('\n', all.Select(p => string.Create(CultureInfo.InvariantCulture, $"Left out: content/{p.Item1}/{p.File}, line {p.Mistake.Line}: {p.Mistake.Sentence}")));
    }
}
