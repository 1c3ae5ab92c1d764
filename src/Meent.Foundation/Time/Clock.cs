namespace Meent.Foundation.Time;

/// <summary>The two questions the hub asks of a clock. Times are UTC, cut to microseconds, which both engines keep.</summary>
public static class Clock
{
    public static DateTime Now(this TimeProvider clock) => Cut(clock.GetUtcNow().UtcDateTime);

    /// <summary>The day in the clock's local time zone: the day the people of this hub live in.</summary>
    public static DateOnly Today(this TimeProvider clock) => DateOnly.FromDateTime(clock.GetLocalNow().DateTime);

    /// <summary>The day on which something happened where the people of this hub live.</summary>
    /// <param name="utc">when it happened, as it is stored</param>
    /// <param name="zone">the machine's own where none is given</param>
    public static DateOnly Day(DateTime utc, TimeZoneInfo? zone = null) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), zone ?? TimeZoneInfo.Local));

    public static DateTime Cut(DateTime time) => new(time.Ticks - (time.Ticks % TimeSpan.TicksPerMicrosecond), DateTimeKind.Utc);
}
