using System.Diagnostics.CodeAnalysis;

namespace Meent.Formats.Statistics;

/// <summary>What a row that is a target says beside the value to be reached and the period in which it is due.</summary>
/// <param name="Base">where the way begins; null where the file does not say</param>
/// <param name="BasePeriod">when; null together with <paramref name="Base"/></param>
/// <param name="Path">the stations on the way, as <see cref="StatPath.Write"/> writes them; null where it is a straight line</param>
public sealed record StatTarget(decimal? Base, string? BasePeriod, string? Path);

/// <param name="Period">as SDMX writes it</param>
/// <param name="Value">that is to be reached in it, in the unit of the target</param>
public readonly record struct StatStation(string Period, decimal Value);

/// <summary>The way to a target, as a cell of a file holds it: "2026=65.5; 2028=72".</summary>
public static class StatPath
{
    /// <summary>A station a year for a century.</summary>
    public const int Most = 100;

    /// <summary>For a way that is a straight line.</summary>
    private const string Straight = "linear";

    private const char Between = ';';

    /// <param name="comma">the decimal mark is a comma</param>
    /// <param name="yearsWithDecimals">"2026.0" is the year 2026</param>
    /// <returns>in the order of the text; empty for "" and "linear"; null with the reason where it is no way</returns>
    public static (IReadOnlyList<StatStation>? Stations, RowRefusal? Why) Read(string text, bool comma = false, bool yearsWithDecimals = false)
    {
        if (text.Length == 0 || text.Equals(Straight, StringComparison.OrdinalIgnoreCase)) return ([], null);
        var stations = new List<StatStation>();
        foreach (var part in text.Split(Between, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (part.Split('=', StringSplitOptions.TrimEntries) is not [var when, var what]) return (null, RowRefusal.NotAPath);
            var (period, _) = StatPeriod.Read(when, yearsWithDecimals);
            var (value, _) = StatNumber.Read(what, comma);
            if (period is null || value is null || stations.Count == Most) return (null, RowRefusal.NotAPath);
            stations.Add(new(period, value.Value));
        }
        return stations.Count > 0 ? (stations, null) : (null, RowRefusal.NotAPath);
    }

    /// <returns>"2026=65.5; 2028=72"; null without stations</returns>
    public static string? Write(IReadOnlyCollection<StatStation> stations) =>
        stations.Count == 0 ? null : string.Join($"{Between} ", stations.Select(s => $"{s.Period}={StatNumber.Write(s.Value)}"));

    /// <summary>The stations of a way that <see cref="Write"/> wrote.</summary>
    public static IReadOnlyList<StatStation> Written([AllowNull] string path) => Read(path ?? "").Stations ?? [];
}
