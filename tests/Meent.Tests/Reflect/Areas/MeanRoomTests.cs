using Meent.Reflect.Areas;
using Meent.Reflect.Results;

namespace Meent.Tests.Reflect.Areas;

/// <summary>A mean near an end of the scale says the same of each school behind it; so it is shown only where each could be half a point elsewhere.</summary>
public class MeanRoomTests
{
    private static readonly FigureState? Shown = FigureState.Shown, Withheld = FigureState.Withheld;

    [Fact]
    public void Three_schools_that_all_say_five_are_withheld_and_at_four_and_a_half_nobody_can_say_which()
    {
        // 5.0 of three schools is 5.0 of each. At 4.8 a school of these knows that each other one has 4.6 or more: two tenths below the mean.
        Assert.Equal([Withheld], Of(100, 50, 50, 50));
        Assert.Equal([Withheld], Of(100, 48, 48, 48));
        Assert.Equal([Withheld], Of(100, 10, 10, 11));
        // 4.7 and 4.7 beside the own one: either may be anything from 4.4 to 5.
        Assert.Equal([Shown], Of(100, 47, 47, 47));
        Assert.Equal([Withheld], Of(100, 48, 48, 35));
        // Of ten schools only what is 5.0 nearly everywhere.
        Assert.Equal([Shown], Of(100, [.. Enumerable.Repeat(49, 10)]));
        Assert.Equal([Withheld], Of(100, [.. Enumerable.Repeat(50, 5), .. Enumerable.Repeat(49, 5)]));
    }

    [Fact]
    public void What_a_report_of_few_answers_calls_so_or_higher_says_little_enough_by_itself()
    {
        // Of five answers "3.8 or higher" is the highest that a report says: more than a point. Of twenty it is "4.7 or higher".
        Assert.Equal([Shown], Decide(5, Cell(5, 38, Bound.AtLeast), Cell(5, 38, Bound.AtLeast), Cell(5, 38, Bound.AtLeast)));
        Assert.Equal([Withheld], Decide(5, Cell(20, 47, Bound.AtLeast), Cell(20, 47, Bound.AtLeast), Cell(20, 47, Bound.AtLeast)));
        Assert.Equal([Withheld], Decide(5, Cell(20, 13, Bound.AtMost), Cell(20, 13, Bound.AtMost), Cell(20, 13, Bound.AtMost)));
        Assert.Equal([Shown], Decide(5, Cell(20, 40), Cell(20, 44), Cell(20, 47, Bound.AtLeast)));
    }

    [Fact]
    public void Scales_of_four_and_six_steps_ask_for_an_eighth_of_theirs()
    {
        Assert.Equal([Withheld, Shown], [.. Decide(4, Cell(100, 39), Cell(100, 39), Cell(100, 39)), .. Decide(4, Cell(100, 37), Cell(100, 37), Cell(100, 37))]);
        Assert.Equal([Withheld, Shown], [.. Decide(6, Cell(100, 58), Cell(100, 58), Cell(100, 58)), .. Decide(6, Cell(100, 56), Cell(100, 56), Cell(100, 56))]);
    }

    [Fact]
    public void What_was_shown_stays_and_new_schools_that_all_say_five_wait_for_others()
    {
        var world = new AreaWorld();
        var country = world.Add(_ => true);
        for (var i = 0; i < 3; i++) world.Close("primary", 40, ("a.1", 30));
        world.Publish();
        for (var i = 0; i < 3; i++) world.Close("primary", 40, ("a.1", 50));
        world.Publish();
        Assert.Equal((3.0, 1), (world.Item(country, "a.1").Mean, world.Item(country, "a.1").Edition));
        for (var i = 0; i < 3; i++) world.Close("primary", 40, ("a.1", 35));
        world.Publish(AreaWorld.Day.AddDays(40));
        Assert.Equal((3.8, null, 9), (world.Item(country, "a.1").Mean, world.Item(country, "a.1").Edition, world.Item(country, "a.1").Schools));
        // One that came out under a milder rule stays too, and does not hold up what stands beside it.
        SchoolCell[] cells = [.. Enumerable.Range(0, 6).Select(i => MeanRoom.Of(Cell(100, i < 3 ? 50 : 30), 5, null, 100))];
        Assert.Equal([Shown, Shown], AreaDisclosure.Decide(cells, [new([0, 1, 2], Published: true), new([0, 1, 2, 3, 4, 5])]));
    }

    /// <summary>Random areas whose schools answer near an end, or of any size and anywhere, with a board: who takes the own schools away is left with half a point for every other one.</summary>
    [Theory, InlineData(true), InlineData(false)]
    public void Of_random_areas_no_reader_knows_another_school_to_less_than_half_a_point(bool nearAnEnd)
    {
        var (shown, held) = (0, 0);
        var random = new Random(20261122);
        for (var world = 0; world < 2000; world++)
        {
            var high = random.Next(2) == 0;
            List<(int N, CountedCell Cell, int? Board)> schools = [.. Enumerable.Range(0, random.Next(3, 9)).Select(_ => (Counted(random, high, nearAnEnd), random.Next(3) == 0 ? 1 : (int?)null)).Select(s => (s.Item1.N, s.Item1, s.Item2))];
            var state = AreaDisclosure.Decide([.. schools.Select(s => MeanRoom.Of(s.Cell, 5, s.Board, s.N))], [new([.. Enumerable.Range(0, schools.Count)])])[0];
            if (state != Shown)
            {
                held++;
                continue;
            }
            shown++;
            for (var reader = 0; reader < schools.Count; reader++)
            {
                Assert.Equal((world, ""), (world, Known(schools, [reader])));
                Assert.Equal((world, ""), (world, Known(schools, [.. Enumerable.Range(0, schools.Count).Where(s => schools[s].Board == 1)])));
            }
        }
        Assert.True(shown > 300 && held > 300, $"{shown} shown, {held} held back");
    }

    /// <summary>As a report shows it: near an end, the answers of most are there.</summary>
    private static CountedCell Counted(Random random, bool high, bool nearAnEnd)
    {
        var n = (nearAnEnd ? new[] { 10, 15, 20, 30, 40 } : [5, 10, 20, 100, 400])[random.Next(5)];
        var away = random.Next(0, nearAnEnd ? n : (4 * n) + 1);
        var sum = high ? (5 * n) - away : n + away;
        return n >= 30 ? Cell(n, (int)Math.Round(10.0 * sum / n))
            : sum >= (5 * n) - 6 ? Cell(n, (int)Math.Floor(10 * (5 - (6.0 / n))), Bound.AtLeast)
            : sum <= n + 6 ? Cell(n, (int)Math.Ceiling(10 * (1 + (6.0 / n))), Bound.AtMost)
            : Cell(n, (int)Math.Round(10.0 * sum / n));
    }

    /// <summary>What follows from the exact sum, by the least and the most that every other school can count with.</summary>
    private static string Known(List<(int N, CountedCell Cell, int? Board)> schools, int[] own)
    {
        List<int> others = [.. Enumerable.Range(0, schools.Count).Except(own)];
        var sum = others.Sum(s => schools[s].N * Value(s));
        foreach (var s in others)
        {
            var rest = others.Where(o => o != s).ToList();
            var (top, bottom) = (Top(schools[s].N), 6 - Top(schools[s].N));
            var least = Math.Max(bottom, (sum - rest.Sum(o => schools[o].N * Top(schools[o].N))) / schools[s].N);
            var most = Math.Min(top, (sum - rest.Sum(o => schools[o].N * (6 - Top(schools[o].N)))) / schools[s].N);
            // The highest and the lowest are "so or higher" and "so or lower", and count as the middle of what they may be.
            var (from, to) = (Math.Max(least, (2 * bottom) - 1), Math.Min(most, (2 * top) - 5));
            var low = least < bottom + 1e-9 ? 1 : from < to + 1e-9 ? from : (2 * top) - 5;
            var high = most > top - 1e-9 ? 5 : from < to + 1e-9 ? to : (2 * bottom) - 1;
            if (high - low < 0.5 - 1e-9) return $"a school of {schools[s].N} answers lies between {low} and {high}";
        }
        return "";

        double Value(int s) => schools[s].Cell.Twentieths(5) / 20.0;
    }

    private static double Top(int n) => n >= 30 ? 5 : (Math.Floor(10 * (5 - (6.0 / n))) / 10 / 2) + 2.5;

    private static IReadOnlyList<FigureState?> Of(int n, params int[] means) => Decide(5, [.. means.Select(m => Cell(n, m))]);

    private static IReadOnlyList<FigureState?> Decide(int steps, params CountedCell[] cells) =>
        AreaDisclosure.Decide([.. cells.Select(c => MeanRoom.Of(c, steps, null, c.N))], [new([.. Enumerable.Range(0, cells.Length)])]);

    private static CountedCell Cell(int n, int mean, Bound? bound = null) => new("teachers", "a.1", 1, "a", n, mean, bound);
}
