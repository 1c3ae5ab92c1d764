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

    private const string Country = "DE";

    /// <summary>Eight countries side by side.</summary>
    private static readonly string Eight = string.Join('&', new[] { "AT", "BE", "CZ", "DE", "EL", "FI", "FR", "NL" }.Select(c => "place=" + c));

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
            await Own(place.Settings, first.Board);
            stored = await CountryFigures.Add(place.Settings, bulk, made, wanted);
            await CountryFigures.AddStatements(place.Settings, bulk, made);
            plans = await CountryPlans.Add(place.Settings, bulk, made, arguments.Number("plans", schools / 5));
        }
        Console.WriteLine($"{(place.Settings.IsPostgres ? "PostgreSQL" : "SQLite")}, {schools:N0} schools, {stored:N0} observations, {plans.Count:N0} plans, stored in {watch.Elapsed.TotalSeconds:N0} s");
        using var hub = await PublishedHub.Serve(place.Settings.DataFolder, place.Settings.Database);
        var slow = await Measure(hub, DemonstrationAccount.All[1], [.. Pages(first), .. Files(first), .. Plans(first, plans)], times);
        slow += await Measure(hub, DemonstrationAccount.All[0], [("imports", "/operate/imports"), ("releases, all", "/releases")], times);
        Console.WriteLine($"  hub             {hub.Memory.Now,7:N0} MB, {hub.Memory.Peak:N0} MB at most");
        return slow == 0 ? 0 : 1;
    }

    /// <returns>how many pages are slower than the limit</returns>
    private static async Task<int> Measure(PublishedHub hub, DemonstrationAccount reader, IReadOnlyList<(string Name, string Path)> pages, int times)
    {
        using var handler = new SocketsHttpHandler { CookieContainer = new CookieContainer() };
        using var client = new HttpClient(handler) { BaseAddress = hub.Address };
        await PageTimes.SignIn(client, reader.Email);
        var slow = 0;
        foreach (var (name, path) in pages) slow += await PageTimes.Measure(client, name, [path], times) >= Limit ? 1 : 0;
        return slow;
    }

    private static IEnumerable<(string Name, string Path)> Pages(CountrySchool school) =>
    [
        ("figures", "/figures"),
        ("indicators", "/indicators"),
        ("indicator", "/indicators/digital-skills-basic"),
        ("as of then", "/indicators/digital-skills-basic?as-of=2"),
        ("… of a country", $"/indicators/{CountryFigures.Indicator(0)}?place={Country}"),
        ("… of a group", $"/indicators/{CountryFigures.Indicator(0)}?place={Country}&breakdown={CountryFigures.Group}"),
        ("compare", "/indicators/digital-skills-basic/compare"),
        ("… eight places", $"/indicators/{CountryFigures.Indicator(0)}/compare?{Eight}"),
        ("acting", "/indicators/digital-skills-basic/acting"),
        ("Union", $"/places/{school.Areas[^1]}/indicators"),
        ("country", $"/places/{school.Areas[^2]}/indicators"),
        ("region", $"/places/{school.Areas[0]}/indicators"),
        ("board", $"/places/{school.Board}/indicators"),
        ("… its page", $"/places/{school.Board}"),
        ("school", $"/places/{school.Id}/indicators"),
        ("releases", "/releases"),
        ("release", $"/releases/{CountryFigures.LastVintage}"),
        ("studies", "/studies"),
    ];

    /// <summary>What others take along: data and pictures.</summary>
    private static IEnumerable<(string Name, string Path)> Files(CountrySchool school) =>
    [
        ("catalogue", "/catalog.jsonld"),
        ("indicator, CSV", $"/indicators/{CountryFigures.Indicator(0)}/data.csv"),
        ("… JSON-stat", $"/indicators/{CountryFigures.Indicator(0)}/data.json"),
        ("… SDMX-CSV", $"/indicators/{CountryFigures.Indicator(0)}/data.sdmx"),
        ("school, CSV", $"/places/{school.Id}/indicators/data.csv"),
        ("country, CSV", $"/places/{school.Areas[^2]}/indicators/data.csv"),
        ("trend, SVG", $"/indicators/{CountryFigures.Indicator(0)}/trend.svg?place={Country}"),
        ("groups, SVG", $"/indicators/{CountryFigures.Indicator(0)}/groups.svg?place={Country}"),
        ("map, embedded", $"/indicators/{CountryFigures.Indicator(0)}/map/embed"),
        ("compare, SVG", $"/indicators/{CountryFigures.Indicator(0)}/compare/slope.svg?{Eight}"),
    ];

    private static IEnumerable<(string Name, string Path)> Plans(CountrySchool school, BenchPlans plans) =>
    [
        ("policy", "/policy/council-2023"),
        ("paragraph", $"/policy/{CountryPlans.Paragraph}"),
        ("plan", $"/plans/{plans.Country}"),
        ("… for the wall", $"/plans/{plans.Country}/wall"),
        ("… over time", $"/plans/{plans.Country}/timeline"),
        ("… who does what", $"/plans/{plans.Country}/who"),
        ("thread", $"/plans/{plans.Country}/thread"),
        ("thread, school", $"/plans/{plans.School}/thread"),
        ("gaps", $"/places/{school.Areas[^2]}/gaps"),
        ("plans, country", $"/places/{school.Areas[^2]}/plans"),
    ];

    /// <summary>Gives the demonstration's coordinator a role at a board, and so at its schools, whose own figures are for their people only.</summary>
    private static async Task Own(Settings settings, Guid board)
    {
        await using var app = Hub.Build(settings, BenchRounds.Modules);
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<HubDb>();
        var person = await db.Set<Person>().SingleAsync(p => p.Email == DemonstrationAccount.All[1].Email);
        db.Add(new RoleHeld { PlaceId = board, PersonId = person.Id, Role = Role.Coordinator, Since = DateTime.UnixEpoch, ApprovedAt = DateTime.UnixEpoch });
        await db.SaveChangesAsync();
    }
}
