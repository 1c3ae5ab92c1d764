using System.Diagnostics;
using Meent.Foundation;
using Meent.Foundation.Data;
using Meent.Monitor.RollUp;
using Meent.Monitor.VerifyRollups;
using Meent.Places;
using Meent.Reflect;
using Microsoft.Extensions.DependencyInjection;

namespace Meent.Bench;

/// <summary>What a report costs that is added to the sums of a region, a country, the Union and a board: in one transaction, one after the other, and eight at once.</summary>
internal static class ReleasesBenchmark
{
    private static readonly DateOnly Since = new(2020, 8, 1), Day = new(2026, 3, 2);

    public static async Task<int> Run(Arguments arguments)
    {
        using var place = await BenchPlace.Make(arguments);
        await using var app = Hub.Build(place.Settings, BenchRounds.Modules);
        var schools = await Places(app.Services, arguments.Number("schools", 2000));
        foreach (var school in schools.Take(50)) await Report(app.Services, school);
        var times = new List<double>();
        foreach (var school in schools.Skip(50).Take(schools.Count / 2)) times.Add(await Report(app.Services, school));
        Tell("one after the other", times);
        var many = new System.Collections.Concurrent.ConcurrentBag<double>();
        var watch = Stopwatch.StartNew();
        var rest = schools.Skip(50 + (schools.Count / 2)).ToList();
        await Parallel.ForEachAsync(rest, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (school, _) => many.Add(await Report(app.Services, school)));
        Tell("eight at once", [.. many]);
        Console.WriteLine($"                     {rest.Count / watch.Elapsed.TotalSeconds:F0} a second");
        await using var scope = app.Services.CreateAsyncScope();
        watch.Restart();
        var verified = await scope.ServiceProvider.GetRequiredService<Verification>().Run(scope.ServiceProvider.GetRequiredService<HubDb>());
        Console.WriteLine($"verify rollups       {verified.Contributions} contributions, {verified.Sums} sums, {verified.Differences.Count} differences, {watch.Elapsed.TotalSeconds:F2} s");
        return verified.Differences.Count == 0 ? 0 : 1;
    }

    /// <returns>milliseconds from the beginning of the transaction until it is durable</returns>
    private static async Task<double> Report(IServiceProvider services, Guid school)
    {
        await using var scope = services.CreateAsyncScope();
        var (db, takeUp) = (scope.ServiceProvider.GetRequiredService<HubDb>(), scope.ServiceProvider.GetRequiredService<TakeUp>());
        string[] areas = ["leadership", "collaboration", "infrastructure", "development", "preparing", "teaching", "assessment", "competence"];
        var means = areas.SelectMany(area => new[] { "teachers", "learners" }.Select(group => new ShownMean(group, area, null, 0, 25, 300 + (school.GetHashCode() % 100), null)));
        var round = new ShownRound(school, Ids.New(), "school", 1, "2025-2026", Day, false, false, [.. means]);
        var watch = Stopwatch.StartNew();
        await db.InTransaction(() => takeUp.Follow(db, round, default));
        return watch.Elapsed.TotalMilliseconds;
    }

    private static async Task<List<Guid>> Places(IServiceProvider services, int count)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<HubDb>();
        await Migrations.Run(db, scope.ServiceProvider.GetRequiredService<HubModel>());
        var union = Add(PlaceKind.Union);
        var country = Add(PlaceKind.Country, (LinkRole.Admin, union));
        var regions = Enumerable.Range(0, 20).Select(_ => Add(PlaceKind.Region, (LinkRole.Admin, country))).ToList();
        var boards = Enumerable.Range(0, 100).Select(_ => Add(PlaceKind.Board)).ToList();
        var schools = Enumerable.Range(0, count).Select(i => Add(PlaceKind.School, (LinkRole.Admin, regions[i % regions.Count]), (LinkRole.Board, boards[i % boards.Count]))).ToList();
        await db.SaveChangesAsync();
        return schools;

        Guid Add(string kind, params (string Role, Guid Parent)[] parents)
        {
            var place = new Place { PlaceId = Ids.New(), Kind = kind, Name = kind, Country = "NL" };
            db.Add(place);
            foreach (var (role, parent) in parents) db.Add(new PlaceLink { PlaceId = place.PlaceId, Role = role, ValidFrom = Since, ParentId = parent });
            return place.PlaceId;
        }
    }

    private static void Tell(string what, List<double> times) =>
        Console.WriteLine($"{what,-20} {times.Count} reports   p50 {Figures.Percentile([.. times], 50):F1} ms   p95 {Figures.Percentile([.. times], 95):F1} ms   p99 {Figures.Percentile([.. times], 99):F1} ms");
}
