using Meent.Foundation.Data;
using Meent.Places;
using Meent.Reflect.Areas;
using Meent.Reflect.Federate;
using Microsoft.Extensions.DependencyInjection;

namespace Meent.Tests.Reflect.Federate;

public class PartnerPagesTests
{
    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Pages_of_figures_add_what_a_partner_published_and_name_it(Engine engine)
    {
        using var key = Made.Key();
        await using var hub = await TestHub.Start(engine, s => Made.With(s, key));
        var union = new Place { PlaceId = Ids.New(), Kind = PlaceKind.Union, Name = "European Union" };
        var country = new Place { PlaceId = Ids.New(), Kind = PlaceKind.Country, Name = "Nederland", Country = "NL" };
        var neighbour = new Place { PlaceId = Ids.New(), Kind = PlaceKind.Country, Name = "België", Country = "BE" };
        var own = Made.Edition(4, 5, Made.Shown("leadership.vision", 5, 100, 3));
        await hub.Change(db => db.AddRange(
            union, country, neighbour, new PlaceIdentifier { PlaceId = country.PlaceId, Scheme = "eu-country", Value = "NL" },
            new PlaceLink { PlaceId = country.PlaceId, ParentId = union.PlaceId, Role = LinkRole.Admin, ValidFrom = new(2020, 1, 1) },
            new PlaceLink { PlaceId = neighbour.PlaceId, ParentId = union.PlaceId, Role = LinkRole.Admin, ValidFrom = new(2020, 1, 1) },
            new StoredEdition { PlaceId = neighbour.PlaceId, Instrument = "school", Period = "2025-2026", Number = 4, Run = 4, MadeAt = hub.Clock.GetUtcNow().UtcDateTime, Content = own.ToJson() },
            new StoredEdition { PlaceId = union.PlaceId, Instrument = "school", Period = "2025-2026", Number = 4, Run = 4, MadeAt = hub.Clock.GetUtcNow().UtcDateTime, Content = own.ToJson() }));
        await using (var scope = hub.Services.CreateAsyncScope())
            Assert.IsType<Taken>(await scope.ServiceProvider.GetRequiredService<TakePartner>().Take(Made.File(Made.Edition(1, 9, Made.Shown("leadership.vision", 9, 300, 4))).Write(key), TestContext.Current.CancellationToken));

        using var visitor = hub.Visitor();
        await visitor.Get($"/figures/{union.PlaceId}");
        Assert.Contains("14 schools took part", visitor.Text);
        Assert.Contains("The North, edition 1 of 3 March 2026", visitor.Text);
        await visitor.Get($"/figures/{country.PlaceId}");
        Assert.Contains("9 schools took part", visitor.Text);
        await visitor.Get("/figures");
        Assert.Contains("Nederland", visitor.Text);
        await visitor.Get($"/api/figures/{union.PlaceId}");
        Assert.Contains("The North", await visitor.Response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
