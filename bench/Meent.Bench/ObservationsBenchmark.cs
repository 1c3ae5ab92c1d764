using System.Diagnostics;
using System.Net;
using Meent.Foundation;
using Meent.Foundation.Data;
using Meent.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Meent.Bench;

/// <summary>A hub with the figures of a whole country: how long its pages take with millions of observations stored.</summary>
internal static class ObservationsBenchmark
{
    private const double Limit = 100;

    public static async Task<int> Run(Arguments arguments)
    {
        PublishedHub.Publish(arguments);
        var (schools, wanted, times) = (arguments.Number("schools", 100_000), arguments.Number("observations", 6_000_000), arguments.Number("times", 200));
        using var place = await BenchPlace.Make(arguments);
        PublishedHub.Command(place.Settings.DataFolder, place.Settings.Database, "demo");
        var watch = Stopwatch.StartNew();
        CountrySchool first;
        long stored;
        BenchPlans plans;
        await using (var bulk = new Bulk(place.Settings))
        {
            var made = await CountrySchools.Add(place.Settings, bulk, schools, schools * 250);
            first = made[0];
            await Own(place.Settings, first.Id);
            stored = await CountryFigures.Add(place.Settings, bulk, made, wanted);
            await CountryFigures.AddStatements(place.Settings, bulk, made);
            plans = await CountryPlans.Add(place.Settings, bulk, made, arguments.Number("plans", schools / 5));
        }
        Console.WriteLine($"{(place.Settings.IsPostgres ? "PostgreSQL" : "SQLite")}, {schools:N0} schools, {stored:N0} observations, {plans.Count:N0} plans, stored in {watch.Elapsed.TotalSeconds:N0} s");
        using var hub = await PublishedHub.Serve(place.Settings.DataFolder, place.Settings.Database);
        using var handler = new SocketsHttpHandler { CookieContainer = new CookieContainer() };
        using var client = new HttpClient(handler) { BaseAddress = hub.Address };
        await PageTimes.SignIn(client, DemonstrationAccount.All[1].Email);
        var slow = 0;
        foreach (var (name, path) in Pages(first, plans)) slow += await PageTimes.Measure(client, name, [path], times) >= Limit ? 1 : 0;
        Console.WriteLine($"  hub             {hub.Memory.Now,7:N0} MB, {hub.Memory.Peak:N0} MB at most");
        return slow == 0 ? 0 : 1;
    }

    private static IEnumerable<(string Name, string Path)> Pages(CountrySchool school, BenchPlans plans) =>
    [
        ("figures", "/figures"),
        ("indicators", "/indicators"),
        ("indicator", "/indicators/digital-skills-basic"),
        ("as of then", "/indicators/digital-skills-basic?as-of=2"),
        ("compare", "/indicators/digital-skills-basic/compare"),
        ("acting", "/indicators/digital-skills-basic/acting"),
        ("Union", $"/places/{school.Areas[^1]}/indicators"),
        ("country", $"/places/{school.Areas[^2]}/indicators"),
        ("region", $"/places/{school.Areas[0]}/indicators"),
        ("board", $"/places/{school.Board}"),
        ("school", $"/places/{school.Id}/indicators"),
        ("releases", "/releases"),
        ("release", $"/releases/{CountryFigures.LastVintage}"),
        ("catalogue", "/catalog.jsonld"),
        ("indicator, CSV", $"/indicators/{CountryFigures.Indicator(0)}/data.csv"),
        ("… JSON-stat", $"/indicators/{CountryFigures.Indicator(0)}/data.json"),
        ("… SDMX-CSV", $"/indicators/{CountryFigures.Indicator(0)}/data.sdmx"),
        ("school, CSV", $"/places/{school.Id}/indicators/data.csv"),
        ("policy", "/policy/council-2023"),
        ("paragraph", $"/policy/{CountryPlans.Paragraph}"),
        ("plan", $"/plans/{plans.Country}"),
        ("thread", $"/plans/{plans.Country}/thread"),
        ("thread, school", $"/plans/{plans.School}/thread"),
        ("gaps", $"/places/{school.Areas[^2]}/gaps"),
        ("plans, country", $"/places/{school.Areas[^2]}/plans"),
    ];

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
