using Meent.Foundation.Web;

namespace Meent.Reflect;

/// <summary>What was finished is a record: it no longer changes.</summary>
public sealed record AppraisalIsFinished() : Refusal("This appraisal is finished and no longer changes. Begin a new one to judge again.");

public sealed record AppraisalWasThrownAway() : Refusal("Somebody threw this appraisal away.");

public sealed record NothingIsJudgedYet() : Refusal("Judge at least one topic. Then you can finish.");

/// <summary>Somebody of the team saved the same part while this page was open.</summary>
public sealed record PartChangedMeanwhile() : Refusal("Somebody else saved this part while you were writing. What you chose is still here. Save it again to put yours in its place.");

/// <summary>The file of the ladder's version is no longer there.</summary>
public sealed record LadderIsGone() : Refusal("This hub no longer has the questions of this appraisal. Begin a new one.");

public sealed record PlaceHasClosed() : Refusal("This place has closed. What was found there stays, and nothing new begins.");
