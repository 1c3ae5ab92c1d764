using Meent.Design;
using Meent.Foundation.Localisation;
using Meent.Plan.Proposals;
using Meent.Reflect;

namespace Meent.Plan.MakeObjective;

/// <summary>What an objective starts from: what a report or a finished appraisal says of one area, or a proposal about it.</summary>
/// <param name="Framework">id: "digital-school"</param>
/// <param name="Area">id of one of its areas</param>
/// <param name="Level">where the place stands in it, one of <see cref="ProposalLevel"/>; null where nobody says: then no proposal is chosen</param>
/// <param name="Lead">what the form is filled in from</param>
/// <param name="Why">why it is an objective, for the plan: it may be read by everybody, so it tells neither which report that was nor a level; "" where there is nothing to say</param>
/// <param name="Version">what changes in the plan: guests read it, too</param>
/// <param name="Page">its name</param>
/// <param name="Back">the way to it</param>
public sealed record AreaStart(Guid PlaceId, string Framework, string Area, LocalizedText Name, string? Level, string Lead, string Why, string Version, string Page, SiteLink Back)
{
    /// <summary>Null where it starts from something else.</summary>
    public ReportedArea? Report { get; init; }

    public static AreaStart Of(ReportedArea reported, Texts T) => new(
        reported.PlaceId, reported.Framework, reported.Area, reported.Name,
        // Where no mean is shown, at the beginning.
        reported.Lowest is { } mean ? ProposalLevel.Of(mean, reported.Scale) : ProposalLevel.Begin,
        T["Everything is filled in from the report. Change what you like; nothing is in a plan until you save."],
        T["Our report shows room to grow in “{0}”.", reported.Name.In(T.Language)],
        T["An objective on “{0}”", reported.Name.In(T.Language)],
        T["Report"], new(T["Back to the report"], $"/rounds/{reported.RoundId}/report"))
    {
        Report = reported,
    };

    public static AreaStart Of(AppraisedArea judged, Texts T) => new(
        judged.PlaceId, judged.Framework, judged.Area, judged.Name,
        ProposalLevel.Of(judged.Level, judged.Levels),
        T["Everything is filled in from the appraisal. Change what you like; nothing is in a plan until you save."],
        T["Our appraisal shows room to grow in “{0}”.", judged.Name.In(T.Language)],
        T["An objective on “{0}”", judged.Name.In(T.Language)],
        judged.Ladder.In(T.Language), new(T["Back to the appraisal"], $"/appraisals/{judged.AppraisalId}"));

    /// <summary>From proposals beside what somebody found out about themselves: of that nothing is known here, not even through the address, so they choose again what they saw there.</summary>
    public static AreaStart Of(Guid place, LadderPart part, Texts T) => new(
        place, part.Framework, part.Area, part.Name, null,
        T["The aim is filled in. Choose what you want to do; nothing is in a plan until you save."],
        "",
        T["An objective on “{0}”", part.Name.In(T.Language)],
        T["For yourself"], new(T["Back to “For yourself”"], "/self"));
}
