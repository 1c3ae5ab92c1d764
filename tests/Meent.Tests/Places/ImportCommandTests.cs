using Meent.Foundation;
using Meent.Foundation.Data;
using Meent.Places;
using Meent.Places.ImportSchools;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Meent.Tests.Places;

/// <summary><c>meent import schools</c> as an operator calls it: exit codes, report, what is in the database.</summary>
public class ImportCommandTests
{
    private const string Rows = "1;7;Lindenschule;Grundschule;BW;\"Am Tor 1, 73430 Aalen\"\n2;8;;Grundschule;BW;\n";

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_right_call_imports_and_leaves_its_report_beside_the_data(Engine engine)
    {
        var settings = await Databases.Fresh(engine);
        var (csv, map) = await Files(settings);
        Assert.Equal(0, await Call(settings, "import", "schools", csv, "--country", "DE", "--map", map, "--on", "2025-08-01"));
        Assert.Equal(3, (await File.ReadAllLinesAsync(Assert.Single(Directory.GetFiles(Path.Combine(settings.DataFolder, "reports"), "schools-DE-*.csv")))).Length);
        Assert.Equal(new DateOnly(2025, 8, 1), await Look(settings, async db =>
        {
            var school = await db.Read<Place>().SingleAsync(p => p.Kind == PlaceKind.School);
            return (await db.Read<PlaceLink>().SingleAsync(l => l.PlaceId == school.PlaceId)).ValidFrom;
        }));
        await Databases.Drop(settings);
    }

    [Fact]
    public async Task Calls_that_are_wrong_end_in_2_and_files_that_are_wrong_in_1()
    {
        var settings = await Databases.Fresh(Engine.Sqlite);
        var (csv, map) = await Files(settings);
        Assert.Equal(2, await Call(settings, "import"));
        Assert.Equal(2, await Call(settings, "import", "schools"));
        Assert.Equal(2, await Call(settings, "import", "schools", csv, "--map", map));
        Assert.Equal(2, await Call(settings, "import", "schools", csv, "--country", "XX", "--map", map));
        Assert.Equal(2, await Call(settings, "import", "schools", csv, "--country", "DE", "--map", map, "--on", "1.8.2025"));
        Assert.Equal(2, await Call(settings, "import", "schools", csv, "--country", "DE", "--map", map, "--unknown"));
        Assert.Equal(1, await Call(settings, "import", "schools", csv + ".not", "--country", "DE", "--map", map));
        Assert.Equal(1, await Call(settings, "import", "schools", settings.DataFolder, "--country", "DE", "--map", map));
        Assert.Equal(1, await Call(settings, "import", "schools", csv, "--country", "DE", "--map", csv));
        Assert.Equal(1, await Call(settings, "import", "schools", csv, "--country", "DE", "--map", "de-schulscraper", "--json"));
        Assert.Equal(0, await Look(settings, db => db.Read<Place>().CountAsync()));
        await Databases.Drop(settings);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_dry_run_and_a_suggestion_leave_the_database_as_it_is(Engine engine)
    {
        var settings = await Databases.Fresh(engine);
        var (csv, map) = await Files(settings);
        var dry = await MeentProgram.Run(settings, "import", "schools", csv, "--country", "DE", "--map", map, "--dry-run");
        Assert.True(dry.Code == 0, dry.Errors);
        Assert.Contains("created (1)\n  1  Lindenschule, Aalen\n", dry.Output, StringComparison.Ordinal);
        Assert.Contains("refused (1)\n  2  : It has no name.\n", dry.Output, StringComparison.Ordinal);
        Assert.Contains("This was a dry run: nothing was written into the database.", dry.Output, StringComparison.Ordinal);
        Assert.Single(Directory.GetFiles(Path.Combine(settings.DataFolder, "reports"), "schools-DE-*-dry-run.csv"));
        var suggested = await MeentProgram.Run(settings, "import", "schools", csv, "--country", "DE", "--suggest");
        Assert.Equal(0, suggested.Code);
        Assert.Contains("  name: \"school\"\n", suggested.Output, StringComparison.Ordinal);
        Assert.Equal(1, (await MeentProgram.Run(settings, "import", "schools", csv + ".not", "--suggest")).Code);
        Assert.Equal(2, (await MeentProgram.Run(settings, "import", "schools", csv, "--country", "DE", "--map", map, "--allow-closing", "some")).Code);
        Assert.Equal(0, await Look(settings, db => db.Read<Place>().CountAsync()));
        await Databases.Drop(settings);
    }

    [Fact]
    public void Reports_of_imports_in_one_second_are_two_files()
    {
        var at = new DateTime(2026, 3, 4, 10, 11, 12, DateTimeKind.Utc);
        Assert.Matches("^schools-DE-20260304-101112-[0-9a-f]{8}\\.csv$", ImportCommand.ReportName("DE", at, dry: false));
        Assert.Equal(50, Enumerable.Range(0, 50).Select(_ => ImportCommand.ReportName("DE", at, dry: true)).Distinct().Count());
    }

    private static Task<int> Call(Settings settings, params string[] args) => CommandLine.Run(args, settings, TestHub.Modules);

    private static async Task<(string Csv, string Map)> Files(Settings settings)
    {
        var (csv, map) = (Path.Combine(settings.DataFolder, "register.csv"), Path.Combine(settings.DataFolder, "map.yaml"));
        await File.WriteAllTextAsync(csv, TestRegister.Header + Rows);
        await File.WriteAllTextAsync(map, TestRegister.Map);
        return (csv, map);
    }

    private static async Task<T> Look<T>(Settings settings, Func<HubDb, Task<T>> look)
    {
        await using var app = Hub.Build(settings, TestHub.Modules);
        await using var scope = app.Services.CreateAsyncScope();
        return await look(scope.ServiceProvider.GetRequiredService<HubDb>());
    }
}
