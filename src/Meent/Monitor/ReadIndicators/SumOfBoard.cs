using Meent.Foundation.Localisation;

namespace Meent.Monitor.ReadIndicators;

/// <summary>What a board reads of its schools together: it has no version, since it moves with every one of them.</summary>
internal static class SumOfBoard
{
    /// <summary>How new it is; "" for what has a version or a day.</summary>
    public static string AsOf(Observed newest, Texts T) => newest.NewestOn is { } on ? T["It adds up what each school of the board stated last, the newest on {0}.", T.Date(on)] : "";
}
