namespace Meent.Tests.Hosting;

/// <summary>A clock that stands still until it is moved. It starts at noon on 4 March 2026, UTC.</summary>
public sealed class TestClock : TimeProvider
{
    private DateTimeOffset now = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);

    /// <summary>True while the hub's own rounds (every minute, every half hour, in real time) do nothing, so that only requests write.</summary>
    public bool Rests { get; set; }

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow() => now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        period == Timeout.InfiniteTimeSpan ? base.CreateTimer(callback, state, dueTime, period) : base.CreateTimer(s => { if (!Rests) callback(s); }, state, dueTime, period);

    public void Advance(TimeSpan by) => now += by;

    public void SetDay(DateOnly day) => now = new DateTimeOffset(day.ToDateTime(new TimeOnly(12, 0)), TimeSpan.Zero);
}
