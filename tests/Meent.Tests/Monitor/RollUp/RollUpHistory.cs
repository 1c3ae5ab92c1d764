using System.Globalization;
using Meent.Foundation.Data;
using Meent.Foundation.Time;
using Meent.Foundation.Web;
using Meent.Monitor;
using Meent.Monitor.RollUp;
using Meent.Monitor.Statements;
using Meent.Places;
using Meent.Reflect;
using Meent.Reflect.Areas;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Counts = Meent.Tests.Reflect.Results.Rounds;
using Sums = System.Collections.Generic.Dictionary<(System.Guid Place, string Period), (long Numerator, long Denominator, long N, int Places)>;

namespace Meent.Tests.Monitor.RollUp;

/// <summary>Acts on a hub, with a book of its own on who belongs where, who counts where and what the sums should be. After each act it looks at everything that was published.</summary>
internal sealed class RollUpHistory
{
    private const int Years = 3, Schools = 14, Regions = 3, Boards = 7;

    private readonly RollUpWorld world;
    private readonly Random random;
    private readonly List<Guid> schools = [], boards = [], regions = [];
    private readonly Dictionary<(Guid, string), Guid> parents = [];
    private readonly Dictionary<Guid, Guid> mergedInto = [];
    private readonly HashSet<(Guid, string)> reported = [];
    private readonly Dictionary<Guid, string> areasOfRound = [];
    private readonly Dictionary<(Guid School, string Period), (long Devices, long Learners, IReadOnlyList<Guid> Above)> standing = [];
    private readonly HashSet<(Guid School, string Period, long Devices, long Learners, string Above)> stated = [];
    private readonly Sums reports = [];
    private DateOnly day = new(2021, 9, 1);
    private bool isNew;

    private RollUpHistory(RollUpWorld world, int seed) => (this.world, random) = (world, new Random(seed));

    public int Reports { get; private set; }

    public int Statements { get; private set; }

    public int Moves { get; private set; }

    public int Mergers { get; private set; }

    /// <summary>Publications when only mergers and moves had come in between.</summary>
    public int Quiet { get; private set; }

    /// <summary>Indicators and school years of which everybody reads a value.</summary>
    public IReadOnlyList<(string Indicator, string Period)> Shown { get; private set; } = [];

    private string Period => day.Month >= 8 ? $"{day.Year}/{day.Year + 1}" : $"{day.Year - 1}/{day.Year}";

    public override string ToString() => $"{day:O}: {Reports} reports, {Statements} statements, {Moves} moves, {Mergers} mergers, {Quiet} publications without news";

    public static async Task<RollUpHistory> Of(RollUpWorld world, int seed)
    {
        var history = new RollUpHistory(world, seed);
        for (var i = 0; i < Regions; i++) history.regions.Add(await history.Add(PlaceKind.Region, (LinkRole.Admin, world.Country)));
        for (var i = 0; i < Boards; i++) history.boards.Add(await history.Add(PlaceKind.Board, (LinkRole.Admin, history.regions[i % Regions])));
        for (var i = 0; i < Schools; i++) history.schools.Add(await history.Add(PlaceKind.School, (LinkRole.Admin, history.regions[i % Regions]), (LinkRole.Board, history.boards[i % Boards])));
        return history;
    }

    /// <summary>In the first year all are there before the first figure, so that there is something to change; then everything in any order.</summary>
    public async Task Play()
    {
        world.Hub.Clock.SetDay(day);
        foreach (var school in schools) await Report(school);
        foreach (var school in schools) await State(school);
        await Look(Publish, publishes: true);
        for (var year = 0; year < Years; year++)
        {
            var acts = Acts(all: year > 0).ToArray();
            random.Shuffle(acts);
            foreach (var act in acts)
            {
                day = day.AddDays(random.Next(1, 6));
                world.Hub.Clock.SetDay(day);
                await act();
            }
            day = new DateOnly(day.Month >= 8 ? day.Year + 1 : day.Year, 8, 15);
        }
        await Look(Publish, publishes: true);
    }

    /// <summary>What happens in a year, each as often as it takes to find something; whoever it happens to is drawn when it does.</summary>
    private IEnumerable<Func<Task>> Acts(bool all)
    {
        var saying = all ? schools.Count : 2;
        for (var i = 0; i < saying; i++) yield return () => Look(() => Report(Drawn()), publishes: false);
        for (var i = 0; i < saying; i++) yield return () => Look(() => State(Drawn()), publishes: false);
        for (var i = 0; i < 2; i++) yield return () => Look(() => Move(LinkRole.Board, boards), publishes: false);
        for (var i = 0; i < 2; i++) yield return () => Look(() => Move(LinkRole.Admin, regions), publishes: false);
        yield return () => Look(Merge, publishes: false);
        for (var i = 0; i < 2; i++) yield return () => Look(Publish, publishes: true);
        yield return async () =>
        {
            await Look(Publish, publishes: true);
            await Look(Merge, publishes: false);
            await Look(() => Move(LinkRole.Board, boards), publishes: false);
            await Look(Publish, publishes: true);
        };
    }

    private Guid Drawn() => schools[random.Next(schools.Count)];

    /// <summary>Does something, and holds what is there afterwards against what was there before and against the book.</summary>
    private async Task Look(Func<Task> act, bool publishes)
    {
        var (before, isQuiet) = (await Published(), publishes && !isNew);
        await act();
        var after = await Published();
        if (publishes && !isQuiet) Assert.Empty(before.Except(after));
        else Assert.Equal(before, after);
        if (isQuiet) Quiet++;
        if (publishes) isNew = false;
        Assert.Equal(reports, await world.Sums());
        Assert.Equal(Stated(), await world.Sums("devices-per-learner"));
        if (publishes) await LookAtWhoCounts();
    }

    /// <summary>Each round counts for the places of its day, and each school stands in published figures with something that it stated, for the places of that day.</summary>
    private async Task LookAtWhoCounts()
    {
        var (rounds, counted, shown) = await world.Hub.Look(async db => (
            (await db.Read<CountedIn>().ToListAsync()).GroupBy(c => c.RoundId).ToDictionary(g => g.Key, g => Told(g.Select(c => c.PlaceId))),
            await (from c in db.Read<CountedStatement>() join s in db.Read<Series>() on c.SeriesId equals s.Id where s.Indicator == "devices-per-learner" select c).ToListAsync(),
            await (from o in db.Read<StoredObservation>() join s in db.Read<Series>() on o.SeriesId equals s.Id where o.Value != null select new { s.Indicator, o.Period }).Distinct().ToListAsync()));
        Assert.Equal(areasOfRound, rounds);
        Assert.All(counted, c => Assert.Contains((c.PlaceId, c.Period, c.Numerator, c.Denominator, Told(Ids(c.Areas))), stated));
        Shown = [.. shown.Select(s => (s.Indicator, s.Period))];

        static IEnumerable<Guid> Ids(string areas) => areas.Split(' ').Select(Guid.Parse);
    }

    /// <summary>All that was ever published: figures, editions, and who counts in them.</summary>
    private Task<List<string>> Published() => world.Hub.Look(async db =>
        (await db.Read<StoredObservation>().ToListAsync()).Select(o => string.Create(CultureInfo.InvariantCulture,
            $"figure {o.PlaceId} {o.SeriesId} {o.Period} {o.Vintage}: {o.Value} {o.Numerator} {o.Denominator} {o.N} {o.Status} {o.Confidentiality} {o.StandardError}"))
        .Concat((await db.Read<Vintage>().ToListAsync()).Select(v => $"vintage {v.Number} {v.MadeAt:O} {v.RowCount}"))
        .Concat((await db.Read<StoredEdition>().ToListAsync()).Select(e => $"edition {e.PlaceId} {e.Period} {e.Number}: {e.Run} {e.MadeAt:O} {e.Content}"))
        .Concat((await db.Read<CountedStatement>().ToListAsync()).Select(c => $"counted {c.PlaceId} {c.SeriesId} {c.Period}: {c.Vintage} {c.Numerator} {c.Denominator} {c.Areas}"))
        .Order(StringComparer.Ordinal).ToList());

    /// <summary>Closes a round as it is closed: what may be shown is stored, and taken up in the same transaction.</summary>
    private async Task Report(Guid school)
    {
        var (id, answers) = (Ids.New(), Enumerable.Range(0, 25).Select(_ => new[] { (byte)random.Next(1, 6) }).Append([3]).ToList());
        var release = Counts.Release(Counts.Count(Counts.Asks("teachers", null, "teaching.1"), answers)) with { Round = new(id, school, "School", "Round", day, day, "school", 1, "full", false) };
        var shown = ShownRound.Of(release);
        await InTransaction(async (db, services) =>
        {
            db.Add(new Round { PlaceId = school, Id = id, Name = "Round", InstrumentId = "school", InstrumentVersion = 1, OpensOn = day, ClosesOn = day, OpenedAt = world.Hub.Clock.Now(), ClosedAt = world.Hub.Clock.Now() });
            db.Add(new StoredRelease { PlaceId = school, RoundId = id, ReleasedAt = world.Hub.Clock.Now(), Content = release.ToJson() });
            await db.SaveChangesAsync();
            await services.GetRequiredService<TakeUp>().Follow(db, shown, default);
        });
        (Reports, isNew) = (Reports + 1, true);
        var above = Above(school);
        areasOfRound[id] = Told(above);
        if (!reported.Add((school, Period))) return;
        var mean = shown.Means.Single(m => m is { Item: null, Area: "teaching" });
        foreach (var place in above)
        {
            var was = reports.GetValueOrDefault((place, Period));
            reports[(place, Period)] = (was.Numerator + ((long)mean.Hundredths * mean.N), was.Denominator + (100L * mean.N), was.N + mean.N, was.Places + 1);
        }
    }

    private async Task State(Guid school)
    {
        // Of the first fourteen every other one is fast, one of each board; and none is so large that without two schools the others would be near an end.
        var (learners, devices, isFast) = (random.Next(100, 400), random.Next(60, 200), Statements < Schools ? Statements % 2 == 0 : random.Next(2) == 0);
        var statement = new Statement
        {
            PlaceId = school, Id = Ids.New(), StatedAt = world.Hub.Clock.Now(), StatedOn = day, ContractedDown = isFast ? 1000 : 100, Learners = learners, Devices = devices, OldDevices = random.Next(devices / 3, devices * 2 / 3), Areas = "",
        };
        await InTransaction((db, services) => StatementStore.Keep(db, statement, services.GetRequiredService<IndicatorContent>(), default));
        (Statements, isNew) = (Statements + 1, true);
        foreach (var key in standing.Keys.Where(k => k.Period == Period && WentInto(k.School, school)).ToList()) standing.Remove(key);
        standing[(school, Period)] = (devices, learners, [.. Above(school)]);
        stated.Add((school, Period, devices, learners, Told(Above(school))));
    }

    private Sums Stated() => standing.SelectMany(s => s.Value.Above.Select(a => (Key: (a, s.Key.Period), s.Value))).GroupBy(s => s.Key)
        .ToDictionary(g => g.Key, g => (g.Sum(s => s.Value.Devices), g.Sum(s => s.Value.Learners), g.Sum(s => s.Value.Learners), g.Count()));

    private async Task Publish() => await world.Hub.Publish();

    private async Task Move(string role, List<Guid> to)
    {
        var (school, parent) = (Drawn(), to[random.Next(to.Count)]);
        if (parents[(school, role)] == parent) parent = to[(to.IndexOf(parent) + 1) % to.Count];
        Assert.Null(await Directory(d => d.Move(school, role, parent, day)));
        parents[(school, role)] = parent;
        Moves++;
    }

    private async Task Merge()
    {
        var (from, into) = (Drawn(), Drawn());
        if (from == into) into = schools[(schools.IndexOf(from) + 1) % schools.Count];
        Assert.Null(await Directory(d => d.Merge(from, into, day)));
        mergedInto[from] = into;
        schools.Remove(from);
        Mergers++;
    }

    private bool WentInto(Guid school, Guid other)
    {
        while (mergedInto.TryGetValue(school, out var into))
        {
            if (into == other) return true;
            school = into;
        }
        return false;
    }

    private HashSet<Guid> Above(Guid school)
    {
        var above = new HashSet<Guid>();
        if (parents.TryGetValue((school, LinkRole.Board), out var board)) above.Add(board);
        for (var at = school; parents.TryGetValue((at, LinkRole.Admin), out at);) above.Add(at);
        return above;
    }

    private static string Told(IEnumerable<Guid> places) => string.Join(' ', places.Order());

    private async Task<Guid> Add(string kind, params (string Role, Guid Parent)[] above)
    {
        var id = await world.Add(kind, kind, above);
        foreach (var (role, parent) in above) parents[(id, role)] = parent;
        return id;
    }

    private async Task InTransaction(Func<HubDb, IServiceProvider, Task> act)
    {
        await using var scope = world.Hub.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<HubDb>();
        await db.InTransaction(() => act(db, scope.ServiceProvider));
    }

    private async Task<Refusal?> Directory(Func<PlaceDirectory, Task<Refusal?>> act)
    {
        await using var scope = world.Hub.Services.CreateAsyncScope();
        return await act(scope.ServiceProvider.GetRequiredService<PlaceDirectory>());
    }
}
