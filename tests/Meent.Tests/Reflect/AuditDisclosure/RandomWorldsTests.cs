using Meent.Foundation.Data;
using Meent.Foundation.Time;
using Meent.Reflect;
using Meent.Reflect.Areas;
using Meent.Reflect.AuditDisclosure;
using Meent.Reflect.Results;

namespace Meent.Tests.Reflect.AuditDisclosure;

/// <summary>A thousand small worlds with odd answers: few people, all of one mind, one against all, much that does not apply; the audit finds nothing.</summary>
public sealed class RandomWorldsTests
{
    private const int Worlds = 1_000;

#pragma warning disable CA5394, RS0030 // Made-up answers, the same at every run.
    private readonly Random random = new(20261122);

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_thousand_small_worlds_give_nothing_away(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        for (var part = 0; part < 4; part++)
            await hub.Change(db => { for (var w = 0; w < Worlds / 4; w++) db.AddRange(World()); });
        var result = await hub.Look(db => AuditCommand.Run(db, new Progress<double>(), default));
        Assert.Equal(Worlds, result.Rounds);
        Assert.Empty(result.Weaknesses.Take(5));
    }

    /// <summary>The same worlds, published carelessly: the audit sees it. A test that cannot fail would find nothing here either.</summary>
    [Fact]
    public async Task Published_carelessly_the_same_worlds_give_much_away()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        await hub.Change(db => { for (var w = 0; w < 100; w++) db.AddRange(World(careless: true)); });
        Assert.True((await hub.Look(db => AuditCommand.Run(db, new Progress<double>(), default))).Weaknesses.Count > 50);
    }

    private IEnumerable<object> World(bool careless = false)
    {
        var (place, round, steps) = (Ids.New(), Ids.New(), random.Next(5) switch { 0 => 4, 1 => 6, _ => 5 });
        var groups = new List<AudienceCounts>();
        if (random.Next(2) == 0) groups.Add(Group("leaders", random.Next(1, 7), steps));
        groups.Add(Group("teachers", random.Next(4) == 0 ? random.Next(10, steps == 6 ? 14 : 31) : random.Next(0, 12), steps));
        if (random.Next(3) == 0) groups.Add(Group("learners", random.Next(1, 10), steps));
        var counts = new RoundCounts(new(round, place, "Elm", "Spring", new(2026, 5, 1), new(2026, 6, 1), "school", 1, "mini", false), ["a"], groups, []);
        var release = Disclosure.Decide(counts, DisclosurePolicy.Default);
        if (careless) release = release with { Items = [.. release.Items.Select(i => i with { Cells = [.. i.Cells.Select(c => Plain(c, i, groups))] })] };
        yield return new StoredRelease { PlaceId = place, RoundId = round, ReleasedAt = Clock.Cut(DateTime.UnixEpoch), Content = release.ToJson() };
        foreach (var group in groups)
        {
            foreach (var item in group.Items)
                for (var o = 0; o < item.Options.Count; o++)
                    if (item.Options[o] > 0) yield return new Tally { PlaceId = place, RoundId = round, Audience = group.Asked.Id, Item = item.Item.Id, Option = o, N = item.Options[o] };
            foreach (var area in group.Areas)
                yield return new AreaTally { PlaceId = place, RoundId = round, Audience = group.Asked.Id, Area = area.Area, N = area.Persons, Sum = area.Sum, SumOfSquares = area.SumOfSquares };
        }
    }

    /// <summary>The mean as it is, whoever it is of.</summary>
    private static ItemCell Plain(ItemCell cell, ReleasedItem item, List<AudienceCounts> groups)
    {
        if (groups.Find(g => g.Asked.Id == cell.Audience)?.Items.FirstOrDefault(i => i.Item.Id == item.Id) is not { OnScale: > 0 } tally) return cell;
        var mean = tally.Options.Select((n, o) => o < tally.Options.Count - 1 ? n * o : 0).Sum() / (double)tally.OnScale;
        return cell with { State = CellState.Shown, AtLeast = tally.OnScale, Mean = mean, Bound = Bound.Exact };
    }

    private AudienceCounts Group(string audience, int people, int steps)
    {
        var asked = new AskedAudience(audience, null, random.Next(2) == 0 ? people + random.Next(5) : null, [new("a.1", 1, "a"), new("a.2", 1, "a")], steps);
        var counter = new Counter(asked);
        var (mood, mind) = (random.Next(5), random.Next(1, steps + 1));
        for (var p = 0; p < people; p++) counter.Add([Answer(mood, mind, p, steps), Answer(random.Next(5), mind, p, steps)]);
        return counter.Result();
    }

    private byte Answer(int mood, int mind, int person, int steps) => (byte)(mood switch
    {
        0 => mind,
        1 => person == 0 ? steps + 1 - mind : mind,
        2 => random.Next(3) == 0 ? steps + 1 : random.Next(0, steps + 1),
        3 => Math.Clamp(mind + random.Next(-1, 2), 1, steps),
        _ => random.Next(1, steps + 1),
    });
#pragma warning restore CA5394, RS0030
}
