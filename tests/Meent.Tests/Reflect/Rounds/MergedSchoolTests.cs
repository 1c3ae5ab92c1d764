using System.Net;
using Meent.Foundation.Time;
using Meent.People;
using Meent.Places;
using Meent.Tests.Places;
using Meent.Tests.Reflect.ReadResults;

namespace Meent.Tests.Reflect.Rounds;

/// <summary>A school that went into another takes its rounds along: they are found there, and its people still read them.</summary>
public class MergedSchoolTests
{
    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task The_school_that_is_left_shows_the_rounds_of_both(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var (wilg, iep, other) = (await hub.AddSchool("De Wilg"), await hub.AddSchool("De Iep"), await hub.AddSchool("De Es"));
        var (ours, theirs, stranger) = (await hub.AddPerson("Anna Ours"), await hub.AddPerson("Bo Theirs"), await hub.AddPerson("Cas Stranger"));
        await hub.Give(ours, Role.Coordinator, iep);
        await hub.Give(theirs, Role.Reader, wilg);
        await hub.Give(stranger, Role.Coordinator, other);
        var round = await hub.OpenRound(wilg, theirs, new RoundWish { Name = "Autumn at De Wilg" });
        await hub.AddReport(wilg, ReportSchool.Usual(), round.Round.Name, round: round.Id);
        using var anna = await hub.SignedIn(ours);
        Assert.Equal(HttpStatusCode.NotFound, (await anna.Get($"{round.Path}/report")).Status);

        Assert.Null(await hub.With(p => p.Merge(wilg.PlaceId, iep.PlaceId, hub.Clock.Today())));
        await anna.Get($"/school/{iep.PlaceId}");
        Assert.Contains("Autumn at De Wilg", anna.Text, StringComparison.Ordinal);
        Assert.Contains("Asked at De Wilg, which is part of this school now", anna.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await anna.Get($"{round.Path}/report")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await anna.Get($"/school/{wilg.PlaceId}/rounds/new")).Status);
        await anna.Get("/school");
        Assert.Single(anna.Page.QuerySelectorAll("main h2 a[href^='/school/']"));

        using var bo = await hub.SignedIn(theirs);
        Assert.Equal(HttpStatusCode.OK, (await bo.Get($"{round.Path}/report")).Status);
        using var cas = await hub.SignedIn(stranger);
        Assert.Equal(HttpStatusCode.NotFound, (await cas.Get($"{round.Path}/report")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await cas.Get($"/school/{iep.PlaceId}")).Status);
    }
}
