using Meent.Design;
using Meent.Foundation.Localisation;

namespace Meent.Reflect;

/// <summary>What state a round is in, in words.</summary>
internal static class StateWords
{
    public static string Of(Round round, RoundState state, Texts T) => state switch
    {
        RoundState.Draft => T["Being prepared. Nobody was asked yet."],
        RoundState.Waiting => T["Opens on {0} and can be answered until {1}.", T.Date(round.OpensOn), T.Date(round.ClosesOn)],
        RoundState.Open => T["Open until {0}.", T.Date(round.ClosesOn)],
        RoundState.Ended => T["The last day was {0}. The answers are being counted.", T.Date(round.ClosesOn)],
        RoundState.Cancelled => T["Cancelled on {0}. Its answers were deleted.", T.Date(round.CancelledAt!.Value)],
        _ => T["Closed and counted on {0}.", T.Date(round.ClosedAt!.Value)],
    };

    /// <summary>One word for a label.</summary>
    public static (string Text, AlertKind? Kind) Tag(RoundState state, Texts T) => state switch
    {
        RoundState.Draft => (T["draft"], null),
        RoundState.Waiting => (T["opens soon"], AlertKind.Info),
        RoundState.Open => (T["open"], AlertKind.Ok),
        RoundState.Ended => (T["being counted"], AlertKind.Warning),
        RoundState.Cancelled => (T["cancelled"], AlertKind.Error),
        _ => (T["closed, with a report"], AlertKind.Info),
    };
}
