using FsCheck;
using FsCheck.Fluent;
using Meent.Foundation.Data;
using Meent.Reflect.Areas;

namespace Meent.Tests.Reflect.Areas;

public sealed class EditionMakerTests
{
    [Fact]
    public void An_area_shows_the_mean_of_its_schools_weighted_by_answers()
    {
        var world = new AreaWorld();
        var country = world.Add(_ => true);
        world.Close("primary", 10, ("a.1", 30), ("a.2", 40));
        world.Close("primary", 30, ("a.1", 40), ("a.2", 40));
        world.Close("primary", 20, ("a.1", 25));
        world.Publish();
        var item = world.Item(country, "a.1");
        Assert.Equal((FigureState.Shown, 3, 60, 3.3), (item.State, item.Schools, item.N, item.Mean));
        // A fixed spread of 0.6 between three schools, in tenths outwards: 3.333 ± 0.679.
        Assert.Equal((2.6, 4.1), (item.Low, item.High));
        Assert.Equal(FigureState.TooFew, world.Item(country, "a.2").State);
        // Half of the two statements are shown: enough for the area.
        Assert.Equal((FigureState.Shown, 2, 1, 3.3), world.Part(country).Areas.Select(a => (a.State, a.Asked, a.Used, a.Mean)).Single());
        Assert.Equal([new Coverage("sector", "primary", 3, 40), new Coverage("size", SchoolSize.Middle, 3, null)], world.Newest(country).Coverage);
    }

    [Fact]
    public void Nothing_moves_before_three_schools_are_new()
    {
        var world = new AreaWorld();
        var country = world.Add(_ => true);
        for (var i = 0; i < 3; i++) world.Close("primary", 10, ("a.1", 30));
        Assert.Single(world.Publish());
        for (var i = 0; i < 2; i++) world.Close("primary", 10, ("a.1", 40));
        Assert.Empty(world.Publish());
        world.Close("primary", 10, ("a.1", 40));
        Assert.Equal(2, Assert.Single(world.Publish()).About.Number);
        Assert.Equal((6, 3.5), (world.Item(country, "a.1").Schools, world.Item(country, "a.1").Mean));
        Assert.Empty(world.Publish());
    }

    [Fact]
    public void A_large_area_waits_for_a_tenth_or_for_thirty_days()
    {
        int?[] runs = [.. Enumerable.Repeat((int?)1, 40), null, null, null];
        Assert.False(EditionMaker.IsDue(runs, (1, AreaWorld.Day), AreaWorld.Day.AddDays(29)));
        Assert.True(EditionMaker.IsDue(runs, (1, AreaWorld.Day), AreaWorld.Day.AddDays(30)));
        Assert.True(EditionMaker.IsDue([.. runs, null], (1, AreaWorld.Day), AreaWorld.Day));
    }

    [Fact]
    public void A_figure_that_one_new_school_would_move_stays_as_it_was()
    {
        var world = new AreaWorld();
        var country = world.Add(_ => true);
        for (var i = 0; i < 3; i++) world.Close("primary", 10, ("a.1", 30), ("a.2", 30));
        world.Publish();
        // Three new schools, of which one shows a.2.
        for (var i = 0; i < 2; i++) world.Close("primary", 10, ("a.1", 50));
        world.Close("primary", 10, ("a.1", 50), ("a.2", 50));
        world.Publish();
        Assert.Equal((4.0, null), (world.Item(country, "a.1").Mean, world.Item(country, "a.1").Edition));
        Assert.Equal((3.0, 1), (world.Item(country, "a.2").Mean, world.Item(country, "a.2").Edition));
    }

    [Fact]
    public void A_school_that_asks_twice_counts_with_the_round_that_was_published()
    {
        var school = Ids.New();
        WaitingRound Round(int day, int? run) => new(school, Ids.New(), run, AreaWorld.Day.AddDays(day));
        Assert.Equal([AreaWorld.Day.AddDays(2)], AreaFacts.OnePerSchool([Round(1, null), Round(2, null)]).Select(r => r.ClosedOn));
        Assert.Equal([AreaWorld.Day.AddDays(1)], AreaFacts.OnePerSchool([Round(1, 1), Round(2, null)]).Select(r => r.ClosedOn));
    }

    [Fact]
    public void A_band_of_similar_schools_has_ten_and_no_end_of_it_is_one_school()
    {
        var world = new AreaWorld();
        var country = world.Add(_ => true);
        for (var i = 0; i < 9; i++) world.Close("primary", 10, ("a.1", 20 + (2 * i)));
        world.Publish();
        Assert.Empty(world.Newest(country).Bands);
        for (var i = 9; i < 12; i++) world.Close("primary", 10, ("a.1", 20 + (2 * i)));
        world.Publish(AreaWorld.Day.AddDays(1));
        var band = SimilarSchools.For(world.Newest(country), "primary", SchoolSize.Middle, "full", 1, "teachers", "a")!;
        // 2.0, 2.2 … 4.2: the quartiles are the third and the third but last, each with its neighbours.
        Assert.Equal((12, 2.4, 3.8, SchoolSize.Middle), (band.Schools, band.Low, band.High, band.Size));
        Assert.Null(SimilarSchools.For(world.Newest(country), "secondary", SchoolSize.Middle, "full", 1, "teachers", "a"));
    }

    [Theory, InlineData(6, true), InlineData(7, false)]
    public void A_board_that_runs_most_schools_of_a_band_would_know_too_much_of_the_others(int run, bool shown)
    {
        var world = new AreaWorld();
        var country = world.Add(_ => true);
        world.Add(s => s < run, board: true);
        for (var i = 0; i < 12; i++) world.Close("primary", 10, ("a.1", 20 + (2 * i)));
        world.Publish();
        Assert.Equal(shown, world.Newest(country).Bands.Count > 0);
        // What the statement says of all schools stays: there the rule of sums holds.
        Assert.Equal(FigureState.Shown, world.Item(country, "a.1").State);
    }

    [Fact]
    public void A_band_stays_as_it_was_until_three_schools_of_its_own_are_new_and_not_most_of_one_board()
    {
        var world = new AreaWorld();
        var country = world.Add(_ => true);
        world.Add(s => s is 18 or 19, board: true);
        Band Primary() => SimilarSchools.For(world.Newest(country), "primary", SchoolSize.Middle, "full", 1, "teachers", "a")!;
        void Next(int day, int edition, params string[] sectors)
        {
            foreach (var sector in sectors) world.Close(sector, 10, ("a.1", sector == "primary" ? 45 : 30));
            world.Publish(AreaWorld.Day.AddDays(day));
            Assert.Equal(edition, world.Newest(country).About.Number);
        }
        for (var i = 0; i < 12; i++) world.Close("primary", 10, ("a.1", 20 + (2 * i)));
        world.Publish();
        var first = Primary();
        Next(40, 2, "primary", "primary", "secondary");
        Assert.Equal(first, Primary());
        Next(80, 3, "primary", "secondary", "secondary");
        Assert.Equal((15, true), (Primary().Schools, Primary().High > first.High));
        // Three are new, but for the board that runs two of them it would be one.
        Next(120, 4, "primary", "primary", "primary");
        Assert.Equal(15, Primary().Schools);
        Next(160, 5, "primary", "secondary", "secondary");
        Assert.Equal(19, Primary().Schools);
    }

    [Fact]
    public void What_many_editions_show_alike_is_kept_once()
    {
        var world = new AreaWorld();
        Guid[] places = [world.Add(_ => true), world.Add(s => s < 3), world.Add(s => s > 2)];
        for (var i = 0; i < 3; i++) world.Close("primary", 10, ("a.1", 30), ("a.2", 30));
        for (var i = 0; i < 3; i++) world.Close("primary", 10, ("a.1", 30));
        world.Publish();
        var shared = new SharedShown();
        var shown = places.Select(p => shared.Of(world.Newest(p)).Shown).ToList();
        Assert.Same(shown[0], shown[1]);
        Assert.Equal([2, 2, 1], shown.Select(s => s.Count));
        Assert.All(places.Zip(shown), p => Assert.Equal(PublishedFigures.Of(world.Newest(p.First)).Shown, p.Second));
    }

    /// <summary>Regions, boards across them, sectors, statements that not all show, and several editions: whatever was published, it gives no two schools away.</summary>
    [Fact]
    public void Random_years_of_publishing_never_give_one_or_two_schools_away() => Prop.ForAll(Arb.From(Gen.Choose(1, 1_000_000)), seed =>
    {
        var world = new AreaWorld();
        int Draw(int school, int salt, int below) => (int)((((uint)(seed + (school * 31) + (salt * 1009))) * 2654435761u >> 11) % (uint)below);
        world.Add(_ => true);
        for (var r = 0; r < 3; r++) { var region = r; world.Add(s => Draw(s, 1, 3) == region); }
        for (var b = 0; b < 3; b++) { var board = b; world.Add(s => Draw(s, 2, 4) == board, board: true); }
        for (var wave = 0; wave < 3; wave++)
        {
            for (var i = 0; i < 2 + Draw(wave, 5, 5); i++)
            {
                var s = world.Schools.Count;
                (string, int)[] items = [("a.1", 30), .. Draw(s, 3, 3) > 0 ? new[] { ("a.2", 35) } : []];
                world.Close(Draw(s, 4, 3) == 0 ? "secondary" : "primary", 5 + (5 * Draw(s, 6, 4)), items);
            }
            world.Publish(AreaWorld.Day.AddDays(40 * wave));
        }
        Assert.Equal("", world.Attack("a.1"));
        Assert.Equal("", world.Attack("a.2"));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(150));
}
