using Meent.Foundation.Time;

namespace Meent.Tests.Foundation;

public class ClockTests
{
    [Theory]
    [InlineData("Europe/Amsterdam", 23, 30, 9)]
    [InlineData("Europe/Amsterdam", 12, 0, 8)]
    [InlineData("America/Martinique", 2, 0, 7)]
    [InlineData("UTC", 23, 30, 8)]
    public void What_happened_late_in_the_evening_happened_on_the_day_that_people_lived(string zone, int hour, int minute, int day) =>
        Assert.Equal(new DateOnly(2026, 6, day), Clock.Day(new DateTime(2026, 6, 8, hour, minute, 0), TimeZoneInfo.FindSystemTimeZoneById(zone)));
}
