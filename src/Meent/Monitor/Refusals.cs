using Meent.Foundation.Web;

namespace Meent.Monitor;

public sealed record StudyChangedMeanwhile() : Refusal("Somebody else changed this study while you were writing. What you wrote is still here. Keep it again to put yours in its place.");
