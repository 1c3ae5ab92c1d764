using System.Globalization;

namespace Meent.Foundation;

/// <summary>Another hub whose files this one takes, set by <c>MEENT_PARTNER_1_…</c>, <c>MEENT_PARTNER_2_…</c> and so on.</summary>
/// <param name="Number">the figure in the names of its settings</param>
public sealed record PartnerSettings(int Number)
{
    /// <summary>Highest number that is looked for.</summary>
    public const int Most = 99;

    /// <summary>Its public key, as <c>meent export key</c> prints it there.</summary>
    public string Key { get; init; } = "";

    /// <summary>What people call it, beside its figures.</summary>
    public string Name { get; init; } = "";

    /// <summary>Code of the area that it may speak for, with all that lies in it: "NL".</summary>
    public string Area { get; init; } = "";

    /// <summary>Those whose key is set, in the order of their numbers.</summary>
    internal static IReadOnlyList<PartnerSettings> All(Func<string, string?> read)
    {
        var found = new List<PartnerSettings>();
        for (var number = 1; number <= Most; number++)
        {
            string Of(string name) => read(Setting(number, name))?.Trim() ?? "";
            if (Of("KEY") is { Length: > 0 } key) found.Add(new(number) { Key = key, Name = Of("NAME"), Area = Of("AREA") });
        }
        return found;
    }

    /// <summary>The name of one setting: "MEENT_PARTNER_1_KEY".</summary>
    public static string Setting(int number, string name) => $"MEENT_PARTNER_{number.ToString(CultureInfo.InvariantCulture)}_{name}";

    /// <summary>"MEENT_PARTNER_1_KEY" as the documentation calls it: "MEENT_PARTNER_N_KEY". Other names stay as they are.</summary>
    internal static string Described(string setting)
    {
        var parts = setting.Split('_', 4);
        return parts is ["MEENT", "PARTNER", var number, var name] && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n is >= 1 and <= Most ? $"MEENT_PARTNER_N_{name}" : setting;
    }
}
