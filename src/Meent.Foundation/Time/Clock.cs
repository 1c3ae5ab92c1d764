namespace Meent.Foundation.Time;

/// <summary>The two questions the hub asks of a clock. Times are UTC, cut to microseconds, which both engines keep.</summary>
public static class Clock
{
    public static DateTime Now(this TimeProvider clock) => Cut(clock.GetUtcNow().UtcDateTime);

    /// <summary>The day in the clock's local time zone: the day the people of this hub live in.</summary>
    public static DateOnly Today(this TimeProvider clock) => DateOnly.FromDateTime(clock.GetLocalNow().DateTime);

    public static DateTime Cut(DateTime time) => new(time.Ticks - (time.Ticks % TimeSpan.TicksPerMicrosecond), DateTimeKind.Utc);
}
