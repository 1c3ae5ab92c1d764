using Meent.Reflect.Areas;
using Meent.Reflect.Federate;

namespace Meent.Tests.Reflect.Federate;

public class JointEditionTests
{
    private static readonly Guid Union = Guid.Parse("018f0000-0000-7000-8000-000000000009");

    [Fact]
    public void Means_are_weighted_by_answers_and_numbers_added()
    {
        var joint = JointEdition.Of(Made.Edition(4, 5, Made.Shown("a.1", 5, 100, 3)), [Made.Edition(1, 9, Made.Shown("a.1", 9, 300, 4))], Union);
        var figure = Assert.Single(joint.Parts.Single().Items);
        Assert.Equal((14, 400, 3.8), (figure.Schools, figure.N, figure.Mean));
        Assert.Equal((14, 4, Union), (joint.Parts.Single().Schools, joint.About.Number, joint.About.PlaceId));
        // Half of 0.3 each, a quarter and three quarters of the weight: 0.3 · √(1/16 + 9/16) = 0.237; 3.75 ± 0.237, outward to a tenth.
        Assert.Equal((3.5, 4.0), (figure.Low, figure.High));
        Assert.Equal(3.8, Assert.Single(joint.Parts.Single().Areas).Mean);
    }

    [Fact]
    public void What_one_hub_holds_back_is_not_in_it_and_cannot_be_subtracted()
    {
        var partner = Made.Edition(1, 9, Made.Shown("a.1", 9, 300, 4), Made.Hidden("a.2"));
        var joint = JointEdition.Of(Made.Edition(4, 2, Made.Hidden("a.1"), Made.Hidden("a.2")), [partner], Union);
        // The partner takes its own figure away and is left with nothing.
        Assert.Equal(partner.Of(null)!.Items[0], joint.Of(null)!.Items[0]);
        Assert.Equal(FigureState.TooFew, joint.Of(null)!.Items[1].State);
    }

    [Fact]
    public void Sums_beyond_what_a_number_holds_are_told_as_at_least()
    {
        var large = Made.Edition(1, int.MaxValue, Made.Shown("a.1", int.MaxValue, 2_147_483_645, 4));
        var joint = JointEdition.Of(large, [large, large], Union);
        Assert.Equal((int.MaxValue, int.MaxValue, 4.0), (joint.Of(null)!.Schools, joint.Of(null)!.Items[0].N, joint.Of(null)!.Items[0].Mean));
        Assert.Equal(int.MaxValue, joint.Coverage[0].Schools);
    }

    [Fact]
    public void How_many_schools_there_are_is_not_added_where_hubs_may_count_the_same()
    {
        var (own, partner) = (Made.Edition(4, 5, Made.Shown("a.1", 5, 100, 3)), Made.Edition(1, 9, Made.Shown("a.1", 9, 300, 4)));
        Assert.Equal(new Coverage("sector", "primary", 14, null), Assert.Single(JointEdition.Of(own, [partner], Union).Coverage));
        Assert.Equal(new Coverage("sector", "primary", 9, 400), Assert.Single(JointEdition.Of(null, [partner], Union).Coverage));
        Assert.Empty(JointEdition.Of(null, [Made.File(partner).Edition], Union).Bands);
        Assert.Single(JointEdition.Of(own, [partner], Union).Bands);
    }
}
