using System.Diagnostics;
using CsvHelper;
using Npgsql;

namespace Meent.Bench;

/// <summary>A whole register taken in, taken in again, and schools of it found while somebody types.</summary>
internal static class PlacesBenchmark
{
    private const string Database = "meent_bench_places";

    public static async Task<int> Run(Arguments arguments)
    {
        PublishedHub.Publish(arguments);
        var file = arguments.Text("file", "../shared/data/schools/germany.csv");
        var data = Directory.CreateTempSubdirectory("meent-bench-").FullName;
        var database = await Fresh(arguments.Text("database", ""));
        var report = Path.Combine(data, "report.csv");
        string[] import = ["import", "schools", file, "--country", arguments.Text("country", "DE"), "--map", arguments.Text("map", "de-schulscraper"), "--report", report];
        PublishedHub.Command(data, database, "migrate");
        Console.WriteLine($"import, first      {PublishedHub.Command(data, database, import).TotalSeconds:F2} s, start of the program included");
        Console.WriteLine($"import, again      {PublishedHub.Command(data, database, import).TotalSeconds:F2} s");
        var typed = Typed(report, arguments.Number("schools", 100));
        using (var hub = await PublishedHub.Serve(data, database)) await Search(hub, typed);
        Directory.Delete(data, recursive: true);
        return 0;
    }

    private static async Task Search(PublishedHub hub, List<string> typed)
    {
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{hub.Port}") };
        foreach (var warm in typed.Take(20)) await Ask(client, warm);
        var times = new double[typed.Count];
        for (var i = 0; i < times.Length; i++) times[i] = await Ask(client, typed[i]);
        Console.WriteLine($"search, {times.Length} questions   p50 {Figures.Percentile(times, 50):F1} ms   p95 {Figures.Percentile(times, 95):F1} ms   p99 {Figures.Percentile(times, 99):F1} ms   worst {times.Max():F1} ms");
        foreach (var hard in (string[])["sc", "st", "schule", "grundschule", "gymnasium berlin"])
            Console.WriteLine($"  {hard,-18} {await Ask(client, hard):F1} ms");
    }

    private static async Task<double> Ask(HttpClient client, string typed)
    {
        var watch = Stopwatch.StartNew();
        using var answer = await client.GetAsync(new Uri("/api/places?q=" + Uri.EscapeDataString(typed), UriKind.Relative));
        answer.EnsureSuccessStatusCode();
        await answer.Content.ReadAsByteArrayAsync();
        return watch.Elapsed.TotalMilliseconds;
    }

    /// <summary>What is in the box at every third key while somebody types name and town of schools all over the register.</summary>
    private static List<string> Typed(string report, int schools)
    {
        var all = new List<string>();
        using var csv = CsvReader.FromFile(report);
        while (csv.Read())
            if (csv.GetString("outcome") is "created" or "unchanged") all.Add($"{csv.GetString("name")} {csv.GetString("town")}".Trim());
        var chosen = Enumerable.Range(0, Math.Min(schools, all.Count)).Select(i => all[(int)((long)i * all.Count / schools)]);
        return [.. chosen.SelectMany(name => Enumerable.Range(1, name.Length).Where(n => n > 1 && (n % 3 == 0 || n == name.Length)).Select(n => name[..n]))];
    }

    private static async Task<string> Fresh(string server)
    {
        if (server.Length == 0) return "";
        await using var connection = new NpgsqlConnection($"{server};Database=postgres");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"drop database if exists {Database} with (force)";
        await command.ExecuteNonQueryAsync();
        command.CommandText = $"create database {Database}";
        await command.ExecuteNonQueryAsync();
        return $"{server};Database={Database}";
    }
}
