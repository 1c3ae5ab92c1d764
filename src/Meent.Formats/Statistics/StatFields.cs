using System.Globalization;

namespace Meent.Formats.Statistics;

/// <summary>The numbers of one observation, as text; "" where there is none.</summary>
internal readonly record struct StatNumbers(string Value, string Numerator, string Denominator, string N, string StandardError = "");

/// <summary>What a row says of a target, as text; "" where it says nothing.</summary>
internal readonly record struct TargetTexts(string Target, string Base, string BasePeriod, string Path);

/// <summary>From the texts of a row to its numbers.</summary>
internal static class StatFields
{
    public static StatLine Fill(StatRow row, StatNumbers texts, bool comma)
    {
        var (value, why) = StatNumber.Read(texts.Value, comma);
        if (why is { } wrong) return new RefusedRow(row.Line, wrong, texts.Value);
        var (numerator, above) = StatNumber.Read(texts.Numerator, comma);
        if (above is { } top) return new RefusedRow(row.Line, top, texts.Numerator);
        var (denominator, below) = StatNumber.Read(texts.Denominator, comma);
        if (below is { } bottom) return new RefusedRow(row.Line, bottom, texts.Denominator);
        var (error, beside) = StatNumber.Read(texts.StandardError, comma);
        if (beside is { } side) return new RefusedRow(row.Line, side, texts.StandardError);
        if (denominator == 0 || numerator is null != denominator is null) return new RefusedRow(row.Line, RowRefusal.HalfAFraction);
        long? n = null;
        if (!StatNumber.IsMissing(texts.N))
        {
            if (!long.TryParse(texts.N, NumberStyles.None, CultureInfo.InvariantCulture, out var count)) return new RefusedRow(row.Line, RowRefusal.NotACount, texts.N);
            n = count;
        }
        return row with { Value = value, Numerator = numerator, Denominator = denominator, N = n, StandardError = error, Written = StatNumber.Rounds(texts.Value) ? texts.Value : null };
    }

    /// <summary>A row that names something of a target.</summary>
    /// <param name="row">with the numbers of an observation, where it has some</param>
    public static StatLine Target(StatRow row, TargetTexts texts, bool comma, bool yearsWithDecimals)
    {
        RefusedRow No(RowRefusal why, string detail = "") => new(row.Line, why, detail);
        var (target, wrong) = StatNumber.Read(texts.Target, comma);
        if (wrong is { } strange) return No(strange, texts.Target);
        var (from, bad) = StatNumber.Read(texts.Base, comma);
        if (bad is { } start) return No(start, texts.Base);
        var (since, when) = texts.BasePeriod.Length == 0 ? (null, null) : StatPeriod.Read(texts.BasePeriod, yearsWithDecimals);
        if (when is { } period) return No(period, texts.BasePeriod);
        var (stations, path) = StatPath.Read(texts.Path, comma, yearsWithDecimals);
        if (path is { } way) return No(way, texts.Path);
        if (target is null) return from is null && since is null && texts.Path.Length == 0 ? row : No(RowRefusal.NoTarget);
        if (row.Value is not null || row.Numerator is not null || row.N is not null || row.StandardError is not null) return No(RowRefusal.FigureAndTarget);
        if (from is null != since is null) return No(RowRefusal.HalfABase);
        return row with { Value = target, Target = new(from, since, StatPath.Write([.. stations!.Where(s => !IsEnd(s))])), Written = StatNumber.Rounds(texts.Target) ? texts.Target : null };

        // Who copies a table of stations copies its first and its last row with it.
        bool IsEnd(StatStation s) => s == new StatStation(row.Period, target.Value) || (from is { } begins && since is not null && s == new StatStation(since, begins));
    }

    /// <summary>"" where there is no number.</summary>
    public static string Text(decimal? number) => number is { } value ? StatNumber.Write(value) : "";

    /// <summary>The same number without zeros at its end.</summary>
    public static decimal? Shortest(decimal? number) => number is { } value ? StatNumber.Shortest(value) : null;
}

/// <summary>Each code once: a file has a few hundred of them in a million rows.</summary>
internal sealed class StatCodes
{
    private const int Most = 100_000;

    private readonly Dictionary<(string, string), StatCode> codes = [];

    /// <param name="label">"" where there is none</param>
    public StatCode Of(string id, string label)
    {
        if (codes.TryGetValue((id, label), out var known)) return known;
        var code = new StatCode(id, label.Length == 0 ? null : label);
        // A file whose codes never come again must not be held in memory.
        if (codes.Count < Most) codes.Add((id, label), code);
        return code;
    }
}
