using Meent.Places;
using Meent.Places.ImportSchools;
using Meent.Tests.House;
using Microsoft.EntityFrameworkCore;

namespace Meent.Tests.Places;

/// <summary>The whole register of German schools, as it is. Where the file is not there, the trial is skipped.</summary>
public class RealRegisterTests
{
    private static readonly string File = Repository.PathOf("..", "shared", "data", "schools", "germany.csv");

    public static IEnumerable<TheoryDataRow<Engine>> Engines => Databases.Engines.Select(e =>
        System.IO.File.Exists(File) ? e : new TheoryDataRow<Engine>(e.Data) { Skip = "The file ../shared/data/schools/germany.csv is not on this machine." });

    [Theory, MemberData(nameof(Engines))]
    public async Task Every_row_has_its_outcome_and_a_second_run_changes_nothing(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var order = new ImportOrder(File, "DE", "de-schulscraper", new DateOnly(2019, 8, 1), Path.Combine(hub.Settings.DataFolder, "report.csv"));
        var first = await hub.Import(order);
        Assert.Empty(first.Problems);
        var s = first.Summary!;
        Assert.Equal((33_145, 33_145, 0, 0), (s.Rows, s.Created + s.Merged + s.Refused, s.Changed, s.Unchanged));
        Assert.Equal(s.Created, await hub.Look(db => db.Read<Place>().CountAsync(p => p.Kind == PlaceKind.School)));

        var refused = (await System.IO.File.ReadAllLinesAsync(order.Report)).Where(l => l.Contains(",refused,", StringComparison.Ordinal)).ToList();
        Assert.Equal(s.Refused, refused.Count);
        Assert.Equal(40, refused.Count(l => l.EndsWith("It has no name.", StringComparison.Ordinal)));
        Assert.Single(refused, l => l.Contains("BE-undefined", StringComparison.Ordinal));
        // Every id of the file that was not refused leads to a school.
        Assert.Equal(31_455 - refused.Select(l => l.Split(',')[1]).Distinct().Count(), await hub.Look(db => db.Read<PlaceIdentifier>().CountAsync(i => i.Scheme == "de-schulscraper")));
        Assert.Equal(16, (await hub.With(async p => await p.Below((await p.Known("eu-country", "DE"))!.PlaceId, LinkRole.Admin))).Count);

        var second = (await hub.Import(order)).Summary!;
        Assert.Equal((0, 0, s.Created, s.Merged, s.Refused, 0), (second.Created, second.Changed, second.Unchanged, second.Merged, second.Refused, second.NotInFile));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Schools_are_found_by_what_people_remember(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        await hub.Import(new ImportOrder(File, "DE", "de-schulscraper", new DateOnly(2019, 8, 1), Path.Combine(hub.Settings.DataFolder, "report.csv")));
        foreach (var (typed, name, town) in new[]
        {
            ("schubart aalen", "Schubart-Gymnasium Partnerschule für Europa", "Aalen"),
            ("heuss gymnasium aalen", "Theodor-Heuss-Gymnasium", "Aalen"),
            ("weixdorf dresden", null, "Dresden, Weixdorf"),
            ("schlosspark rosa", "\"Grundschule am Schlosspark\" Rösa", "Muldestausee, Rösa"),
            ("goethe gymnasium frankfurt", "Goethe-Gymnasium", "Frankfurt am Main"),
            ("ueberlingen gymnasium", "Gymnasium Überlingen", "Überlingen"),
        })
        {
            var best = (await hub.Search(typed)).Best;
            Assert.True(best.Count > 0 && (name ?? best[0].Name) == best[0].Name && best[0].Town == town, $"{typed}: {string.Join(" | ", best.Take(3).Select(p => $"{p.Name}, {p.Town}"))}");
        }
    }
}
