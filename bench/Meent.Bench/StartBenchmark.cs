namespace Meent.Bench;

/// <summary>How soon the published build answers its first page, and what it holds in memory when it has nothing to do.</summary>
internal static class StartBenchmark
{
    public static async Task<int> Run(Arguments arguments)
    {
        PublishedHub.Publish(arguments);
        using var place = await BenchPlace.Make(arguments);
        var (data, database) = (place.Settings.DataFolder, place.Settings.Database);
        var demonstration = PublishedHub.Command(data, database, "demo");
        Console.WriteLine($"{(place.Settings.IsPostgres ? "PostgreSQL" : "SQLite")}, demonstration content (made in {demonstration.TotalSeconds:N1} s)");
        var (ready, processor, memory) = (new List<double>(), new List<double>(), new List<double>());
        for (var i = 0; i < arguments.Number("times", 5); i++)
        {
            using var hub = await PublishedHub.Serve(data, database);
            ready.Add(hub.Ready.TotalSeconds);
            processor.Add(hub.ProcessorSeconds);
            using var client = new HttpClient { BaseAddress = hub.Address };
            foreach (var page in new[] { "/", "/find?q=elzen", "/sign-in", "/about" }) (await client.GetAsync(new Uri(page, UriKind.Relative))).EnsureSuccessStatusCode();
            await Task.Delay(TimeSpan.FromSeconds(5));
            memory.Add(hub.Memory.Now);
        }
        Console.WriteLine($"  ready         {ready.Order().ElementAt(ready.Count / 2),8:N2} s   ({ready.Min():N2} to {ready.Max():N2})");
        Console.WriteLine($"  processor     {processor.Order().ElementAt(processor.Count / 2),8:N2} s   until then");
        Console.WriteLine($"  memory        {memory.Order().ElementAt(memory.Count / 2),8:N0} MB  ({memory.Min():N0} to {memory.Max():N0}), five seconds after four pages");
        return 0;
    }
}
