using Meent.Foundation.Web;
using Meent.Places;
using Microsoft.Extensions.DependencyInjection;

namespace Meent.Tests.Monitor.RollUp;

/// <summary>Random histories: schools report, change board and region, merge and close, over four school years. What a year was stays what it was, to the last digit.</summary>
public class RollUpHistoryTests
{
    private static readonly DateOnly First = new(2021, 9, 1);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Mergers_and_moves_change_no_figure_of_before(int seed)
    {
        await using var world = await RollUpWorld.On(Engine.Sqlite);
        var play = await Play.Of(world, seed);
        for (var day = First; day < First.AddYears(4); day = day.AddDays(play.Wait()))
        {
            world.Hub.Clock.SetDay(day);
            var before = await world.Sums();
            if (await play.Act(day) is { } reported) Assert.Equal(play.Expected, await world.Sums());
            else Assert.Equal(before, await world.Sums());
        }
        Assert.True(play is { Reports: > 20, Moves: > 5, Mergers: > 1 }, $"{play.Reports} reports, {play.Moves} moves, {play.Mergers} mergers: too few to find anything");
        Assert.Equal(play.Expected, await world.Sums());
        Assert.Empty((await RollUpTests.Verify(world.Hub)).Differences);
    }

    /// <summary>Acts on the hub, with a book of its own on who belongs where and what the sums should be.</summary>
    private sealed class Play(RollUpWorld world, Random random)
    {
        private readonly List<Guid> schools = [], boards = [], regions = [];
        private readonly Dictionary<(Guid, string), Guid> parents = [];
        private readonly HashSet<(Guid, string)> counted = [];

        public Dictionary<(Guid Place, string Period), (long Numerator, long Denominator, long N, int Places)> Expected { get; } = [];

        public int Reports { get; private set; }

        public int Moves { get; private set; }

        public int Mergers { get; private set; }

        public static async Task<Play> Of(RollUpWorld world, int seed)
        {
            var play = new Play(world, new Random(seed));
            for (var i = 0; i < 3; i++) play.regions.Add(await play.Add(PlaceKind.Region, (LinkRole.Admin, world.Country)));
            for (var i = 0; i < 3; i++) play.boards.Add(await play.Add(PlaceKind.Board, (LinkRole.Admin, play.regions[i])));
            for (var i = 0; i < 10; i++) play.schools.Add(await play.Add(PlaceKind.School, (LinkRole.Admin, play.regions[i % 3]), (LinkRole.Board, play.boards[i % 2])));
            return play;
        }

        public int Wait() => random.Next(1, 30);

        /// <returns>the school that reported; null where something else happened</returns>
        public async Task<Guid?> Act(DateOnly day)
        {
            var school = schools[random.Next(schools.Count)];
            switch (random.Next(10))
            {
                case < 5:
                    await Report(school, day);
                    return school;
                case < 7:
                    await Move(school, LinkRole.Board, boards[random.Next(boards.Count)], day);
                    break;
                case < 9:
                    await Move(school, LinkRole.Admin, regions[random.Next(regions.Count)], day);
                    break;
                default:
                    if (schools.Count > 4) await Merge(school, schools[random.Next(schools.Count)], day);
                    break;
            }
            return null;
        }

        private async Task Report(Guid school, DateOnly day)
        {
            var (mean, year) = (random.Next(100, 501), day.Month >= 8 ? day.Year : day.Year - 1);
            await world.Report(school, day, mean);
            Reports++;
            var period = $"{year}/{year + 1}";
            if (!counted.Add((school, period))) return;
            foreach (var place in Above(school))
            {
                var was = Expected.GetValueOrDefault((place, period));
                Expected[(place, period)] = (was.Numerator + (mean * 25), was.Denominator + 2500, was.N + 25, was.Places + 1);
            }
        }

        private async Task Move(Guid school, string role, Guid parent, DateOnly day)
        {
            if (await Directory(d => d.Move(school, role, parent, day)) is not null) return;
            parents[(school, role)] = parent;
            Moves++;
        }

        private async Task Merge(Guid from, Guid into, DateOnly day)
        {
            if (from == into || await Directory(d => d.Merge(from, into, day)) is not null) return;
            schools.Remove(from);
            Mergers++;
        }

        private HashSet<Guid> Above(Guid school)
        {
            var above = new HashSet<Guid>();
            if (parents.TryGetValue((school, LinkRole.Board), out var board)) above.Add(board);
            for (var at = school; parents.TryGetValue((at, LinkRole.Admin), out at);) above.Add(at);
            return above;
        }

        private async Task<Guid> Add(string kind, params (string Role, Guid Parent)[] above)
        {
            var id = await world.Add(kind, kind, above);
            foreach (var (role, parent) in above) parents[(id, role)] = parent;
            return id;
        }

        private async Task<Refusal?> Directory(Func<PlaceDirectory, Task<Refusal?>> act)
        {
            await using var scope = world.Hub.Services.CreateAsyncScope();
            return await act(scope.ServiceProvider.GetRequiredService<PlaceDirectory>());
        }
    }
}
