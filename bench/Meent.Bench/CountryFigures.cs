using System.Globalization;
using Meent.Foundation;
using Meent.Foundation.Data;
using Meent.Monitor;
using Meent.Places;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Meent.Bench;

/// <summary>Observations of areas and schools, as many years of imports leave them: each figure of an area came several times, each time in another version.</summary>
internal static class CountryFigures
{
    private const int Years = 10, Vintages = 4, FirstVintage = 1_000_000, Indicators = 400, OfSchools = 2_000_000, Stated = 3_000_000, SchoolsAtOnce = 2_000;

    private static readonly string[] Cuts = ["total", "Y16_24", "F"];

    /// <summary>What schools state about themselves, with the unit of each.</summary>
    private static readonly (string Indicator, string Unit)[] Statements = [("schools-with-gigabit", "percent"), ("learners-with-gigabit", "percent"), ("devices-per-learner", "per-learner"), ("devices-older-than-five-years", "percent")];

    public static string Group => Cuts[^1];

    public static int LastVintage => FirstVintage + Vintages - 1;

    public static string Indicator(int number) => $"bench_{number}";

    /// <returns>how many</returns>
    public static async Task<long> Add(Settings settings, Bulk bulk, IReadOnlyList<CountrySchool> schools, int wanted)
    {
        var areas = await Areas(settings);
        var official = (long)areas.Count * Indicators * Cuts.Length * Years * Vintages;
        var each = (int)Math.Max(1, Math.Ceiling((wanted - official) / (double)schools.Count / Years));
        var series = Enumerable.Range(0, Indicators * Cuts.Length).Select(i => new object?[] { Official(i), Indicator(i / Cuts.Length), Cuts[i % Cuts.Length], "PC", "bench" })
            .Concat(Enumerable.Range(0, each).Select(i => new object?[] { OfSchools + i, $"bench_school_{i}", "total", "PC", "bench" })).ToList();
        object moment = settings.IsPostgres ? DateTime.UnixEpoch : "1970-01-01 00:00:00";
        var vintages = Enumerable.Range(FirstVintage, Vintages).ToList();
        await bulk.Write(
            ("monitor_vintage", "number, source, made_at, format, row_count", vintages.Select(v => new object?[] { v, "bench", moment, "csv", official / Vintages })),
            ("monitor_release", "vintage, indicator, added, revised, kept, from_period, to_period", vintages.SelectMany(v => Enumerable.Range(0, Indicators).Select(i => new object?[] { v, Indicator(i), 10L, 10L, 500L, "2016", "2025" }))),
            ("monitor_indicator", "id, content", series.Select(s => (string)s[1]!).Distinct().Select(id => new object?[] { id, Described(id) })),
            ("monitor_series", "id, indicator, breakdown, unit, source", series));
        var stored = 0L;
        foreach (var some in areas.Concat(schools.Select(s => s.Id)).Order().Chunk(SchoolsAtOnce))
        {
            var rows = some.SelectMany(p => areas.Contains(p) ? Rows(settings, p, Enumerable.Range(0, Indicators * Cuts.Length).Select(Official), vintages) : Rows(settings, p, Enumerable.Range(OfSchools, each), [LastVintage])).ToList();
            await bulk.Write(("monitor_observation", "place_id, series_id, period, vintage, value, n", rows));
            stored += rows.Count;
        }
        return stored;
    }

    /// <summary>What every school states of a year that the demonstration says nothing of, added up as the hub does.</summary>
    public static async Task AddStatements(Settings settings, Bulk bulk, IReadOnlyList<CountrySchool> schools)
    {
        const string Period = "2023/2024";
        var known = await Known(settings);
        await bulk.Write(("monitor_series", "id, indicator, breakdown, unit, source", Statements.Where(s => !known.ContainsKey(s.Indicator)).Select((s, i) => new object?[] { known[s.Indicator] = Stated + i, s.Indicator, "total", s.Unit, "schools" }).ToList()));
        var day = CountrySchools.Day(settings, new DateOnly(2024, 3, 1));
        IReadOnlyList<object?[]> Parts(Guid place, IEnumerable<CountrySchool> of) =>
            [.. of.OrderBy(s => s.Id).SelectMany(s => Statements.Select(i => new object?[] { place, known[i.Indicator], Period, s.Id, (long)s.Learners / 2, (long)s.Learners, (long)s.Learners, day }))];
        var above = schools.SelectMany(s => s.Areas.Append(s.Board).Select(a => (Area: a, School: s))).GroupBy(s => s.Area, s => s.School).OrderBy(g => g.Key).ToList();
        foreach (var area in above) await bulk.Write(("monitor_contribution", "place_id, series_id, period, school_id, numerator, denominator, n, counted_on", [.. Parts(area.Key, area).OrderBy(r => (int)r[1]!)]));
        foreach (var some in schools.OrderBy(s => s.Id).Chunk(SchoolsAtOnce))
            await bulk.Write(("monitor_contribution", "place_id, series_id, period, school_id, numerator, denominator, n, counted_on", some.SelectMany(s => Parts(s.Id, [s]))));
        await bulk.Write(("monitor_rollup", "place_id, series_id, period, numerator, denominator, n, places", above.SelectMany(area => Statements.Select(i => new object?[]
        {
            area.Key, known[i.Indicator], Period, area.Sum(s => (long)s.Learners / 2), area.Sum(s => (long)s.Learners), area.Sum(s => (long)s.Learners), area.Count(),
        }))));
    }

    private static int Official(int number) => 1_000_000 + number;

    private static string Described(string id) => $$"""{"id":"{{id}}","name":{"en":"Made-up figure {{id}}"},"about":{"en":"{{string.Join(' ', Enumerable.Repeat("What it counts, and whom, in so many words as such definitions have.", 6))}}"},"unit":"percent","better":"higher"}""";

    private static IEnumerable<object?[]> Rows(Settings settings, Guid place, IEnumerable<int> series, IReadOnlyList<int> vintages) =>
        from id in series
        from year in Enumerable.Range(2026 - Years, Years)
        from vintage in vintages
        let value = ((place.GetHashCode() + (id * 31) + (year * 7) + vintage) & 0xFFFF) % 10_000 / 100m
        select new object?[] { place, id, year.ToString(CultureInfo.InvariantCulture), vintage, settings.IsPostgres ? value : (double)value, 25L };

    private static Task<HashSet<Guid>> Areas(Settings settings)
    {
        var kinds = new[] { PlaceKind.Union, PlaceKind.Country };
        return Read(settings, db => db.Read<Place>().Where(p => kinds.Contains(p.Kind)).Select(p => p.PlaceId).ToHashSetAsync());
    }

    private static Task<Dictionary<string, int>> Known(Settings settings)
    {
        var stated = Statements.Select(s => s.Indicator).ToList();
        return Read(settings, db => db.Read<Series>().Where(s => stated.Contains(s.Indicator) && s.Source == ObservationSource.Schools && s.Breakdown == "total").ToDictionaryAsync(s => s.Indicator, s => s.Id));
    }

    private static async Task<T> Read<T>(Settings settings, Func<HubDb, Task<T>> read)
    {
        await using var app = Hub.Build(settings, BenchRounds.Modules);
        await using var scope = app.Services.CreateAsyncScope();
        return await read(scope.ServiceProvider.GetRequiredService<HubDb>());
    }
}
