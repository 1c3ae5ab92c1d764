using System.Diagnostics;
using System.Globalization;
using System.Net;
using Meent.Foundation;
using Meent.Foundation.Data;
using Meent.Monitor;
using Meent.People;
using Meent.Places;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Meent.Bench;

/// <summary>A hub with the figures of a whole country: how long its pages take with millions of observations stored.</summary>
internal static class ObservationsBenchmark
{
    private const int Years = 10, SchoolsAtOnce = 2_000, OfficialSeries = 400;

    public static async Task<int> Run(Arguments arguments)
    {
        PublishedHub.Publish(arguments);
        var (schools, wanted, times) = (arguments.Number("schools", 100_000), arguments.Number("observations", 6_000_000), arguments.Number("times", 200));
        using var place = await BenchPlace.Make(arguments);
        PublishedHub.Command(place.Settings.DataFolder, place.Settings.Database, "demo");
        var watch = Stopwatch.StartNew();
        var (first, stored) = await Fill(place.Settings, schools, wanted);
        Console.WriteLine($"{(place.Settings.IsPostgres ? "PostgreSQL" : "SQLite")}, {schools:N0} schools, {stored:N0} observations, stored in {watch.Elapsed.TotalSeconds:N0} s");
        using var hub = await PublishedHub.Serve(place.Settings.DataFolder, place.Settings.Database);
        using var handler = new SocketsHttpHandler { CookieContainer = new CookieContainer() };
        using var client = new HttpClient(handler) { BaseAddress = hub.Address };
        await PageTimes.SignIn(client, DemonstrationAccount.All[1].Email);
        foreach (var (name, path) in Pages(first)) await PageTimes.Measure(client, name, [path], times);
        Console.WriteLine($"  hub             {hub.Memory.Now,7:N0} MB, {hub.Memory.Peak:N0} MB at most");
        return 0;
    }

    private static IEnumerable<(string Name, string Path)> Pages(CountrySchool school) =>
    [
        ("figures", "/figures"),
        ("indicators", "/indicators"),
        ("indicator", "/indicators/digital-skills-basic"),
        ("compare", "/indicators/digital-skills-basic/compare"),
        ("Union", $"/places/{school.Areas[^1]}/indicators"),
        ("country", $"/places/{school.Areas[^2]}/indicators"),
        ("region", $"/places/{school.Areas[0]}/indicators"),
        ("school", $"/places/{school.Id}/indicators"),
        ("policy", "/policy/council-2023"),
    ];

    private static async Task<(CountrySchool First, long Stored)> Fill(Settings settings, int schools, int wanted)
    {
        await using var bulk = new Bulk(settings);
        var made = await CountrySchools.Add(settings, bulk, schools, schools * 250);
        await Own(settings, made[0].Id);
        var areas = await Areas(settings);
        var series = Enumerable.Range(1_000_000, OfficialSeries).Select(id => new object?[] { id, $"bench_{id}", "total", "PC", "bench" })
            .Concat(Enumerable.Range(2_000_000, SeriesOfSchools(schools, wanted)).Select(id => new object?[] { id, $"bench_{id}", "total", "percent", "schools" }));
        object moment = settings.IsPostgres ? DateTime.UnixEpoch : "1970-01-01 00:00:00";
        const int Vintage = 1_000_000;
        await bulk.Write(
            ("monitor_vintage", "number, source, made_at, format, row_count", [[Vintage, "bench", moment, "csv", 0L]]),
            ("monitor_indicator", "id, content", series.Select(s => new object?[] { s[1], Indicator((string)s[1]!) })),
            ("monitor_series", "id, indicator, breakdown, unit, source", series));
        var stored = 0L;
        foreach (var some in areas.Concat(made.Select(s => s.Id)).Order().Chunk(SchoolsAtOnce))
        {
            var rows = some.SelectMany(p => Rows(settings, p, areas.Contains(p) ? (1_000_000, OfficialSeries) : (2_000_000, SeriesOfSchools(schools, wanted)), Vintage)).ToList();
            await bulk.Write(("monitor_observation", "place_id, series_id, period, vintage, value, n", rows));
            stored += rows.Count;
        }
        return (made[0], stored);
    }

    private static int SeriesOfSchools(int schools, int wanted) => Math.Max(1, wanted / schools / Years);

    private static string Indicator(string id) => $$"""{"id":"{{id}}","name":{"en":"Made-up figure {{id}}"},"unit":"percent","better":"higher"}""";

    private static IEnumerable<object?[]> Rows(Settings settings, Guid place, (int From, int Count) series, int vintage) =>
        from id in Enumerable.Range(series.From, series.Count)
        from year in Enumerable.Range(2026 - Years, Years)
        let value = (place.GetHashCode() + (id * 31) + (year * 7) & 0xFFFF) % 10_000 / 100m
        select new object?[] { place, id, year.ToString(CultureInfo.InvariantCulture), vintage, settings.IsPostgres ? value : (double)value, 25L };

    private static async Task<HashSet<Guid>> Areas(Settings settings)
    {
        await using var app = Hub.Build(settings, BenchRounds.Modules);
        await using var scope = app.Services.CreateAsyncScope();
        var kinds = new[] { PlaceKind.Union, PlaceKind.Country };
        return [.. await scope.ServiceProvider.GetRequiredService<HubDb>().Read<Place>().Where(p => kinds.Contains(p.Kind)).Select(p => p.PlaceId).ToListAsync()];
    }

    /// <summary>Gives the demonstration's coordinator a role at a school, whose own figures are for its people only.</summary>
    private static async Task Own(Settings settings, Guid school)
    {
        await using var app = Hub.Build(settings, BenchRounds.Modules);
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<HubDb>();
        var person = await db.Set<Person>().SingleAsync(p => p.Email == DemonstrationAccount.All[1].Email);
        db.Add(new RoleHeld { PlaceId = school, PersonId = person.Id, Role = Role.Coordinator, Since = DateTime.UnixEpoch, ApprovedAt = DateTime.UnixEpoch });
        await db.SaveChangesAsync();
    }
}
