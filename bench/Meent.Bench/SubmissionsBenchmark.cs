using System.Text;
using Meent.Foundation;

namespace Meent.Bench;

/// <summary>Answers through HTTP until they are durable, from many connections, to one round or to many at once.</summary>
internal static class SubmissionsBenchmark
{
    public static async Task<int> Run(Arguments arguments)
    {
        PublishedHub.Publish(arguments);
        var (rounds, connections) = (arguments.Number("rounds", 1), arguments.Number("connections", 128));
        var duration = TimeSpan.FromSeconds(arguments.Number("seconds", 10));
        using var place = await BenchPlace.Make(arguments);
        var (links, made, items) = await BenchRounds.Make(place.Settings, rounds);
        var requests = Requests(links, items);
        LoadResult result;
        double processor;
        (double Now, double Peak) memory;
        using (var hub = await PublishedHub.Serve(place.Settings.DataFolder, place.Settings.Database))
        {
            var before = hub.ProcessorSeconds;
            result = await Load.Run(hub.Port, connections, TimeSpan.FromSeconds(3), duration, r => requests[Next(r, requests.Length)], "HTTP/1.1 303");
            processor = hub.ProcessorSeconds - before;
            memory = hub.Memory;
        }
        var bare = BareInserts.Run(place.Settings, made, connections, items.Count, duration);
        Console.WriteLine($"{(place.Settings.IsPostgres ? "PostgreSQL" : "SQLite")}, rounds {rounds}, connections {connections}, {items.Count} fields, {duration.TotalSeconds:0} s");
        Console.WriteLine($"  stored        {result.PerSecond,10:N0} /s   bad {result.Bad}");
        if (result.FirstBad is not null) Console.WriteLine($"  first bad     {result.FirstBad}");
        Console.WriteLine($"  p50           {Figures.Percentile(result.Milliseconds, 50),10:N1} ms");
        Console.WriteLine($"  p99           {Figures.Percentile(result.Milliseconds, 99),10:N1} ms");
        Console.WriteLine($"  max           {Figures.Percentile(result.Milliseconds, 100),10:N1} ms");
        Console.WriteLine($"  bare inserts  {bare,10:N0} /s");
        Console.WriteLine($"  share         {result.PerSecond / bare,10:P0}");
        Console.WriteLine($"  hub           {processor,10:N1} s of processor, {memory.Peak:N0} MB at most");
        return result.Bad == 0 ? 0 : 1;
    }

    /// <summary>Whole requests, made beforehand: the client must not be what is measured.</summary>
    private static ReadOnlyMemory<byte>[] Requests(string[] links, IReadOnlyList<string> items)
    {
        var random = Seeded();
        return [.. Enumerable.Range(0, Math.Max(2_000, 2 * links.Length)).Select(i =>
        {
            var body = string.Join('&', items.Select(item => $"{item}={Next(random, 6) + 1}"));
            return new ReadOnlyMemory<byte>(Encoding.ASCII.GetBytes(
                $"POST /r/{links[i % links.Length]} HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\nAccept-Language: nl,en;q=0.8\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {body.Length}\r\n\r\n{body}"));
        })];
    }

#pragma warning disable CA5394, RS0030 // Which answers are sent need not be a secret, and is the same in every run.
    private static Random Seeded() => new(1);

    private static int Next(Random random, int below) => random.Next(below);
#pragma warning restore CA5394, RS0030
}
