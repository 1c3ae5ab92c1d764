using Meent.Foundation.Localisation;

namespace Meent.Monitor.ReadIndicators;

/// <summary>Marks of figures, in words.</summary>
/// <remarks>Flags of SDMX (CL_OBS_STATUS 2.2) as Eurostat uses them.</remarks>
internal static class Flags
{
    /// <returns>null where the letter is none of them</returns>
    public static string? Meaning(Texts T, char mark) => mark switch
    {
        'b' => T["break: measured in another way from here on"],
        'd' => T["the definition differs"],
        'e' or 's' => T["estimated"],
        'f' => T["forecast"],
        'i' => T["imputed"],
        'n' => T["not significant"],
        'p' => T["provisional"],
        'r' => T["revised"],
        'u' => T["little reliable"],
        _ => null,
    };
}
