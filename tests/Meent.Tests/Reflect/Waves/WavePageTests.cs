using Meent.Foundation.Data;
using Meent.Foundation.Time;
using Meent.People;
using Meent.Places;
using Meent.Reflect;
using Meent.Tests.Authorisation;
using Microsoft.EntityFrameworkCore;

namespace Meent.Tests.Reflect.Waves;

public class WavePageTests
{
    [Fact]
    public async Task Of_many_schools_that_nobody_coordinates_a_page_is_listed_and_a_campaign_that_was_called_off_promises_no_last_day()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        var (agency, country, ada, schools) = await Country(hub, 62);
        var wave = await hub.AddWave(agency, country, ada, invited: true, schools);
        var caller = await hub.SignedIn(ada);
        await caller.Get($"/waves/{wave.Id}");
        var details = caller.Page.QuerySelectorAll("details").Single(d => d.TextContent.Contains("Nobody coordinates 61 of these schools", StringComparison.Ordinal));
        Assert.Equal(50, details.QuerySelectorAll("li").Length);
        Assert.Contains("These are the first 50.", details.TextContent);
        Assert.Contains("The result comes after the last day", caller.Text);
        Assert.Contains("a round of its own with the same questions does not.", caller.Text);

        await hub.Look(db => db.Set<Campaign>().ExecuteUpdateAsync(s => s.SetProperty(c => c.EndedAt, hub.Clock.Now())));
        await caller.Get($"/waves/{wave.Id}");
        Assert.Contains("The campaign was called off: no school begins any more.", caller.Text);
        Assert.DoesNotContain("after the last day", caller.Text);
        Assert.DoesNotContain("Nobody coordinates", caller.Text);
    }

    private static async Task<(Place Agency, Guid Country, Person Ada, IReadOnlyList<Place> Schools)> Country(TestHub hub, int schools)
    {
        List<Place> all = [.. Enumerable.Range(1, schools).Select(i => new Place { PlaceId = Ids.New(), Kind = PlaceKind.School, Name = $"School {i}", Country = "NL", Sector = "primary" })];
        await hub.Change(db => db.AddRange(all));
        var agency = await hub.AddAgency("Agency of the country", all);
        var ada = await hub.AddPerson("Ada Mol");
        await hub.Give(ada, Role.Coordinator, agency);
        return (agency, (await hub.Look(db => db.Read<Place>().SingleAsync(p => p.Kind == PlaceKind.Country))).PlaceId, ada, all);
    }
}
