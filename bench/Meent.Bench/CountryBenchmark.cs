using System.Diagnostics;
using System.Net;
using Meent.Foundation;
using Meent.Foundation.Data;
using Meent.People;
using Meent.Reflect.Areas;
using Meent.Reflect.Instruments;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Meent.Bench;

/// <summary>A hub of a whole country after a year: how long its pages take, and how long closing a large round does.</summary>
internal static class CountryBenchmark
{
    private const int LargeRounds = 21, LargeSchool = 1_846;

    public static async Task<int> Run(Arguments arguments)
    {
        PublishedHub.Publish(arguments);
        var (schools, people, times) = (arguments.Number("schools", 60_000), arguments.Number("submissions", 10_000_000), arguments.Number("times", 300));
        using var place = await BenchPlace.Make(arguments);
        PublishedHub.Command(place.Settings.DataFolder, place.Settings.Database, "demo");
        var watch = Stopwatch.StartNew();
        var (made, rounds, large, stored) = await Fill(place.Settings, schools, people, arguments.Text("instrument", "wellbeing"));
        Console.WriteLine($"{(place.Settings.IsPostgres ? "PostgreSQL" : "SQLite")}, {made.Count:N0} schools, {stored:N0} submissions, stored in {watch.Elapsed.TotalSeconds:N0} s");
        var published = PublishedHub.Command(place.Settings.DataFolder, place.Settings.Database, "publish", "areas");
        Console.WriteLine($"  publishing all areas and boards {published.TotalSeconds,8:N1} s");
        using var hub = await PublishedHub.Serve(place.Settings.DataFolder, place.Settings.Database);
        using var handler = new SocketsHttpHandler { CookieContainer = new CookieContainer() };
        using var client = new HttpClient(handler) { BaseAddress = hub.Address };
        await PageTimes.SignIn(client, DemonstrationAccount.All[1].Email);
        var first = made[0];
        foreach (var (name, paths) in new (string, string[])[]
        {
            ("report", [.. rounds.Select(r => $"/rounds/{r}/report")]), ("our school", ["/school"]), ("figures", ["/figures"]), ("board", [$"/figures/{first.Board}"]),
            ("region", [.. made.Select(s => s.Areas[0]).Distinct().Select(a => $"/figures/{a}")]), ("country", [$"/figures/{first.Areas[^2]}"]), ("Union", [$"/figures/{first.Areas[^1]}"]),
        })
            await PageTimes.Measure(client, name, paths, times);
        await Close(client, handler.CookieContainer, large);
        Console.WriteLine($"  hub             {hub.Memory.Now,7:N0} MB, {hub.Memory.Peak:N0} MB at most");
        return 0;
    }

    private static async Task<(IReadOnlyList<CountrySchool> Schools, IReadOnlyList<Guid> Rounds, IReadOnlyList<Guid> Large, long Stored)> Fill(Settings settings, int schools, int people, string instrumentId)
    {
        var instrument = InstrumentLibrary.Load(InstrumentLibrary.Shipped).Latest(instrumentId)!;
        await using var bulk = new Bulk(settings);
        var made = await CountrySchools.Add(settings, bulk, schools, people);
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().DateTime);
        var store = new CountryRounds(settings, instrument, today.AddDays(-1));
        var stored = await store.Store(bulk, made);
        var large = new List<Guid>();
        foreach (var school in made.Where(s => s.Board == made[0].Board).Take(LargeRounds))
            for (var i = 0; i <= LargeRounds / 20; i++)
                large.Add(await store.StoreOpen(bulk, school with { Learners = LargeSchool, Teachers = LargeSchool / 12 }, today.AddDays(30)));
        var rounds = await Own(settings, made[0].Board);
        return (made, rounds, large, stored);
    }

    /// <summary>Gives the demonstration's coordinator a role at a board, and so at its schools.</summary>
    /// <returns>closed rounds of those schools</returns>
    private static async Task<IReadOnlyList<Guid>> Own(Settings settings, Guid board)
    {
        await using var app = Hub.Build(settings, BenchRounds.Modules);
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<HubDb>();
        var person = await db.Set<Person>().SingleAsync(p => p.Email == DemonstrationAccount.All[1].Email);
        db.Add(new RoleHeld { PlaceId = board, PersonId = person.Id, Role = Role.Coordinator, Since = DateTime.UnixEpoch, ApprovedAt = DateTime.UnixEpoch });
        await db.SaveChangesAsync();
        return await db.Read<CountedIn>().Where(c => c.PlaceId == board).Select(c => c.RoundId).ToListAsync();
    }

    /// <summary>Closes rounds of 2,000 people as a coordinator does; from the click until the answer.</summary>
    private static async Task Close(HttpClient client, CookieContainer cookies, IReadOnlyList<Guid> rounds)
    {
        using var handler = new SocketsHttpHandler { CookieContainer = cookies, AllowAutoRedirect = false };
        using var sender = new HttpClient(handler) { BaseAddress = client.BaseAddress };
        var milliseconds = new List<double>();
        foreach (var round in rounds)
        {
            var path = new Uri($"/rounds/{round}/close", UriKind.Relative);
            using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["__RequestVerificationToken"] = await PageTimes.TokenOf(client, path) });
            var watch = Stopwatch.StartNew();
            using var answer = await sender.PostAsync(path, form);
            milliseconds.Add(watch.Elapsed.TotalMilliseconds);
            if (answer.StatusCode != HttpStatusCode.SeeOther) throw new InvalidOperationException($"{path} was answered with {(int)answer.StatusCode}.");
            (await client.GetAsync(new Uri($"/rounds/{round}/report", UriKind.Relative))).EnsureSuccessStatusCode();
        }
        // The first one makes the tables of what may be shown for its numbers of people.
        Console.WriteLine($"  closing 2,000   first {milliseconds[0],6:N1} ms   then p50 {Figures.Percentile([.. milliseconds.Skip(1)], 50),6:N1} ms   max {Figures.Percentile([.. milliseconds.Skip(1)], 100),6:N1} ms   ({milliseconds.Count} rounds)");
    }
}
