using Meent.Design;
using Meent.Foundation.Localisation;
using Meent.Foundation.Time;

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
        _ => Closed(Clock.Day(round.ClosedAt!.Value), round.ClosesOn, T),
    };

    /// <summary>A round that the hub counted after its last day says both days: reports are dated by the last one.</summary>
    private static string Closed(DateOnly counted, DateOnly last, Texts T) => counted > last
        ? T["Answers until {0}; counted on {1}.", T.Date(last), T.Date(counted)]
        : T["Closed and counted on {0}.", T.Date(counted)];

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
