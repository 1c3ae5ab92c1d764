using Meent.Design;
using Meent.Foundation.Localisation;

namespace Meent.Reflect.FollowCampaign;

/// <summary>How far a campaign and its schools are, in words.</summary>
internal static class CampaignWords
{
    public static (string Text, AlertKind? Kind) Tag(CampaignState state, Texts T) => state switch
    {
        CampaignState.Runs => (T["running"], AlertKind.Ok),
        CampaignState.Over => (T["over"], null),
        _ => (T["called off"], AlertKind.Warning),
    };

    public static (string Text, AlertKind? Kind) Tag(Joining joining, Texts T) => joining switch
    {
        Joining.NotBegun => (T["not begun"], null),
        Joining.Preparing => (T["prepares a round"], AlertKind.Info),
        Joining.Running => (T["runs a round"], AlertKind.Ok),
        _ => (T["has closed its round"], AlertKind.Info),
    };
}
