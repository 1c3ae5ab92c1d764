using FsCheck;
using FsCheck.Fluent;
using Meent.Design.Charts;
using Meent.Foundation.Localisation;
using Meent.Monitor;
using Meent.Tests.House;

namespace Meent.Tests.Monitor;

public class ChangeTests
{
    /// <summary>The European survey on ICT use: no figure of a country has a standard error over 2 points.</summary>
    private static readonly Precision Survey = new(Ceiling: 2);

    public static TheoryData<string, decimal?, decimal?, string?, string?, string> Told => new()
    {
        // 1.96 × √(2² + 2²) = 5.54 points
        { "a good deal more", 50, 55.55m, null, null, "Rose" },
        { "not quite enough", 50, 55.54m, null, null, "NoClearChange" },
        { "a good deal less", 50, 44.45m, null, null, "Fell" },
        { "the same", 50, 50, null, null, "NoClearChange" },
        { "from nothing at all", 0, 6, null, null, "Rose" },
        { "nothing known before", null, 60, null, null, "Missing" },
        { "nothing known after", 50, null, null, null, "Missing" },
        { "measured anew", 50, 60, null, "b", "Broken" },
        { "broken at the start is whole from there on", 50, 60, "b", null, "Rose" },
        { "another definition", 50, 60, null, "d", "Defined" },
        { "another definition both times is one definition", 50, 60, "d", "d", "Rose" },
        { "little reliable", 50, 60, "u", null, "Unreliable" },
        { "flags side by side", 50, 60, null, "bu", "Broken" },
        { "estimated and provisional compare", 50, 60, "e", "p", "Rose" },
    };

    [Theory, MemberData(nameof(Told))]
    public void A_difference_is_clear_beyond_what_chance_does(string name, decimal? before, decimal? after, string? statusBefore, string? statusAfter, string told)
    {
        var change = Change.Between([new("2023", before, null, statusBefore), new("2025", after, null, statusAfter)], "2023", "2025", Survey);
        Assert.Equal((name, told), (name, change.Why?.ToString() ?? change.Movement.ToString()));
    }

    [Fact]
    public void A_break_between_two_figures_parts_them_even_where_neither_is_marked()
    {
        Figure[] line = [new("2021", 40), new("2023", null, null, "b"), new("2025", 60)];
        Assert.Equal(Incomparable.Broken, Change.Between(line, "2021", "2025", Survey).Why);
        Assert.Null(Change.Between(line, "2021", "2025", Survey).Difference);
    }

    [Fact]
    public void An_error_of_its_own_counts_before_the_ceiling_and_without_either_nothing_is_said()
    {
        Figure[] line = [new("2023", 50, 0.5), new("2025", 52, 0.5)];
        Assert.Equal(Movement.Rose, Change.Between(line, "2023", "2025", Survey).Movement);
        Figure[] bare = [new("2023", 50), new("2025", 90)];
        var change = Change.Between(bare, "2023", "2025", Precision.Unknown);
        Assert.Equal((Movement.CannotCompare, Incomparable.Unsure, 40m), (change.Movement, change.Why, change.Difference));
    }

    [Fact]
    public void Backwards_in_time_a_rise_is_a_fall() => Prop.ForAll(
        ArbMap.Default.ArbFor<(short, short)>(), pair =>
        {
            var there = Change.Between([new("2023", pair.Item1 / 100m), new("2025", pair.Item2 / 100m)], "2023", "2025", Survey);
            var back = Change.Between([new("2023", pair.Item2 / 100m), new("2025", pair.Item1 / 100m)], "2023", "2025", Survey);
            return there.Difference == -back.Difference && back.Movement == there.Movement switch { Movement.Rose => Movement.Fell, Movement.Fell => Movement.Rose, var m => m };
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Many_samples_together_are_surer_than_one()
    {
        Assert.Equal(2, Precision.OfMean(2, [5]), 10);
        Assert.Equal(1, Precision.OfMean(2, [1, 1, 1, 1]), 10);
        Assert.Throws<ArgumentOutOfRangeException>(() => Precision.OfMean(2, []));
    }

    /// <summary>Eurostat, population on 1 January 2024, in millions, largest first.</summary>
    [Fact]
    public void The_ceiling_of_the_Union_is_that_of_27_samples_together() => Assert.InRange(
        Precision.OfMean(2, [83.5, 68.4, 59.0, 48.6, 36.6, 19.1, 17.9, 11.8, 10.9, 10.6, 10.6, 10.4, 9.6, 9.2, 6.4, 6.0, 5.6, 5.4, 5.3, 3.9, 2.9, 2.1, 1.9, 1.4, 1.0, 0.7, 0.6]), 0.6, 0.7);

    [Fact]
    public void Every_place_is_counted_once()
    {
        Change[] all = [Of(50, 60), Of(50, 60), Of(60, 50), Of(50, 51), Of(50, null)];
        var count = MovementCount.Count(all);
        Assert.Equal(new(2, 1, 1, 1), count);
        Assert.Equal(5, count.Of);
        var words = new MovementWords(English, IndicatorUnit.Percent);
        Assert.Equal("2 of 5 countries rose clearly since 2023, 1 fell clearly.", words.Count(count, "2023"));
        Assert.Equal("In one there is no clear change. One cannot be compared.", words.Rest(count));
        Assert.Equal("No country rose or fell clearly since 2023.", words.Count(MovementCount.Count([Of(50, 51)]), "2023"));
    }

    private static Texts English { get; } = new(new TextCatalogue(Repository.PathOf("src", "Meent", "Translations"), ["en"], ""), "en");

    private static Change Of(decimal? before, decimal? after) => Change.Between([new("2023", before), new("2025", after)], "2023", "2025", Survey);
}
