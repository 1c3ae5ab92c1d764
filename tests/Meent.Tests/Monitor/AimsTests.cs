using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Monitor;
using Meent.Monitor.ReadIndicators;

namespace Meent.Tests.Monitor;

/// <summary>Which target a page sets beside a line.</summary>
public class AimsTests
{
    private static readonly Indicator Cloud = new() { Id = "desi_cloud", Name = LocalizedText.Of("en", "Cloud"), Unit = IndicatorUnit.Percent, MainUnit = "PC_ENT", MainBreakdown = "ENT_ALL_XFIN" };

    private static Target Of(string due, string breakdown = "ENT_ALL_XFIN", string unit = "PC_ENT") => new(Guid.Empty, "desi_cloud", breakdown, unit, "desi", due, 75, null, null, null, 1);

    [Theory]
    [InlineData("2023", "2025")]
    [InlineData("2025", "2030")]
    [InlineData("2031", "2030")]
    [InlineData(null, "2025")]
    public void The_first_that_is_still_to_come_is_shown_else_the_last(string? newest, string due) => Assert.Equal(due, Aims.Next([Of("2030"), Of("2025")], Cloud, Guid.Empty, newest)?.DuePeriod);

    [Fact]
    public void A_place_comes_before_the_Union_as_long_as_its_own_target_is_to_come()
    {
        var place = Ids.New();
        Target Own(string due) => Of(due) with { PlaceId = place };
        Assert.Equal(place, Aims.Next([Of("2030"), Own("2035")], Cloud, place, "2025")?.PlaceId);
        Assert.Equal("2030", Aims.Next([Of("2030"), Own("2024")], Cloud, place, "2025")?.DuePeriod);
        Assert.Equal("2024", Aims.Next([Of("2023"), Own("2024")], Cloud, place, "2025")?.DuePeriod);
        Assert.Equal(Guid.Empty, Aims.Next([Of("2030"), Own("2035") with { Unit = "THS_ENT" }], Cloud, place, "2025")?.PlaceId);
    }

    [Fact]
    public void A_target_of_another_unit_or_for_others_is_not_set_beside_the_line()
    {
        Assert.Null(Aims.Next([Of("2030", unit: "THS_ENT")], Cloud, Guid.Empty, "2025"));
        Assert.Null(Aims.Next([Of("2030")], Cloud with { MainBreakdown = "ENT_M_XFIN" }, Guid.Empty, "2025"));
        Assert.NotNull(Aims.Next([Of("2030", "ENT_M_XFIN")], Cloud with { MainBreakdown = "ENT_M_XFIN" }, Guid.Empty, "2025"));
    }
}
