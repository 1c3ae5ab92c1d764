using System.Text.Json;
using Meent.Foundation.Audit;
using Meent.Foundation.Data;
using Meent.People;
using Meent.Tests.Foundation.Audit;
using Microsoft.EntityFrameworkCore;

namespace Meent.Tests.People;

/// <summary>Who did what to which place, read by those who run the hub.</summary>
public class FollowTrailTests
{
    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task An_operator_reads_who_did_what_where_and_checks_the_whole(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var (olga, noor, elzen) = (await hub.AddPerson("Olga Prins", isOperator: true), await hub.AddPerson("Noor Bakker"), await hub.AddSchool("De Elzen"));
        var now = hub.Clock.GetUtcNow().UtcDateTime;
        await hub.Change(db =>
        {
            db.Record(noor.Id, "asked", elzen.PlaceId, null, now);
            db.Record(olga.Id, "approved", elzen.PlaceId, null, now);
            db.Record(Ids.New(), "changed password", Guid.Empty, null, now);
            db.Record(Guid.Empty, "closed", Ids.New(), null, now);
        });
        var visitor = await (await hub.SignedIn(olga)).Get("/operate/trail");
        Assert.Equal(
            ["4 March 2026 12:00 UTC (4) | The hub itself, or a command on its machine | closed a round | A place that is gone", "4 March 2026 12:00 UTC (3) | Somebody who left | changed the password | No place: the account",
                "4 March 2026 12:00 UTC (2) | Olga Prins | approved a role | De Elzen", "4 March 2026 12:00 UTC (1) | Noor Bakker | asked for a role | De Elzen"],
            visitor.Page.QuerySelectorAll("tbody tr").Select(r => string.Join(" | ", r.QuerySelectorAll("td").Select(c => string.Join(' ', c.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))))));
        await visitor.Get($"/operate/trail?place={elzen.PlaceId}");
        Assert.Equal(2, visitor.Page.QuerySelectorAll("tbody tr").Length);
        Assert.Contains("What was done to De Elzen.", visitor.Text);
        await visitor.Get($"/operate/trail?person={noor.Id}");
        Assert.Equal(1, visitor.Page.QuerySelectorAll("tbody tr").Length);
        await visitor.Get("/operate/trail?check=1");
        Assert.Contains("The trail is whole: 4 entries", visitor.Text);
        await Trail.Spoil(hub, "update hub_audit set act = 'closed' where number = 2");
        await visitor.Get("/operate/trail?check=1");
        Assert.Contains("The trail is broken", visitor.Text);
        Assert.Contains("One entry is whole.", visitor.Text);
    }

    [Fact]
    public async Task A_long_trail_is_read_in_parts()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        var olga = await hub.AddPerson("Olga Prins", isOperator: true);
        await Trail.Write(hub, [.. Enumerable.Repeat("asked", 120)]);
        var visitor = await (await hub.SignedIn(olga)).Get("/operate/trail");
        Assert.Equal(50, visitor.Page.QuerySelectorAll("tbody tr").Length);
        for (var i = 0; i < 2; i++) await visitor.Get(visitor.Page.QuerySelector("main a[rel=next]")!.GetAttribute("href")!);
        Assert.Equal(20, visitor.Page.QuerySelectorAll("tbody tr").Length);
        Assert.Null(visitor.Page.QuerySelector("main a[rel=next]"));
    }

    [Fact]
    public async Task The_command_prints_number_and_hash_and_ends_with_1_where_the_chain_is_broken()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        var (noor, elzen) = (await hub.AddPerson("Noor Bakker"), await hub.AddSchool("De Elzen"));
        await hub.Change(db => db.Record(noor.Id, "asked", elzen.PlaceId, null, hub.Clock.GetUtcNow().UtcDateTime));
        var hash = await hub.Look(db => db.Read<AuditEntry>().Select(e => e.Hash).SingleAsync());

        var whole = await MeentProgram.Run(hub.Settings, "audit", "trail", "--since", hash, "--place", elzen.PlaceId.ToString());
        Assert.True(whole.Code == 0, whole.Errors);
        Assert.Contains("1\t2026-03-04 12:00:00 UTC\tNoor Bakker\tasked\tDe Elzen\t-", whole.Output);
        Assert.Contains("Nothing up to number 1 was changed", whole.Output);
        Assert.Contains($"The trail is whole: 1 entry. The last hash is{Environment.NewLine}{hash}", whole.Output);

        // A slip of the fingers is no broken trail.
        foreach (var (option, typed, says) in new[] { ("--since", hash[..63], "this is no hash"), ("--since", new string('g', 64), "this is no hash"), ("--place", "De Elzen", "this is no id of a place") })
        {
            var slip = await MeentProgram.Run(hub.Settings, "audit", "trail", option, typed);
            Assert.Equal(2, slip.Code);
            Assert.Contains($"{option} {typed}: {says}", slip.Errors);
            Assert.DoesNotContain("broken", slip.Output + slip.Errors);
        }
        Assert.Equal(1, (await MeentProgram.Run(hub.Settings, "audit", "trail", "--since", new string('a', 64))).Code);

        await Trail.Spoil(hub, "update hub_audit set act = 'approved'");
        var broken = await MeentProgram.Run(hub.Settings, "audit", "trail", "--json");
        Assert.Equal(1, broken.Code);
        using var json = JsonDocument.Parse(broken.Output);
        Assert.False(json.RootElement.GetProperty("whole").GetBoolean());
        Assert.StartsWith("Entry 1 ", json.RootElement.GetProperty("problem").GetString());
    }

    [Fact]
    public void Every_act_that_is_recorded_has_words()
    {
        var known = TestHub.Modules.SelectMany(m => m.Acts.Keys).ToHashSet();
        Assert.Equal([], House.RecordedActs.Of(House.SourceTree.Project).Except(known));
        Assert.Equal(["planted"], House.RecordedActs.Of(House.SourceTree.Of(("src/Meent/People/A.cs", "class A { void M() { db.Record(me, x ? \"planted\" : \"asked\", p, null, now); } }"))).Except(known));
    }
}
