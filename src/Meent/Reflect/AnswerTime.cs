namespace Meent.Reflect;

/// <summary>How long answering takes.</summary>
internal static class AnswerTime
{
    private const int PerMinute = 6;

    /// <summary>Whole minutes, at least one, at ten seconds a statement.</summary>
    public static int Minutes(int statements) => Math.Max(1, (statements + PerMinute - 1) / PerMinute);
}
