using System.Diagnostics;
using Meent.Foundation;
using Meent.Foundation.Data;
using Meent.Places;
using Meent.Places.ImportSchools;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Meent.Tests.Places;

/// <summary><c>kill -9</c> in the middle of an import: started again it goes on, and ends as if nothing had happened.</summary>
[Trait("Kind", "Crash")]
public class InterruptedImportTests
{
    private const int Schools = 12_000;

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_killed_import_goes_on_and_ends_like_one_that_was_not(Engine engine)
    {
        var (killed, whole) = (await Databases.Fresh(engine), await Databases.Fresh(engine));
        var (csv, map) = await Files(killed);
        string[] call = ["import", "schools", csv, "--country", "DE", "--map", map, "--on", "2026-03-04", "--json", "--report"];
        await Kill(killed, [.. call, Path.Combine(killed.DataFolder, "first.csv")]);
        Assert.InRange(await Look(killed, db => db.Read<Place>().CountAsync(p => p.Kind == PlaceKind.School)), 5_000, Schools - 1);

        var second = Path.Combine(killed.DataFolder, "second.csv");
        var ended = await MeentProgram.Run(killed, [.. call, second]);
        Assert.True(ended.Code == 0, ended.Errors);
        Assert.Contains("\"resumed\":true", ended.Output, StringComparison.Ordinal);
        Assert.Contains($"\"created\":{Schools}", ended.Output, StringComparison.Ordinal);
        var undisturbed = Path.Combine(whole.DataFolder, "whole.csv");
        Assert.Equal(0, (await MeentProgram.Run(whole, [.. call, undisturbed])).Code);
        Assert.Equal(await File.ReadAllTextAsync(undisturbed), await File.ReadAllTextAsync(second));
        Assert.Equal(await Everything(whole), await Everything(killed));
        Assert.Equal((1, 0), await Look(killed, async db => (await db.Read<ImportRun>().CountAsync(r => r.FinishedAt != null), await db.Read<ImportPart>().CountAsync())));
        await Databases.Drop(killed);
        await Databases.Drop(whole);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_run_that_broke_off_is_gone_on_with_only_for_the_same_file_and_day(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var rows = string.Concat(Enumerable.Range(1, 30).Select(i => $"{i};x{i};School {i};;SN;\n"));
        async Task<ImportResult> Part(string text, DateOnly on, int cancelAfter)
        {
            var csv = Path.Combine(hub.Settings.DataFolder, "parts.csv");
            var map = Path.Combine(hub.Settings.DataFolder, "parts.yaml");
            await File.WriteAllTextAsync(csv, TestRegister.Header + text);
            await File.WriteAllTextAsync(map, TestRegister.Map);
            using var stop = new CancellationTokenSource();
            var steps = 0;
            await using var scope = hub.Services.CreateAsyncScope();
            var order = new ImportOrder(csv, "DE", map, on, csv + ".report") { Part = 10 };
            return await new SchoolImport(scope.ServiceProvider).Run(order, new Each(step => { if (step == "Writing" && ++steps == cancelAfter) stop.Cancel(); }), stop.Token);
        }
        var day = new DateOnly(2026, 3, 4);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Part(rows, day, 2));
        Assert.Equal(20, await hub.Look(db => db.Read<Place>().CountAsync(p => p.Kind == PlaceKind.School)));
        // Another day, another run: what is there already is unchanged.
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Part(rows, day.AddDays(1), 1));
        Assert.Equal(1, await hub.Look(db => db.Read<ImportRun>().CountAsync()));
        var other = (await Part(rows.Replace("School 30;", "School thirty;", StringComparison.Ordinal), day.AddDays(1), 0)).Summary!;
        Assert.Equal((false, 10, 20), (other.Resumed, other.Created, other.Unchanged));
        Assert.Equal(0, await hub.Look(db => db.Read<ImportPart>().CountAsync()));
        var again = (await Part(rows, day.AddDays(1), 0)).Summary!;
        Assert.Equal((false, 1, 29), (again.Resumed, again.Changed, again.Unchanged));
    }

    private sealed class Each(Action<string> report) : IProgress<(string Step, double Done)>
    {
        public void Report((string Step, double Done) value) => report(value.Step);
    }

    // Watched from outside: once a part is in the database, and before the last one is.
    private static async Task Kill(Settings settings, string[] args)
    {
        await using var app = Hub.Build(settings, TestHub.Modules);
        await using var scope = app.Services.CreateAsyncScope();
        var parts = scope.ServiceProvider.GetRequiredService<HubDb>().Read<ImportPart>();
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "meent.dll"), .. args]) { RedirectStandardOutput = true, RedirectStandardError = true };
        (start.Environment["MEENT_DATA"], start.Environment["MEENT_DATABASE"]) = (settings.DataFolder, settings.Database);
        using var process = Process.Start(start)!;
        var patience = Stopwatch.StartNew();
        while (!process.HasExited && patience.Elapsed < TimeSpan.FromSeconds(60) && !await parts.AnyAsync()) await Task.Delay(10);
        Assert.False(process.HasExited, "It ended before it could be killed.");
        process.Kill();
        await process.WaitForExitAsync();
    }

    private static async Task<(string Csv, string Map)> Files(Settings settings)
    {
        var (csv, map) = (Path.Combine(settings.DataFolder, "many.csv"), Path.Combine(settings.DataFolder, "many.yaml"));
        await File.WriteAllTextAsync(csv, TestRegister.Header + string.Concat(Enumerable.Range(1, Schools).Select(i => $"{i};x{i};School {i} {(char)('a' + (i % 26))}wood;Grundschule;{(i % 3 == 0 ? "BW" : "SN")};\"Weg {i}, 73430 Aalen\"\n")));
        await File.WriteAllTextAsync(map, TestRegister.Map);
        return (csv, map);
    }

    private static Task<List<string>> Everything(Settings settings) => Look(settings, async db =>
    {
        var names = await db.Read<Place>().ToDictionaryAsync(p => p.PlaceId, p => p.Name);
        var ids = (await db.Read<PlaceIdentifier>().ToListAsync()).Select(i => $"{names[i.PlaceId]} {i.Scheme} {i.Value}");
        var links = (await db.Read<PlaceLink>().ToListAsync()).Select(l => $"{names[l.PlaceId]} {l.Role} {names[l.ParentId]} {l.ValidFrom} {l.ValidTo}");
        return ids.Concat(links).Order(StringComparer.Ordinal).ToList();
    });

    private static async Task<T> Look<T>(Settings settings, Func<HubDb, Task<T>> look)
    {
        await using var app = Hub.Build(settings, TestHub.Modules);
        await using var scope = app.Services.CreateAsyncScope();
        return await look(scope.ServiceProvider.GetRequiredService<HubDb>());
    }
}
