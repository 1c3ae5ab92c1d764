using Meent.Foundation;
using Meent.Foundation.Data;
using Meent.Places;
using Meent.Reflect.Areas;
using Meent.Reflect.Federate;
using Microsoft.EntityFrameworkCore;

namespace Meent.Tests.Reflect.Federate;

public class FederationCommandTests
{
    [Fact]
    public async Task What_one_hub_exports_another_imports_once()
    {
        await using var north = await WithCountry(Engine.Sqlite);
        var edition = Made.Edition(2, 9, Made.Shown("leadership.vision", 9, 300, 4));
        var country = await north.Look(db => db.Set<Place>().SingleAsync(p => p.Kind == PlaceKind.Country));
        await north.Change(db => db.Add(new StoredEdition { PlaceId = country.PlaceId, Instrument = "school", Period = "2025-2026", Number = 2, Run = 2, MadeAt = north.Clock.GetUtcNow().UtcDateTime, Content = edition.ToJson() }));
        var file = Path.Combine(north.Settings.DataFolder, "nl.counters");
        var exported = await MeentProgram.Run(north.Settings, "export", "counters", file, "--area", "NL");
        Assert.Equal((0, ""), (exported.Code, exported.Errors));
        using var key = await north.Look(db => SigningKey.Get(db, north.Clock, TestContext.Current.CancellationToken));

        await using var union = await WithCountry(Engine.Postgres);
        var partner = new Dictionary<string, string> { ["MEENT_PARTNER_1_KEY"] = PublicKey.Of(key), ["MEENT_PARTNER_1_NAME"] = "The North", ["MEENT_PARTNER_1_AREA"] = "NL" };
        var first = await MeentProgram.Run(union.Settings, partner, "import", "counters", file);
        Assert.Equal((0, ""), (first.Code, first.Errors));
        Assert.Contains("Edition 2 of Nederland from The North: school, 2025-2026, 9 schools.", first.Output);
        var second = await MeentProgram.Run(union.Settings, partner, "import", "counters", file, "--json");
        Assert.Equal(1, second.Code);
        Assert.Contains("\"refused\":\"CounterFileTakenBefore\"", second.Output);
    }

    [Fact]
    public async Task What_cannot_be_is_refused_in_a_sentence()
    {
        await using var hub = await WithCountry(Engine.Sqlite);
        var country = await hub.Look(db => db.Set<Place>().SingleAsync(p => p.Kind == PlaceKind.Country));
        await hub.Change(db => db.Add(new StoredEdition { PlaceId = country.PlaceId, Instrument = "school", Period = "2025-2026", Number = 1, Run = 1, MadeAt = hub.Clock.GetUtcNow().UtcDateTime, Content = Made.Edition(1, 9, Made.Shown("a.1", 9, 300, 4)).ToJson() }));
        var nowhere = Path.Combine(hub.Settings.DataFolder, "nowhere", "nl.counters");
        foreach (var (call, says) in new (string[] Call, string Says)[]
        {
            (["export", "counters", nowhere, "--area", "NL"], "the folder"),
            (["export", "counters", nowhere, "--area", "NL", "--period", "1999"], "There are figures of: 2025-2026."),
            (["export", "counters", nowhere, "--area", "NL", "--instrument", "nope"], "This hub has no questionnaire nope."),
            (["import", "counters", nowhere], "was not found."),
        })
        {
            var run = await MeentProgram.Run(hub.Settings, call);
            Assert.Equal(1, run.Code);
            Assert.Contains(says, run.Errors, StringComparison.Ordinal);
            Assert.Single(run.Errors.Trim().Split('\n'));
        }
    }

    private static async Task<TestHub> WithCountry(Engine engine)
    {
        var hub = await TestHub.Start(engine);
        var country = new Place { PlaceId = Ids.New(), Kind = PlaceKind.Country, Name = "Nederland", Country = "NL" };
        await hub.Change(db => db.AddRange(country, new PlaceIdentifier { PlaceId = country.PlaceId, Scheme = "eu-country", Value = "NL" }));
        return hub;
    }
}
