using System.Diagnostics;
using System.Text.Json;
using CsvHelper;

namespace Meent.Bench;

/// <summary>A whole register taken in, taken in again, and schools of it found while somebody types, rightly and with one wrong letter.</summary>
internal static class PlacesBenchmark
{
    public static async Task<int> Run(Arguments arguments)
    {
        PublishedHub.Publish(arguments);
        using var place = await BenchPlace.Make(arguments);
        var (data, database) = (place.Settings.DataFolder, place.Settings.Database);
        var made = arguments.Number("schools", 0);
        var (file, map) = made > 0 ? ManySchools.Write(data, made) : (arguments.Text("file", "../shared/data/schools/germany.csv"), arguments.Text("map", "de-schulscraper"));
        var report = Path.Combine(data, "report.csv");
        string[] import = ["import", "schools", file, "--country", arguments.Text("country", "DE"), "--map", map, "--report", report];
        PublishedHub.Command(data, database, "migrate");
        Console.WriteLine($"import, first      {PublishedHub.Command(data, database, import).TotalSeconds:F2} s, start of the program included");
        Console.WriteLine($"import, again      {PublishedHub.Command(data, database, import).TotalSeconds:F2} s");
        Console.WriteLine($"import, dry run    {PublishedHub.Command(data, database, [.. import, "--dry-run"]).TotalSeconds:F2} s");
        var asked = Asked(report, arguments.Number("asked", 100));
        using (var hub = await PublishedHub.Serve(data, database)) await Search(hub, asked);
        return 0;
    }

    private static async Task Search(PublishedHub hub, List<(string Name, string Typed)> asked)
    {
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{hub.Port}") };
        foreach (var (_, typed) in asked.Take(20)) await Ask(client, typed);
        await Measure(client, "as typed", [.. asked.SelectMany(a => Keys(a.Typed))]);
        var random = new Random(5);
        List<(string Name, string Typed)> wrong = [.. asked.Select(a => (a.Name, ManySchools.Misspelled(a.Typed, random)))];
        await Measure(client, "one wrong letter", [.. wrong.SelectMany(a => Keys(a.Typed))]);
        var found = 0;
        foreach (var (name, typed) in wrong) found += (await Ask(client, typed)).Names.Take(10).Contains(name) ? 1 : 0;
        Console.WriteLine($"  found among the first ten with one wrong letter: {found} of {wrong.Count}");
        foreach (var hard in (string[])["sc", "st", "schule", "scul", "grundschule", "grundschlue", "gymnasium berg", "gimnasium brg"])
            Console.WriteLine($"  {hard,-18} {(await Ask(client, hard)).Milliseconds:F1} ms");
    }

    private static async Task Measure(HttpClient client, string what, List<string> typed)
    {
        var times = new double[typed.Count];
        for (var i = 0; i < times.Length; i++) times[i] = (await Ask(client, typed[i])).Milliseconds;
        Console.WriteLine($"search, {what}, {times.Length} questions   p50 {Figures.Percentile(times, 50):F1} ms   p95 {Figures.Percentile(times, 95):F1} ms   p99 {Figures.Percentile(times, 99):F1} ms   worst {times.Max():F1} ms");
    }

    private static async Task<(double Milliseconds, IReadOnlyList<string> Names)> Ask(HttpClient client, string typed)
    {
        var watch = Stopwatch.StartNew();
        using var answer = await client.GetAsync(new Uri("/api/places?q=" + Uri.EscapeDataString(typed), UriKind.Relative));
        answer.EnsureSuccessStatusCode();
        var body = await answer.Content.ReadAsByteArrayAsync();
        var took = watch.Elapsed.TotalMilliseconds;
        return (took, [.. JsonDocument.Parse(body).RootElement.EnumerateArray().Select(e => e.GetProperty("name").GetString()!)]);
    }

    /// <summary>What is in the box at every third key.</summary>
    private static IEnumerable<string> Keys(string typed) => Enumerable.Range(2, Math.Max(0, typed.Length - 1)).Where(n => n % 3 == 0 || n == typed.Length).Select(n => typed[..n]);

    /// <summary>Name and town of schools all over the register.</summary>
    private static List<(string Name, string Typed)> Asked(string report, int schools)
    {
        var all = new List<(string, string)>();
        using var csv = CsvReader.FromFile(report);
        while (csv.Read())
            if (csv.GetString("outcome") is "created" or "unchanged") all.Add((csv.GetString("name"), $"{csv.GetString("name")} {csv.GetString("town")}".Trim()));
        return [.. Enumerable.Range(0, Math.Min(schools, all.Count)).Select(i => all[(int)((long)i * all.Count / schools)])];
    }
}
