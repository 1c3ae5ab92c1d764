using Meent.Foundation.Data;
using Meent.Foundation.Time;
using Meent.Reflect;

namespace Meent.Tests.Authorisation;

/// <summary>A round in each state, seen from the clock's day.</summary>
internal static class AuthorisationRounds
{
    public static Round Make(Guid school, RoundState state, Guid coordinator, TimeProvider clock)
    {
        var today = clock.Today();
        var (opens, closes) = state switch
        {
            RoundState.Waiting => (today.AddDays(7), today.AddDays(21)),
            RoundState.Ended or RoundState.Closed => (today.AddDays(-30), today.AddDays(-2)),
            _ => (today.AddDays(-1), today.AddDays(14)),
        };
        var round = new Round
        {
            PlaceId = school, Id = Ids.New(), Name = $"Round {state}", InstrumentId = "school", InstrumentVersion = 1,
            OpensOn = opens, ClosesOn = closes, CreatedAt = clock.Now(), CreatedBy = coordinator,
        };
        if (state != RoundState.Draft) (round.OpenedAt, round.OpenedBy) = (clock.Now(), coordinator);
        if (state == RoundState.Closed) (round.ClosedAt, round.ClosedBy) = (clock.Now(), coordinator);
        if (state == RoundState.Cancelled) (round.CancelledAt, round.CancelledBy) = (clock.Now(), coordinator);
        return round;
    }
}
