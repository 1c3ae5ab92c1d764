using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Meent.Formats.Statistics;

namespace Meent.Tests.Formats;

/// <summary>A table of statistics as a property test makes it.</summary>
public sealed record StatTable(StatHead Head, IReadOnlyList<StatRow> Rows)
{
    /// <summary>What must come back: everything but the lines.</summary>
    public IEnumerable<string> Told => Rows.Select(Tell);

    public static string Tell(StatRow r) =>
        $"{r.Geo} {r.Period} {string.Join(' ', r.Key)} = {r.Value?.ToString("G29", CultureInfo.InvariantCulture) ?? "nothing"} of {r.Numerator:G29}/{r.Denominator:G29} n={r.N}±{r.StandardError:G29} {r.Status}|{r.Confidentiality}|{r.Reference} {r.Target}";

    public static Arbitrary<StatTable> Any => Gen.Choose(0, int.MaxValue).Select(seed => Make(new Random(seed))).ToArbitrary();

    /// <summary>The same with targets among the rows.</summary>
    public static Arbitrary<StatTable> WithTargets => Gen.Choose(0, int.MaxValue).Select(seed =>
    {
        var random = new Random(seed);
        var table = Make(random);
        return table with { Head = table.Head with { HasTargets = true }, Rows = [.. table.Rows.Concat(table.Rows.Where(_ => random.Next(3) == 0).Select(r => Target(random, r)))] };
    }).ToArbitrary();

    private static readonly string[] Odd = ["=1+1", "'s-Hertogenbosch", "'=x", "a, b", "semi;colon", "a \"quote\"", "two\nlines", "Türkiye", "Ελλάδα", "a: b", "100 %", "-", "NaN", "#N/A"];
    private static readonly string[] Periods = ["2021", "2025", "2025-S1", "2025-Q4", "2024-12", "2025-W07", "2025-03-31", "2024/2025"];

    private static StatTable Make(Random random)
    {
        var dimensions = Enumerable.Range(0, random.Next(4)).Select(i => new StatDimension($"dim{i}")).ToList();
        var axes = dimensions.Select((_, i) => Codes(random, $"D{i}_")).ToList();
        var places = Codes(random, "P");
        var rows = Enumerable.Range(0, random.Next(30))
            .Select(i => Row(random, i, places[random.Next(places.Length)], [.. axes.Select(a => a[random.Next(a.Length)])]))
            .DistinctBy(r => (r.Geo.Id, r.Period, string.Join('|', r.Key.Select(k => k.Id)))).ToList();
        return new(new("made", "AGENCY:FLOW(1.0)", "A table", null, dimensions, []), rows);
    }

    private static StatCode[] Codes(Random random, string prefix) =>
        [.. Enumerable.Range(1, random.Next(1, 5)).Select(i => new StatCode($"{prefix}{i}", random.Next(3) == 0 ? null : Odd[random.Next(Odd.Length)]))];

    private static StatRow Row(Random random, int line, StatCode place, StatCode[] key)
    {
        var fraction = random.Next(3) == 0;
        return new(line, place, Periods[random.Next(Periods.Length)], key, Value(random))
        {
            Numerator = fraction ? Value(random) ?? 0 : null, Denominator = fraction ? random.Next(1, 10_000) : null, N = random.Next(2) == 0 ? random.Next(0, 5) : null, StandardError = random.Next(4) == 0 ? random.Next(300) / 100m : null,
            Status = random.Next(3) == 0 ? "bu" : null, Confidentiality = random.Next(4) == 0 ? "C" : null, Reference = random.Next(4) == 0 ? "2024" : null,
        };
    }

    /// <summary>Due in a period that is observed as well: the two are not the same thing.</summary>
    private static StatRow Target(Random random, StatRow like)
    {
        var hasBase = random.Next(2) == 0;
        var stations = Enumerable.Range(0, random.Next(4)).Select(i => new StatStation($"{2026 + i}", Value(random) ?? 0)).ToList();
        return new(like.Line, like.Geo, like.Period, like.Key, Value(random) ?? 0) { Target = new(hasBase ? Value(random) ?? 0 : null, hasBase ? "2021" : null, StatPath.Write(stations)) };
    }

    /// <summary>Zero and nothing come often: they are what gets lost.</summary>
    private static decimal? Value(Random random) => random.Next(5) switch
    {
        0 => 0,
        1 => null,
        2 => -random.Next(1_000) / 10m,
        3 => random.NextInt64(1, 999_999_999_999_999) / new[] { 1m, 100m, 1_000_000_000_000m }[random.Next(3)],
        _ => random.Next(10_000) / 100m,
    };
}
