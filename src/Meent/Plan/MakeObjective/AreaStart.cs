using Meent.Design;
using Meent.Foundation.Localisation;
using Meent.Plan.Proposals;
using Meent.Reflect;

namespace Meent.Plan.MakeObjective;

/// <summary>What an objective starts from: what a report or a finished appraisal says of one area.</summary>
/// <param name="Framework">id: "digital-school"</param>
/// <param name="Area">id of one of its areas</param>
/// <param name="Level">where the place stands in it, one of <see cref="ProposalLevel"/></param>
/// <param name="Lead">what the form is filled in from</param>
/// <param name="Why">why it is an objective, for the plan</param>
/// <param name="Version">why the plan changes</param>
/// <param name="Page">its name</param>
/// <param name="Back">the way to it</param>
public sealed record AreaStart(Guid PlaceId, string Framework, string Area, LocalizedText Name, string Level, string Lead, string Why, string Version, string Page, SiteLink Back)
{
    /// <summary>Null where it starts from an appraisal.</summary>
    public ReportedArea? Report { get; init; }

    public static AreaStart Of(ReportedArea reported, Texts T) => new(
        reported.PlaceId, reported.Framework, reported.Area, reported.Name,
        // Where no mean is shown, at the beginning.
        reported.Lowest is { } mean ? ProposalLevel.Of(mean, reported.Scale) : ProposalLevel.Begin,
        T["Everything is filled in from the report. Change what you like; nothing is in a plan until you save."],
        T["Our report “{0}”, closed {1}, shows room to grow in “{2}”.", reported.Round, T.Date(reported.Closed), reported.Name.In(T.Language)],
        T["From the report “{0}”", reported.Round],
        T["Report"], new(T["Back to the report"], $"/rounds/{reported.RoundId}/report"))
    {
        Report = reported,
    };

    public static AreaStart Of(AppraisedArea judged, Texts T) => new(
        judged.PlaceId, judged.Framework, judged.Area, judged.Name,
        ProposalLevel.Of(judged.Level, judged.Levels),
        T["Everything is filled in from the appraisal. Change what you like; nothing is in a plan until you save."],
        T["Our appraisal “{0}” of {1} puts “{2}” at {3} of {4}.", judged.Ladder.In(T.Language), T.Date(judged.On), judged.Name.In(T.Language), T.Number(judged.Level, 1), judged.Levels],
        T["From the appraisal “{0}”", judged.Ladder.In(T.Language)],
        judged.Ladder.In(T.Language), new(T["Back to the appraisal"], $"/appraisals/{judged.AppraisalId}"));
}
