using Meent.Foundation.Data;
using Meent.Monitor;
using Meent.Monitor.Statements;
using Meent.Reflect;

namespace Meent.Tests.Monitor.Statements;

/// <summary>Random countries of few schools over many nights: whoever keeps everything that ever came out can subtract what they like, and works out no school.</summary>
public class StatedFiguresTests
{
    [Theory]
    [InlineData(IndicatorUnit.Percent, Share.AllOrNone)]
    [InlineData(IndicatorUnit.Percent, Share.AllOrNoneOfItsLearners)]
    [InlineData(IndicatorUnit.Percent, Share.AnyPart)]
    [InlineData(IndicatorUnit.PerLearner, Share.AnyPart)]
    public void Nobody_works_out_a_school_by_subtracting(string unit, Share share)
    {
        var (shown, held, again) = (0, 0, 0);
        for (var seed = 0; seed < 250; seed++)
        {
            var world = new StatedWorld(unit, share, seed);
            for (var night = 0; night < 8; night++) world.Night();
            Assert.Equal((seed, ""), (seed, world.Subtract()));
            Assert.Equal((seed, ""), (seed, world.Differences()));
            shown += world.Shown.Count;
            held += world.Held;
            again += world.Shown.Count - world.Shown.Select(s => s.Area).Distinct().Count();
        }
        // Else nothing was tried.
        Assert.True(shown > 600 && held > 100 && again > 100, $"{shown} shown, {held} held back, {again} more than once");
    }

    [Fact]
    public void Fewer_than_three_new_schools_change_nothing_and_a_school_stands_with_what_it_had()
    {
        var area = Ids.New();
        List<StatedSchool> schools = [.. Enumerable.Range(0, 12).Select(_ => School(10, 20, area))];
        var first = Make(IndicatorUnit.PerLearner, schools, [], Day);
        Assert.Equal((0.5m, 10L, 12), (Assert.Single(first.Figures).Value!.Value, first.Figures[0].N!.Value, first.Arrived.Count));
        schools = [.. schools.Select(s => s with { Run = 1 }), School(15, 20, area), School(15, 20, area)];
        StatedBefore[] before = [new(area, 1, Day, true)];
        Assert.Empty(Make(IndicatorUnit.PerLearner, schools, before, Day.AddDays(90)).Figures);
        schools.Add(School(15, 20, area));
        Assert.Equal([(0.55m, 15L)], Make(IndicatorUnit.PerLearner, schools, before, Day.AddDays(90)).Figures.Select(f => (f.Value!.Value, f.N!.Value)));
    }

    [Fact]
    public void Three_new_schools_that_are_all_alike_wait_and_so_does_an_area_in_which_nearly_all_are()
    {
        var area = Ids.New();
        List<StatedSchool> schools = [.. Enumerable.Range(0, 12).Select(i => School(i < 1 ? 0 : 1, 1, area))];
        Assert.Equal("C", Assert.Single(Make(IndicatorUnit.Percent, schools, [], Day).Figures).Confidentiality);
        schools = [.. schools.Select((s, i) => s with { Numerator = i % 2, Run = 1 }), School(1, 1, area), School(1, 1, area), School(1, 1, area)];
        StatedBefore[] before = [new(area, 1, Day, true)];
        Assert.Empty(Make(IndicatorUnit.Percent, schools, before, Day.AddDays(90)).Figures);
        // Three more of the other kind: now nobody can say which is which.
        schools.AddRange([School(0, 1, area), School(0, 1, area), School(0, 1, area)]);
        Assert.Equal(6, Make(IndicatorUnit.Percent, schools, before, Day.AddDays(90)).Arrived.Count);
    }

    [Fact]
    public void A_country_less_its_regions_is_no_school_and_a_large_school_is_not_shown_as_an_area()
    {
        var (country, north, south) = (Ids.New(), Ids.New(), Ids.New());
        List<StatedSchool> schools = [.. Enumerable.Range(0, 24).Select(i => School(i % 2, 1, country, i < 12 ? north : i < 22 ? south : Ids.New()))];
        var made = Make(IndicatorUnit.Percent, schools, [], Day).Figures.ToDictionary(f => f.PlaceId);
        Assert.Equal((50m, 50m, "C"), (made[country].Value!.Value, made[north].Value!.Value, made[south].Confidentiality!));
        schools = [.. Enumerable.Range(0, 11).Select(i => School(i == 0 ? 2000 : 20, i == 0 ? 4000 : 50, country))];
        Assert.Equal("C", Assert.Single(Make(IndicatorUnit.PerLearner, schools, [], Day).Figures).Confidentiality);
    }

    /// <summary>Two small schools have a gigabit and eight large ones have not: "0 %" would say so of each large one, since numbers of learners are public.</summary>
    [Fact]
    public void A_share_by_learners_that_leaves_a_school_no_choice_is_held_back()
    {
        var area = Ids.New();
        Assert.Equal((null, null, "C"), Shown(OfTen(small: 30, 0)));
        Assert.Equal((null, null, "C"), Shown(OfTen(small: 0, 1500)));
        Assert.Equal((25m, 10L, null), Shown(OfTen(small: 30, 0, 0, 0, 0, 0, 0, 1500, 1500)));

        // Two schools of 30 learners and eight of 1,500, of which some have a gigabit.
        StatedFigures.Made OfTen(int small, params int[] large) => Make(IndicatorUnit.Percent,
            [School(small, 30, area), School(small, 30, area), .. Enumerable.Range(0, 8).Select(i => School(large[Math.Min(i, large.Length - 1)], 1500, area))], [], Day);
    }

    [Fact]
    public void What_came_out_under_a_milder_rule_stays_and_still_counts_as_known()
    {
        var area = Ids.New();
        List<StatedSchool> schools = [School(30, 30, area) with { Run = 1 }, School(30, 30, area) with { Run = 1 }, .. Enumerable.Range(0, 8).Select(_ => School(0, 1500, area) with { Run = 1 })];
        StatedBefore[] before = [new(area, 1, Day, true)];
        Assert.Empty(Make(IndicatorUnit.Percent, schools, before, Day.AddDays(90)).Figures);
        // Three more without: near its end as before, so no C takes its place.
        Assert.Empty(Make(IndicatorUnit.Percent, [.. schools, .. Enumerable.Range(0, 3).Select(_ => School(0, 1500, area))], before, Day.AddDays(90)).Figures);
        // The whole is far from its ends, but without what is known three schools are left, all alike.
        Assert.Empty(Make(IndicatorUnit.Percent, [.. schools, .. Enumerable.Range(0, 3).Select(_ => School(1500, 1500, area))], before, Day.AddDays(90)).Figures);
        Assert.Equal((25m, 10L, null), Shown(Make(IndicatorUnit.Percent, [.. schools, .. Enumerable.Range(0, 4).Select(i => School(i % 2 * 3000, 3000, area))], before, Day.AddDays(90))));
    }

    [Fact]
    public void Few_old_devices_or_few_newer_ones_are_held_back_and_so_are_hardly_any_devices()
    {
        var area = Ids.New();
        Assert.Equal((null, null, "C"), Shown(OfTen(i => i < 2 ? 1 : 0)));
        Assert.Equal((null, null, "C"), Shown(OfTen(i => i < 2 ? 199 : 200)));
        Assert.Equal((null, null, "C"), Shown(OfTen(i => i < 2 ? 1 : 0, IndicatorUnit.PerLearner)));
        Assert.Equal((30m, 10L, null), Shown(OfTen(_ => 60)));
        Assert.Equal((3m, 10L, null), Shown(OfTen(_ => 600, IndicatorUnit.PerLearner)));

        StatedFigures.Made OfTen(Func<int, int> has, string unit = IndicatorUnit.Percent) => Make(unit, [.. Enumerable.Range(0, 10).Select(i => School(has(i), 200, area))], [], Day);
    }

    /// <summary>A school takes its own away: so without any one school each of the others must still be able to have all or none.</summary>
    [Fact]
    public void A_large_school_that_reads_the_share_learns_nothing_of_the_others()
    {
        var area = Ids.New();
        // It has 400 learners and a gigabit. Of the others first one of 60 has it, so none of 100 can; then one of these as well.
        Assert.Equal((null, null, "C"), Shown(With(0)));
        Assert.Equal((44m, 10L, null), Shown(With(100)));

        StatedFigures.Made With(int another) => Make(IndicatorUnit.Percent,
            [School(400, 400, area), School(60, 60, area), School(another, 100, area), .. Enumerable.Range(0, 7).Select(_ => School(0, 100, area))], [], Day);
    }

    /// <summary>A board reads all of its schools: so without them each of the others must still be able to have all or none.</summary>
    [Fact]
    public void A_board_that_reads_the_share_learns_nothing_of_schools_that_are_not_its_own()
    {
        var (area, board) = (Ids.New(), Ids.New());
        // Four schools of the board have a gigabit, of the others none or one: of two schools without a board the same is fine.
        Assert.Equal((null, null, "C"), Shown(With(board, 0)));
        Assert.Equal((40m, 10L, null), Shown(With(null, 0)));
        Assert.Equal((50m, 10L, null), Shown(With(board, 1)));

        StatedFigures.Made With(Guid? by, int other) => Make(IndicatorUnit.Percent,
            [.. Enumerable.Range(0, 4).Select(_ => School(1, 1, area) with { Board = by }), School(other, 1, area), .. Enumerable.Range(0, 5).Select(_ => School(0, 1, area))], [], Day);
    }

    /// <summary>What is left of a publication without an earlier one is no row of the elimination where sums overlap; a board must not know all of it but one.</summary>
    [Fact]
    public void Of_what_is_left_a_board_does_not_know_all_but_one()
    {
        List<SummedSchool> left = [.. Enumerable.Range(0, 4).Select(i => new SummedSchool(10, i < 3 ? 1 : null, Above: 20))];
        Assert.False(StatedRests.Leave([0, 1, 2, 3, 4], [[4]], [.. left, new(10, null, Above: 20)]));
        Assert.True(StatedRests.Leave([0, 1, 2, 3, 4], [[4]], [.. left.Select(s => s with { Board = null }), new(10, null, Above: 20)]));
    }

    private static (decimal?, long?, string?) Shown(StatedFigures.Made made) => Assert.Single(made.Figures) is var f ? (f.Value, f.N, f.Confidentiality) : default;

    private static readonly DateOnly Day = new(2026, 10, 1);

    [Fact]
    public void What_holds_a_figure_back_is_not_told_by_another_of_its_area()
    {
        var area = Ids.New();
        List<StatedSchool> allHave = [.. Enumerable.Range(0, 12).Select(i => School(1, 1, area))];
        List<StatedSchool> devices = [.. Enumerable.Range(0, 12).Select(_ => School(10, 20, area))];
        // All have a gigabit, or few said: it looks alike, beside devices too.
        Assert.Equal([(null, "C"), (null, "C")], Night(new(IndicatorUnit.Percent, allHave, []), new(IndicatorUnit.PerLearner, devices, [])));
        Assert.Equal([(null, "C"), (0.5m, null)], Night(new(IndicatorUnit.Percent, [.. allHave.Take(9)], []), new(IndicatorUnit.PerLearner, devices, [])));
        // The night after, nothing of it is due; devices wait all the same.
        StatedBefore[] held = [new(area, 1, Day, false)], shown = [new(area, 1, Day, true)];
        List<StatedSchool> counted = [.. allHave.Select(s => s with { Run = 1 })], more = [.. devices.Select(s => s with { Run = 1 }), .. Enumerable.Range(0, 3).Select(_ => School(15, 20, area))];
        Assert.Empty(Night(new(IndicatorUnit.Percent, counted, held), new(IndicatorUnit.PerLearner, more, shown)));
        // What is shown stays with the other, where three new schools are all alike.
        List<StatedSchool> mixed = [.. counted.Select((s, i) => s with { Numerator = i % 2 }), .. Enumerable.Range(0, 3).Select(_ => School(1, 1, area))];
        Assert.Empty(Night(new(IndicatorUnit.Percent, mixed, shown), new(IndicatorUnit.PerLearner, more, shown)));
        mixed[^1] = School(0, 1, area);
        mixed.AddRange([School(0, 1, area)]);
        Assert.Equal([(50m, null), (0.55m, null)], Night(new(IndicatorUnit.Percent, mixed, shown), new(IndicatorUnit.PerLearner, more, shown)));
        // What another held back is no reason of its own to hold that other back.
        Assert.Equal([(50m, null)], Night(new(IndicatorUnit.Percent, mixed, held), new(IndicatorUnit.PerLearner, [.. more.Take(12)], held)));

        static IEnumerable<(decimal?, string?)> Night(params StatedSeries[] series) => StatedFigures.Make(series, Day.AddDays(90)).SelectMany(m => m.Figures).Select(f => (f.Value, f.Confidentiality));
    }

    private static StatedFigures.Made Make(string unit, IReadOnlyList<StatedSchool> schools, IReadOnlyList<StatedBefore> before, DateOnly today) => StatedFigures.Make([new(unit, schools, before)], today)[0];

    private static StatedSchool School(long numerator, long denominator, params Guid[] areas) => new(Ids.New(), numerator, denominator, null, areas, null);
}
