using Meent.Foundation.Web;

namespace Meent.Plan;

/// <summary>The plan was deleted while somebody had it open.</summary>
public sealed record PlanIsGone() : Refusal("This plan is no longer there. Go back to the plans of the place.");

public sealed record PartOfPlanIsGone() : Refusal("Somebody else removed this part of the plan meanwhile. Go back to the plan to see how it stands.");

/// <summary>Somebody changed the same part while this page was open.</summary>
public sealed record PartOfPlanChanged() : Refusal("Somebody else changed this part while you were writing. Below is what stands there now; what you typed is still here. Save it again to put yours in its place.");

/// <summary>Two people added somebody to one plan in the same moment.</summary>
public sealed record PlanChangedMeanwhile() : Refusal("Somebody else changed this plan in the same moment. What you typed is still here: send it again.");

/// <summary>Somebody else chose another day for the next review while this page was open.</summary>
/// <param name="Day">written out</param>
public sealed record ReviewMoved(string Day) : Refusal("Somebody else chose another day meanwhile: {0}. What you typed is still here. Save it again to put yours in its place.", Day);

/// <summary>The token of a form with one button had run out.</summary>
public sealed record FormWasOpenTooLong() : Refusal("This page was open for a long time. Go back, look at it again and try once more.");
