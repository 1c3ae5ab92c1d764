using Meent.Foundation.Localisation;

namespace Meent.Design.Charts;

/// <summary>A row of a bullet chart in words.</summary>
internal static class BulletWords
{
    /// <summary>"53.9 % (2021)"; "" where there is no figure.</summary>
    public static string Base(Texts T, ChartUnit unit, BulletRow row) => With(T, unit.Say(T, row.Base), row.BasePeriod);

    /// <summary>"80 % (2030)"; "" where there is none.</summary>
    public static string Target(Texts T, ChartUnit unit, BulletRow row) => With(T, unit.Brief(T, row.Target), row.Due);

    /// <summary>"60.4 % (58.4 % to 62.4 %), 2025", or why there is no figure.</summary>
    public static string Now(Texts T, ChartUnit unit, BulletRow row) => row switch
    {
        { Now: null } => row.Missing ?? T["no figure"],
        { Low: { } low, High: { } high } => T["{0} ({1} to {2}), {3}", unit.Say(T, row.Now), unit.Say(T, low), unit.Say(T, high), row.Period],
        _ => T["{0}, {1}", unit.Say(T, row.Now), row.Period],
    };

    /// <summary>"60.4 % in 2025; target 80 % by 2030"</summary>
    public static string Short(Texts T, ChartUnit unit, BulletRow row)
    {
        var now = row.Now is null ? row.Missing ?? T["no figure"] : T["{0} in {1}", unit.Say(T, row.Now), row.Period];
        return (row.Target, row.Due) switch
        {
            (null, _) => now,
            (_, null) => T["{0}; target {1}", now, unit.Brief(T, row.Target)],
            _ => T["{0}; target {1} by {2}", now, unit.Brief(T, row.Target), row.Due],
        };
    }

    /// <summary>Everything that the picture of the row shows, for those who hear it.</summary>
    public static string Aloud(Texts T, ChartUnit unit, BulletRow row)
    {
        List<string> parts = [Short(T, unit, row)];
        if (row.Base is not null) parts.Add(T["at the beginning {0}", Base(T, unit, row)]);
        if (row.Expected is not null) parts.Add(T["should be now {0}", unit.Say(T, row.Expected)]);
        return T["{0}: {1}", row.Label, string.Join("; ", parts)];
    }

    private static string With(Texts T, string figure, string? period) => figure == "" || period is null ? figure : T["{0} ({1})", figure, period];
}
