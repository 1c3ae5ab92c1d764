using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using Meent.Foundation;
using Meent.Foundation.Data;
using Meent.People;
using Meent.Reflect;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Meent.Bench;

/// <summary>The pages that most people see, one request after the other: how long, and how many bytes with style and script.</summary>
internal static partial class PagesBenchmark
{
    public static async Task<int> Run(Arguments arguments)
    {
        PublishedHub.Publish(arguments);
        using var place = await BenchPlace.Make(arguments);
        PublishedHub.Command(place.Settings.DataFolder, place.Settings.Database, "demo");
        var (report, link) = await Addresses(place.Settings);
        var stored = arguments.Number("stored", 0);
        if (stored > 0) await ManySubmissions.Fill(place.Settings, stored);
        using var hub = await PublishedHub.Serve(place.Settings.DataFolder, place.Settings.Database);
        using var handler = new SocketsHttpHandler { CookieContainer = new CookieContainer() };
        using var client = new HttpClient(handler) { BaseAddress = hub.Address };
        await SignIn(client);
        Console.WriteLine($"{(place.Settings.IsPostgres ? "PostgreSQL" : "SQLite")}, {stored:N0} submissions stored beside the demonstration");
        Console.WriteLine("  page             p50 ms    p95 ms    HTML      with style and script");
        foreach (var (name, path) in new[] { ("home", "/"), ("questionnaire", $"/r/{link}"), ("our school", "/school"), ("report", report), ("statements", $"{report}/infrastructure"), ("find", "/find?q=elzen") })
            await Measure(client, name, path, arguments.Number("times", 500));
        return 0;
    }

    private static async Task Measure(HttpClient client, string name, string path, int times)
    {
        var address = new Uri(path, UriKind.Relative);
        for (var i = 0; i < 50; i++) (await client.GetAsync(address)).EnsureSuccessStatusCode();
        var milliseconds = new double[times];
        for (var i = 0; i < times; i++)
        {
            var watch = Stopwatch.StartNew();
            await client.GetByteArrayAsync(address);
            milliseconds[i] = watch.Elapsed.TotalMilliseconds;
        }
        var html = await client.GetStringAsync(address);
        var page = await Bytes(client, path);
        var all = page;
        foreach (var asset in Asset().Matches(html).Select(m => m.Groups[1].Value).Distinct()) all += await Bytes(client, asset);
        Console.WriteLine($"  {name,-15} {Figures.Percentile(milliseconds, 50),7:N1} {Figures.Percentile(milliseconds, 95),9:N1}    {page / 1024.0,5:N1} KB  {all / 1024.0,5:N1} KB");
    }

    /// <summary>Bytes of the body as a browser gets it, packed where the hub packs it.</summary>
    private static async Task<int> Bytes(HttpClient client, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        request.Headers.TryAddWithoutValidation("Accept-Encoding", "gzip, br");
        using var answer = await client.SendAsync(request);
        return (await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync()).Length;
    }

    private static async Task SignIn(HttpClient client)
    {
        var page = await client.GetStringAsync(new Uri("/sign-in", UriKind.Relative));
        var token = WebUtility.HtmlDecode(Token().Match(page).Groups[1].Value);
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["__RequestVerificationToken"] = token, ["email"] = DemonstrationAccount.All[1].Email, ["password"] = DemonstrationAccount.Password,
        });
        var answer = await client.PostAsync(new Uri("/sign-in", UriKind.Relative), form);
        if (answer.RequestMessage!.RequestUri!.AbsolutePath == "/sign-in") throw new InvalidOperationException("The demonstration's coordinator could not sign in.");
    }

    /// <returns>path of the newest report, code of an open link</returns>
    private static async Task<(string Report, string Link)> Addresses(Settings settings)
    {
        await using var app = Hub.Build(settings, BenchRounds.Modules);
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<HubDb>();
        var closed = await db.Read<Round>().Where(r => r.ClosedAt != null).OrderByDescending(r => r.ClosesOn).FirstAsync();
        var link = await (from a in db.Read<RoundAudience>() join r in db.Read<Round>() on a.RoundId equals r.Id where r.OpenedAt != null && r.ClosedAt == null select a.LinkCode).FirstAsync();
        return ($"/rounds/{closed.Id}/report", link);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex Token();

    [GeneratedRegex("(?:href|src)=\"(/assets/[^\"]+\\.(?:css|js))\"")]
    private static partial Regex Asset();
}
