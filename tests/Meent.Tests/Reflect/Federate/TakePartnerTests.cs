using Meent.Foundation.Data;
using Meent.Places;
using Meent.Reflect;
using Meent.Reflect.Areas;
using Meent.Reflect.Federate;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Meent.Tests.Reflect.Federate;

public class TakePartnerTests
{
    private static readonly Edition Good = Made.Edition(3, 9, Made.Shown("leadership.vision", 9, 300, 4));

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_file_is_added_once_and_only_a_newer_one_takes_its_place(Engine engine)
    {
        using var key = Made.Key();
        await using var hub = await TestHub.Start(engine, s => Made.With(s, key));
        var (union, country, region) = await Areas(hub);
        Assert.Equal(("The North", 3, 9), await Take(hub, Made.File(Good).Write(key)) is Taken t ? (t.Hub, t.Number, t.Schools) : default);
        Assert.Equal(3, (await Why(hub, Made.File(Good).Write(key)) as CounterFileTakenBefore)?.Number);
        Assert.Equal(3, (await Why(hub, Made.File(Made.Edition(2, 8, Made.Shown("leadership.vision", 8, 200, 2))).Write(key)) as CounterFileOlder)?.Known);
        Assert.Equal(4.0, await Mean(hub, union));
        await Take(hub, Made.File(Made.Edition(4, 12, Made.Shown("leadership.vision", 12, 400, 3))).Write(key));
        Assert.Equal((3.0, 3.0, null), (await Mean(hub, union), await Mean(hub, country), await Mean(hub, region)));

        // The region lies in the country that was sent before: at the country its schools are not counted twice.
        await Take(hub, Made.File(Made.Edition(1, 5, Made.Shown("leadership.vision", 5, 100, 5, 0)), "NL2").Write(key));
        Assert.Equal((3.0, 3.0, 5.0), (await Mean(hub, union), await Mean(hub, country), await Mean(hub, region)));
    }

    [Fact]
    public async Task Whatever_is_not_as_it_should_be_is_refused_with_the_reason_and_changes_nothing()
    {
        using var key = Made.Key();
        using var stranger = Made.Key();
        await using var hub = await TestHub.Start(Engine.Sqlite, s => Made.With(s, key));
        await Areas(hub);
        using var own = await hub.Look(db => SigningKey.Get(db, hub.Clock, TestContext.Current.CancellationToken));
        var forged = Made.File(Good).Write(key);
        forged[^20] ^= 1;
        var other = Made.File(Good).Write(key);
        other[15] = (byte)'2';
        (Type Why, byte[] File)[] wrong =
        [
            (typeof(NoCounterFile), []),
            (typeof(NoCounterFile), "not one\n{}"u8.ToArray()),
            (typeof(NoCounterFile), new byte[CounterFile.Longest + 1]),
            (typeof(CounterFileOfAnotherFormat), other),
            (typeof(CounterFileForged), forged),
            (typeof(CounterFileOfAStranger), Made.File(Good).Write(stranger)),
            (typeof(CounterFileOfThisHub), Made.File(Good).Write(own)),
            (typeof(CounterFileOfMadeUpFigures), Made.File(Good with { About = Good.About with { Demonstration = true } }).Write(key)),
            (typeof(CounterFileOfUnknownArea), Made.File(Good, "XX9").Write(key)),
            (typeof(CounterFileOfForeignArea), Made.File(Good, "EU").Write(key)),
            (typeof(CounterFileOfForeignArea), Made.File(Good, "BE").Write(key)),
            (typeof(CounterFileOfUnknownInstrument), Made.File(Good with { About = Good.About with { Instrument = "none" } }).Write(key)),
            (typeof(CounterFileOfUnknownItem), Made.File(Made.Edition(1, 9, Made.Shown("leadership.none", 9, 300, 4))).Write(key)),
            (typeof(CounterFileImpossible), Made.File(Made.Edition(1, 9, Made.Shown("leadership.vision", 9, 2_147_483_645, 4))).Write(key)),
            (typeof(CounterFileUnreadable), Made.File(Good, "NL\0").Write(key)),
            (typeof(CounterFileTooOpen), Made.File(Made.Edition(1, 9, Made.Shown("leadership.vision", 2, 300, 4))).Write(key)),
        ];
        foreach (var (why, file) in wrong) Assert.Equal(why, (await Why(hub, file))?.GetType());
        Assert.Equal(0, await hub.Look(db => db.Read<PartnerFigure>().CountAsync()));
    }

    [Fact]
    public async Task Figures_of_a_partner_that_is_none_any_more_are_not_counted()
    {
        using var key = Made.Key();
        await using var hub = await TestHub.Start(Engine.Sqlite, s => Made.With(s, key));
        var (union, _, _) = await Areas(hub);
        await Take(hub, Made.File(Good).Write(key));
        var none = new Partners(hub.Settings with { Partners = [] });
        Assert.Null(await hub.Look(db => new PartnerFigures(db, none).Join(union, "school", "2025-2026", null, TestContext.Current.CancellationToken)));
        Assert.Equal(4.0, await Mean(hub, union));
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task The_key_is_made_once_and_stays(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var keys = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => hub.Look(async db =>
        {
            using var key = await SigningKey.Get(db, hub.Clock, TestContext.Current.CancellationToken);
            return Meent.Foundation.PublicKey.Of(key);
        })));
        Assert.Single(keys.Distinct());
    }

    /// <summary>The Union, two countries in it and a region.</summary>
    private static async Task<(Guid Union, Guid Country, Guid Region)> Areas(TestHub hub)
    {
        Place Area(string kind, string name) => new() { PlaceId = Ids.New(), Kind = kind, Name = name };
        var (union, country, region, other) = (Area(PlaceKind.Union, "Union"), Area(PlaceKind.Country, "Nederland"), Area(PlaceKind.Region, "Oost"), Area(PlaceKind.Country, "België"));
        PlaceLink Below(Place place, Place above) => new() { PlaceId = place.PlaceId, ParentId = above.PlaceId, Role = LinkRole.Admin, ValidFrom = new(2020, 1, 1) };
        PlaceIdentifier Code(Place place, string code) => new() { PlaceId = place.PlaceId, Scheme = "nuts", Value = code };
        await hub.Change(db => db.AddRange(union, country, region, other, Below(country, union), Below(other, union), Below(region, country), Code(union, "EU"), Code(country, "NL"), Code(region, "NL2"), Code(other, "BE")));
        return (union.PlaceId, country.PlaceId, region.PlaceId);
    }

    private static async Task<TakeResult> Take(TestHub hub, byte[] file)
    {
        await using var scope = hub.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<TakePartner>().Take(file, TestContext.Current.CancellationToken);
    }

    private static async Task<Meent.Foundation.Web.Refusal?> Why(TestHub hub, byte[] file) => (await Take(hub, file) as NotTaken)?.Why;

    private static async Task<double?> Mean(TestHub hub, Guid place)
    {
        await using var scope = hub.Services.CreateAsyncScope();
        var joint = await scope.ServiceProvider.GetRequiredService<PartnerFigures>().Join(place, "school", "2025-2026", null, TestContext.Current.CancellationToken);
        return joint?.Edition.Of(null)!.Items.Single().Mean;
    }
}
