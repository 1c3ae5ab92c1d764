using Meent.Foundation.Data;
using Meent.Foundation.Web;
using Meent.Places;
using Microsoft.EntityFrameworkCore;

namespace Meent.People;

/// <summary>When a role ends by itself: after the day that its holder chose, or a year after its place closed, whichever comes first.</summary>
internal static class RoleEnds
{
    /// <param name="chosen">the first day after the one that the holder chose</param>
    /// <param name="closedOn">the first day on which the place is closed; may lie ahead</param>
    /// <returns>the first day on which the role no longer holds; null where none is known</returns>
    public static DateOnly? Of(DateOnly? chosen, DateOnly? closedOn) => closedOn?.AddYears(1) is { } last && !(chosen < last) ? last : chosen;

    /// <summary>Gives a role that is new at a place the end that all have there; within the lock of the place.</summary>
    /// <returns>why nobody gets a role there any more; null where it may be given</returns>
    public static async Task<Refusal?> Fit(HubDb db, RoleHeld given, DateOnly today)
    {
        var closedOn = await ClosedOn(db, given.PlaceId);
        if (closedOn <= today) return new PlaceHasClosed();
        given.EndsOn = Of(given.ChosenEndsOn, closedOn);
        return null;
    }

    public static async Task<DateOnly?> ClosedOn(HubDb db, Guid place) => (await PlacesModule.Find(db, place))?.ClosedOn;

    public static Task<bool> HasClosed(HubDb db, Guid place, DateOnly today) => PlaceDirectory.ClosedBy(db, today).AnyAsync(p => p == place);
}
