using Meent.Foundation.Localisation;

namespace Meent.Reflect.Instruments;

/// <summary>The areas that instruments, results and plans refer to by stable ids.</summary>
/// <param name="Id">stable id, also its file name: "digital-school"</param>
public sealed record Framework(string Id, LocalizedText Title, IReadOnlyList<FrameworkArea> Areas);

/// <summary>One area of a framework.</summary>
/// <param name="Lead">one sentence that says what the area is about</param>
/// <param name="NextSteps">what a school can do next where the area is weak</param>
/// <param name="Questions">questions with which a team can talk about it</param>
public sealed record FrameworkArea(
    string Id,
    LocalizedText Name,
    LocalizedText Lead,
    IReadOnlyList<LocalizedText> NextSteps,
    IReadOnlyList<LocalizedText> Questions);
