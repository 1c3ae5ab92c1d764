using System.Diagnostics;
using Meent.Foundation;
using Meent.Foundation.Data;
using Meent.Monitor;
using Meent.Places;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Meent.Bench;

/// <summary>A register and figures taken in from files by the commands that operators use; and what becomes of large files that are wrong.</summary>
internal static class LoadBenchmark
{
    private const double Limit = 60;

    public static async Task<int> Run(Arguments arguments)
    {
        PublishedHub.Publish(arguments);
        var (schools, observations, megabytes) = (arguments.Number("schools", 100_000), arguments.Number("observations", 1_000_000), arguments.Number("megabytes", 200));
        using var place = await BenchPlace.Make(arguments);
        var (data, database) = (place.Settings.DataFolder, place.Settings.Database);
        var (register, mapping) = ManySchools.Write(data, schools);
        var good = ManyFigures.Write(Path.Combine(data, "figures.csv"), schools, observations);
        PublishedHub.Command(data, database, "migrate");
        var first = await Step("places", data, database, "import", "schools", register, "--country", "DE", "--map", mapping, "--report", Path.Combine(data, "places-report.csv"));
        var second = await Step("observations", data, database, "import", "observations", good, "--mapping", "own", "--as", "bench", "--report", Path.Combine(data, "good-report.csv"));
        var before = await Stored(place.Settings);
        var all = (first + second).TotalSeconds;
        Console.WriteLine($"{before.Places:N0} places and {before.Observations:N0} observations in {all:N1} s, starts of the program included");
        var whole = before.Observations == observations && all < Limit;

        var (bad, wrong) = ManyFigures.WriteBad(Path.Combine(data, "bad.csv"), schools, megabytes);
        var stays = await Refused("a bad file", place.Settings, bad, wrong, before);
        var (foreign, rows) = ManyFigures.WriteForeign(Path.Combine(data, "foreign.csv"), megabytes);
        return await Refused("another file", place.Settings, foreign, rows, before) && stays && whole ? 0 : 1;
    }

    private static async Task<TimeSpan> Step(string what, string data, string database, params string[] command)
    {
        var (time, peak, exit) = await PublishedHub.Watch(data, database, command);
        Console.WriteLine($"{what,-15} {time.TotalSeconds,6:N1} s   {peak,5:N0} MB at most{(exit == 0 ? "" : $"   ended with {exit}")}");
        return time;
    }

    /// <summary>The file is refused with a line for each wrong row, and nothing of it is there.</summary>
    private static async Task<bool> Refused(string what, Settings settings, string file, int wrong, (int Places, long Observations, int Vintages) before)
    {
        var bare = Stopwatch.StartNew();
        var lines = File.ReadLines(file).Count();
        bare.Stop();
        var report = Path.ChangeExtension(file, "report.csv");
        var (time, peak, exit) = await PublishedHub.Watch(settings.DataFolder, settings.Database, "import", "observations", file, "--mapping", "own", "--as", "bench", "--report", report);
        // The first stand in the report, the others beside it.
        var told = new[] { report, Path.ChangeExtension(report, ".rest.csv") }.Where(File.Exists).Sum(f => File.ReadLines(f).Count() - 1);
        var after = await Stored(settings);
        Console.WriteLine($"{what,-15} {time.TotalSeconds,6:N1} s   {peak,5:N0} MB at most   {new FileInfo(file).Length / 1e6:N0} MB, {lines - 1:N0} rows, {told:N0} of {wrong:N0} wrong ones told; "
            + $"{time / bare.Elapsed:N0} times reading it line by line ({bare.Elapsed.TotalSeconds:N2} s); {(after == before ? "nothing was written" : $"NOT AS BEFORE: {after}")}, exit code {exit}");
        return exit == 1 && told == wrong && after == before;
    }

    private static async Task<(int Places, long Observations, int Vintages)> Stored(Settings settings)
    {
        await using var app = Hub.Build(settings, BenchRounds.Modules);
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<HubDb>();
        return (await db.Read<Place>().CountAsync(p => p.Kind == PlaceKind.School), await db.Read<StoredObservation>().LongCountAsync(), await db.Read<Vintage>().CountAsync());
    }
}
